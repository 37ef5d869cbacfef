"""The command that writes a map of a ledger as it stood on a day."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from qinglian_desktop.application.chart_ports import MAP_KINDS
from qinglian_desktop.application.crossings import Crossing, Glance, Shift
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.seen_maps import SeenMap
from qinglian_desktop.cli.command import Answer, Call, Command, Json, Option, file_ending
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dates import Unreadable, read_day
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import AlongChart, Matrix
from qinglian_desktop.domain.problem import Problem

_ENDS = "、".join(MAP_KINDS)


def _draw(call: Call) -> Answer:
    given, to = call.given, Path(call.given.to)
    with call.desk(read_only=True) as desk:
        ledger, lens = _chosen(desk.catalogue, given.lens)
        seen = _seen(desk, ledger, lens, Glance(given.on, given.since), given.only or ())
        paths = desk.drawn_lenses.write(seen, to)
    moved = [seen.shown.moved_words(each) for each in seen.shown.crossing.moves]
    told = (f"{line}。" for line in (*seen.heading, *moved))
    return Answer(_facts(seen, paths), [*(f"已写好：{path}" for path in paths), *told])


def _chosen(catalogue: Catalogue, label: str | None) -> tuple[Ledger, Matrix | AlongChart]:
    """The map with this name; without one the first whose cells have a level by rule."""
    maps = [
        (ledger, lens)
        for ledger in catalogue
        for lens in ledger.lenses
        if isinstance(lens, Matrix | AlongChart)
    ]
    for ledger, lens in maps:
        if lens.label == label or (label is None and lens.heat is not None):
            return ledger, lens
    known = "、".join(lens.label for _, lens in maps)
    said = f"没有“{label or ''}”这张图，没有写文件。可以写：{known}。"
    raise DataProblems((Problem("lens", said),))


def _seen(
    desk: Desk,
    ledger: Ledger,
    lens: Matrix | AlongChart,
    glance: Glance,
    words: Sequence[str],
) -> SeenMap:
    """The map, narrowed by words of its filters; DataProblems for one that nobody says."""
    if not words:
        return desk.statistics.seen_map(ledger, lens, glance)
    whole = desk.statistics.matrix(ledger, lens, glance)
    only: list[tuple[str, str]] = []
    for each in words:
        label, sign, word = each.replace("：", "=", 1).partition("=")
        found = [
            (path, word if sign else label)
            for path, offered in whole.offers.items()
            if (word if sign else label) in offered and (not sign or whole.labels[path] == label)
        ]
        if len(found) != 1:
            raise DataProblems((Problem("only", _no_such_word(each, whole, found)),))
        only += found
    return desk.statistics.seen_map(ledger, lens, Glance(glance.on, glance.since, tuple(only)))


def _no_such_word(said: str, whole: Crossing, found: Sequence[tuple[str, str]]) -> str:
    if found:
        ways = "、".join(f"{whole.labels[path]}={word}" for path, word in found)
        return f"“{said}”不止一种意思，没有写文件。请写：{ways}。"
    offered = "；".join(
        f"{whole.labels[path]}：{'、'.join(words)}" for path, words in whole.offers.items() if words
    )
    return f"没有写着“{said}”的，没有写文件。可以写：{offered}。"


def _facts(seen: SeenMap, paths: Sequence[Path]) -> dict[str, Json]:
    shown, crossing = seen.shown, seen.shown.crossing
    return {
        "ledger": shown.ledger.key,
        "lens": shown.lens.label,
        "paths": [str(path) for path in paths],
        "on": _day(crossing.on),
        "since": _day(crossing.since),
        "only": [{"by": shown.label(path), "word": word} for path, word in seen.only],
        "known_since": _day(crossing.known_since),
        "cells": [
            {"x": x, "y": y, "level": crossing.heat.get((x, y), ""), "ids": list(ids)}
            for (x, y), ids in crossing.ids.items()
        ],
        "unplaced": list(crossing.unplaced),
        "beyond": list(crossing.beyond),
        "filtered": list(crossing.filtered),
        "unreadable": list(crossing.unreadable),
        "filled_in_later": list(crossing.filled_in_later),
        "moves": [_move(each) for each in crossing.moves],
    }


def _move(shift: Shift) -> Json:
    return {
        "kind": shift.kind.value,
        "id": shift.record_id,
        "name": shift.name,
        "from": list(shift.before or ()),
        "to": list(shift.after or ()),
        "level_from": shift.level_before,
        "level_to": shift.level_after,
        "day": _day(shift.day),
        "how": shift.how,
        "reason": shift.reason,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_day(text: str) -> date:
    try:
        return read_day(text)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(str(error)) from None


RISK_MAP = Command(
    ("risk-map",),
    "把风险图写成 PDF、图片或者 Excel 表格，照某一天的情况；写 --since 时另列出这段时间的变动",
    _draw,
    (
        Option("--on", "哪一天的情况，不写是现在的", "日期", read=_read_day),
        Option("--since", "和哪一天比", "日期", read=_read_day),
        Option("--lens", "哪一张图，例如 部门与等级、沿流程看；不写是风险图", "名称"),
        Option("--only", "只看哪些，例如 组织部 责任人=张三", "词", many=True),
        Option(
            "--to",
            f"写成哪个文件，以 {_ENDS} 结尾",
            "文件",
            required=True,
            read=file_ending(*MAP_KINDS),
        ),
    ),
)

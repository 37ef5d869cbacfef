"""The command that writes a map of a ledger as it stood on a day."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from qinglian_desktop.application.crossing_words import ShownCrossing
from qinglian_desktop.application.crossings import Crossing, Glance, Shift
from qinglian_desktop.cli.command import Answer, Call, Command, Json, Option
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dates import Unreadable, read_day
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Matrix
from qinglian_desktop.domain.problem import Problem

_PDF = ".pdf"


def _draw(call: Call) -> Answer:
    given, to = call.given, Path(call.given.to)
    with call.desk(read_only=True) as desk:
        ledger, lens = _chosen(desk.catalogue, given.lens)
        glance = Glance(given.on, given.since)
        crossing = desk.lens_printing.map_to_file(ledger, lens, glance, to)
    shown = ShownCrossing(ledger, lens, crossing)
    told = [*shown.day_words(), *(words for words, _ in shown.left_out())]
    moved = [shown.moved_words(each) for each in crossing.moves]
    return Answer(
        _facts(ledger, lens, crossing, to),
        [f"已写好：{to}", *(f"{line}。" for line in (*told, *moved))],
    )


def _chosen(catalogue: Catalogue, label: str | None) -> tuple[Ledger, Matrix]:
    """The map with this name; without one the first whose cells have a level by rule."""
    maps = [
        (ledger, lens)
        for ledger in catalogue
        for lens in ledger.lenses
        if isinstance(lens, Matrix) and lens.heat is not None
    ]
    for ledger, lens in maps:
        if label in (None, lens.label):
            return ledger, lens
    known = "、".join(lens.label for _, lens in maps)
    said = f"没有“{label or ''}”这张图，没有写文件。可以写：{known}。"
    raise DataProblems((Problem("lens", said),))


def _facts(ledger: Ledger, lens: Matrix, crossing: Crossing, to: Path) -> dict[str, Json]:
    return {
        "ledger": ledger.key,
        "lens": lens.label,
        "path": str(to),
        "on": _day(crossing.on),
        "since": _day(crossing.since),
        "known_since": _day(crossing.known_since),
        "cells": [
            {"x": x, "y": y, "level": crossing.heat.get((x, y), ""), "ids": list(ids)}
            for (x, y), ids in crossing.ids.items()
        ],
        "unplaced": list(crossing.unplaced),
        "beyond": list(crossing.beyond),
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


def _read_file(text: str) -> str:
    if Path(text).suffix.lower() != _PDF:
        raise argparse.ArgumentTypeError(f"“{text}”看不出写成什么，文件名要以 {_PDF} 结尾。")
    return text


RISK_MAP = Command(
    ("risk-map",),
    "把风险图写成 PDF，照某一天的情况；写 --since 时下面列出这段时间的变动",
    _draw,
    (
        Option("--on", "哪一天的情况，不写是现在的", "日期", read=_read_day),
        Option("--since", "和哪一天比", "日期", read=_read_day),
        Option("--lens", "哪一张图，例如 部门与等级；不写是风险图", "名称"),
        Option("--to", "写成哪个文件，以 .pdf 结尾", "文件", required=True, read=_read_file),
    ),
)

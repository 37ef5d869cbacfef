"""The command that makes a set for the public, and notes that it was put up"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qinglian_desktop.application.owned_charts import ChartOf
from qinglian_desktop.application.public_choice import PublicChoice, column_heading, offered_columns
from qinglian_desktop.application.public_ports import PublicForm
from qinglian_desktop.application.public_set import contents_offered, scope_words
from qinglian_desktop.application.publishing import Publisher
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import Answer, Call, Command, Json, Option
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import alike
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.problem import Problem

_UNIT, _DEPARTMENT, _POWER = "unit", "department", "power"


def _publish(call: Call) -> Answer:
    given, to = call.given, Path(call.given.to)
    with call.desk(read_only=not given.register) as desk:
        if desk.catalogue.publishing is None:
            raise DataProblems((Problem("", "本单位不记公开，没有写文件。"),))
        publisher = desk.publishing
        choice = replace(
            _of_scope(publisher, desk.charts.of, desk.catalogue, given.scope),
            contents=_contents(publisher, desk.catalogue, given.contents or ()),
            shows_names=given.names == "shown",
            columns=_columns(desk.catalogue, publisher, given.columns or (), given.names),
        )
        owners = [desk.charts.of(code).owned.id or 0 for code in given.poster or ()]
        _, remarks = publisher.look(choice, owners)
        paths = publisher.to_folder(choice, list(PublicForm), to, posters=owners)
        saved = (
            publisher.register(choice, given.by or publisher.by_last()) if given.register else None
        )
        told = [
            f"{each.words(publisher.declared)}：{each.what}。" for each in publisher.out_of_date()
        ]
    data: dict[str, Json] = {
        "paths": [str(path) for path in paths],
        "remarks": [
            {"words": e.words, "ledger": e.ledger or None, "id": e.record_id or None}
            for e in remarks
        ],
        "registered": None if saved is None else saved.record.number,
        "out_of_date": list(told),
    }
    lines = [f"已写好：{path}" for path in paths]
    if saved is not None:
        lines.append(f"已登记为已公开：{saved.record.number}。")
    return Answer(data, lines, [*(each.words for each in remarks), *told])


def _of_scope(
    publisher: Publisher,
    find: Callable[[str], ChartOf],
    catalogue: Catalogue,
    words: Sequence[str] | None,
) -> PublicChoice:
    whole, department, single = scope_words(catalogue)
    kind, *names = words or (_UNIT,)
    if kind == _UNIT and not names:
        return PublicChoice(whole)
    if kind == _DEPARTMENT and len(names) == 1:
        known = publisher.departments()
        if not any(alike(each, names[0]) for each in known):
            said = f"没有{quoted(names[0])}这个部门，没有写文件。可以写：{'、'.join(known)}。"
            raise DataProblems((Problem("scope", said),))
        return PublicChoice(department, department=names[0])
    if kind == _POWER and len(names) == 1:
        return PublicChoice(single, owner=find(names[0]).owned.id)
    raise UsageProblem("--scope 写 unit，或者 department 部门，或者 power 编码。")


def _contents(publisher: Publisher, catalogue: Catalogue, words: Sequence[str]) -> tuple[str, ...]:
    """The lists and charts that were named, in their order; all of them where none was."""
    offered = contents_offered(catalogue, publisher.declared)
    if strange := [each for each in words if each not in offered]:
        said = f"没有{quoted(strange[0])}这张单（图），没有写文件。可以写：{'、'.join(offered)}。"
        raise DataProblems((Problem("contents", said),))
    return tuple(each for each in offered if not words or each in words)


def _columns(
    catalogue: Catalogue, publisher: Publisher, words: Sequence[str], names: str
) -> Mapping[str, tuple[str, ...]]:
    """By list the columns that were named, each as 清单.栏目."""
    chosen: dict[str, list[str]] = {}
    for each in words:
        word, _, heading = each.partition(".")
        lists = [listed for listed in publisher.declared.lists if listed.word == word]
        offered = [
            (column.key, column_heading(catalogue, listed, column))
            for listed in lists
            for column in offered_columns(catalogue, listed, shows_names=names == "shown")
        ]
        keys = [key for key, said in offered if said == heading]
        if not keys:
            known = "、".join(said for _, said in offered) or "、".join(
                listed.word for listed in publisher.declared.lists
            )
            said = f"没有{quoted(each)}这一栏，没有写文件。写成 清单.栏目，可以写：{known}。"
            raise DataProblems((Problem("columns", said),))
        chosen.setdefault(word, []).append(keys[0])
    return {word: tuple(keys) for word, keys in chosen.items()}


def _names(text: str) -> str:
    if text not in ("hidden", "shown"):
        raise argparse.ArgumentTypeError("--names 写 hidden（不写姓名）或 shown（写姓名）。")
    return text


PUBLISH = Command(
    ("publish",),
    "把三单一图排成一套公开的 PDF、Excel 和 Word，也可以排海报、登记为已公开",
    _publish,
    (
        Option(
            "--scope", "unit（全单位）、department 部门、power 编码；不写是 unit", "范围", many=True
        ),
        Option("--names", "hidden 不写姓名，shown 写姓名", "姓名", required=True, read=_names),
        Option("--to", "写到哪个文件夹，文件夹要先有", "文件夹", required=True),
        Option("--contents", "要哪些单和图，例如 权责清单；不写是全部", "单和图", many=True),
        Option("--columns", "清单要哪些栏目，写成 清单.栏目；不写是通行的", "栏目", many=True),
        Option("--poster", "另排 A3 海报的职权，写编码", "编码", many=True),
        Option("--register", "同时登记为已公开", is_switch=True),
        Option("--by", "登记的经办人；不写是上一次的", "姓名"),
    ),
)

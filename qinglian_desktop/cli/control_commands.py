"""Commands for lists of rows: what is to be done over all records, by whom, until when"""

from __future__ import annotations

import argparse
from pathlib import Path

from qinglian_desktop.application.row_list_words import (
    Shown,
    chosen_rows,
    counted_words,
    listed_cells,
    listed_heads,
)
from qinglian_desktop.application.row_lists import ListedRow
from qinglian_desktop.cli.command import Answer, Call, Command, Json, Option
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import RowList
from qinglian_desktop.domain.problem import Problem

_STATES = {"open": Shown.OPEN, "late": Shown.LATE, "done": Shown.DONE, "all": Shown.ALL}


def _controls(call: Call) -> Answer:
    who = call.given.who or ""
    with call.desk(read_only=True) as desk:
        ledger, lens = _declared(desk.catalogue)
        every = desk.row_lists.lines(ledger, lens)
        lines = chosen_rows(every, call.given.state or Shown.OPEN, who)
        paths = (
            desk.lens_printing.to_folder(ledger, [lens], None, Path(call.given.to))
            if call.given.to
            else []
        )
    told = [f"{line.number}　{'　'.join(filter(None, listed_cells(lens, line)))}" for line in lines]
    said: dict[str, Json] = {
        "ledger": ledger.key,
        "controls": [_facts(line) for line in lines],
        "paths": [str(path) for path in paths],
    }
    heads = "　".join(("编号", *listed_heads(ledger, lens)))
    counted = f"{counted_words(lens, chosen_rows(every, Shown.ALL, who))}。"
    return Answer(said, [counted, *([heads, *told] if told else []), *map(_written, paths)])


def _state(text: str) -> Shown:
    if text not in _STATES:
        known = "、".join(_STATES)
        raise argparse.ArgumentTypeError(f"“{text}”看不出看哪些，可以写 {known}。")
    return _STATES[text]


def _declared(catalogue: Catalogue) -> tuple[Ledger, RowList]:
    for ledger in catalogue:
        for lens in ledger.lenses:
            if ledger.is_kept and isinstance(lens, RowList):
                return ledger, lens
    raise DataProblems((Problem("", "本单位没有记有措施清单的台账，没有可以列的。"),))


def _facts(line: ListedRow) -> dict[str, Json]:
    return {
        "record": line.record,
        "number": line.number,
        "row": line.place + 1,
        "what": line.what,
        "of": list(line.of),
        "who": list(line.who),
        "status": line.status,
        "due": line.due.isoformat() if line.due else None,
        "done_on": line.done_on.isoformat() if line.done_on else None,
        "days_over": line.days_over,
    }


def _written(path: Path) -> str:
    return f"已写好：{path}"


CONTROLS = Command(
    ("controls",),
    "列出防控清单：全部风险点的措施，谁的、什么时候到期、落实没有；写 --to 时整张写成 PDF",
    _controls,
    (
        Option(
            "--state",
            "看哪些：open 没有落实的（不写就是它），late 过了时限的，done 已经落实的，all 全部",
            "情况",
            read=_state,
        ),
        Option("--who", "只看写着这个人的", "姓名"),
        Option("--to", "整张写成 PDF，放到哪个文件夹", "文件夹"),
    ),
)

"""Commands that write a ledger as a table: all that it keeps, or a sheet to be filled in."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.sheets_out import LINES, WORKBOOK
from qinglian_desktop.cli.command import LEDGER, PERIOD, Answer, Call, Command, Option, file_ending
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query, usual_order


def _export(call: Call) -> Answer:
    key, to, period = call.ledger().key, Path(call.given.to), call.given.period
    with call.desk(read_only=True) as desk:
        ledger = desk.catalogue[key]
        which = period.label if period else ""
        query = Query(key, period=period, sort=usual_order(ledger))
        if not desk.searching.first(query, 0)[1]:
            said = f"{which}{ledger.label}没有记录，没有写文件。"
            raise DataProblems((Problem("period", said),))
        count = desk.sheets_out.whole(query, which, to)
    return Answer(
        {"ledger": key, "path": str(to), "records": count},
        [f"已导出 {count} 条：{to}", "这个文件没有加密，谁拿到都能看，请收好。"],
    )


def _template(call: Call) -> Answer:
    key, to = call.ledger().key, Path(call.given.to)
    with call.desk(read_only=True) as desk:
        desk.sheets_out.blank(desk.catalogue[key], to)
    return Answer({"ledger": key, "path": str(to)}, [f"空白表已写好：{to}"])


EXPORT = Command(
    ("export",),
    "把一本台账的记录写成表格，每一项一栏，除附件以外都在里面；作废的不写",
    _export,
    (
        LEDGER,
        PERIOD,
        Option(
            "--to",
            "写成哪个文件，以 .xlsx 或 .csv 结尾；已经有的会换成新的",
            "文件",
            required=True,
            read=file_ending(WORKBOOK, LINES),
        ),
    ),
)
TEMPLATE = Command(
    ("template",),
    "写一张空白表，用来填写一本台账的记录：有批注说明怎样填，选项和姓名可以从下拉里选",
    _template,
    (
        LEDGER,
        Option(
            "--to",
            "写成哪个文件，以 .xlsx 结尾；已经有的会换成新的",
            "文件",
            required=True,
            read=file_ending(WORKBOOK),
        ),
    ),
)

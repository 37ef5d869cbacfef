"""Commands that write paper: records, lists, lenses, and forms to be filled by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qinglian_desktop.application.document_ports import PrintedAs
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import (
    LEDGER,
    PERIOD,
    TO,
    Answer,
    Call,
    Command,
    Option,
    read_number,
)
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.paper_blank import blank_forms
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query, Sort, usual_order


def _print(call: Call) -> Answer:
    if call.given.lens is not None:
        return _printed(*_lens_paths(call))
    named, to, period = call.ledger(), Path(call.given.to), call.given.period
    kind = _kind_of_file(call)
    paths: list[Path] = []
    with call.desk(read_only=True) as desk:
        ledger = desk.catalogue[named.key]
        if call.given.record is not None:
            if desk.records.get(ledger, call.given.record) is None:
                said = f"{ledger.label}里没有编号为 {call.given.record} 的记录，没有写文件。"
                raise DataProblems((Problem("record", said),))
            ids = [call.given.record]
            paths.append(desk.printing.records(ledger, ids, to, printed_as=kind))
        else:
            order = usual_order(ledger) if ledger.listed_by else Sort(descending=False)
            query = Query(ledger.key, period=period, sort=order)
            ids = desk.searching.ids(query)
            which = period.label if period else ""
            if not ids:
                said = f"{which}{ledger.label}没有记录，没有写文件。"
                raise DataProblems((Problem("period", said),))
            if period is not None and ledger.paper is not None:
                paths.append(desk.printing.records(ledger, ids, to, which=which, printed_as=kind))
            paths.append(desk.printing.listing(query, which, to, printed_as=kind))
    return _printed(ledger.key, paths)


def _printed(ledger: str, paths: Sequence[Path]) -> Answer:
    return Answer(
        {"ledger": ledger, "paths": [str(path) for path in paths]},
        [f"已写好：{path}" for path in paths],
    )


def _blank(call: Call) -> Answer:
    named, to, word = call.ledger(), Path(call.given.to), call.given.kind or ""
    with call.desk(read_only=True) as desk:
        ledger = desk.catalogue[named.key]
        forms = dict(blank_forms(ledger))
        if word not in forms:
            known = "、".join(each for each in forms if each)
            said = f"可以写：{known}" if known else "它只有一种记录表，不用写 --kind"
            problem = Problem("kind", f"{ledger.label}没有“{word}”的记录表，没有写文件。{said}。")
            raise DataProblems((problem,))
        path = desk.printing.blank(ledger, word, to, _kind_of_file(call))
    return Answer({"ledger": ledger.key, "path": str(path)}, [f"已写好：{path}"])


def _kind_of_file(call: Call) -> PrintedAs:
    return PrintedAs.WORD if call.given.docx else PrintedAs.PDF


def _lens_paths(call: Call) -> tuple[str, list[Path]]:
    """Write a ledger's lens, or all of them, as PDF; gives the ledger's key and the files."""
    if call.given.record is not None:
        raise UsageProblem("--lens 和 --record 不能一起写。")
    if call.given.docx:
        raise UsageProblem("--lens 和 --docx 不能一起写，图表只写成 PDF。")
    named, asked = call.ledger(), call.given.lens
    with call.desk(read_only=True) as desk:
        ledger = desk.catalogue[named.key]
        lenses = [lens for lens in ledger.lenses if asked in ("", lens.label)]
        if not lenses:
            known = "、".join(lens.label for lens in ledger.lenses)
            said = (
                f"没有“{asked}”这张图表，没有写文件。可以写：{known}"
                if known
                else "没有图表，没有写文件"
            )
            raise DataProblems((Problem("lens", f"{ledger.label}{said}。"),))
        period, to = call.given.period, Path(call.given.to)
        return ledger.key, desk.lens_printing.to_folder(ledger, lenses, period, to)


LENS = Option(
    "--lens",
    "改为写图表，按窗口里的样子：写图表的名称，如 月度完成表；名称不写就是这本台账的全部图表",
    "名称",
    may_be_bare=True,
)
DOCX = Option("--docx", "写成可以修改的 Word 文档，不写时是 PDF", is_switch=True)
PRINT = Command(
    ("print",),
    "把记录写成 PDF 或 Word：一条记录的记录表，或一期的全部记录表和一览表；都不写时是整本一览表；"
    "写 --lens 时是图表",
    _print,
    (
        LEDGER,
        Option(
            "--record", "一条记录的内部编号（record list 最前面的数）", "编号", read=read_number
        ),
        PERIOD,
        DOCX,
        LENS,
        TO,
    ),
    either=("--record", "--period"),
)
BLANK = Command(
    ("blank",),
    "把一本台账的空白记录表写成 PDF 或 Word，打印出来手填",
    _blank,
    (
        LEDGER,
        Option("--kind", "哪一类的记录表，写表上的类型，如 党课；不写时是通用的", "类型"),
        DOCX,
        TO,
    ),
)

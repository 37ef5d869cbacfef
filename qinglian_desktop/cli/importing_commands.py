"""The command that brings a table of an office into a ledger, or only says how it is understood."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from qinglian_desktop.application.import_leaving import unread_left
from qinglian_desktop.application.importing import Imported, Importing
from qinglian_desktop.application.looked_records import Looked, cell_of
from qinglian_desktop.application.sheets_out import WORKBOOK
from qinglian_desktop.cli.chinese_parser import UsageProblem
from qinglian_desktop.cli.command import (
    DONE,
    LEDGER,
    PROBLEMS,
    REASON,
    Answer,
    Call,
    Command,
    Json,
    Option,
    file_ending,
    problem_facts,
)
from qinglian_desktop.cli.import_words import (
    brought_in_words,
    cell_name,
    letters,
    not_imported_words,
    understood_words,
    wrong_words,
)
from qinglian_desktop.cli.input_files import read_records
from qinglian_desktop.cli.passwords import password_for
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.importing.import_plan import HeadRows, ImportPlan, Treatment
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.sheet import SheetFile

_TREATMENTS = {
    "skip": Treatment.SKIP,
    "fill": Treatment.FILL,
    "update": Treatment.UPDATE,
    "add": Treatment.ADD,
}
_IN_MAP = ("sheet", "head", "columns", "year", "day_first", "for_all", "words", "people")


def _read_treatment(text: str) -> Treatment:
    if text not in _TREATMENTS:
        raise argparse.ArgumentTypeError(f"“{text}”不是可用的办法，请写 {'、'.join(_TREATMENTS)}。")
    return _TREATMENTS[text]


def _import(call: Call) -> Answer:
    source = Path(call.given.table)
    is_dry = bool(call.given.dry_run)
    with call.desk(read_only=is_dry) as desk:
        ledger, importing = desk.catalogue[call.ledger().key], desk.importing
        file = importing.read(source, _file_password(call))
        found = importing.understand(ledger, file, _plan(call, importing, ledger, file))
        looked = importing.look(found)
        if call.given.leave_unread:
            found = importing.understand(ledger, file, unread_left(found, looked))
            looked = importing.look(found)
        facts = _facts(found, looked)
        told = understood_words(found, looked)
        if is_dry:
            wrong = any(not each.can_be_kept for each in looked)
            return Answer(facts, told, code=PROBLEMS if wrong else DONE)
        otherwise = call.given.on_duplicate or Treatment.SKIP
        kept = importing.keep(found, otherwise=otherwise, reason=call.reason)
        numbers = [each.record.number for each in kept.saved]
        lines = [*brought_in_words(ledger, kept, numbers), *not_imported_words(found)]
        complaints: list[str] = []
        if kept.rejected and found.nothing:
            complaints.append(found.nothing)
        elif kept.rejected:
            complaints.append(f"还有 {len(kept.rejected)} 条要改好再导入：")
            complaints += [
                wrong_words(found, looked[place], kept.reasons[place]) for place in kept.rejected
            ]
            if call.given.errors:
                complaints.append(_written(importing, found, kept, Path(call.given.errors)))
        facts |= {
            "imported": numbers,
            "skipped": len(kept.skipped),
            "rejected": len(kept.rejected),
        }
        code = PROBLEMS if kept.rejected else DONE
        return Answer(facts, lines, complaints, code)


def _written(importing: Importing, found: Understanding, kept: Imported, target: Path) -> str:
    """Writes what was not taken; what was is kept, whether that can be written or not."""
    try:
        importing.write_rejected(found, kept.rejected, target, kept.reasons)
    except EnvironmentProblem as problem:
        return f"这些行没有写出来：{problem.happened}已经导入的都保存了。{problem.todo}"
    return f"这些行写在“{target.name}”里，改好可以再导入。"


def _file_password(call: Call) -> str:
    given = call.given.table_password_file
    return password_for(Path(given)) if given else ""


def _plan(call: Call, importing: Importing, ledger: Ledger, file: SheetFile) -> ImportPlan:
    """What was decided on the command line and in the file of ``--map``."""
    decided: Mapping[str, object] = {}
    if call.given.map:
        decided = read_records(call.given.map)[0]
        if unknown := [key for key in decided if key not in _IN_MAP]:
            raise UsageProblem(
                f"--map 文件里没有“{unknown[0]}”这一项，可以写：{'、'.join(_IN_MAP)}。"
            )
    sheet = call.given.sheet or decided.get("sheet")
    plan = ImportPlan(
        sheet=None if sheet is None else _sheet(file, str(sheet)),
        head=_head(decided.get("head")),
        year=cast("int | None", decided.get("year")),
        is_day_first=cast("bool | None", decided.get("day_first")),
        for_all=cast("Mapping[str, object]", decided.get("for_all") or {}),
        people=cast("Mapping[str, object]", decided.get("people") or {}),
        mended={
            (key, word): meant
            for key, words in cast(
                "Mapping[str, Mapping[str, object]]", decided.get("words") or {}
            ).items()
            for word, meant in words.items()
        },
    )
    columns = cast("Mapping[str, str]", decided.get("columns") or {})
    found = importing.understand(ledger, file, plan)
    return replace(plan, targets=dict(_targets(found, columns)))


def _sheet(file: SheetFile, said: str) -> int:
    for at, each in enumerate(file.sheets):
        if said in (each.name, str(at + 1)):
            return at
    names = "、".join(each.name for each in file.sheets)
    raise UsageProblem(f"表格里没有工作表“{said}”，有：{names}。")


def _head(said: object) -> HeadRows | None:
    """[3, 2]: two rows of heads, from row 3 on."""
    match said:
        case None:
            return None
        case [int(first), int(count)] if first > 0 and 0 <= count <= 3:
            return HeadRows(first - 1, count)
        case _:
            raise UsageProblem("--map 文件里的 head 要写成 [首行, 行数]，例如 [3, 2]。")


def _targets(found: Understanding, columns: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """By column where it goes; a column is called by its head or its letter."""
    labels = {target.label: key for key, target in found.known.items()}
    for name, said in columns.items():
        at = next(
            (each.at for each in found.columns if name in (each.head, letters(each.at))), None
        )
        if at is None:
            raise UsageProblem(f"表格里没有“{name}”这一列。")
        key = said if said in found.known else labels.get(said, "")
        if said and not key:
            raise UsageProblem(f"{found.ledger.label}没有“{said}”这一项。")
        yield at, key


def _facts(found: Understanding, looked: tuple[Looked, ...]) -> dict[str, Json]:
    head = found.head.rows
    return {
        "ledger": found.ledger.key,
        "file": found.file.name,
        "sheet": found.sheet.name,
        "head_rows": [head.first + 1 + at for at in range(head.count)],
        "titles": list(found.titles),
        "year": found.year,
        "columns": [
            {"column": letters(each.at), "head": each.head, "target": each.target}
            for each in found.columns
        ],
        "for_all": cast("Json", dict(found.plan.for_all)),
        "lacking": [each.key for each in found.lacking],
        "left_out": [{"row": each.row, "why": each.why} for each in found.body.left_out],
        "records": [
            {
                "rows": [found.beside.original(at, 0)[0] + 1 for at in each.record.rows],
                "typed": cast("Json", dict(each.typed)),
                "same_as": each.twin.number if each.twin else None,
                "problems": [*_cell_facts(found, each)],
            }
            for each in looked
        ],
    }


def _cell_facts(found: Understanding, looked: Looked) -> Iterator[dict[str, Json]]:
    for problem in looked.record.problems:
        where = cell_name(found, problem.row, problem.column)
        yield {"cell": where, "message": problem.message}
    for problem in looked.problems:
        at = cell_of(looked.record, problem)
        where = "" if at is None else cell_name(found, *at)
        yield {"cell": where, **problem_facts(problem), "is_warning": problem.is_warning}


IMPORT_SHEET = Command(
    ("import",),
    "把表格（Excel、WPS、CSV）里的记录导入一本台账；读不懂的行不导入，列出原因",
    _import,
    (
        LEDGER,
        Option("table", "要导入的表格文件", "文件"),
        Option("--sheet", "第几张工作表，或者它的名字；不写时按内容选", "工作表"),
        Option("--map", "JSON 文件：哪一列是哪一项、哪一行是表头、统一填写的内容", "文件"),
        Option("--dry-run", "只说怎样理解这张表，什么也不保存", is_switch=True),
        Option(
            "--on-duplicate",
            "台账里已经有的：skip 跳过（不写时）、fill 只补空白项、update 用表格里的更新、"
            "add 照样新增",
            "办法",
            read=_read_treatment,
        ),
        Option(
            "--leave-unread",
            "不是必填又读不懂的格子留空，原文记到备注，这一条照样导入",
            is_switch=True,
        ),
        Option(
            "--errors",
            "没有导入的行写到这个 .xlsx 表格，最后一列是原因",
            "文件",
            read=file_ending(WORKBOOK),
        ),
        REASON,
        Option("--table-password-file", "表格加了密时，写着它的密码的文件", "文件"),
    ),
)

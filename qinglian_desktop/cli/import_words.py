"""What the command of an import says: how a table is understood, what was kept, what was not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qinglian_desktop.application.importing import Imported
from qinglian_desktop.application.looked_records import Looked, cell_of
from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.importing.import_plan import ImportPlan, same_as
from qinglian_desktop.domain.importing.matching import MatchedColumn
from qinglian_desktop.domain.importing.understanding import Understanding, understand
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.validation import errors


def brought_in_words(ledger: Ledger, kept: Imported, numbers: list[str]) -> list[str]:
    """What became of the records, each counted once."""
    lines = [f"已导入{ledger.label} {len(numbers)} 条{_span(numbers)}。"]
    if not numbers:
        lines = [f"{ledger.label}没有导入，台账库和原来一样。"]
    if kept.changed:
        lines.append(f"其中 {kept.changed} 条是在原有的记录上改的。")
    if there := len(kept.skipped) - kept.unchanged:
        lines.append(f"已经有的 {there} 条没有再导入。")
    if kept.unchanged:
        lines.append(f"和原有的记录一样的 {kept.unchanged} 条没有改动。")
    return lines


def understood_words(found: Understanding, looked: tuple[Looked, ...]) -> list[str]:
    head = found.head.rows
    rows = "、".join(str(head.first + 1 + at) for at in range(head.count))
    lines = [
        f"工作表：{found.sheet.name}",
        f"表头：第 {rows} 行" if rows else "没有认出表头",
        *(
            f"{letters(each.at)} 列“{each.head}”：{_goes_to(found, each)}"
            for each in found.columns
            if not each.is_nobodys or each.target
        ),
        *found.at_one_place(),
        *(
            f"{found.beside.row_words(each.row - 1)}不导入：{each.why}"
            for each in found.body.left_out
        ),
    ]
    if found.asks_year and found.plan.year is None:
        lines.append("有的日期没有写年份，标题里也看不出是哪一年：请在 --map 文件里写 year。")
    if found.plan.year is not None and found.year not in (None, found.plan.year):
        lines.append(f"没有写年份的日期按标题是 {found.year} 年，year 只用在标题看不出的日期上。")
    lines += found.told_of_sections()
    for lacked in found.lacking:
        plain, offer = found.plan.for_all.get(lacked.key), lacked.offer
        said = _said_for_all(lacked.field, plain)
        if lacked.field.stand_in and plain == same_as(lacked.field.stand_in):
            said = f"各条的“{found.ledger.by_key[lacked.field.stand_in].label}”"
        where = f"（照{offer.source}）" if offer and offer.plain == plain else ""
        what = f"都填 {said}{where}" if said else "要补上"
        lines.append(f"表格里没有“{lacked.label}”，{what}")
    ready = sum(each.can_be_kept for each in looked)
    there = sum(each.twin is not None for each in looked)
    again = sum(each.twin is None and each.same_as is not None for each in looked)
    if found.nothing:
        return [*lines, found.nothing]
    more = f"、表格里写了不止一次的 {again} 条" if again else ""
    lines.append(f"共 {len(looked)} 条，可以导入 {ready} 条，其中台账里已经有的 {there} 条{more}。")
    lines += other_sheets(found)
    return [*lines, *(wrong_words(found, each) for each in looked if not each.can_be_kept)]


def _goes_to(found: Understanding, column: MatchedColumn) -> str:
    if not column.target:
        return "不导入"
    return found.known[column.target].label + ("" if column.is_sure else "（拿不准）")


def not_imported_words(found: Understanding) -> list[str]:
    """What the file says and was not brought in: columns, and sheets of the same kind."""
    columns = [e for e in found.columns if not e.target and not e.is_nobodys]
    lines = [f"{letters(e.at)} 列“{e.head}”没有导入。" for e in columns]
    doubtful = [e for e in found.columns if e.target and not e.is_sure]
    lines += [
        f"{letters(e.at)} 列“{e.head}”导入到“{found.known[e.target].label}”，拿不准，请核对。"
        for e in doubtful
    ]
    return [*lines, *other_sheets(found)]


def other_sheets(found: Understanding) -> list[str]:
    """Of each other sheet with records a sentence: only one is read at a time."""
    lines: list[str] = []
    for at, sheet in enumerate(found.file.sheets):
        if at != found.sheet_at:
            other = understand(found.ledger, found.file, ImportPlan(sheet=at))
            if not other.nothing:
                count = len(other.body.records)
                lines.append(
                    f"工作表“{sheet.name}”里还有 {count} 条，这次没有导入；"
                    f"要导入，请加上 --sheet {_argument(sheet.name)} 再导入一次。"
                )
    return lines


def _argument(words: str) -> str:
    """In quotes where a shell would take it for several words, or for signs of its own."""
    return words if re.fullmatch(r"[\w.-]+", words) else f'"{words}"'


def _said_for_all(field: Field, plain: object) -> str:
    """What is filled in everywhere, as a list shows it."""
    if plain is None:
        return ""
    try:
        return format_text(field.type, from_plain(field.type, plain))
    except Unreadable:
        return str(plain)


def wrong_words(found: Understanding, looked: Looked, reasons: Sequence[str] = ()) -> str:
    """The row with what has to be mended, each at its cell; why it could not be merged, too."""
    said: list[str] = []
    for problem in looked.record.problems:
        said.append(f"{cell_name(found, problem.row, problem.column)}：{problem.message}")
    told = {problem.message for problem in looked.record.problems}
    for problem in errors(looked.problems):
        if reasons and problem.message not in reasons:
            continue
        at = cell_of(looked.record, problem)
        said.append(f"{cell_name(found, *at)}：{problem.message}" if at else problem.message)
        told.add(problem.message)
    said += [each for each in reasons if each not in told]
    return f"{found.beside.row_words(looked.record.rows[0])}：{' '.join(said)}"


def _span(numbers: list[str]) -> str:
    return f"（{numbers[0]} 至 {numbers[-1]}）" if len(numbers) > 1 else ""


def cell_name(found: Understanding, row: int, column: int) -> str:
    """A cell as it is called in the file, by row and column counted from 0: C5."""
    at, of = found.beside.original(row, column)
    return f"{letters(of)}{at + 1}"


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    said = ""
    at = column + 1
    while at:
        at, rest = divmod(at - 1, 26)
        said = chr(65 + rest) + said
    return said

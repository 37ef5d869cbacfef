"""A table of somebody's units read as the list of those whose returns are collected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.collecting.listed_units import ListedUnit, one_code
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.importing.cells import has_lost_digits, text_of_cell
from qinglian_desktop.domain.importing.heads import SheetHead, find_head
from qinglian_desktop.domain.importing.matching import match_columns
from qinglian_desktop.domain.importing.targets import Target
from qinglian_desktop.domain.sheet import FileCell, FileSheet, SheetFile

_NAME, _CODE, _KIND = "name", "code", "kind"
_NAMES = ("单位名称", "单位", "名称", "单位全称", "党组织名称", "党组织", "支部名称", "填报单位")
_CODES = ("单位编码", "编码", "代码", "单位代码", "单位编号", "党组织编码", "党组织代码")
_KINDS = ("单位类型", "类型", "类别", "单位类别", "党组织类型", "党组织类别", "单位性质")
_KNOWN = {
    key: Target(key, names[0], key, "", names)
    for key, names in ((_NAME, _NAMES), (_CODE, _CODES), (_KIND, _KINDS))
}
_LONGEST = 100
_TOTALS = ("合计", "总计", "小计")


@dataclass(frozen=True, slots=True)
class ReadUnits:
    """What a table says: units in its order, what keeps it from being used, what is worth a word.

    ``problems`` and ``remarks`` are sentences, those of a row with its number as Excel counts.
    """

    units: tuple[ListedUnit, ...]
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    unit: ListedUnit
    code: FileCell


def units_in(file: SheetFile) -> ReadUnits:
    """The units of the sheet whose heads say the most of units."""
    heads = [find_head(sheet, _KNOWN) for sheet in file.sheets]
    ranked = [
        (named, not sheet.is_hidden, -at)
        for at, (sheet, (_, named)) in enumerate(zip(file.sheets, heads, strict=True))
    ]
    if not ranked or max(ranked)[0] <= 0:
        return ReadUnits((), (f"{_where(file)}里没有“单位名称”“单位编码”这样的表头。",))
    at = -max(ranked)[2]
    sheet, head = file.sheets[at], heads[at][0]
    columns = _columns(sheet, head)
    if lacking := [_KNOWN[key].label for key in (_NAME, _CODE) if key not in columns]:
        return ReadUnits((), (f"工作表“{sheet.name}”里没有“{'”“'.join(lacking)}”这一列。",))
    remarks: list[str] = []
    rows = list(_rows(sheet, head, columns, remarks))
    problems = [*_wrong(rows)]
    if not rows and not problems:
        problems.append(f"工作表“{sheet.name}”的表头下面没有单位。")
    remarks += _worth_a_word(rows)
    return ReadUnits(tuple(each.unit for each in rows), tuple(problems), tuple(remarks))


def _where(file: SheetFile) -> str:
    return f"“{file.name}”" if file.name else "这张表"


def _columns(sheet: FileSheet, head: SheetHead) -> dict[str, int]:
    below = sheet.rows[head.rows.first + head.rows.count :]
    matched = match_columns(head, below, _KNOWN, {}, {})
    return {each.target: each.at for each in matched if each.target}


def _rows(
    sheet: FileSheet, head: SheetHead, columns: Mapping[str, int], left_out: list[str]
) -> Iterator[_Row]:
    tops = {
        (at, each.left): each.top
        for each in sheet.merged
        for at in range(each.top, each.bottom + 1)
    }
    for at in range(head.rows.first + head.rows.count, len(sheet.rows)):

        def cell(key: str, at: int = at) -> FileCell:
            column = columns.get(key, -1)
            row = sheet.rows[tops.get((at, column), at)]
            return row[column] if 0 <= column < len(row) else None

        name, code, kind = (text_of_cell(cell(key)) for key in (_NAME, _CODE, _KIND))
        if not code and (not name or name.replace(" ", "") in _TOTALS):
            if said := next((said for each in sheet.rows[at] if (said := text_of_cell(each))), ""):
                left_out.append(f"第 {at + 1} 行“{said[:20]}”不是单位，没有用。")
            continue
        yield _Row(at + 1, ListedUnit(one_code(code), name, kind), cell(_CODE))


def _wrong(rows: Sequence[_Row]) -> Iterator[str]:
    first: dict[str, _Row] = {}
    for row in rows:
        code, name = text_of_cell(row.code), row.unit.name
        if not row.unit.code:
            yield f"第 {row.number} 行：“{name}”没有单位编码。"
            continue
        if not name:
            yield f"第 {row.number} 行：编码“{code}”没有单位名称。"
        if max(len(code), len(name), len(row.unit.kind)) > _LONGEST:
            yield f"第 {row.number} 行：单位名称、编码、类型都不能超过 {_LONGEST} 个字。"
        if has_lost_digits(row.code):
            yield (
                f"第 {row.number} 行：编码“{code}”太长，Excel 已经把后几位变成了 0，"
                "请把这一列设成文本格式再填。"
            )
        before = first.setdefault(row.unit.code, row)
        if before is not row:
            yield (
                f"第 {row.number} 行：“{name}”的编码“{code}”"
                f"和第 {before.number} 行“{before.unit.name}”的一样。"
            )


def _worth_a_word(rows: Sequence[_Row]) -> Iterator[str]:
    first: dict[str, _Row] = {}
    for row in rows:
        before = first.setdefault(folded(row.unit.name), row)
        if before is not row and row.unit.name:
            yield (
                f"第 {row.number} 行：“{row.unit.name}”和第 {before.number} 行同名，"
                "请看看是不是同一个单位。"
            )
    numbers = [row for row in rows if isinstance(row.code, int | float)]
    if numbers and len({len(row.unit.code) for row in rows}) > 1:
        yield (
            f"编码有的是数字，长短不一（例如第 {numbers[0].number} 行“{numbers[0].unit.code}”），"
            "前面的 0 可能丢了，请核对；要保留前面的 0，请把这一列设成文本格式再填。"
        )

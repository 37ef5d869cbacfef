"""Contents of returns to write: one that looks like a month, and any whatever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.domain.return_content import (
    LedgerSheet,
    ReturnContent,
    SummaryLine,
    cell_words,
)

AWKWARD = (
    "=1+1",
    "+86 991 1234567",
    "-3",
    "@某人",
    "\t缩进",
    "00123456789012345678",
    "1E5",
    "#N/A",
    "TRUE",
    "2026-10-01",
    "_x0041_",
    "第一行\n第二行",
    "  前后有空格  ",
    "两个  空格",
    "<b>&amp;</b>",
    "䶮㛃𬱖𫖯𬭎𬀩𬭚𫟼㙦𦰡·买买提",
    "—",
    "长" * 3000,
)


def month_content() -> ReturnContent:
    """A return with every kind of cell, awkward text, and a ledger without records."""
    keys = ("number", "topic", "day", "count", "amount", "summary")
    headings = ("编号", "主题", "日期", "人数", "金额（万元）", "内容摘要")
    rows: list[tuple[CellValue, ...]] = [
        (f"2026-{place:03}", text, date(2026, 10, place), place, Decimal(f"{place}.5"), text)
        for place, text in enumerate(AWKWARD, 1)
    ]
    rows.append(("2026-099", "空的都不填", None, None, None, None))
    return ReturnContent(
        unit_code="00650001",
        unit_name="示例市委机关工委",
        period=Period.parse("2026-10"),
        revision=2,
        cover=(
            ("填报单位（盖章）", "示例市委机关工委"),
            ("报告期", "2026年10月"),
            ("单位负责人", "王𬭎"),
            ("审核人", ""),
            ("联系电话", "09911234567"),
            ("报出日期", "2026-11-02"),
        ),
        summary=(
            SummaryLine("meetings", "heads", "参加人次", "人次", 0, 59),
            SummaryLine("meetings", "heads_new", "其中：新入职", "人次", None, None, "没有统计"),
            SummaryLine("meetings", "money", "协调资金", "万元", Decimal("1200.123456"), 1300),
        ),
        sheets=(
            LedgerSheet("meetings", "活动", keys, headings, (6, 16, 6, 4, 5, 20), tuple(rows)),
            LedgerSheet("visits", "走访/调研", keys[:3], headings[:3], (6, 16, 6), ()),
        ),
        foot=("本月没有记录、不另列表的：走访/调研。",),
    )


def as_kept(content: ReturnContent) -> ReturnContent:
    """The content as a workbook keeps it: text as a cell holds it, blanks alike, no widths."""

    def kept(cell: CellValue) -> CellValue:
        return (cell_words(cell) or None) if isinstance(cell, str) else cell

    return replace(
        content,
        unit_code=cell_words(content.unit_code),
        unit_name=cell_words(content.unit_name),
        cover=tuple((cell_words(label), cell_words(words)) for label, words in content.cover),
        summary=tuple(
            replace(
                line,
                label=cell_words(line.label),
                unit=cell_words(line.unit),
                note=cell_words(line.note),
            )
            for line in content.summary
        ),
        sheets=tuple(
            replace(
                sheet,
                title=cell_words(sheet.title),
                keys=sheet.keys if sheet.rows else (),
                headings=tuple(map(cell_words, sheet.headings)) if sheet.rows else (),
                widths=(),
                rows=tuple(tuple(map(kept, row)) for row in sheet.rows),
            )
            for sheet in content.sheets
        ),
        foot=tuple(map(cell_words, content.foot)),
    )


# Lone surrogates and control signs too: validation refuses them, a return must not break.
_ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
_KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
_NUMBERS = st.integers(-(10**12), 10**12) | st.decimals(
    -(10**9), 10**9, places=6, allow_nan=False, allow_infinity=False
)
_CELLS = st.none() | _ANY_TEXT | st.sampled_from(AWKWARD) | _NUMBERS | st.dates(date(1900, 1, 1))


@st.composite
def any_sheet(draw: st.DrawFn) -> LedgerSheet:
    """A ledger's sheet of any columns and rows."""
    keys = tuple(draw(st.lists(_KEYS, min_size=1, max_size=5, unique=True)))
    row = st.tuples(*(_CELLS for _ in keys))
    return LedgerSheet(
        ledger=draw(_KEYS),
        title=draw(_ANY_TEXT),
        keys=keys,
        headings=tuple(draw(_ANY_TEXT) for _ in keys),
        widths=tuple(draw(st.integers(0, 30)) for _ in keys),
        rows=tuple(draw(st.lists(row, max_size=5))),
    )


def any_content() -> st.SearchStrategy[ReturnContent]:
    """Any return."""
    lines = st.builds(
        SummaryLine,
        ledger=_KEYS,
        measure=_KEYS,
        label=_ANY_TEXT,
        unit=_ANY_TEXT,
        month=st.none() | _NUMBERS,
        year=st.none() | _NUMBERS,
        note=_ANY_TEXT,
    )
    return st.builds(
        ReturnContent,
        unit_code=_ANY_TEXT,
        unit_name=_ANY_TEXT,
        period=st.dates(date(1949, 1, 1), date(2998, 12, 31)).map(Period.month_of),
        revision=st.integers(1, 999),
        cover=st.lists(st.tuples(_ANY_TEXT, _ANY_TEXT), max_size=5).map(tuple),
        summary=st.lists(lines, max_size=4).map(tuple),
        sheets=st.lists(any_sheet(), max_size=3).map(tuple),
        foot=st.lists(_ANY_TEXT, max_size=2).map(tuple),
    )

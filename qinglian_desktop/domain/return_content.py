"""What a monthly return says, apart from how a workbook lays it out, and its digest."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import cast

from qinglian_desktop.domain.cell_values import CellValue, cell_text
from qinglian_desktop.domain.chain_head import ChainHead
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.signed import Signed

SCHEMA = 2
"""Version of the return's layout; a reader refuses versions above its own.

1 had a sheet for every ledger. Since 2 those without rows are named below 汇总, with what is 0.
"""
NOT_KEPT = "—"
"""Stands where nothing was kept; a counted nothing is 0."""
LONGEST_CELL = 32_767
"""UTF-16 units that a cell of a workbook can hold; Excel's own limit."""
CUT_SHORT = "……（太长，以下从略，全文见台账库）"
_NOT_IN_A_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of 汇总: a measure, its unit, this month and the year to date."""

    ledger: str
    measure: str
    label: str
    unit: str
    month: int | Decimal | None
    year: int | Decimal | None
    note: str = ""

    def __reduce__(self) -> tuple[type[SummaryLine], tuple[CellValue, ...]]:
        """As it goes from one process to another, in a third of the usual time."""
        words = self.ledger, self.measure, self.label, self.unit
        return SummaryLine, (*words, self.month, self.year, self.note)

    @property
    def is_nothing(self) -> bool:
        """Whether it counts none in the month and none in the year; not kept is another thing."""
        return self.month == 0 and self.year == 0

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the line above it."""
        return self.label.startswith("其中")


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """One ledger's rows of the month, or how they stand at its end: public columns only."""

    ledger: str
    title: str
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, slots=True)
class CoverWords:
    """What the cover needs that the unit's record does not hold; may be blank for the pen."""

    auditor: str = ""
    reporter: str = ""


BLANK_COVER = CoverWords()


@dataclass(frozen=True, slots=True)
class Printed:
    """What of a return goes on paper: cover and 汇总, which are sealed, and what a unit adds.

    With ``zeros``, measures of which there is nothing stand in the table, else in a line below it;
    with ``sheets``, those of the ledgers are printed, too.
    """

    zeros: bool = False
    sheets: bool = False


FOR_THE_SEAL = Printed()


@dataclass(frozen=True)
class ReturnContent:
    """清廉机关建设工作月报表: everything that the committee reads from it.

    ``cover`` are labels and words of the cover in their order; ``revision`` counts from 1.
    ``foot`` are lines below 汇总. How it is ``printed`` is no part of what it says, nor by whom it
    is ``signed``, nor how far the ``history`` of its book went.
    """

    unit_code: str
    unit_name: str
    period: Period
    revision: int
    cover: tuple[tuple[str, str], ...]
    summary: tuple[SummaryLine, ...]
    sheets: tuple[LedgerSheet, ...]
    schema: int = SCHEMA
    foot: tuple[str, ...] = ()
    printed: Printed = FOR_THE_SEAL
    signed: Signed | None = field(default=None, compare=False)
    history: ChainHead | None = field(default=None, compare=False)

    @property
    def drawn(self) -> tuple[LedgerSheet, ...]:
        """Those that are sheets of the workbook."""
        return tuple(each for each in self.sheets if self.is_drawn(each))

    @property
    def file_name(self) -> str:
        """清廉月报_<单位>_<YYYY-MM>_r<N>.xlsx, without signs that a stick's file system refuses."""
        unit = safe_unit_name(self.unit_name)
        return f"清廉月报_{unit}_{self.period.key}_r{self.revision}.xlsx"

    @cached_property
    def digest(self) -> str:
        """SHA-256 in hex over what it says, the same for the same words and figures.

        Widths and looks do not count, so saving again in WPS does not break it.
        """
        return hashlib.sha256(self.told.encode()).hexdigest()

    @cached_property
    def told(self) -> str:
        """All that it says, as JSON; ``content_of`` reads it."""
        body: list[object] = [
            self.schema,
            _mark(self.unit_code),
            _mark(self.unit_name),
            self.period.key,
            self.revision,
            [[_mark(label), _mark(words)] for label, words in self.cover],
            [
                [
                    line.ledger,
                    line.measure,
                    *map(_mark, (line.label, line.unit, line.month, line.year, line.note)),
                ]
                for line in self.summary
            ],
            [
                [
                    sheet.ledger,
                    _mark(sheet.title),
                    sheet.keys if self.is_drawn(sheet) else [],
                    [_mark(each) for each in sheet.headings if self.is_drawn(sheet)],
                    [[_mark(cell) for cell in row] for row in sheet.rows],
                ]
                for sheet in self.sheets
            ],
        ]
        if self.schema > 1:
            body.append([_mark(line) for line in self.foot])
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"))

    @property
    def in_short(self) -> ReturnContent:
        """The same without its sheets, which ``told`` and ``digest`` still tell."""
        short = replace(self, sheets=())
        vars(short).update(told=self.told, digest=self.digest)
        return short

    def is_drawn(self, sheet: LedgerSheet) -> bool:
        """Whether it is a sheet of the workbook, with columns of its own."""
        return bool(sheet.rows) or self.schema == 1


def content_of(told: str, signed: Signed | None = None) -> ReturnContent:
    """The content that said this; its columns are as wide as their headings."""
    schema, code, name, period, revision, cover, summary, sheets, *foot = json.loads(told)
    content = ReturnContent(
        unit_code=cell_text(_unmarked(code)),
        unit_name=cell_text(_unmarked(name)),
        period=Period.parse(period),
        revision=revision,
        cover=tuple(
            (cell_text(_unmarked(label)), cell_text(_unmarked(words))) for label, words in cover
        ),
        summary=tuple(_line(*line) for line in summary),
        sheets=tuple(_sheet(*sheet) for sheet in sheets),
        schema=schema,
        foot=tuple(cell_text(_unmarked(line)) for lines in foot for line in lines),
        signed=signed,
    )
    # It would tell the same again.
    vars(content)["told"] = told
    return content


def foot_of(
    summary: Iterable[SummaryLine], sheets: Iterable[LedgerSheet], printed: Printed
) -> tuple[str, ...]:
    """What is said in lines below 汇总: which measures are 0, and which sheets have no rows."""
    zeros = [line.label for line, is_shown in shown_lines(summary, printed) if not is_shown]
    whole = [label for label in zeros if not label.startswith("其中")]
    empty = [sheet.title for sheet in sheets if not sheet.rows]
    lines: list[str] = []
    if whole:
        lines.append(f"其余{len(whole)}项本月和本年累计都是0：{'、'.join(whole)}。")
    if empty:
        lines.append(f"本月没有记录、不另列表的：{'、'.join(empty)}。")
    return tuple(lines)


def shown_lines(
    summary: Iterable[SummaryLine], printed: Printed
) -> Iterator[tuple[SummaryLine, bool]]:
    """Each line and whether it stands in the table; a part does as what it is a part of does."""
    is_shown = True
    for line in summary:
        if not line.is_part:
            is_shown = printed.zeros or not line.is_nothing
        yield line, is_shown or not line.is_nothing


def cell_words(text: str) -> str:
    """Text as a cell of a workbook can hold it; the digest sees it so too.

    One kind of line end; signs that XML refuses become U+FFFD; blanks alone are nothing;
    what is beyond Excel's limit is left out and said to be.
    """
    if text.isprintable() and not text.isspace() and len(text) * 2 <= LONGEST_CELL:
        return text  # Most text; none of what follows concerns it.
    text = _NOT_IN_A_CELL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        return ""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    kept = units[: 2 * (LONGEST_CELL - len(CUT_SHORT))]
    return kept.decode("utf-16-le", errors="ignore") + CUT_SHORT


def _mark(cell: CellValue) -> str:
    """A cell's content as text: equal for equal content, however a sheet stores it."""
    if isinstance(cell, str):
        is_plain = cell.isprintable() and not cell.isspace() and len(cell) * 2 <= LONGEST_CELL
        words = cell if is_plain else cell_words(cell)
        return f"t{words}" if words else ""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"d{cell.isoformat()}"
    if isinstance(cell, int):
        return f"n{cell}"
    return f"n{cell.normalize():f}" if cell else "n0"


def _unmarked(mark: str) -> CellValue:
    """The cell of a mark; ``_mark`` gives the same mark back."""
    if not mark:
        return None
    words = mark[1:]
    if mark.startswith("t"):
        return words
    if mark.startswith("d"):
        return date.fromisoformat(words)
    return int(words) if "." not in words else Decimal(words)


def _line(
    ledger: str, measure: str, label: str, unit: str, month: str, year: str, note: str
) -> SummaryLine:
    """A line of 汇总 from its keys and marks."""
    this, total = (cast("int | Decimal | None", _unmarked(each)) for each in (month, year))
    label, unit, note = (cell_text(_unmarked(each)) for each in (label, unit, note))
    return SummaryLine(ledger, measure, label, unit, this, total, note)


def _sheet(
    ledger: str, title: str, keys: list[str], headings: list[str], rows: list[list[str]]
) -> LedgerSheet:
    """A sheet from its keys and marks."""
    heads = tuple(cell_text(_unmarked(each)) for each in headings)
    return LedgerSheet(
        ledger,
        cell_text(_unmarked(title)),
        tuple(keys),
        heads,
        tuple(max(2, len(head)) for head in heads),
        tuple(tuple(_unmarked(cell) for cell in row) for row in rows),
    )

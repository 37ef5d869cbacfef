"""The sheets of the return: cover, 汇总, one a ledger, and the hidden 校验."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qinglian_desktop.documents.returns.arranged import ArrangedPage, arranged
from qinglian_desktop.documents.returns.column_fitting import (
    LINE,
    fit_columns,
    lines_of,
    row_height,
    row_heights,
)
from qinglian_desktop.documents.returns.layout import (
    CHECK,
    COVER_FIRST,
    SHEET_FIRST,
    SUMMARY_FIRST,
    SUMMARY_HEADINGS,
    CheckRow,
)
from qinglian_desktop.documents.returns.page_setup import set_up
from qinglian_desktop.documents.returns.styles import (
    Look,
    StyledCell,
    Styles,
    TableStyles,
    merge,
    set_height,
    styled_cell,
)
from qinglian_desktop.domain.cell_values import CellValue
from qinglian_desktop.domain.return_content import (
    LedgerSheet,
    ReturnContent,
    SummaryLine,
)


@dataclass(frozen=True, slots=True)
class _Size:
    """How large 汇总 is written: widths in 汉字 of ``points``, and the height of so many lines."""

    points: int
    widths: tuple[int, ...]
    line: float
    more: float

    @property
    def scale(self) -> float:
        """Against the usual 10 points."""
        return self.points / 10

    def height(self, lines: int) -> float:
        return self.line + self.more * (lines - 1)


_LARGE = _Size(12, (3, 15, 5, 5, 5, 11), 24.0, 1.2 * LINE)
_DENSE = _Size(10, (3, 18, 5, 5, 6, 16), 15.0, 13.0)
_FEW = 70
"""Lines up to which 汇总 fits on two pages in large print; A4 upright shows it at nine tenths."""
_SUMMARY_PAGES = 2

_Written: TypeAlias = tuple[CellValue, Look]


class ReturnSheets:
    """Draws the sheets of one return into a fresh workbook."""

    def __init__(self, workbook: Workbook, content: ReturnContent) -> None:
        self._workbook = workbook
        self._content = content
        self._styles = Styles(workbook)

    def draw(self) -> None:
        """All sheets, in the order in which they are read."""
        cover, summary, *ledgers = arranged(self._content)
        self._cover(cover)
        self._summary(summary)
        for sheet, written in zip(self._content.drawn, ledgers, strict=True):
            self._ledger(sheet, written)
        self._check([written.name for written in ledgers])

    def _cover(self, written: ArrangedPage) -> None:
        styles = self._styles
        page = self._page(written, landscape=False)
        for row in written.rows[: COVER_FIRST - 1]:
            page.append([each and styled_cell(page, each, styles.cover_title) for each in row])
        for _, label, words in written.rows[COVER_FIRST - 1 :]:
            look = styles.cover_seal if _is_sealed(str(label)) else styles.cover_words
            page.append([None, *self._cells(page, [(label, styles.cover_label), (words, look)])])
        merge(page, "B2:C2")
        for letter, width in zip("ABC", (1, 22, 56), strict=True):
            page.column_dimensions[letter].width = width
        for row, height in ((1, 70), (2, 60), (3, 40)):
            set_height(page, row, height)
        for row, (label, words) in enumerate(self._content.cover, COVER_FIRST):
            needed = 22 * max(lines_of(label, 6), lines_of(words, 16)) + 12
            set_height(page, row, max(130 if _is_sealed(label) else 46, needed))
        last = COVER_FIRST - 1 + len(self._content.cover)
        page.print_area = f"A1:C{last}"

    def _summary(self, written: ArrangedPage) -> None:
        lines = self._content.summary
        is_dense = len(lines) - len(written.hidden) > _FEW
        size = _DENSE if is_dense else _LARGE
        styles = self._styles.listed if is_dense else self._styles.summed
        page = self._page(written, landscape=False, pages=_SUMMARY_PAGES)
        self._head(page, written, SUMMARY_HEADINGS, size.widths, styles, size.scale)
        for row, line in enumerate(lines, SUMMARY_FIRST):
            cells = zip(written.rows[row - 1], _summary_looks(styles, line), strict=True)
            page.append(self._cells(page, cells))
            needed = lines_of(line.label, size.widths[1] - 1), lines_of(line.note, size.widths[5])
            set_height(page, row, size.height(max(needed)), is_hidden=row in written.hidden)
        first, width = SUMMARY_FIRST + len(lines), sum(size.widths) - 1
        for row, said in enumerate(self._content.foot, first):
            look = styles.of(said)
            page.append(self._cells(page, [(said, look), *[(None, look)] * 5]))
            merge(page, f"A{row}:F{row}")
            set_height(page, row, size.height(lines_of(said, width)))
        page.print_area = f"A1:F{first - 1 + len(self._content.foot)}"

    def _ledger(self, sheet: LedgerSheet, written: ArrangedPage) -> None:
        page = self._page(written, landscape=True)
        widths = fit_columns(sheet.widths, sheet.headings, sheet.rows)
        self._head(page, written, sheet.headings, widths, self._styles.listed)
        count = len(sheet.headings)
        style_of = self._styles.listed.of
        for row in sheet.rows:
            page.append(self._cells(page, ((cell, style_of(cell)) for cell in row)))
        for place, height in enumerate(row_heights(sheet.rows, widths), SHEET_FIRST):
            set_height(page, place, height)
        if self._content.printed.sheets:
            last = SHEET_FIRST - 1 + len(sheet.rows)
            page.print_area = f"A1:{get_column_letter(count)}{last}"
        else:
            _keep_off_paper(page, get_column_letter(count + 1))

    def _check(self, names: Sequence[str]) -> None:
        content = self._content
        page = self._workbook.create_sheet(CHECK)
        page.sheet_state = "hidden"
        rows: list[tuple[CheckRow, Sequence[str]]] = [
            (CheckRow.SCHEMA, [str(content.schema)]),
            (CheckRow.UNIT_CODE, [content.unit_code]),
            (CheckRow.UNIT_NAME, [content.unit_name]),
            (CheckRow.PERIOD, [content.period.key]),
            (CheckRow.REVISION, [str(content.revision)]),
            (CheckRow.DIGEST, [content.digest]),
            *_signature(content),
            (CheckRow.COVER, [str(len(content.cover))]),
            (CheckRow.FOOT, [str(len(content.foot))]),
            *((CheckRow.LINE, [line.ledger, line.measure]) for line in content.summary),
            *self._sheet_marks(names),
        ]
        look = self._styles.check
        for head, words in rows:
            page.append(self._cells(page, ((word, look) for word in (head.value, *words))))

    def _sheet_marks(self, names: Sequence[str]) -> Iterable[tuple[CheckRow, Sequence[str]]]:
        name = iter(names)
        for sheet in self._content.sheets:
            if sheet.rows:
                marks = [next(name), str(len(sheet.rows)), *sheet.keys]
            else:
                marks = [sheet.title, "0"]
            yield CheckRow.SHEET, [sheet.ledger, *marks]

    def _page(self, written: ArrangedPage, *, landscape: bool, pages: int = 0) -> Worksheet:
        """A sheet set up for A4, in so many ``pages`` as ``set_up`` has it."""
        page = self._workbook.create_sheet(written.name)
        set_up(page, landscape=landscape, pages=pages)
        page.sheet_view.showGridLines = False
        if written.header:
            page.oddHeader.right.text = written.header.replace("&", "&&")
        return page

    def _head(
        self,
        page: Worksheet,
        written: ArrangedPage,
        headings: Sequence[str],
        widths: Sequence[int],
        styles: TableStyles,
        scale: float = 1.0,
    ) -> None:
        """Title and headings, which stay in sight and stand again on every page.

        ``widths`` are in 汉字 of 10 points times ``scale``.
        """
        title, heads = written.rows[:2]
        page.append(self._cells(page, ((each, self._styles.title) for each in title)))
        page.append(self._cells(page, ((each, styles.heading) for each in heads)))
        if len(headings) > 1:
            merge(page, f"A1:{get_column_letter(len(headings))}1")
        set_height(page, 1, 36)
        lines = [lines_of(each, width) for each, width in zip(headings, widths, strict=False)]
        set_height(page, 2, max(26.0, row_height(max(lines, default=1)) * scale))
        for place, width in enumerate(widths, 1):
            page.column_dimensions[get_column_letter(place)].width = 2 * width * scale + 1
        page.freeze_panes = "A3"
        page.print_title_rows = "1:2"

    def _cells(self, page: Worksheet, written: Iterable[_Written]) -> list[StyledCell]:
        return [styled_cell(page, value, style) for value, style in written]


def _summary_looks(styles: TableStyles, line: SummaryLine) -> Iterable[Look]:
    yield styles.place
    yield styles.indented if line.is_part else styles.short
    yield styles.centred
    for figure in (line.month, line.year):
        yield styles.not_kept if figure is None else styles.of(figure)
    yield styles.of(line.note)


def _keep_off_paper(page: Worksheet, letter: str) -> None:
    """Let a sheet be read but not come when the whole workbook is printed.

    No program has a mark for that. What it would print is a column that is hidden, which makes no
    page; with the print area taken away, or what is selected alone, it prints as any other.
    """
    page.column_dimensions[letter].hidden = True
    page.print_area = f"{letter}1"


def _signature(content: ReturnContent) -> Iterable[tuple[CheckRow, Sequence[str]]]:
    if content.signed is not None:
        yield CheckRow.KEY, [content.signed.key]
        yield CheckRow.SIGNATURE, [content.signed.signature]
    if content.history is not None:
        yield CheckRow.HISTORY, [content.history.to_text()]


def _is_sealed(label: str) -> bool:
    return "盖章" in label

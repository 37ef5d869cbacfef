"""The sheets of the return: cover, 汇总, one a ledger, and the hidden 校验."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qinglian_desktop.documents.returns.column_fitting import (
    fit_columns,
    lines_of,
    row_height,
    row_heights,
)
from qinglian_desktop.documents.returns.layout import (
    CHECK,
    COVER,
    COVER_FIRST,
    NO_RECORDS,
    SHEET_FIRST,
    SUMMARY,
    SUMMARY_FIRST,
    SUMMARY_HEADINGS,
    CheckRow,
    sheet_names,
)
from qinglian_desktop.documents.returns.styles import (
    Look,
    StyledCell,
    Styles,
    TableStyles,
    merge,
    set_height,
    styled_cell,
)
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.domain.return_content import (
    NOT_KEPT,
    LedgerSheet,
    ReturnContent,
    SummaryLine,
    cell_words,
)

TITLE = "清廉机关建设工作月报表"
_A4 = 9
_INCHES = 1 / 25.4
_SUMMARY_WIDTHS = (3, 15, 5, 5, 5, 11)
"""In 汉字 of 12 points, which A4 upright shows at nine tenths."""

_Written: TypeAlias = tuple[CellValue, Look]


class ReturnSheets:
    """Draws the sheets of one return into a fresh workbook."""

    def __init__(self, workbook: Workbook, content: ReturnContent) -> None:
        self._workbook = workbook
        self._content = content
        self._styles = Styles(workbook)

    def draw(self) -> None:
        """All sheets, in the order in which they are read."""
        names = sheet_names(cell_words(sheet.title) for sheet in self._content.sheets)
        self._cover()
        self._summary()
        for sheet, name in zip(self._content.sheets, names, strict=True):
            self._ledger(sheet, name)
        self._check(names)

    def _cover(self) -> None:
        styles = self._styles
        page = self._page(COVER, landscape=False)
        page.append([])
        page.append([None, styled_cell(page, TITLE, styles.cover_title)])
        page.append([])
        for label, words in self._content.cover:
            look = styles.cover_seal if _is_sealed(label) else styles.cover_words
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

    def _summary(self) -> None:
        lines = self._content.summary
        page = self._page(SUMMARY, landscape=False)
        larger = 12 / 10
        self._head(page, SUMMARY, SUMMARY_HEADINGS, _SUMMARY_WIDTHS, self._styles.summed, larger)
        _, label_width, _, _, _, note_width = _SUMMARY_WIDTHS
        for place, line in enumerate(lines, 1):
            page.append(self._cells(page, self._summary_line(place, line)))
            count = max(lines_of(line.label, label_width - 1), lines_of(line.note, note_width))
            height = max(24.0, row_height(count) * larger)
            set_height(page, SUMMARY_FIRST - 1 + place, height)
        page.print_area = f"A1:F{SUMMARY_FIRST - 1 + len(lines)}"

    def _summary_line(self, place: int, line: SummaryLine) -> Iterable[_Written]:
        styles = self._styles.summed
        yield place, styles.place
        yield line.label, styles.indented if line.label.startswith("其中") else styles.short
        yield line.unit, styles.centred
        for figure in (line.month, line.year):
            yield (NOT_KEPT, styles.not_kept) if figure is None else (figure, styles.of(figure))
        yield line.note, styles.of(line.note)

    def _ledger(self, sheet: LedgerSheet, name: str) -> None:
        page = self._page(name, landscape=True)
        widths = fit_columns(sheet.widths, sheet.headings, sheet.rows)
        self._head(page, sheet.title, sheet.headings, widths, self._styles.listed)
        count = max(1, len(sheet.headings))
        if not sheet.rows:
            look = self._styles.nothing
            page.append(self._cells(page, [(NO_RECORDS, look), *[(None, look)] * (count - 1)]))
            set_height(page, SHEET_FIRST, 36)
            if count > 1:
                last = get_column_letter(count)
                merge(page, f"A{SHEET_FIRST}:{last}{SHEET_FIRST}")
        style_of = self._styles.listed.of
        for row in sheet.rows:
            page.append(self._cells(page, ((cell, style_of(cell)) for cell in row)))
        for place, height in enumerate(row_heights(sheet.rows, widths), SHEET_FIRST):
            set_height(page, place, height)
        last = SHEET_FIRST - 1 + max(1, len(sheet.rows))
        page.print_area = f"A1:{get_column_letter(count)}{last}"

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
            (CheckRow.COVER, [str(len(content.cover))]),
            *((CheckRow.LINE, [line.ledger, line.measure]) for line in content.summary),
            *(
                (CheckRow.SHEET, [sheet.ledger, name, str(len(sheet.rows)), *sheet.keys])
                for sheet, name in zip(content.sheets, names, strict=True)
            ),
        ]
        look = self._styles.check
        for head, words in rows:
            page.append(self._cells(page, ((word, look) for word in (head.value, *words))))

    def _page(self, name: str, *, landscape: bool) -> Worksheet:
        """A sheet set up for A4, scaled to the page's width, with page numbers."""
        page = self._workbook.create_sheet(name)
        page.page_setup.paperSize = _A4
        page.page_setup.orientation = "landscape" if landscape else "portrait"
        page.page_setup.fitToWidth = 1
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.print_options.horizontalCentered = True
        page.page_margins.left = page.page_margins.right = 12 * _INCHES
        page.page_margins.top, page.page_margins.bottom = 20 * _INCHES, 18 * _INCHES
        page.page_margins.header = page.page_margins.footer = 9 * _INCHES
        page.sheet_view.showGridLines = False
        page.oddFooter.center.text = "第&P页 共&N页"
        if name != COVER:
            whose = f"{self._content.unit_name[:80]}　{self._content.period.label}"
            page.oddHeader.right.text = _line(whose).replace("&", "&&")
        return page

    def _head(
        self,
        page: Worksheet,
        title: str,
        headings: Sequence[str],
        widths: Sequence[int],
        styles: TableStyles,
        scale: float = 1.0,
    ) -> None:
        """Title and headings, which stay in sight and stand again on every page.

        ``widths`` are in 汉字 of 10 points times ``scale``.
        """
        page.append([styled_cell(page, title, self._styles.title)])
        page.append(self._cells(page, ((each, styles.heading) for each in headings)))
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


def _is_sealed(label: str) -> bool:
    return "盖章" in label


def _line(text: str) -> str:
    return " ".join(cell_words(text).split())

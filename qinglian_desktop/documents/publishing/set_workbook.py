"""A set as a workbook: cover with contents, each list a sheet, each chart a picture on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from qinglian_desktop.application.chart_ports import DrawnChart
from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.public_ports import PublicPaper, PublicTable
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.raster import png_bytes
from qinglian_desktop.documents.publishing.set_pdf import made_on
from qinglian_desktop.documents.returns.column_fitting import (
    TALLEST_ROW,
    fit_columns,
    lines_of,
    row_height,
)
from qinglian_desktop.documents.returns.layout import COVER, sheet_names
from qinglian_desktop.documents.returns.page_setup import set_up
from qinglian_desktop.documents.returns.styles import Styles, merge, set_height, styled_cell
from qinglian_desktop.documents.sheet_text import save_workbook
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.listed import Listed, listed_columns, rows_of
from qinglian_desktop.domain.paper import PaperList
from qinglian_desktop.domain.record import Record

_DOTS = 150
_HEAD, _NUMBER = 3, 2
"""Rows above the records (title, what it is of, headings); the width of 序号 in 汉字."""
_PIXELS, _WITHIN, _ROW = 96 / 72, 0.84, 15.0
"""Pixels in a point; how much of the paper a chart takes within the edges; points of a row."""


def write_set_workbook(
    paper: PublicPaper, drawn_in: Fonts, target: PaperTarget, progress: Progress
) -> None:
    """Write it to exactly this path; OSError where the disk refuses."""
    workbook = Workbook()
    workbook.properties.creator, workbook.properties.title = paper.unit_name, paper.title
    styles = Styles(workbook)
    workbook.remove(workbook.worksheets[0])
    cover = workbook.create_sheet()
    titles = [*(t.word for t in paper.tables), *(c.title for c in paper.charts)]
    names = [COVER, *sheet_names(titles)]
    cover.title = names[0]
    _fill_cover(cover, styles, paper, titles, names[1:])
    for table, name in zip(paper.tables, names[1:], strict=False):
        _fill_table(workbook.create_sheet(name), styles, paper, table)
    for done, (chart, name) in enumerate(
        zip(paper.charts, names[1 + len(paper.tables) :], strict=True), 1
    ):
        _fill_chart(workbook.create_sheet(name), chart, drawn_in)
        if not progress(len(paper.charts) + done, 2 * len(paper.charts)):
            raise Cancelled
    save_workbook(workbook, target)


def _fill_cover(
    page: Worksheet, styles: Styles, paper: PublicPaper, titles: Sequence[str], names: Sequence[str]
) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 10, 72
    lines = [paper.title, paper.subtitle, paper.unit_name, made_on(paper), ""]
    for row, words in enumerate(lines, 1):
        page.append([styled_cell(page, words, styles.title)])
        merge(page, f"A{row}:B{row}")
        set_height(page, row, 60.0 if row == 1 else 30.0 if words else 10.0)
    look = styles.summed
    page.append([styled_cell(page, words, look.heading) for words in ("序号", "目录")])
    for place, (words, name) in enumerate(zip(titles, names, strict=True), 1):
        said = styled_cell(page, words, look.short)
        page.append([styled_cell(page, place, look.place), said])
        said.hyperlink = Hyperlink(ref=said.coordinate, location=f"'{name}'!A1")
        set_height(page, len(lines) + 1 + place, 24.0)
    set_up(page, landscape=False)


def _fill_table(page: Worksheet, styles: Styles, paper: PublicPaper, table: PublicTable) -> None:
    columns, listing = listed_columns(table.ledger), table.ledger.listing
    assert listing is not None
    look = styles.listed
    headings = ["序号", *(each.heading for each in columns)]
    blocks = [_block(columns, listing, record) for record in table.records]
    widths = [
        _NUMBER,
        *fit_columns(
            [e.width for e in columns], headings[1:], [row for rows in blocks for row in rows]
        ),
    ]
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = 2 * width + 1
    last = get_column_letter(len(widths))
    page.append([styled_cell(page, table.word, styles.title)])
    page.append([styled_cell(page, f"{paper.unit_name}　{paper.subtitle}".strip(), styles.check)])
    page.append([styled_cell(page, each, look.heading) for each in headings])
    for row in (1, 2):
        merge(page, f"A{row}:{last}{row}")
    set_height(page, 1, 36.0)
    set_height(page, _HEAD, row_height(max(map(lines_of, headings, widths))))
    row = _HEAD + 1
    for number, rows in enumerate(blocks, 1):
        for place, height in enumerate(_heights(columns, rows, widths[1:])):
            shown = [
                each if column.of_row or not place else None
                for each, column in zip(rows[place], columns, strict=True)
            ]
            at = styled_cell(page, None if place else number, look.place)
            page.append([at, *(styled_cell(page, each, look.of(each)) for each in shown)])
            set_height(page, row + place, height)
        if len(rows) > 1:
            merged = (at for at, column in enumerate(columns, 2) if not column.of_row)
            for letter in map(get_column_letter, (1, *merged)):
                merge(page, f"{letter}{row}:{letter}{row + len(rows) - 1}")
        row += len(rows)
    page.freeze_panes = f"A{_HEAD + 1}"
    page.print_title_rows = f"{_HEAD}:{_HEAD}"
    set_up(page, landscape=True)


def _block(columns: Sequence[Listed], listing: PaperList, record: Record) -> list[list[str]]:
    """What stands in the rows of a record, in each what is merged down, too."""
    rows = rows_of(listing, record)
    return [[c.text_of_row(row) if c.of_row else c.text(record) for c in columns] for row in rows]


def _heights(
    columns: Sequence[Listed], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> list[float]:
    """Of each row: what its own cells need, and its share of what the merged ones need."""
    own, beside = [1] * len(rows), 1
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        if column.of_row or len(rows) == 1:
            own = [
                max(high, lines_of(row[place], width)) for high, row in zip(own, rows, strict=True)
            ]
        else:
            beside = max(beside, lines_of(rows[0][place], width))
    heights = [row_height(each) for each in own]
    spare = max(0.0, row_height(beside) - sum(heights)) / len(heights)
    return [min(TALLEST_ROW, each + spare) for each in heights]


def _fill_chart(page: Worksheet, chart: DrawnChart, drawn_in: Fonts) -> None:
    """Each page of the chart below the other, a page of paper each."""
    first = chart.pages[0]
    is_wide = first.width > first.height
    set_up(page, landscape=is_wide)
    if max(first.width, first.height) > 1000:
        page.page_setup.paperSize = 8
    page.page_margins.left = page.page_margins.right = 0.2
    page.page_margins.top, page.page_margins.bottom = 0.2, 0.5
    page.sheet_view.showGridLines = False
    # What is made to fit takes no breaks between pages.
    page.sheet_properties.pageSetUpPr.fitToPage = False  # pyright: ignore[reportOptionalMemberAccess]
    page.page_setup.fitToWidth = page.page_setup.fitToHeight = None
    row = 1
    for drawing in chart.pages:
        image = Image(BytesIO(png_bytes(drawing, drawn_in, dots=_DOTS)))
        image.width = round(drawing.width * _PIXELS * _WITHIN)
        image.height = round(drawing.height * _PIXELS * _WITHIN)
        page.add_image(image, f"A{row}")
        row += int(drawing.height * _WITHIN // _ROW) + 1
        if drawing is not chart.pages[-1]:
            page.row_breaks.brk.append(Break(id=row - 1))  # pyright: ignore[reportUnknownMemberType]
    page.sheet_format.defaultRowHeight = _ROW

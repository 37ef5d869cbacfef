"""Ways to change one thing in a written return: by the cell or the look, or in the file's XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, GradientFill, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture

SHEETS = {"封面": 1, "汇总": 2, "活动": 3, "校验": 4}
CONTENT_TYPES = "[Content_Types].xml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"

Change = Callable[[Path], None]


def saved(change: Callable[[Workbook], object]) -> Change:
    """A change made by a program that opens the workbook and saves it again."""

    def apply(path: Path) -> None:
        workbook = openpyxl.load_workbook(path)
        change(workbook)
        workbook.save(path)

    return apply


def in_parts(change: Callable[[dict[str, bytes]], object]) -> Change:
    """A change of the parts of the file, by name."""

    def apply(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        change(parts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)

    return apply


def written(sheet: str, cell: str, value: date | str | int | None) -> Change:
    """Another word or number in a cell."""

    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return saved(change)


def formed(sheet: str, cell: str, form: str) -> Change:
    """Another number format."""

    def change(book: Workbook) -> None:
        book[sheet][cell].number_format = form

    return saved(change)


def inked(sheet: str, cell: str, font: Font) -> Change:
    """Another font."""

    def change(book: Workbook) -> None:
        book[sheet][cell].font = font

    return saved(change)


def filled(sheet: str, cell: str, fill: PatternFill | GradientFill) -> Change:
    """Another ground."""

    def change(book: Workbook) -> None:
        book[sheet][cell].fill = fill

    return saved(change)


def replaced(sheet: str, before: str, after: str) -> Change:
    """A piece of a sheet's XML; it must be there."""

    def change(parts: dict[str, bytes]) -> None:
        name = f"xl/worksheets/sheet{SHEETS[sheet]}.xml"
        text = parts[name].decode()
        assert before in text
        parts[name] = text.replace(before, after, 1).encode()

    return in_parts(change)


def picture(book: Workbook) -> None:
    data = io.BytesIO()
    Picture.new("RGB", (60, 20), "white").save(data, "PNG")
    book["汇总"].add_image(Image(data), "D3")


def chart(book: Workbook) -> None:
    page = book["汇总"]
    assert isinstance(page, Worksheet)
    bars = BarChart()
    bars.add_data(Reference(page, min_col=4, min_row=3, max_row=5))
    bars.anchor = "B3"
    page.add_chart(bars)


def _with_drawing(parts: dict[str, bytes], kind: str, name: str, data: str, mark: str) -> None:
    """A part that 汇总 names."""
    parts[f"xl/{name}"] = data.encode()
    parts["xl/worksheets/_rels/sheet2.xml.rels"] = (
        f'<Relationships xmlns="{RELATED}">'
        f'<Relationship Id="rId1" Type="{TYPES}/{kind}" Target="../{name}"/></Relationships>'
    ).encode()
    sheet = parts["xl/worksheets/sheet2.xml"].decode()
    parts["xl/worksheets/sheet2.xml"] = sheet.replace(
        "</worksheet>", f'<{mark} xmlns:r="{TYPES}" r:id="rId1"/></worksheet>'
    ).encode()


def shape(parts: dict[str, bytes]) -> None:
    data = (
        f'<x:wsDr xmlns:x="{DRAWING}"><x:oneCellAnchor><x:from><x:col>4</x:col><x:row>4</x:row>'
        "</x:from><x:sp><x:txBody/></x:sp></x:oneCellAnchor></x:wsDr>"
    )
    _with_drawing(parts, "drawing", "drawings/drawing1.xml", data, "drawing")


def no_shape(parts: dict[str, bytes]) -> None:
    """An empty drawing, as some programs leave it."""
    data = f'<x:wsDr xmlns:x="{DRAWING}"/>'
    _with_drawing(parts, "drawing", "drawings/drawing1.xml", data, "drawing")


def text_box(parts: dict[str, bytes]) -> None:
    """As Excel 97 laid one over the cells."""
    data = '<xml xmlns:v="urn:v"><v:shape id="a" style="position:absolute"></v:shape></xml>'
    _with_drawing(parts, "vmlDrawing", "drawings/vml1.vml", data, "legacyDrawing")


def background(parts: dict[str, bytes]) -> None:
    _with_drawing(parts, "image", "media/image1.png", "", "picture")


def white_part(book: Workbook) -> None:
    """“没有” in white, so that “统计” is read."""
    parts = TextBlock(InlineFont(color=Color("FFFFFFFF")), "没有"), TextBlock(InlineFont(), "统计")
    book["汇总"]["F4"] = CellRichText(*parts)


def raised_part(book: Workbook) -> None:
    parts = TextBlock(InlineFont(vertAlign="superscript"), "没有"), TextBlock(InlineFont(), "统计")
    book["汇总"]["F4"] = CellRichText(*parts)


def conditional(book: Workbook) -> None:
    rule = CellIsRule(operator="greaterThan", formula=["0"], font=Font(color="FFFFFFFF"))
    book["汇总"].conditional_formatting.add("D3:E5", rule)


def prompted(book: Workbook) -> None:
    asks = DataValidation(type="whole", promptTitle="注意", prompt="以口头报的为准")
    asks.showInputMessage = True
    asks.add("D3")
    book["汇总"].add_data_validation(asks)


def without_prompt(book: Workbook) -> None:
    """A drop-down, which shows nothing before it is opened."""
    asks = DataValidation(type="list", formula1='"是,否"')
    asks.add("F3")
    book["汇总"].add_data_validation(asks)


def commented(book: Workbook) -> None:
    book["汇总"]["D3"].comment = Comment("以口头报的为准", "某人")


def merged(book: Workbook) -> None:
    """Over a cell that keeps its value beneath."""
    book["汇总"].merged_cells.add("D5:E5")  # pyright: ignore


def moved(book: Workbook) -> None:
    book.move_sheet("活动", -1)


def first(book: Workbook) -> None:
    book.create_sheet("补充说明", 0)["A1"] = "以本页为准"


def hidden_row(book: Workbook) -> None:
    book["汇总"].row_dimensions[4].hidden = True


def flat_row(book: Workbook) -> None:
    for row in (3, 4):
        book["活动"].row_dimensions[row].height = 0.5


def hidden_column(book: Workbook) -> None:
    book["汇总"].column_dimensions["E"].hidden = True


def narrow_column(book: Workbook) -> None:
    book["活动"].column_dimensions["D"].width = 0.2


def hidden_sheet(state: Literal["hidden", "veryHidden"]) -> Change:
    def change(book: Workbook) -> None:
        book["活动"].sheet_state = state

    return saved(change)


def shown_check(book: Workbook) -> None:
    book["校验"].sheet_state = "visible"


def renamed_sheet(book: Workbook) -> None:
    book["活动"].title = "活动（旧）"


def edge(book: Workbook, sheet: str, name: str) -> HeaderFooterItem:
    """A header or footer of a sheet."""
    found = getattr(book[sheet], name)
    assert isinstance(found, HeaderFooterItem)
    return found


def header(book: Workbook) -> None:
    edge(book, "汇总", "oddHeader").left.text = "作废"


def footer(book: Workbook) -> None:
    edge(book, "封面", "oddFooter").left.text = "草稿"


def first_header(book: Workbook) -> None:
    book["汇总"].HeaderFooter.differentFirst = True
    edge(book, "汇总", "firstHeader").center.text = "作废"


def printed_area(book: Workbook) -> None:
    book["汇总"].print_area = "A1:D6"


def table(book: Workbook) -> None:
    book["活动"].add_table(SheetTable(displayName="T", ref="A2:F5"))


def repeated(book: Workbook) -> None:
    book["汇总"]["E3"].alignment = Alignment(horizontal="fill")


def indented(book: Workbook) -> None:
    book["汇总"]["E3"].alignment = Alignment(indent=40)


def crossed(book: Workbook) -> None:
    book["汇总"]["E3"].border = Border(diagonal=Side("thin"), diagonalUp=True)


def second_book(parts: dict[str, bytes]) -> None:
    """Whoever follows the file's own list opens the other one."""
    parts["xl/other.xml"] = parts["xl/workbook.xml"]
    top = parts["_rels/.rels"].decode()
    assert "xl/workbook.xml" in top
    parts["_rels/.rels"] = top.replace("xl/workbook.xml", "xl/other.xml").encode()


def sparkline(parts: dict[str, bytes]) -> None:
    name = "xl/worksheets/sheet2.xml"
    group = (
        '<extLst><ext><x14:sparklineGroups xmlns:x14="urn:x14" xmlns:xm="urn:xm"><x14:sparkline>'
        "<xm:f>D3</xm:f><xm:sqref>E5</xm:sqref></x14:sparkline></x14:sparklineGroups></ext></extLst>"
    )
    parts[name] = parts[name].replace(b"</worksheet>", f"{group}</worksheet>".encode())

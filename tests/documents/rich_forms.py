"""A form with all that a committee's workbook may have besides cells, and rows to be inserted."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from tests.bad_sheets import parts_of, zip_of
from tests.documents.form_packages import SHEET

FIRST, LAST, SUMS, SIGNED = 5, 8, 9, 11
"""Its rows of records, the sums below them, and the last line."""
TABLE, OTHER = "月 报", "汇总"


def rich_form() -> bytes:
    """Records in rows 5 to 8, sums in 9; a sheet 汇总 that refers to them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet, other = book.create_sheet(TABLE), book.create_sheet(OTHER)
    _rows(sheet)
    _rules(sheet)
    _beside(sheet)
    other["A1"], other["B1"] = "人次合计", f"='{TABLE}'!D{SUMS}"
    other["A2"], other["B2"] = "人次", f"=SUM('{TABLE}'!D{FIRST}:D{LAST})"
    other["A3"], other["B3"] = "不动", "=SUM(B1:B2)+A5"
    other["D1"], other["E1"] = "栏", "数"
    other["D2"], other["E2"] = "甲", 1
    other.add_table(Table(displayName="表一", ref="D1:E2"))
    book.create_sheet("码表").sheet_state = "hidden"
    sheet.print_area = f"A1:F{SIGNED}"
    sheet.print_title_rows = "3:4"
    name = DefinedName("人次", attr_text=f"'{TABLE}'!$D${FIRST}:$D${LAST}")
    book.defined_names["人次"] = name
    kept = io.BytesIO()
    book.save(kept)
    return _with_what_openpyxl_loses(kept.getvalue())


def _rows(sheet: Worksheet) -> None:
    thin = Side("thin")
    sheet["A1"] = "活动情况统计表"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.merge_cells("A1:F1")
    sheet["A2"] = "填报单位："
    for column, head in enumerate(("序号", "名称", "类别", "人次", "占比", "备注"), 1):
        sheet.cell(4, column, head)
    for row in range(FIRST, SUMS + 1):
        for column in range(1, 7):
            sheet.cell(row, column).border = Border(thin, thin, thin, thin)
        sheet.row_dimensions[row].height = 22.5
    for row in range(FIRST, LAST + 1):
        sheet.cell(row, 1, row - FIRST + 1)
        sheet.cell(row, 5, f"=IF(D${SUMS}=0,0,D{row}/D${SUMS})")
        sheet.cell(row, 5).number_format = "0.0%"
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
    sheet.cell(SUMS, 1, "合计")
    sheet.cell(SUMS, 4, f"=SUM(D{FIRST}:D{LAST})")
    sheet.cell(SUMS, 5, f"=SUM(E{FIRST}:E{LAST})")
    sheet.cell(SUMS, 6, f'=COUNTIF(D{FIRST}:D{LAST},">0")&"项（见A{SUMS}）"')
    sheet.cell(SIGNED, 1, "单位负责人：")
    sheet.cell(SIGNED, 4, "填报日期：")
    sheet.merge_cells(f"D{SIGNED}:F{SIGNED}")
    for row in range(10, 13):
        sheet.cell(row, 8, row)
    sheet.merge_cells(f"G{FIRST}:G{LAST}")


def _rules(sheet: Worksheet) -> None:
    choice = DataValidation(type="list", formula1='"集中,分散"', allow_blank=True)
    whole = DataValidation(type="whole", operator="lessThan", formula1=f"$D${SUMS}")
    choice.add(f"F{FIRST}:F{LAST}")
    whole.add(f"D{FIRST}:D{LAST}")
    sheet.add_data_validation(choice)
    sheet.add_data_validation(whole)
    red = PatternFill("solid", bgColor="FFC7CE")
    sheet.conditional_formatting.add(
        f"D{FIRST}:D{LAST}", CellIsRule("greaterThan", [f"$D${SUMS}/2"], fill=red)
    )
    sheet.conditional_formatting.add(f"A{SUMS}:F{SUMS}", FormulaRule([f"$D{SUMS}=0"], fill=red))
    sheet.auto_filter.ref = f"A4:F{LAST}"
    sheet.freeze_panes = "B5"
    sheet.row_breaks.append(Break(id=10))


def _beside(sheet: Worksheet) -> None:
    """What is no cell: notes, a link, a picture, a chart."""
    sheet["D4"].comment = Comment("按人次填", "工委")
    sheet[f"D{SUMS}"].comment = Comment("自动合计", "工委")
    sheet[f"A{SIGNED}"].hyperlink = Hyperlink(
        ref=f"A{SIGNED}", location=f"'{TABLE}'!A{SUMS}", display="单位负责人："
    )
    drawn = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(drawn, "PNG")
    sheet.add_image(Picture(io.BytesIO(drawn.getvalue())), f"B{SIGNED + 2}")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=4, max_row=LAST), titles_from_data=True)
    sheet.add_chart(chart, f"H{SIGNED + 2}")


def _with_what_openpyxl_loses(data: bytes) -> bytes:
    """Macros, custom XML, properties of a program, an order of reckoning, a control."""
    parts = parts_of(data)
    types, rels = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    chain += f'<c r="D{SUMS}" i="1"/></calcChain>'
    said = (
        ("/xl/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
        (
            "/xl/calcChain.xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml",
        ),
    )
    overrides = "".join(f'<Override PartName="{a}" ContentType="{b}"/>' for a, b in said)
    related = (
        '<Relationship Id="rId71" Type="http://schemas.microsoft.com/office/2006/relationships/'
        'vbaProject" Target="vbaProject.bin"/>'
        f'<Relationship Id="rId72" Type="{kinds}/calcChain" Target="calcChain.xml"/>'
    )
    sheet = parts[SHEET].decode()
    sheet = sheet.replace(
        "</worksheet>",
        '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.'
        'microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
        '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        f'<x14:cfRule type="expression" priority="9" id="{{1}}"><xm:f>$D{SUMS}&gt;0</xm:f>'
        f"</x14:cfRule><xm:sqref>D{FIRST}:D{LAST}</xm:sqref></x14:conditionalFormatting>"
        "</x14:conditionalFormattings></ext></extLst></worksheet>",
    )
    return zip_of(
        parts
        | {
            SHEET: sheet,
            types: parts[types]
            .decode()
            .replace("sheet.main+xml", "sheet.main+xml")
            .replace("</Types>", f"{overrides}</Types>"),
            rels: parts[rels].decode().replace("</Relationships>", f"{related}</Relationships>"),
            "xl/vbaProject.bin": bytes(range(256)),
            "xl/calcChain.xml": chain,
            "customXml/item1.xml": "<a>上级的编号</a>",
        }
    )

"""签到表 as a Word table: its head repeated by Word, its lines high enough to sign in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from docx.table import Table, _Row  # pyright: ignore[reportPrivateUsage]

from qinglian_desktop.documents.paper.text import tidy
from qinglian_desktop.documents.word.page_set_up import (
    Margins,
    give_page,
    say_counted,
    without_grid,
)
from qinglian_desktop.documents.word.typefaces import Type, dress, offer_other_fonts
from qinglian_desktop.documents.word.word_files import new_document, write_document
from qinglian_desktop.domain.sign_in import COLUMNS, SignInSheet, how_many_words

_WIDTHS = (14, 29, 43, 45, 29)
"""Of the columns, in millimetres."""
_ROW, _HEAD = 10, 9
_BLANK_LINES = 12
_MARGINS = Margins(24, 20, 25, 25, 12)


def write_sign_in_table(sheet: SignInSheet, unit_name: str, at: datetime, target: Path) -> None:
    """Write the sheet of a unit to exactly this path."""
    document = new_document()
    plain = '<w:spacing w:before="0" w:after="0"/>'
    dress(document.styles["Title"], Type("方正小标宋简体", 44), f'{plain}<w:jc w:val="center"/>')
    dress(document.styles["Normal"], Type("仿宋_GB2312", 24), plain)
    dress(document.styles["Body Text"], Type("仿宋_GB2312", 28), plain)
    section = document.sections[0]
    give_page(section, _MARGINS)
    without_grid(document)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    say_counted(foot, "第 ", "PAGE", " 页　")
    say_counted(foot, "共 ", "NUMPAGES", " 页")
    document.add_paragraph(tidy(sheet.title), style="Title")
    for label, text in sheet.facts:
        document.add_paragraph(tidy(f"{label}：{text}"), style="Body Text")
    table = document.add_table(0, len(COLUMNS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    head = _add(table, COLUMNS, _HEAD)
    _say_of_row(head, "<w:tblHeader {}/>")
    number = 0
    for group in sheet.groups:
        count = f"（{len(group.people)}人）" if group.people else ""
        _add_group(table, f"{group.label}{count}")
        for each in group.people:
            number += 1
            _add(table, (str(number), each.name, each.post, "", each.remark), _ROW)
    for _ in range(_BLANK_LINES):
        _add(table, ("",) * len(COLUMNS), _ROW)
    day = sheet.made_on
    document.add_paragraph(how_many_words(sheet))
    document.add_paragraph(tidy(f"{unit_name}　{day.year}年{day.month}月{day.day}日制".strip("　")))
    offer_other_fonts(document)
    write_document(document, sheet.title, unit_name, at, target)


def _add(table: Table, said: Sequence[str], height: int) -> _Row:
    row = table.add_row()
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, text, width in zip(row.cells, said, _WIDTHS, strict=True):
        cell.width = Mm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cell.paragraphs[0].add_run(tidy(text))
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _say_of_row(row, "<w:cantSplit {}/>")
    return row


def _add_group(table: Table, label: str) -> None:
    row = _add(table, ("",) * len(COLUMNS), _HEAD)
    cells = row.cells
    merged = cells[0].merge(cells[-1])
    merged.text = tidy(label)
    merged.paragraphs[0].paragraph_format.keep_with_next = True


def _say_of_row(row: _Row, xml: str) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(xml.format(nsdecls("w"))))  # pyright: ignore[reportPrivateUsage]

"""Every way in which a return was made to deceive for a test, and how it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl.styles import Font
from openpyxl.styles.colors import Color
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.return_tampering import (
    RELATED,
    TYPES,
    Change,
    formed,
    in_parts,
    inked,
    replaced,
    saved,
)

MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
OTHER = '<worksheet xmlns:o="urn:other" '
SUMMARY = "xl/worksheets/sheet2.xml"
WORKBOOK = "xl/workbook.xml"
Parts = dict[str, bytes]


def in_summary(change: Callable[[str], str]) -> Change:
    """A change of 汇总's XML, in which elements of another namespace may stand."""

    def apply(parts: Parts) -> None:
        parts[SUMMARY] = change(parts[SUMMARY].decode()).replace("<worksheet ", OTHER, 1).encode()

    return in_parts(apply)


def rows_of(text: str) -> str:
    found = re.search("<sheetData>.*</sheetData>", text, re.DOTALL)
    assert found is not None
    assert "<v>59</v>" in found[0]
    return found[0]


def of_others(rows: str) -> str:
    """The same rows in another namespace."""
    return re.sub("<(/?)(sheetData|row|c|v|is|t)\\b", r"<\1o:\2", rows)


def raised(rows: str) -> str:
    return rows.replace("<v>59</v>", "<v>98</v>")


def around_the_rows(text: str) -> str:
    rows = rows_of(text)
    return text.replace(rows, f"{of_others(rows)}{raised(rows)}{of_others(rows)}")


def rows_of_a_choice(text: str) -> str:
    rows = rows_of(text)
    chosen = (
        '<m:AlternateContent xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<m:Fallback>{raised(rows)}</m:Fallback></m:AlternateContent>"
    )
    return text.replace(rows, f"{rows}{chosen}")


def related(parts: Parts, listed: str, kind: str, target: str, types: str = TYPES) -> None:
    """One more part that the listed one names."""
    before = parts.get(listed, f'<Relationships xmlns="{RELATED}"></Relationships>'.encode())
    one = f'<Relationship Id="more" Type="{types}/{kind}" Target="/{target}"/>'
    parts[listed] = before.replace(b"</Relationships>", f"{one}</Relationships>".encode())
    parts.setdefault(target, b"<x/>")


def with_part(listed: str, kind: str, types: str = TYPES) -> Change:
    def change(parts: Parts) -> None:
        related(parts, listed, kind, f"xl/{kind}.bin", types)

    return in_parts(change)


def other_sheet(parts: Parts) -> None:
    """The first id is of nobody, the second one opens another sheet."""
    parts["xl/worksheets/sheet9.xml"] = raised(parts[SUMMARY].decode()).encode()
    related(
        parts, "xl/_rels/workbook.xml.rels", "worksheet", "xl/worksheets/sheet9.xml", types=TYPES
    )
    text = parts[WORKBOOK].decode()
    text = re.sub('(name="汇总"[^>]*)r:id="(rId\\d+)"', r'\1o:id="\2" r:id="more"', text)
    parts[WORKBOOK] = text.replace("<sheet ", '<sheet xmlns:o="urn:other" ').encode()


def two_styles(parts: Parts) -> None:
    parts["xl/styles2.xml"] = parts["xl/styles.xml"]
    related(parts, "xl/_rels/workbook.xml.rels", "styles", "xl/styles2.xml")


def column_in_white(parts: Parts) -> None:
    """E3 has no style of its own, its column one in white."""
    styles = parts["xl/styles.xml"].decode()
    formats = re.search("<cellXfs.*?</cellXfs>", styles, re.DOTALL)
    assert formats is not None
    number = formats[0].count("<xf ")
    font = '<font><color rgb="FFFFFFFF"/></font>'
    styles = styles.replace("</fonts>", f"{font}</fonts>")
    white = styles[: styles.index(font)].count("<font>")
    one = f'<xf numFmtId="0" fontId="{white}" fillId="0" borderId="0"/>'
    parts["xl/styles.xml"] = styles.replace("</cellXfs>", f"{one}</cellXfs>").encode()
    text = re.sub('(<c r="E3") s="\\d+"', r"\1", parts[SUMMARY].decode())
    assert 'min="5" max="5"' in text
    text = text.replace('min="5" max="5"', f'min="5" max="5" style="{number}"')
    parts[SUMMARY] = text.encode()


def other_case(parts: Parts) -> None:
    """Names are the same to a program that turns strokes round, or reads percents."""
    parts["xl\\worksheets\\sheet%32.xml"] = raised(parts[SUMMARY].decode()).encode()


def renamed(book: Workbook) -> None:
    """In 校验, too."""
    book["活动"].title = "活动（作废）"
    page = book["校验"]
    assert isinstance(page, Worksheet)
    for row in page.iter_rows():
        if row[2].value == "活动":
            row[2].value = "活动（作废）"


def linked(book: Workbook) -> None:
    book["汇总"]["E3"].hyperlink = "http://example.invalid/以口头报的为准"


def white_window(path: Path) -> None:
    """Print in the colour of windows, which a theme says is the one of their print."""
    inked("汇总", "E3", Font(color=Color(theme=1)))(path)

    def change(parts: Parts) -> None:
        name = "xl/theme/theme1.xml"
        before = b'val="windowText" lastClr="000000"'
        assert before in parts[name]
        parts[name] = parts[name].replace(before, b'val="window" lastClr="000000"')

    in_parts(change)(path)


def in_workbook(before: str, after: str) -> Change:
    def change(parts: Parts) -> None:
        assert before in parts[WORKBOOK].decode()
        parts[WORKBOOK] = parts[WORKBOOK].decode().replace(before, after).encode()

    return in_parts(change)


def sized(what: str, place: int | str, **sizes: float) -> Change:
    def change(book: Workbook) -> None:
        for name, size in sizes.items():
            setattr(getattr(book["汇总"], what)[place], name, size)

    return saved(change)


def frozen(book: Workbook) -> None:
    page = book["活动"]
    assert isinstance(page, Worksheet)
    page.freeze_panes = "A200"


def cell(after: str) -> Change:
    return in_summary(lambda text: re.sub('(<c r="E3" s="\\d+") t="n"><v>59</v>', after, text))


SAID = "“汇总”页E3写着“98”，写出时是“59”。"
UNSAID = "“汇总”页E3写得不明确，换一个程序打开，看到的可能不一样。"
TWO = "“汇总”页不是正常存出来的，换一个程序打开，看到的可能是另外的内容。"
DECEIVING: Mapping[str, tuple[Change, str]] = {
    "rows of another namespace around the rows": (in_summary(around_the_rows), SAID),
    "rows of a choice": (in_summary(rows_of_a_choice), TWO),
    "rows twice": (in_summary(lambda text: text.replace(rows_of(text), rows_of(text) * 2)), TWO),
    "a value behind the value": (
        in_summary(lambda text: text.replace("<v>59</v>", "<v>98</v><o:v>59</o:v>")),
        SAID,
    ),
    "a cell behind the cell": (
        in_summary(lambda text: text.replace("</c></row>", "</c><o:c/></row>")),
        TWO,
    ),
    "a text where a number is": (cell(r'\1 t="n"><is><t>59</t></is>'), UNSAID),
    "a text of no kind": (cell(r"\1><is><t>59</t></is>"), UNSAID),
    "two values": (cell(r'\1 t="n"><v>98</v><v>59</v>'), UNSAID),
    "two texts": (cell(r'\1 t="inlineStr"><is><t>98</t></is><is><t>59</t></is>'), UNSAID),
    "the style of its column": (in_parts(column_in_white), UNSAID),
    "a name like another": (in_parts(other_case), "这个文件不是正常存出来的"),
    "another sheet by its id": (in_parts(other_sheet), "内容与写出时不一样"),
    "styles twice": (in_parts(two_styles), "这个文件不是正常存出来的"),
    "merged from its end on": (
        in_summary(lambda text: re.sub('(<mergeCell ref=")', r'\1F3:D3"/>\1', text, count=1)),
        "“汇总”页E3被合并的格子盖住了",
    ),
    "columns hidden from their end on": (
        in_summary(
            lambda text: text.replace("<cols>", '<cols><col hidden="1" min="9" max="4" width="9"/>')
        ),
        "“汇总”页D列隐藏了",
    ),
    "another name in 校验 too": (saved(renamed), "“活动（作废）”页写出时叫“活动”。"),
    "the years of another calendar": (
        formed("活动", "C3", "[$-1070000]yyyy-mm-dd;@"),
        "“活动”页C3的数字格式变了，看到的可能不是“2026-10-01”。",
    ),
    "the years of a reign": (
        formed("活动", "C3", '[$-404]e"年"m"月"d"日"'),
        "“活动”页C3的数字格式",
    ),
    "figures of other letters": (formed("汇总", "E3", "[$-D000000]0"), "“汇总”页E3的数字格式变了"),
    "small words above": (
        replaced(
            "汇总",
            "&#21442;&#21152;&#20154;&#27425;</t>",
            '&#21442;&#21152;&#20154;&#27425;</t><rPh sb="0" eb="2"><t>作废</t></rPh>',
        ),
        "“汇总”页B3的字上面注着“作废”。",
    ),
    "a link": (saved(linked), "“汇总”页E3有链接。"),
    "macros": (
        with_part("xl/_rels/workbook.xml.rels", "vbaProject", MICROSOFT),
        "这个文件带着宏",
    ),
    "figures from elsewhere": (
        with_part("xl/_rels/workbook.xml.rels", "connections"),
        "这个文件会从别处取数",
    ),
    "a table from elsewhere": (
        with_part("xl/worksheets/_rels/sheet2.xml.rels", "queryTable"),
        "“汇总”页会从别处取数",
    ),
    "pictures within cells": (
        with_part("xl/_rels/workbook.xml.rels", "rdRichValue"),
        "这个文件的格子里放了图片",
    ),
    "a pane beside": (
        with_part("_rels/.rels", "webextensiontaskpanes", MICROSOFT),
        "这个文件打开时旁边会显示别的内容。",
    ),
    "a picture on paper": (
        replaced("汇总", "</worksheet>", "<drawingHF/></worksheet>"),
        "“汇总”页加了页眉图片。",
    ),
    "no tabs": (
        in_workbook('showSheetTabs="1"', 'showSheetTabs="0"'),
        "这个文件打开时看不到各页的标签。",
    ),
    "no window": (
        in_workbook('visibility="visible"', 'visibility="hidden"'),
        "这个文件打开时看不到窗口。",
    ),
    "a column of less than a figure": (
        sized("column_dimensions", "E", width=0.7),
        "“汇总”页E列隐藏了。",
    ),
    "a row of half a line": (sized("row_dimensions", 3, height=6), "“汇总”页第3行隐藏了。"),
    "frozen beyond the window": (saved(frozen), "“活动”页冻结的格子太多，后面的翻不到。"),
    "white by the system": (white_window, "“汇总”页E3的字和底色一样，看不见。"),
    "a font of other signs": (
        inked("汇总", "E3", Font(name="ZapfDingbats")),
        "“汇总”页E3的字用了符号字体",
    ),
}
"""By how it deceives: the change, and how a finding begins."""

"""Files that are no tables, or tables that somebody broke: made here, each with what is said of it.

``BAD_SHEETS`` are refused, ``ODD_SHEETS`` are odd and read nonetheless.

Over 300 lines because one list of all that comes is seen best as a whole.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

import xlwt
from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
_OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
_LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 9))
_BOMB = f'<!DOCTYPE x [<!ENTITY l0 "哈哈哈哈">{_LAUGHS}]>'


@dataclass(frozen=True)
class BadSheet:
    """A file's bytes, and words out of the sentence by which it is refused."""

    data: Callable[[], bytes]
    says: str


def small_workbook() -> bytes:
    """Two rows of two cells in .xlsx."""
    return workbook_of([["姓名", "年龄"], ["示例甲", 41]])


def workbook_of(rows: list[list[str | int]], titles: tuple[str, ...] = ("表",)) -> bytes:
    """The same rows on each of the sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title in titles:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def zip_of(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of these parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return kept.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """What a zip holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(part: str, old: str, new: str) -> bytes:
    """The small workbook, with a text of one part replaced."""
    parts = parts_of(small_workbook())
    text = parts[part].decode()
    assert old in text
    return zip_of(parts | {part: text.replace(old, new)})


def with_row(row: str) -> bytes:
    """The small workbook with one more row, as XML."""
    return changed(SHEET, "</sheetData>", f"{row}</sheetData>")


def without(part: str) -> bytes:
    """The small workbook without one of its parts."""
    parts = parts_of(small_workbook())
    del parts[part]
    return zip_of(parts)


def old_workbook(rows: list[list[str | int]], at: tuple[int, int] = (0, 0)) -> bytes:
    """An .xls with these rows, from the given cell on."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for row, values in enumerate(rows, at[0]):
        for column, value in enumerate(values, at[1]):
            sheet.write(row, column, value)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def compound(part: str) -> bytes:
    """A file of the old Office whose one part has another name."""
    data = old_workbook([["姓名"], ["示例甲"]])
    name = "Workbook".encode("utf-16-le")
    at = data.index(name)
    entry = part.encode("utf-16-le")
    head = entry.ljust(64, b"\0") + struct.pack("<H", len(entry) + 2)
    return data[:at] + head + data[at + len(head) :]


def open_document(table: str, kind: str = _OPEN_SHEET, before: str = "") -> bytes:
    """An .ods whose sheets are given as XML."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {names}>'
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zip_of({"mimetype": kind, "content.xml": content})


def _repeated(rows: int, columns: int) -> bytes:
    return open_document(
        f'<table:table table:name="表"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        "<text:p>字</text:p></table:table-cell></table:table-row></table:table>"
    )


def _with_bits(data: bytes, at_local: int, at_central: int, value: bytes) -> bytes:
    """All headers of a zip with bytes replaced, in those before parts and in those at the end."""
    changed = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", at_local), (b"PK\x01\x02", at_central)):
        at = data.find(sign)
        while at >= 0:
            changed[at + offset : at + offset + len(value)] = value
            at = data.find(sign, at + 4)
    return bytes(changed)


def _bad_byte() -> bytes:
    """One byte of the packed sheet is another."""
    data = small_workbook()
    at = data.index(SHEET.encode()) + len(SHEET) + 30
    return data[:at] + bytes((data[at] ^ 0x55,)) + data[at + 1 :]


_PAGE_XML = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
_FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_WORKBOOK = "xl/workbook.xml"
_RELS = "xl/_rels/workbook.xml.rels"


def _no_sheets() -> bytes:
    parts = parts_of(small_workbook())
    text = parts[_WORKBOOK].decode()
    start, end = text.index("<sheets>"), text.index("</sheets>")
    return zip_of(parts | {_WORKBOOK: text[:start] + "<sheets>" + text[end:]})


def _only_chart() -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.create_chartsheet("图")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


_DAMAGED = "不完整或已经损坏"
_LARGE = "太大，不能读"

BAD_SHEETS: Mapping[str, BadSheet] = {
    "空文件.xlsx": BadSheet(lambda: b"", "是空文件，里面一个字也没有"),
    "只有空白的导出.csv": BadSheet(lambda: b"\xef\xbb\xbf" + b"\r\n" * 18 + b" ", "一个字也没有"),
    "全是零.xlsx": BadSheet(lambda: bytes(4096), "里面全是空的"),
    "图片.xlsx": BadSheet(lambda: b"\x89PNG\r\n\x1a\n" + bytes(40), "是图片，不是表格"),
    "照片.xls": BadSheet(lambda: b"\xff\xd8\xff\xe0" + bytes(40), "是图片，不是表格"),
    "动图.csv": BadSheet(lambda: b"GIF89a" + bytes(40), "是图片，不是表格"),
    "位图.et": BadSheet(lambda: b"BM" + bytes(60), "是图片，不是表格"),
    "文件.xlsx": BadSheet(lambda: b"%PDF-1.7\n%%EOF", "是 PDF 文件，不是表格"),
    "程序.xlsx": BadSheet(lambda: b"MZ\x90\0" + bytes(60), "是程序，不是表格"),
    "压缩包.rar.xlsx": BadSheet(lambda: b"Rar!\x1a\x07\x01\0" + bytes(20), "是压缩包"),
    "压缩包.7z.xlsx": BadSheet(lambda: b"7z\xbc\xaf\x27\x1c" + bytes(20), "是压缩包"),
    "压缩包.gz": BadSheet(lambda: b"\x1f\x8b\x08\0" + bytes(20), "是压缩包"),
    "写字板.xls": BadSheet(lambda: b"{\\rtf1\\ansi 1}", "写字板或 Word 的文档"),
    "库.xlsx": BadSheet(lambda: b"SQLite format 3\0" + bytes(80), "是数据库"),
    "乱码.csv": BadSheet(lambda: Random(7).randbytes(3000), "里面不是文字"),
    "半个字.txt": BadSheet(lambda: "姓名,年龄".encode()[:5] + b"\xff\xff", "里面不是文字"),
    "报告.xlsx": BadSheet(lambda: zip_of({"word/document.xml": "<w/>"}), "是 Word 文档"),
    "讲稿.xlsx": BadSheet(lambda: zip_of({"ppt/presentation.xml": "<p/>"}), "是演示文稿"),
    "报告.xls": BadSheet(lambda: compound("WordDocument"), "是 Word 或 WPS 文字的文档"),
    "讲稿.xls": BadSheet(lambda: compound("PowerPoint Document"), "是演示文稿"),
    "旧WPS.et": BadSheet(lambda: compound("ETMain"), "很旧的 WPS 表格格式"),
    "别的.xls": BadSheet(lambda: compound("Other"), "里面没有表格"),
    "材料.xlsx": BadSheet(lambda: zip_of({"材料/说明.txt": "有"}), "是压缩包，不是表格"),
    "打包的表.xlsx": BadSheet(lambda: zip_of({"表.xlsx": small_workbook()}), "是压缩包，不是表格"),
    "空压缩包.xlsx": BadSheet(lambda: zip_of({}), "是空的压缩包"),
    "只剩一半.xlsx": BadSheet(lambda: small_workbook()[:2000], _DAMAGED),
    "缺了尾巴.xlsx": BadSheet(lambda: small_workbook()[:-30], _DAMAGED),
    "坏了一处.xlsx": BadSheet(_bad_byte, _DAMAGED),
    "缺工作表.xlsx": BadSheet(lambda: without(SHEET), _DAMAGED),
    "缺目录.xlsx": BadSheet(lambda: without(_WORKBOOK), _DAMAGED),
    "号码不对.xlsx": BadSheet(
        lambda: with_row('<row r="3"><c r="A3" t="s"><v>99999</v></c></row>'), _DAMAGED
    ),
    "没有工作表.xlsx": BadSheet(_no_sheets, "里面没有工作表"),
    "只有图表.xlsx": BadSheet(_only_chart, "里面没有工作表"),
    "二进制.xlsb": BadSheet(lambda: zip_of({"xl/workbook.bin": "x"}), "是 .xlsb 格式"),
    "带密码的压缩包.xlsx": BadSheet(
        lambda: _with_bits(small_workbook(), 6, 8, b"\x01\0"), "是设了密码的压缩包"
    ),
    "说大了.xlsx": BadSheet(
        lambda: _with_bits(small_workbook(), 22, 24, struct.pack("<I", 2**31)), _LARGE
    ),
    "说小了.xlsx": BadSheet(
        lambda: _with_bits(small_workbook(), 22, 24, struct.pack("<I", 20)), _DAMAGED
    ),
    "实体炸弹.xlsx": BadSheet(lambda: changed(SHEET, "<worksheet", f"{_BOMB}<worksheet"), _DAMAGED),
    "目录里的实体炸弹.xlsx": BadSheet(
        lambda: changed(_WORKBOOK, "<workbook", f"{_BOMB}<workbook"), _DAMAGED
    ),
    "用到最远一格.xlsx": BadSheet(lambda: with_row(_FAR), "第1048576行、第16384列"),
    "用到最远一格，别的写法.xlsx": BadSheet(
        lambda: with_row(_FAR.replace('<c r="XFD1048576"', "<c s='0' r = 'xfd1048576'")), _LARGE
    ),
    "最远一格没写在哪.xlsx": BadSheet(
        lambda: with_row("<row r='900000'>" + "<c><v>1</v></c>" * 40 + "</row>"), _LARGE
    ),
    "比表还远.xlsx": BadSheet(
        lambda: with_row('<row r="4294967295"><c r="ZZZZZZ4294967295"><v>1</v></c></row>'),
        _DAMAGED,
    ),
    "用到最远一格.xls": BadSheet(lambda: old_workbook([["远"]], (65_535, 255)), "第65536行"),
    "说大了.xls": BadSheet(
        lambda: old_workbook([["姓名"]]).replace(
            struct.pack("<HHII", 0x0200, 14, 0, 1), struct.pack("<HHII", 0x0200, 14, 0, 2**31)
        ),
        _DAMAGED,
    ),
    "截断的.xls": BadSheet(lambda: old_workbook([["姓名"]] * 3)[:1500], _DAMAGED),
    "加密.ods": BadSheet(
        lambda: zip_of(
            parts_of(open_document("")) | {"META-INF/manifest.xml": b"<m:encryption-data/>"}
        ),
        "设了打开密码，这种格式的密码这里解不开",
    ),
    "文稿.ods": BadSheet(
        lambda: open_document("", "application/vnd.oasis.opendocument.text"), "LibreOffice 的文档"
    ),
    "没有表.ods": BadSheet(lambda: open_document(""), "里面没有工作表"),
    "不完整.ods": BadSheet(lambda: open_document("<table:table>"), _DAMAGED),
    "重复太多.ods": BadSheet(lambda: _repeated(1_048_576, 16_384), _LARGE),
    "一行太长.ods": BadSheet(lambda: _repeated(1, 999_999_999), _LARGE),
    "实体炸弹.ods": BadSheet(lambda: open_document("&l8;", before=_BOMB), _DAMAGED),
    "没有的编码.ods": BadSheet(
        lambda: zip_of(
            {"mimetype": _OPEN_SHEET, "content.xml": '<?xml version="1.0" encoding="UTX-8"?><a/>'}
        ),
        _DAMAGED,
    ),
    "嵌套很深.ods": BadSheet(
        lambda: open_document("<table:table>" * 5000 + "</table:table>" * 5000), _DAMAGED
    ),
    "表格2003.xml": BadSheet(lambda: _PAGE_XML.encode(), "是 XML 格式的表格"),
    "别的.xml": BadSheet(lambda: b'<?xml version="1.0"?><plist/>', "是 XML 文件"),
    "网页.mht": BadSheet(lambda: b"MIME-Version: 1.0\r\n\r\n1", "单个文件的网页"),
    "没有表格的网页.xls": BadSheet(lambda: b"<html><body><p>1</p></body></html>", "里面没有表格"),
    "跨太多列的网页.xls": BadSheet(
        lambda: b"<table>" + b"<tr><td colspan=16000><td>1" * 400 + b"</table>", _LARGE
    ),
    "~$台账.xlsx": BadSheet(lambda: b"\x06user" + bytes(160), "别的程序打开表格时临时留的记号"),
    ".~lock.台账.xlsx#": BadSheet(lambda: b",user,pc,2026;", "别的程序打开表格时临时留的记号"),
    "太多格.csv": BadSheet(lambda: b"a" + b"," * 6_000_001, _LARGE),
}


def _nested() -> bytes:
    return changed(SHEET, "</worksheet>", "<x>" * 50_000 + "</x>" * 50_000 + "</worksheet>")


ODD_SHEETS: Mapping[str, Callable[[], bytes]] = {
    "说用到最远.xlsx": lambda: changed(SHEET, 'ref="A1:B2"', 'ref="A1:XFD1048576"'),
    "最远的格只有样式.xlsx": lambda: with_row('<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
    "最远的格是空的.xlsx": lambda: with_row('<row r="1048576"><c r="XFD1048576"></c></row>'),
    "其实是旧格式.xlsx": lambda: old_workbook([["姓名", "年龄"], ["示例甲", 41]]),
    "金山.et": lambda: old_workbook([["姓名", "年龄"], ["示例甲", 41]]),
    "其实是新格式.xls": small_workbook,
    "其实是表格.csv": small_workbook,
    "有宏.xlsm": lambda: zip_of(parts_of(small_workbook()) | {"xl/vbaProject.bin": b"\0" * 99}),
    "嵌套很深.xlsx": _nested,
    "两页同名.xlsx": lambda: changed(
        _WORKBOOK, "<sheets>", '<sheets><sheet name="表" sheetId="9" r:id="rId1"/>'
    ),
    "反斜杠.xlsx": lambda: zip_of(
        {name.replace("/", "\\"): data for name, data in parts_of(small_workbook()).items()}
    ),
    "整页样式.ods": lambda: open_document(
        '<table:table table:name="表"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>年龄</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>示例甲</text:p>'
        '</table:table-cell><table:table-cell office:value-type="float" office:value="41"/>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    ),
}
"""All read as the same: 姓名, 年龄 over 示例甲, 41."""

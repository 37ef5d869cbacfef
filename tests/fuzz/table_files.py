"""Tables and forms that others made, and what was copied out of one: read, understood, kept."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from docx import Document

from qinglian_desktop.application.form_ports import FormFilling
from qinglian_desktop.application.importing import Importing
from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.documents.filling.files import FormDocuments
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.collecting.unit_lists import units_in
from qinglian_desktop.domain.filling.proposing import FormProposing
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.sheet import SheetFile
from tests.bad_sheets import old_workbook, open_document, workbook_of
from tests.documents.form_packages import place as filled_place
from tests.documents.form_packages import rows_from
from tests.documents.rich_forms import TABLE, rich_form
from tests.encrypted_sheets import encrypted, encrypted_of_2003
from tests.fuzz.mutations import text_tokens, within_zip
from tests.fuzz.target import Amiss, Attempt, Sample, Target
from tests.fuzz.undone_book import own_book
from tests.invented import EVERYTHING, INVENTED
from tests.storage.invented_books import NOW, WHO, lines_in

_ROWS: list[list[str | int]] = [
    ["万事簿"],
    ["一行字", "日期", "经过", "颜色", "总重"],
    ["补帆", "2026-10-09", "风大浪急", "红", 12],
    ["看灯", "2026.3.13", "灯亮着", "黄", 3],
    ["唱歌", 46000, "", "蓝", -1],
]
_TEXT = "\r\n".join("\t".join(map(str, row)) for row in _ROWS[1:])
_HTML = "<table border=1>{}</table>".format(
    "".join(f"<tr>{''.join(f'<td colspan=1>{cell}</td>' for cell in row)}</tr>" for row in _ROWS)
)
_CELLS = "".join(
    f"<table:table-row>{cells}</table:table-row>"
    for cells in (
        "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        for row in _ROWS
    )
)


def _brought_in(place: Path, read: SheetFile | None, source: Path | None = None) -> None:
    """Understand, look, keep, and write what was not kept; the book stays as it was."""
    book = own_book(place)
    keeping = RecordKeeping(book, INVENTED, lambda: NOW, WHO)
    importing = Importing(book, INVENTED, lambda: NOW, keeping, SheetReader(), TableWorkbook())
    if read is None:
        assert source is not None
        opened = importing.open(source)
        opened.first()
        read = opened.whole()
    units_in(read)
    found = importing.understand(EVERYTHING, read, ImportPlan())
    made = importing.keep(found, otherwise=Treatment.UPDATE)
    if made.rejected:
        target = place / "没有导入.xlsx"
        importing.write_rejected(found, made.rejected, target, made.reasons)
        SheetReader().read(target)
    if lines_in(book) != ["甲"]:
        raise Amiss("没有全部撤回")


def sheets(made: Path) -> tuple[list[Sample], Attempt]:
    """Files in each form that is read, all of the same table."""

    def attempt(place: Path, name: str, data: bytes) -> None:
        (place / name).write_bytes(data)
        _brought_in(place, None, place / name)

    text = _TEXT.replace("\t", ",")
    other = workbook_of([["姓名", "年龄"], ["示例甲", 41]], ("甲", "乙"))
    return [
        Sample("表.xlsx", workbook_of(_ROWS), (other,), (within_zip,)),
        Sample("表.xls", old_workbook(_ROWS), (old_workbook([["甲", 1]], (3, 4)),)),
        Sample("表.csv", text.encode("gb18030"), (text.encode(),)),
        Sample("表.txt", _TEXT.encode("utf-16")),
        Sample("页.xls", _HTML.encode(), (_TEXT.encode(),)),
        Sample(
            "表.ods",
            open_document(f'<table:table table:name="表">{_CELLS}</table:table>'),
            ways=(within_zip,),
        ),
    ], attempt


def locked_sheets(made: Path) -> tuple[list[Sample], Attempt]:
    """Tables that a program encrypted with the password that everybody knows."""

    def attempt(place: Path, name: str, data: bytes) -> None:
        (place / name).write_bytes(data)
        SheetReader().read(place / name)

    word = "VelvetSweatshop"
    return [
        Sample("表.xlsx", encrypted(word), (encrypted_of_2003(word),)),
        Sample("表.xls", encrypted_of_2003(word), (encrypted(word),)),
    ], attempt


def clipboard(made: Path) -> tuple[list[Sample], Attempt]:
    """What was copied, as text or as HTML; a program may put there what is no text."""

    def attempt(place: Path, name: str, data: bytes) -> None:
        said = data.decode(errors="surrogateescape")
        given = (said, _TEXT) if name == "html" else ("", said)
        _brought_in(place, SheetReader().pasted(*given))

    return [Sample("html", _HTML.encode()), Sample("text", _TEXT.encode())], attempt


_IN_WORKBOOK = FormFilling(
    (
        filled_place(TABLE, "A2", "某局", behind=True),
        filled_place(TABLE, "D11", date(2026, 10, 31), behind=True),
        filled_place(TABLE, "F5", 1),
    ),
    (rows_from(TABLE, "A5 B5 D5", [(each, "甲", each) for each in range(7)], 4),),
)


def forms(made: Path) -> tuple[list[Sample], Attempt]:
    """Forms of somebody else: seen, proposed for, filled, and what was filled is seen again."""
    word = _word_form()
    seen = FormDocuments().see("表.docx", word)
    in_word = FormFilling(
        tuple(filled_place(each.table, each.at, "甲乙") for each, _ in list(seen.places)[:6])
    )

    def attempt(place: Path, name: str, data: bytes) -> None:
        files = FormDocuments()
        proposing = FormProposing(INVENTED, files.see(name, data))
        _ = proposing.places, proposing.rows, proposing.of_record(EVERYTHING.key)
        target = place / f"填好{name}"
        files.fill(name, data, in_word if name.endswith("docx") else _IN_WORKBOOK, target)
        files.see(name, target.read_bytes())

    return [
        Sample("表.xlsx", rich_form(), (workbook_of(_ROWS, (TABLE, "汇总")),)),
        Sample("表.docx", word),
    ], attempt


def _word_form() -> bytes:
    made = Document()
    made.add_heading("支部会议记录", 0)
    made.add_paragraph("会议名称：________\u3000时间：____________")
    made.add_paragraph("主持人：").add_run("          ").underline = True
    table = made.add_table(rows=3, cols=4)
    for at, words in (((0, 0), "地点"), ((0, 2), "应到"), ((1, 0), "缺席人员及原因")):
        table.cell(*at).text = words
    table.cell(1, 1).merge(table.cell(1, 3))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


TABLE_FILES = {
    "sheets": Target("导入的表格（xlsx、xls、csv、ods、网页）", sheets),
    "locked-sheets": Target("加密的表格", locked_sheets),
    "clipboard": Target("从剪贴板粘贴的", clipboard, (text_tokens,)),
    "forms": Target("上级的表（xlsx、docx）", forms, (within_zip,)),
}

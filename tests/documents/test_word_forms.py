"""Word forms of somebody else: seen as a table, filled without changing anything else."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt

from qinglian_desktop.application.form_ports import FilledPlace, FilledRows, FormFilling
from qinglian_desktop.documents.filling.files import FormDocuments
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.filling.form_mapping import Writing
from qinglian_desktop.domain.filling.seen_form import FormKind, FormPlace, SeenForm
from qinglian_desktop.domain.projection import CellValue

FORMS = FormDocuments()
DOCUMENT = "word/document.xml"


@pytest.fixture
def form() -> bytes:
    """A unit's own meeting record: a title, lines with blanks, a table, a list of names."""
    made = Document()
    made.add_heading("支部会议记录", 0)
    made.add_paragraph("会议名称：________　时间：____________")
    line = made.add_paragraph("主持人：")
    line.add_run("          ").underline = True
    line.add_run("（签名）")
    made.add_paragraph("2026年    月")
    made.add_paragraph("")
    table = made.add_table(rows=3, cols=4)
    for place, words in (((0, 0), "地点"), ((0, 2), "应到"), ((1, 0), "缺席人员及原因")):
        table.cell(*place).text = words
    table.cell(1, 1).merge(table.cell(1, 3))
    table.cell(2, 0).merge(table.cell(2, 3)).text = "记录人："
    run = table.cell(0, 1).paragraphs[0].add_run("待填")
    run.font.size = Pt(16)
    names = made.add_table(rows=3, cols=3)
    for column, words in enumerate(("序号", "姓名", "职务")):
        names.cell(0, column).text = words
    made.add_paragraph("附：会议纪律五条。")
    return _bytes(made)


def _bytes(document: WordDocument) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _seen(content: bytes) -> SeenForm:
    return FORMS.see("会议记录.docx", content)


def _place(seen: SeenForm, beside: str) -> FormPlace:
    """The place to the right of these words."""
    table = seen.tables[0]
    label = next(each for each in table.cells if each.text == beside)
    cells = [each for each in table.cells if each.row == label.row and each.column > label.column]
    return FormPlace(table.name, min(cells, key=lambda each: each.column).at)


def _filled(
    content: bytes, tmp_path: Path, *places: FilledPlace, rows: tuple[FilledRows, ...] = ()
) -> bytes:
    target = tmp_path / "填好.docx"
    assert FORMS.fill("表.docx", content, FormFilling(places, rows), target) == ()
    return target.read_bytes()


def _words(content: bytes) -> list[str]:
    made = Document(io.BytesIO(content))
    return [each.text for each in made.paragraphs]


def test_a_document_is_seen_as_one_table_of_labels_and_blanks(form: bytes) -> None:
    seen = _seen(form)
    assert seen.kind is FormKind.WORD
    (table,) = seen.tables
    lines: dict[int, list[str]] = {}
    for cell in table.cells:
        lines.setdefault(cell.row, []).append(cell.text)
    assert list(lines.values()) == [
        ["支部会议记录"],
        ["会议名称：", "", "时间：", ""],
        ["主持人：", "", "（签名）"],
        ["2026年    月"],
        ["地点", "待填", "应到", ""],
        ["缺席人员及原因", ""],
        ["记录人："],
        ["序号", "姓名", "职务"],
        ["", "", ""],
        ["", "", ""],
        ["附：会议纪律五条。"],
    ]
    wide = next(each for each in table.cells if each.row == 5 and each.column == 1)
    assert wide.columns == 3


def test_blanks_and_cells_are_filled_as_they_look(form: bytes, tmp_path: Path) -> None:
    seen = _seen(form)
    month = next(each for each in seen.tables[0].cells if each.text.startswith("2026年"))
    recorder = next(each for each in seen.tables[0].cells if each.text == "记录人：")
    table = seen.tables[0].name
    filled = _filled(
        form,
        tmp_path,
        FilledPlace(_place(seen, "会议名称："), "支委会"),
        FilledPlace(_place(seen, "时间："), date(2026, 10, 9)),
        FilledPlace(_place(seen, "主持人："), "韦明谦"),
        FilledPlace(FormPlace(table, month.at), "2026年10月", Writing.BEHIND),
        FilledPlace(_place(seen, "地点"), "三楼会议室"),
        FilledPlace(_place(seen, "应到"), 22),
        FilledPlace(_place(seen, "缺席人员及原因"), "李某：出差\n莫某：病假"),
        FilledPlace(FormPlace(table, recorder.at), "陈㛃", Writing.BEHIND),
    )
    assert _words(filled)[1:4] == [
        "会议名称：支委会　时间：2026年10月9日",
        "主持人：韦明谦（签名）",
        "2026年10月",
    ]
    made = Document(io.BytesIO(filled))
    first = made.tables[0]
    assert [each.text for each in first.rows[0].cells] == ["地点", "三楼会议室", "应到", "22"]
    assert [each.text for each in first.cell(1, 1).paragraphs] == ["李某：出差", "莫某：病假"]
    assert first.cell(2, 0).text == "记录人：陈㛃"
    assert first.cell(0, 1).paragraphs[0].runs[0].font.size == Pt(16)
    lined = [each.text for each in made.paragraphs[2].runs if each.underline]
    assert lined == ["韦明谦"]


def test_nothing_but_the_words_of_the_places_is_other_than_before(
    form: bytes, tmp_path: Path
) -> None:
    seen = _seen(form)
    filled = _filled(form, tmp_path, FilledPlace(_place(seen, "应到"), 22))
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (form, filled))
    assert before.namelist() == after.namelist()
    for part in before.namelist():
        if part != DOCUMENT:
            assert before.read(part) == after.read(part), part
    again = _seen(filled)
    changed = [
        (one.at, two.text)
        for one, two in zip(seen.tables[0].cells, again.tables[0].cells, strict=True)
        if one != two
    ]
    assert changed == [(_place(seen, "应到").at, "22")]


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_rows_stand_below_each_other_and_more_are_made(
    form: bytes, tmp_path: Path, count: int
) -> None:
    seen = _seen(form)
    table = seen.tables[0]
    head = next(each for each in table.cells if each.text == "序号")
    places = tuple(
        FormPlace(table.name, each.at) for each in table.cells if each.row == head.row + 1
    )
    people: list[tuple[CellValue, ...]] = [(at, f"李{at}", "委员") for at in range(1, count + 1)]
    rows = FilledRows(places, tuple(people), 2)
    made = Document(io.BytesIO(_filled(form, tmp_path, rows=(rows,))))
    found = [[cell.text for cell in row.cells] for row in made.tables[1].rows[1:]]
    empty = [["", "", ""]] * max(2 - count, 0)
    assert found == [[str(at), name, post] for at, name, post in people] + empty


def test_what_is_gone_is_told_and_the_rest_is_filled(form: bytes, tmp_path: Path) -> None:
    seen = _seen(form)
    name = seen.tables[0].name
    gone = [
        FormPlace(name, at) for at in ("p99.0", "t5.40.1", "t5.0.9", "p1.77", "x", "p", "t5.x.y")
    ]
    filling = FormFilling(
        (*(FilledPlace(each, "无") for each in gone), FilledPlace(_place(seen, "应到"), 5))
    )
    target = tmp_path / "填好.docx"
    told = FORMS.fill("表.docx", form, filling, target)
    assert told == ("原来要填的一处在文档里没有了，没有填。",)
    assert Document(str(target)).tables[0].cell(0, 3).text == "5"


def test_damaged_documents_are_told_in_words(form: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    for body in (b"", b"<w:document", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'):
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as archive:
            for part, data in parts.items():
                archive.writestr(part, body if part == DOCUMENT else data)
        with pytest.raises(EnvironmentProblem):
            _seen(kept.getvalue())
    with pytest.raises(EnvironmentProblem):
        _seen(form[: len(form) // 2])

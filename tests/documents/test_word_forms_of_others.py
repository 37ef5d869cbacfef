"""Word forms as other programs write them: controls around cells, tabs for lines, several lists."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, cast

import pytest
from docx import Document
from docx.oxml import parse_xml

from qinglian_desktop.application.form_ports import FilledPlace, FilledRows, FormFilling
from qinglian_desktop.documents.filling.files import FormDocuments
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.filling.seen_form import FormPlace
from tests.bad_sheets import parts_of, zip_of

FORMS = FormDocuments()
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINED = '<w:rPr><w:u w:val="single"/></w:rPr>'


def document(*blocks: str) -> bytes:
    """A document of blocks of XML alone."""
    made = Document()
    body = cast("Any", made.element).body
    for at, block in enumerate(blocks):
        tag, rest = block.split(">", 1)
        body.insert(at, parse_xml(f'{tag} xmlns:w="{MAIN}">{rest}'))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def line(*runs: str) -> str:
    """A paragraph; runs that are no XML are words."""
    said = (each if each.startswith("<") else f"<w:t>{each}</w:t>" for each in runs)
    return "<w:p>{}</w:p>".format("".join(f"<w:r>{each}</w:r>" for each in said))


def cell(words: str = "") -> str:
    return f"<w:tc><w:tcPr/>{line(words) if words else '<w:p/>'}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>".format("".join(map(row, rows)))


def row(cells: str) -> str:
    return cells if cells.startswith("<w:sdt") else f"<w:tr>{cells}</w:tr>"


def control(inside: str, looks: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{looks}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def seen(content: bytes) -> dict[str, str]:
    """What is shown, by place."""
    return {each.at: each.text for _, each in FORMS.see("表.docx", content).places}


def filled(tmp_path: Path, content: bytes, *rows: FilledRows, **places: str) -> dict[str, str]:
    """What is shown once it is filled; places are written with _ for their points."""
    told = tuple(
        FilledPlace(FormPlace("正文", at.replace("_", ".")), said) for at, said in places.items()
    )
    path = tmp_path / "填.docx"
    assert FORMS.fill("表.docx", content, FormFilling(told, rows), path) == ()
    return seen(path.read_bytes())


def rows_from(places: str, *rows: tuple[str, ...]) -> FilledRows:
    return FilledRows(tuple(FormPlace("正文", at) for at in places.split()), rows, 1)


def test_cells_and_rows_in_controls_stand_where_they_are_seen(tmp_path: Path) -> None:
    before = document(
        table(
            cell("姓名") + control(cell()) + cell("电话") + cell(),
            control(row(cell("性别") + cell() + cell("年龄") + cell())),
        )
    )
    assert seen(before)["t0.0.2"] == "电话"
    after = filled(tmp_path, before, t0_0_1="示例甲", t0_1_3="50")
    assert after == {
        **{f"t0.0.{at}": said for at, said in enumerate(("姓名", "示例甲", "电话", ""))},
        **{f"t0.1.{at}": said for at, said in enumerate(("性别", "", "年龄", "50"))},
    }


def test_a_control_that_says_where_to_click_is_a_blank(tmp_path: Path) -> None:
    to_click = '<w:rPr><w:rStyle w:val="a"/></w:rPr><w:t>单击此处</w:t>'
    inside = control(line(to_click), "<w:showingPlcHdr/>")
    before = document(table(cell("姓名") + f"<w:tc><w:tcPr/>{inside}</w:tc>"))
    assert seen(before)["t0.0.1"] == ""
    assert filled(tmp_path, before, t0_0_1="示例甲")["t0.0.1"] == "示例甲"
    written = parts_of((tmp_path / "填.docx").read_bytes())["word/document.xml"]
    assert b"showingPlcHdr" not in written
    assert b"rStyle" not in written


def test_a_cell_without_a_paragraph_gets_one(tmp_path: Path) -> None:
    before = document(table(cell("姓名") + "<w:tc><w:tcPr/></w:tc>"))
    assert filled(tmp_path, before, t0_0_1="示例甲")["t0.0.1"] == "示例甲"


def test_what_is_told_of_columns_and_is_no_number_is_passed_over() -> None:
    broken = '<w:tc><w:tcPr><w:gridSpan w:val="many"/></w:tcPr><w:p/></w:tc>'
    assert seen(document(table(broken + cell("姓名")))) == {"t0.0.0": "", "t0.0.1": "姓名"}


def test_tabs_are_lines_to_write_on_and_the_next_label_keeps_its_distance(tmp_path: Path) -> None:
    before = document(
        line("姓名：", f"{LINED}<w:tab/><w:tab/>", "性别：", f"{LINED}<w:tab/>"),
        line("电话：____邮编：____"),
    )
    assert seen(before)["p0.2"] == "性别："
    after = filled(tmp_path, before, p0_1="示例甲", p0_3="女", p1_1="123", p1_3="456")
    # Of the line on which nothing stands a part is left.
    assert after == {
        **{f"p0.{at}": said for at, said in enumerate(("姓名：示例甲", "", "性别：女"))},
        "p1.0": "电话：123　　邮编：456",
    }


def test_each_line_of_a_paragraph_asks_for_itself(tmp_path: Path) -> None:
    before = document(line("<w:t>签发：</w:t><w:br/><w:t>姓名：____</w:t>"))
    after = filled(tmp_path, before, p0_1="示例甲", p0_3="示例乙")
    assert after == {"p0.0": "签发：示例甲\n姓名：示例乙"}


def test_of_two_lists_in_one_table_each_has_its_rows(tmp_path: Path) -> None:
    before = document(
        table(
            cell("序号") + cell("姓名"),
            cell() + cell(),
            cell("序号") + cell("议题"),
            cell() + cell(),
            cell("备注") + cell(),
        )
    )
    after = filled(
        tmp_path,
        before,
        rows_from("t0.1.0 t0.1.1", ("1", "甲"), ("2", "乙"), ("3", "丙")),
        rows_from("t0.3.0 t0.3.1", ("1", "一"), ("2", "二")),
        t0_4_1="无",
    )
    assert [after[f"t0.{at}.1"] for at in range(8)] == [
        *("姓名", "甲", "乙", "丙"),
        *("议题", "一", "二", "无"),
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"{\\rtf1 words}", "旧格式的文档"),
        (
            zip_of(
                {
                    name: data.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/main")
                    for name, data in parts_of(document(line("姓名："))).items()
                }
            ),
            "严格格式",
        ),
    ],
)
def test_documents_of_another_kind_are_to_be_saved_as_docx(content: bytes, what: str) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        seen(content)
    assert what in caught.value.sentence
    assert "另存为 .docx" in caught.value.todo

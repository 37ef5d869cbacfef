"""A record on paper shows what applies to it, read again by pdftotext."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.ports import Pages
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import FormPrinter
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.domain.ledger import EachSigns, Ledger, PaperForm, PaperKind
from qinglian_desktop.domain.values import Attached, Attendee, People, Person, Value
from tests.documents.paper_samples import FONTS, SOURCE, about, pages, record, said
from tests.invented import EVERYTHING, example_values

PAPER = PaperPdf(FONTS, ())
KINDS = PaperForm(
    "万事簿记录表",
    (("line",), ("colour",), ("day",), ("guests",), ("story",)),
    ("看守人签名", EachSigns("客人签名", "guests")),
    kind="colour",
    kinds=(PaperKind("红", "红灯记录"), PaperKind("黄", "黄灯记录", ("灯塔长签名",))),
    when_filled=("story",),
)


def printed(path: Path, ledger: Ledger = EVERYTHING, **changes: Value) -> Path:
    target = path / "form.pdf"
    PAPER.records(ledger, [record(ledger, example_values(**changes))], SOURCE, target)
    return target


def of_kinds(path: Path, **changes: Value) -> str:
    return said(printed(path, replace(EVERYTHING, paper=KINDS), **changes))


def test_nobody_absent_is_said_and_a_crowd_is_not_named(tmp_path: Path):
    crowd = People(tuple(Attendee(Person(f"样例{place:03}")) for place in range(31)))
    text = said(printed(tmp_path, hands=crowd))
    assert "应到人数31人实到人数31人缺席人员及原因无" in text
    assert "样例000" not in text


def test_rows_and_photos_that_are_not_there_leave_no_empty_table(tmp_path: Path):
    text = said(printed(tmp_path, steps=(), files=()))
    assert "步骤" not in text
    assert "序号" not in text
    assert "附件" not in text


def test_what_the_screen_hides_is_not_on_paper(tmp_path: Path):
    assert "钱1.5万元" in said(printed(tmp_path))
    text = said(printed(tmp_path, colour="黄"))
    assert "重量12斤等级" in text
    assert "钱" not in text


def test_a_table_does_not_break_after_its_first_row():
    printer = FormPrinter(EVERYTHING, SOURCE, Fonts(FONTS, ()))
    steps = tuple({"what": f"〔{place}〕"} for place in range(3))
    for length in range(0, 700, 20):
        values = example_values(story="样例" * length, steps=steps, files=())
        for sheet in printer.sheets(record(EVERYTHING, values)):
            words = [text.text for text in sheet.texts]
            assert ("〔0〕" in words) == ("〔1〕" in words)


def test_the_title_says_the_kind_and_its_boxes_are_left_out(tmp_path: Path):
    text = of_kinds(tmp_path)
    assert text.startswith("红灯记录")
    assert "颜色" not in text
    assert re.search("Title: +红灯记录", about(tmp_path / "form.pdf"))


def test_a_word_without_a_paper_of_its_own_is_ticked_under_the_usual_title(tmp_path: Path):
    text = of_kinds(tmp_path, colour="蓝")
    assert text.startswith("万事簿记录表")
    assert "颜色☐红☐黄☑蓝" in text


def test_who_signs_may_differ_by_kind(tmp_path: Path):
    assert "灯塔长签名" not in of_kinds(tmp_path)
    text = of_kinds(tmp_path, colour="黄")
    assert "灯塔长签名" in text
    assert "看守人签名" not in text


def test_each_of_several_has_a_place_to_sign(tmp_path: Path):
    text = of_kinds(tmp_path)
    assert "客人签名（2人）阿依登·古丽扎李䶮看守人签名：年月日" in text
    alone = of_kinds(tmp_path, guests=People.named(Person("李䶮")))
    assert "看守人签名：年月日客人签名：年月日" in alone


def test_an_empty_line_that_is_optional_is_left_out(tmp_path: Path):
    assert "经过" in of_kinds(tmp_path)
    assert "经过" not in of_kinds(tmp_path, story=None)


def test_five_lines_take_one_page_with_a_tall_box_for_them(tmp_path: Path):
    story = "\n".join(["风大，灯一直亮着。"] * 5)
    tall = replace(
        EVERYTHING.field("story"), type=replace(EVERYTHING.field("story").type, lines=30)
    )
    sections = tuple(
        replace(each, fields=tuple(tall if f.key == "story" else f for f in each.fields))
        for each in EVERYTHING.sections
    )
    form = PaperForm("万事簿记录表", (("line",), ("hands",), ("guests",), ("story",), ("steps",)))
    ledger = replace(EVERYTHING, sections=sections, paper=form)
    assert len(pages(printed(tmp_path, ledger, story=story, files=()))) == 1
    assert len(pages(printed(tmp_path, ledger, story=story * 30, files=()))) > 1


@pytest.mark.parametrize("broken", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_a_broken_picture_is_told_and_the_rest_goes_on(tmp_path: Path, broken: bytes):
    source = PaperSource(SOURCE.unit_name, lambda digest: Pages((broken,), 1))
    files = (Attached("灯.png", "a", "image/png", 9),)
    target = tmp_path / "form.pdf"
    one = record(EVERYTHING, example_values(files=files))
    PAPER.records(EVERYTHING, [one], source, target)
    text = said(target)
    assert "“灯.png”坏了，画不出来，请另找原图。" in text
    assert "看守人签名" in text


def test_a_picture_that_ends_in_the_middle_is_told(tmp_path: Path):
    buffer = BytesIO()
    Image.effect_noise((200, 200), 90).save(buffer, "PNG")
    torn = buffer.getvalue()[:9000]
    source = PaperSource(SOURCE.unit_name, lambda digest: Pages((torn,), 1))
    files = (Attached("灯.png", "a", "image/png", 9),)
    target = tmp_path / "form.pdf"
    one = record(EVERYTHING, example_values(files=files))
    PAPER.records(EVERYTHING, [one], source, target)
    assert "“灯.png”坏了" in said(target)


@pytest.mark.slow
def test_a_million_characters_go_on_to_the_end():
    printer = FormPrinter(EVERYTHING, SOURCE, Fonts(FONTS, ()))
    values = example_values(story="样例，" * 333_333 + "完")
    sheets = printer.sheets(record(EVERYTHING, values))
    written = "".join(text.text for sheet in sheets for text in sheet.texts)
    assert written.count("样例，") > 300_000
    assert "完" in written

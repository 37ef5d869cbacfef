"""The sheet that people sign: its head on every page, lines to sign in, and blank ones."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from qinglian_desktop import RESOURCES
from qinglian_desktop.application.document_ports import SignIn, SummaryForm, SummaryText
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.sheet import MM, Sheet
from qinglian_desktop.documents.paper.sign_in import FEWEST_BLANK, ROW, sign_in_pages
from qinglian_desktop.documents.summary.files import SummaryDocuments
from qinglian_desktop.domain.guest_list import Group, Guest
from qinglian_desktop.domain.sign_in import COLUMNS, SignInSheet
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.summary import Kind, Paragraph

AT = datetime(2026, 11, 26, 9, 0)
FACTS = (("时间", "2026年12月5日（星期六）14:30"), ("地点", "三楼会议室"), ("主题", "学习"))


def sheet_of(count: int) -> SignInSheet:
    people = tuple(Guest(f"第{n}人", "干部") for n in range(1, count + 1))
    groups = (Group("正式党员", people), Group("列席", ()))
    return SignInSheet("党员大会签到表", FACTS, groups, count or None, date(2026, 11, 26))


def pages_of(count: int) -> list[Sheet]:
    return sign_in_pages(sheet_of(count), "某支部", Fonts(RESOURCES / "fonts", ()))


def said(page: Sheet) -> list[str]:
    return [each.text for each in page.texts]


@pytest.mark.parametrize("count", [0, 1, 12, 17, 18, 40, 123])
def test_everybody_stands_on_it_once_below_a_head_with_blank_lines_at_the_end(count: int) -> None:
    pages = pages_of(count)
    for page in pages:
        assert [word for word in said(page) if word in COLUMNS] == list(COLUMNS)
    names = [word for page in pages for word in said(page) if re.fullmatch("第[0-9]+人", word)]
    assert names == [f"第{n}人" for n in range(1, count + 1)]
    lowest = min(each.y for each in pages[-1].texts if each.text == "列席")
    end = next(each.y for each in pages[-1].texts if each.text.startswith("应到"))
    assert (lowest - end) / ROW >= FEWEST_BLANK
    assert "某支部\u30002026年11月26日制" in said(pages[0])
    assert len(pages) == 1 or "第 1 页\u3000共" in " ".join(said(pages[0]))[:10_000]


def test_a_line_is_high_enough_to_sign_in() -> None:
    assert ROW >= 9 * MM
    texts = {each.text: each.y for each in pages_of(12)[0].texts}
    assert texts["第1人"] - texts["第2人"] == pytest.approx(ROW)


def test_how_many_came_is_left_to_be_written() -> None:
    assert "应到 12 人\u3000实到____人\u3000请假____人" in said(pages_of(12)[-1])
    assert "应到____人\u3000实到____人\u3000请假____人" in said(pages_of(0)[-1])


def test_documents_and_sheets_are_one_pdf_that_is_the_same_again() -> None:
    files = SummaryDocuments(RESOURCES / "fonts", ())
    notice = SummaryText(
        (
            Paragraph(Kind.TITLE, (("关于召开党员大会的通知",),)),
            Paragraph(Kind.ADDRESS, (("全体党员：",),)),
            Paragraph(Kind.TEXT, (("一、时间：2026年12月5日",),)),
        ),
        "某支部",
        AT,
        Signature("某支部", AT.date()),
    )
    data = files.pages((notice, SignIn(sheet_of(3), "某支部", AT)))
    assert (data[:4], data.count(b"/Type /Page\n")) == (b"%PDF", 2)
    assert data == files.pages((notice, SignIn(sheet_of(3), "某支部", AT)))


def test_as_word_it_is_one_table_whose_head_word_repeats(tmp_path: Path) -> None:
    target = tmp_path / "签到表.docx"
    SummaryDocuments(RESOURCES / "fonts", ()).write_sign_in(
        SignIn(sheet_of(3), "某支部", AT), target
    )
    (table,) = Document(str(target)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == list(COLUMNS)
    assert rows[1] == ["正式党员（3人）"] * 5
    assert rows[2] == ["1", "第1人", "干部", "", ""]
    assert rows[5] == ["列席"] * 5
    assert len(rows) >= 6 + FEWEST_BLANK
    assert "tblHeader" in table.rows[0]._tr.xml
    assert all(row.height is not None and row.height >= Mm(9) for row in table.rows[-4:])


ODD = "甲\x0b\x01乙"
"""What a program may leave in words that are pasted from it."""


def test_what_word_cannot_hold_is_left_out(tmp_path: Path) -> None:
    files = SummaryDocuments(RESOURCES / "fonts", ())
    sheet = replace(sheet_of(1), facts=(("主题", ODD),))
    files.write_sign_in(SignIn(sheet, ODD, AT), tmp_path / "签到表.docx")
    said = [each.text for each in Document(str(tmp_path / "签到表.docx")).paragraphs]
    assert "主题：甲乙" in [each.replace("\n", "") for each in said]
    notice = SummaryText((Paragraph(Kind.TITLE, (Sentence(ODD),)),), ODD, AT, Signature(ODD, AT.date()))
    files.write(notice, SummaryForm.WORD, tmp_path / "通知.docx")
    (title, *_) = Document(str(tmp_path / "通知.docx")).paragraphs
    assert title.text.replace("\n", "") == "甲乙"


def test_a_post_in_several_lines_stays_in_its_column() -> None:
    """Lines that are spread to the margins would begin in the middle and end beyond it."""
    long = Group("正式党员", (Guest("甲", "党支部副书记、组织部副部长、机关工会主席"),))
    sheet = replace(sheet_of(0), groups=(long,))
    (page, *_) = sign_in_pages(sheet, "某支部", Fonts(RESOURCES / "fonts", ()))
    lines = [each for each in page.texts if each.text and each.text in long.people[0].post]
    assert len(lines) > 1
    assert all(each.stretch == 0 for each in lines)

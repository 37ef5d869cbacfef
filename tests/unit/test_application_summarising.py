"""Drafting the summary of an invented book, keeping what was edited, and writing it."""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from qinglian_desktop.application.document_ports import SummaryForm
from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.application.summarising import OUR_TEMPLATE, SummaryDraft, lacking_words
from qinglian_desktop.application.summary_drafts import KeptDraft
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.summary import Kind, Number, Paragraph
from tests.unit.conftest import Voyage

HALF, YEAR = Period.parse("2026H2"), Period.parse("2026")
TEXT = """# {单位}{报告期}
{今年以来}做了{万事簿.事数}件事。红的{万事簿.红色的事}件。【总价{万事簿.总价|多}万元。】
"""


@pytest.fixture
def template(voyage: Voyage) -> Path:
    folder = voyage.tools.resources / "templates"
    folder.mkdir()
    file = folder / OUR_TEMPLATE
    file.write_text(TEXT, encoding="utf-8")
    return file


def draft(voyage: Voyage, template: Path, period: Period = YEAR) -> SummaryDraft:
    return voyage.desk.summarising.draft(period, template)


def test_every_number_names_its_records(voyage: Voyage, template: Path) -> None:
    voyage.ship()
    ids = [voyage.event(money="1234.5"), voyage.event(day="2026-03-01")]
    made = draft(voyage, template)
    title, text = made.paragraphs
    assert title == Paragraph(Kind.TITLE, (("青莲号", "2026年"),))
    assert text.text == "今年以来做了2件事。总价1200多万元。"
    assert Number("everything", "events", "2") in text.pieces
    used = {line.measure.key: line.figure for line in made.used}
    assert sorted(used["events"].records) == sorted(ids)
    assert used["money"].value == Decimal("1234.5")
    assert [(each.text, lacking_words(each)) for each in made.left_out] == [
        ("红的0件。", "万事簿的红色的事为零")
    ]


def test_a_book_without_records_leaves_every_figure_out(voyage: Voyage, template: Path) -> None:
    made = draft(voyage, template)
    assert [each.text for each in made.paragraphs] == ["本单位2026年"]
    assert lacking_words(made.left_out[0]) == "万事簿的事数没有记录"


@pytest.mark.parametrize(
    ("period", "since"), [("2026", "今年以来"), ("2026H1", "上半年"), ("2025", "2025年")]
)
def test_the_period_is_called_as_people_call_it(
    voyage: Voyage, template: Path, period: str, since: str
) -> None:
    template.write_text("{今年以来}。", encoding="utf-8")
    assert draft(voyage, template, Period.parse(period)).paragraphs[0].text == f"{since}。"


@pytest.mark.parametrize("period", ["2026-10", "2026Q3"])
def test_a_month_has_no_summary(voyage: Voyage, template: Path, period: str) -> None:
    with pytest.raises(DataProblems, match="总结按半年或全年写"):
        draft(voyage, template, Period.parse(period))


def test_what_was_edited_is_kept_and_changed_figures_are_told(
    voyage: Voyage, template: Path
) -> None:
    voyage.event(colour="红")
    drafts, made = voyage.desk.summarising.drafts, draft(voyage, template)
    edited = (Paragraph(Kind.TEXT, (("我写的", Number("everything", "events", "一")),)),)
    drafts.put(YEAR, KeptDraft(edited, made.values))
    kept = drafts.get(YEAR)
    assert kept is not None
    assert kept.paragraphs == edited
    assert voyage.desk.summarising.changes(kept, made) == []
    voyage.event(money="3")
    assert voyage.desk.summarising.changes(kept, draft(voyage, template)) == [
        "万事簿的事数由1变为2",
        "万事簿的总价由0变为3",
    ]
    assert drafts.get(HALF) is None
    drafts.forget(YEAR)
    assert drafts.get(YEAR) is None


def test_a_unit_copies_our_template_and_chooses_its_own(voyage: Voyage, template: Path) -> None:
    summarising = voyage.desk.summarising
    assert summarising.templates() == {"": template}
    names = [summarising.copy_template(), summarising.copy_template()]
    assert names == ["本单位模板1", "本单位模板2"]
    copy = voyage.desk.book.folder / OWN_TEMPLATES / "本单位模板1.txt"
    assert copy.read_text(encoding="utf-8") == TEXT
    assert list(summarising.templates()) == ["", *names]
    assert summarising.drafts.template() == ""
    summarising.drafts.keep_template(names[0])
    assert summarising.drafts.template() == names[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows flushes folders by itself")
def test_the_folder_of_the_first_template_is_on_the_disk_by_name(
    voyage: Voyage, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voyage.desk.book.folder.mkdir(exist_ok=True)
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_ino))
    voyage.desk.summarising.copy_template()
    assert voyage.desk.book.folder.stat().st_ino in flushed


def test_it_is_written_as_its_name_ends_or_not_at_all(
    voyage: Voyage, template: Path, tmp_path: Path
) -> None:
    voyage.event()
    summarising, made = voyage.desk.summarising, draft(voyage, template)
    target = tmp_path / "总结.txt"
    summarising.write(made.paragraphs, target)
    assert "做了1件事" in target.read_text(encoding="utf-8-sig")
    for wrong in ("总结.doc", "总结"):
        with pytest.raises(EnvironmentProblem, match="不是能写的文件名"):
            summarising.write(made.paragraphs, tmp_path / wrong)
        assert not (tmp_path / wrong).exists()
    with pytest.raises(EnvironmentProblem, match="U盘可能已经拔出"):
        summarising.write(made.paragraphs, tmp_path / "U盘" / "总结.pdf")


def test_who_signed_and_the_fonts_are_told_with_what_to_do(
    voyage: Voyage, template: Path, tmp_path: Path
) -> None:
    summarising, made = voyage.desk.summarising, draft(voyage, template)
    told = summarising.write(made.paragraphs, tmp_path / "总结.pdf")
    assert told.told == "字体：标题用自带的宋体（粗）。"
    stand_in, unsigned = told.warnings
    assert stand_in.startswith("这台电脑没有小标宋，用自带的宋体代替了；")
    assert "请写成 Word" in stand_in
    assert "没有署名" in unsigned
    voyage.ship()
    word = summarising.write(made.paragraphs, tmp_path / "总结.docx")
    assert (word.signature.name, word.warnings) == ("青莲号", ())
    assert word.told == "字体写明是：标题用方正小标宋简体，由打开它的电脑提供。"
    text = summarising.write(made.paragraphs, tmp_path / "总结.txt")
    assert (text.told, text.warnings) == ("", ())


def test_the_file_is_called_by_unit_and_period(voyage: Voyage) -> None:
    voyage.ship()
    name = voyage.desk.summarising.file_name(HALF, SummaryForm.WORD)
    assert name == "青莲号2026年下半年清廉机关建设总结.docx"


def test_signs_that_no_file_can_hold_are_left_out_of_it(voyage: Voyage, tmp_path: Path) -> None:
    title = Paragraph(Kind.TITLE, (("长" * 300 + "\x01",),))
    pasted = ("坏\x02\ufffe\ud800字", Number("everything", "events", "2"))
    text = Paragraph(Kind.TEXT, (pasted,))
    for form in SummaryForm:
        target = tmp_path / f"总结{form.value}"
        voyage.desk.summarising.write([title, text], target)
        assert target.stat().st_size > 0
    words = (tmp_path / "总结.txt").read_text("utf-8-sig").replace("\r", "")
    assert words.startswith("长" * 300 + "\n\n\u3000\u3000坏字2\n\n\n")


def test_an_edited_text_that_cannot_be_read_is_told_and_put_aside(voyage: Voyage) -> None:
    with voyage.desk.book.writing() as work:
        work.settings.put("summary.2026", '{"paragraphs": [["没有这种", []]]')
    drafts = voyage.desk.summarising.drafts
    with pytest.raises(EnvironmentProblem, match="2026年总结里改过的文字读不出来了"):
        drafts.get(YEAR)
    kept = KeptDraft((Paragraph(Kind.TEXT, (("半个\ud800字",),)),), {})
    drafts.put(YEAR, kept)
    assert drafts.get(YEAR) == kept
    with voyage.desk.book.reading() as work:
        assert work.settings.get("summary.2026.unread") == '{"paragraphs": [["没有这种", []]]'


def test_full_width_signs_are_marks_only_where_marks_stand(voyage: Voyage, template: Path) -> None:
    voyage.event()
    template.write_text("＃ 题\n完成98％，甲．乙，共｛万事簿．事数｜多｝件。", encoding="utf-8")
    title, text = draft(voyage, template).paragraphs
    assert (title.kind, title.text) == (Kind.TITLE, "题")
    assert text.text == "完成98％，甲．乙，共1件。"


def test_many_mistakes_are_told_in_few_words(voyage: Voyage, template: Path) -> None:
    template.write_text("坏\x01字\n" + "{" * 5000, encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="有5001处不对") as told:
        draft(voyage, template)
    assert "第1行第2个字是看不见的控制字符" in told.value.happened
    assert len(told.value.happened) < 400

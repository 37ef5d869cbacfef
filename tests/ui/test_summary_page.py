"""总结 on the sample book: read, led to records, edited, made anew, written.

Over 300 lines because all of it is one page, which is looked at as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.document_ports import SummaryForm
from qinglian_desktop.application.places import ToList
from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.application.summary_drafts import KeptDraft
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.summary import Kind, Paragraph
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.reports import summary_page
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from qinglian_desktop.ui.reports.summary_news import likely_period
from qinglian_desktop.ui.reports.summary_page import SummaryPage
from qinglian_desktop.ui.session import Session
from tests.conftest import NOW, PASSWORD
from tests.ui.finding import part, settled

YEAR = Period.parse("2026")
TYPED = "我自己写的一句话"


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> ReportsPage:
    made = ReportsPage(session)
    qtbot.addWidget(made)
    made.resize(1366, 600)
    made.show()
    settled(qtbot, session)
    return made


@pytest.fixture
def page(tab: ReportsPage, session: Session, qtbot: QtBot) -> SummaryPage:
    qtbot.mouseClick(part(tab.returns, QPushButton, "report_1"), Qt.MouseButton.LeftButton)
    settled(qtbot, session)
    return tab.summary


def click(qtbot: QtBot, page: SummaryPage, name: str) -> None:
    qtbot.mouseClick(part(page, QPushButton, name), Qt.MouseButton.LeftButton)
    settled(qtbot, page._session)


def type_at_end(qtbot: QtBot, page: SummaryPage, words: str = TYPED) -> None:
    page.text.moveCursor(QTextCursor.MoveOperation.End)
    page.text.textCursor().insertText(words)


def number_place(page: SummaryPage, words: str, number: str):
    """Where on the screen a number stands behind these words."""
    found = page.text.document().find(words)
    assert not found.isNull()
    cursor = page.text.document().find(number, found.selectionEnd())
    cursor.setPosition(cursor.selectionStart())
    page.text.setTextCursor(cursor)
    page.text.ensureCursorVisible()
    area = page.text.cursorRect(cursor)
    return area.center() + area.center().__class__(4, 0)


def test_the_switch_leads_to_the_summary_and_back(
    tab: ReportsPage, page: SummaryPage, session: Session, qtbot: QtBot
) -> None:
    assert page.isVisible()
    assert tab.help_key == "summary"
    qtbot.mouseClick(part(page, QPushButton, "report_0"), Qt.MouseButton.LeftButton)
    assert tab.returns.isVisible()
    assert tab.help_key == "returns"
    tab.show_page(1)
    tab.show_month(Period.parse("2026-09"))
    settled(qtbot, session)
    assert tab.returns.isVisible()
    assert tab.returns.month == Period.parse("2026-09")


@pytest.mark.parametrize(
    ("month", "period"), [(1, "2025"), (4, "2025"), (6, "2026H1"), (9, "2026H1"), (11, "2026")]
)
def test_what_is_written_about_now_is_shown_first(month: int, period: str) -> None:
    assert likely_period(NOW.date().replace(month=month, day=1)) == Period.parse(period)


def test_the_text_has_its_title_heads_and_figures(page: SummaryPage) -> None:
    assert page.period == YEAR
    made = page.text.paragraphs()
    assert made[0].kind is Kind.TITLE
    assert [each.kind for each in made].count(Kind.HEAD) == 3
    assert "谈心谈话59人次" in page.text.toPlainText()
    figures = part(page, QListWidget, "summary_figures")
    assert figures.count() > 20
    assert not page.is_edited


def test_a_number_leads_to_its_records(
    page: SummaryPage, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    at = number_place(page, "共开展谈心谈话", "59")
    qtbot.mouseMove(page.text.viewport(), at)
    assert page.text.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(page.text.viewport(), Qt.MouseButton.LeftButton, pos=at)
    [place] = visited()
    assert isinstance(place, ToList)
    desk = page._session.desk
    ledger = desk.catalogue["talks"]
    figure = desk.statistics.figure(ledger, ledger.measure("heads"), YEAR)
    assert place == ToList("talks", figure.records, "2026年 谈心谈话人次")


def test_a_line_of_the_figures_leads_to_its_records(
    page: SummaryPage, visited: Callable[[], list[object]]
) -> None:
    figures = part(page, QListWidget, "summary_figures")
    [item] = figures.findItems("重点任务  13 项", Qt.MatchFlag.MatchExactly)
    figures.itemActivated.emit(item)
    [place] = visited()
    assert isinstance(place, ToList)
    assert (place.ledger, len(place.ids)) == ("tasks", 13)


def test_what_is_typed_is_kept_and_not_part_of_the_number_before_it(
    page: SummaryPage, qtbot: QtBot
) -> None:
    cursor = page.text.document().find("59")
    cursor.setPosition(cursor.selectionEnd())
    page.text.setTextCursor(cursor)
    chosen = QInputMethodEvent()
    chosen.setCommitString("多")
    QApplication.sendEvent(page.text, chosen)
    qtbot.keyClicks(page.text, "x")
    assert page.is_edited
    numbers = [
        piece.text
        for paragraph in page.text.paragraphs()
        for piece in paragraph.pieces
        if not isinstance(piece, str) and piece.measure == "heads" and piece.ledger == "talks"
    ]
    assert numbers == ["59"]
    assert "59多x人次" in page.text.toPlainText()


def test_after_a_head_comes_text(page: SummaryPage, qtbot: QtBot) -> None:
    cursor = page.text.document().find("全面铺开")
    cursor.setPosition(cursor.selectionEnd())
    page.text.setTextCursor(cursor)
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    qtbot.keyClicks(page.text, "abc")
    [new] = [each for each in page.text.paragraphs() if each.text == "abc"]
    assert new.kind is Kind.TEXT


def test_an_edited_text_is_there_again(page: SummaryPage, session: Session, qtbot: QtBot) -> None:
    type_at_end(qtbot, page)
    page.put_away()
    assert "都已保存" in next(
        each.text() for each in page.findChildren(QLabel) if each.text().startswith("您改过")
    )
    other = SummaryPage(session)
    qtbot.addWidget(other)
    other.show()
    settled(qtbot, session)
    assert other.text.toPlainText().endswith(TYPED)
    assert other.is_edited
    assert not other.notice.words


def test_a_period_keeps_its_own_text(page: SummaryPage, session: Session, qtbot: QtBot) -> None:
    type_at_end(qtbot, page)
    combo = part(page, QComboBox, "summary_period")
    combo.setCurrentIndex(combo.findText("2026年上半年"))
    combo.activated.emit(combo.currentIndex())
    settled(qtbot, session)
    assert page.period == Period.parse("2026H1")
    assert TYPED not in page.text.toPlainText()
    assert "2026年上半年" in page.text.toPlainText()
    page.show_period(YEAR)
    settled(qtbot, session)
    assert page.text.toPlainText().endswith(TYPED)


def test_a_text_that_cannot_be_kept_stays_in_front(
    page: SummaryPage, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, other = session.desk.summarising.drafts, Period.parse("2026H1")
    drafts.put(other, KeptDraft((Paragraph(Kind.TEXT, (("上半年改过的。",),)),), {}))
    type_at_end(qtbot, page)

    def full(*_: object) -> None:
        raise EnvironmentProblem("磁盘满了。", "都在。", "请腾出空间。")

    with monkeypatch.context() as patch:
        patch.setattr(type(drafts), "put", full)
        page.show_period(other)
        settled(qtbot, session)
    assert page.period == YEAR
    assert page.text.paragraphs()[-1].text.endswith(TYPED)
    page.show_period(other)
    settled(qtbot, session)
    assert [each.text for each in page.text.paragraphs()] == ["上半年改过的。"]
    kept = drafts.get(YEAR)
    assert kept is not None
    assert kept.paragraphs[-1].text.endswith(TYPED)


def test_making_anew_asks_first_and_can_be_taken_back(
    page: SummaryPage, session: Session, qtbot: QtBot
) -> None:
    type_at_end(qtbot, page)
    click(qtbot, page, "anew")
    assert "换掉您改过的文字" in page.notice.words
    assert page.text.toPlainText().endswith(TYPED)
    click(qtbot, page, "notice_action")
    assert TYPED not in page.text.toPlainText()
    assert not page.is_edited
    assert session.desk.summarising.drafts.get(YEAR) is None
    page.text.undo()
    assert page.text.toPlainText().endswith(TYPED)
    assert page.is_edited


def test_a_text_taken_back_to_what_the_records_say_is_not_kept(
    page: SummaryPage, session: Session, qtbot: QtBot
) -> None:
    type_at_end(qtbot, page)
    page.put_away()
    assert session.desk.summarising.drafts.get(YEAR) is not None
    page.text.undo()
    page.put_away()
    assert session.desk.summarising.drafts.get(YEAR) is None


def test_changed_records_change_the_text_or_are_told(
    page: SummaryPage, session: Session, qtbot: QtBot
) -> None:
    desk = session.desk
    talks = desk.catalogue["talks"]
    ids = desk.searching.ids(Query("talks", period=YEAR))
    desk.records.void(talks, ids[0], "试一试")
    session.changed.emit(Changed(ledgers=frozenset({"talks"})))
    settled(qtbot, session)
    assert "谈心谈话59人次" not in page.text.toPlainText()
    assert not page.notice.words
    type_at_end(qtbot, page)
    desk.records.void(talks, ids[1], "试一试")
    session.changed.emit(Changed(ledgers=frozenset({"talks"})))
    settled(qtbot, session)
    assert page.text.toPlainText().endswith(TYPED)
    assert "谈心谈话的谈心谈话人次由" in page.notice.words


def test_the_unit_changes_a_copy_of_the_template(
    page: SummaryPage, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(summary_page, "open_file", opened.append)
    click(qtbot, page, "change_template")
    [file] = opened
    assert file == session.desk.book.folder / OWN_TEMPLATES / "本单位模板1.txt"
    file.write_text("# 我们的总结\n谈了{谈心谈话.谈心谈话人次}人次。", encoding="utf-8")
    click(qtbot, page, "anew")
    assert page.text.toPlainText() == "我们的总结\n谈了59人次。"
    file.write_text("谈了{谈心谈话.没有的}人次。", encoding="utf-8")
    click(qtbot, page, "anew")
    assert "第1行的“{谈心谈话.没有的}”" in page.notice.words
    assert page.text.toPlainText() == "我们的总结\n谈了59人次。"


@pytest.mark.parametrize("form", SummaryForm)
def test_it_is_written_as_edited(
    page: SummaryPage,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: SummaryForm,
) -> None:
    type_at_end(qtbot, page)
    asked: list[str] = []

    def choose(_: object, __: str, name: str, ___: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return str(tmp_path / "写出"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    click(qtbot, page, f"write_{form.name.lower()}")
    assert asked == [f"示例市委机关工委2026年清廉机关建设总结{form.value}"]
    file = tmp_path / f"写出{form.value}"
    assert f"已写好：{file.name}" in page.side.notice.words
    starts = {SummaryForm.WORD: b"PK", SummaryForm.PDF: b"%PDF", SummaryForm.TEXT: b"\xef\xbb"}
    assert file.read_bytes().startswith(starts[form])
    if form is SummaryForm.TEXT:
        *_, name, day = lines = file.read_text("utf-8-sig").rstrip().split("\n")
        assert lines[-5].endswith(TYPED)
        assert (name.strip(), day.strip()) == ("示例市委机关工委", "2026年11月23日")
    else:
        assert "正文" in page.side.notice.words and "仿宋" in page.side.notice.words


def test_who_signs_is_said_and_the_text_may_say_it_otherwise(
    page: SummaryPage, session: Session, qtbot: QtBot
) -> None:
    said = part(page, QLabel, "summary_signature")
    assert "示例市委机关工委，2026年11月23日。" in said.text()
    type_at_end(qtbot, page, "\n示例市委机关工委党支部\n2026年12月5日")
    assert "示例市委机关工委党支部，2026年12月5日。" in said.text()


def test_a_folder_that_is_gone_is_told(page: SummaryPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.writing.write(tmp_path / "拔掉的U盘" / "总结.txt")
    settled(qtbot, page._session)
    assert "U盘可能已经拔出" in page.side.notice.words
    assert part(page, QPushButton, "write_word").isEnabled()


def test_a_read_only_book_is_written_but_not_edited(
    desk: Desk,
    tools: Tools,
    books: Books,
    theme: Theme,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    folder = desk.book.folder
    desk.book.close()
    book = books.open(folder, PASSWORD, read_only=True)
    session = Session(Desk(book, tools), theme)
    page = SummaryPage(session)
    qtbot.addWidget(page)
    page.show()
    settled(qtbot, session)
    assert page.text.isReadOnly()
    assert not page.side.template.isEnabled()
    page.make_anew()
    settled(qtbot, session)
    assert "谈心谈话59人次" in page.text.toPlainText()
    page.writing.write(tmp_path / "总结.txt")
    settled(qtbot, session)
    assert "59人次" in (tmp_path / "总结.txt").read_text("utf-8-sig")
    page.close()
    session.operations.wait()
    book.close()


@pytest.mark.writes
def test_signs_that_a_pdf_cannot_show_are_told_once_it_is_written(
    page: SummaryPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    type_at_end(qtbot, page, "手写的😀")
    for name in ("总结.pdf", "总结.docx"):
        page.writing.write(tmp_path / name)
        settled(qtbot, session)
        assert (tmp_path / name).exists()
        assert ("印成了〓" in page.side.notice.words) == name.endswith("pdf")
        assert page.side.notice.words.startswith(f"已写好：{name}")

"""公开…: chosen, seen, saved and noted in few clicks; what is to be known leads to its record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToPublish, ToRecord
from qinglian_desktop.application.public_changes import CHANGED_SINCE
from qinglian_desktop.application.public_set import scope_words
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.ui.dialogs.over_places import open_over
from qinglian_desktop.ui.dialogs.publish_view import PublishDialog
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.ledger.public_line import PublicLine
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part, settled

PLACE = ToPublish("publications")
Visited = Callable[[], list[object]]


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """The window over which the dialog opens."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(
    qtbot: QtBot, session: Session, over: QWidget, place: ToPublish = PLACE
) -> PublishDialog:
    open_over(session, place, over)
    dialog = over.findChild(PublishDialog)
    assert dialog is not None
    ready(qtbot, session, dialog)
    return dialog


def ready(qtbot: QtBot, session: Session, dialog: PublishDialog) -> None:
    qtbot.waitUntil(lambda: dialog.is_ready and not session.operations.is_busy)
    settled(qtbot, session)


def narrowed(qtbot: QtBot, session: Session, dialog: PublishDialog) -> None:
    """To the second power, which has one chart."""
    dialog.choosing.scopes.button(2).click()
    which = dialog.choosing.which
    which.setCurrentText("“双强四好”党支部评定")
    ready(qtbot, session, dialog)


def risk_changed(session: Session, known: int, **values: object) -> None:
    records, risks = session.desk.records, session.desk.catalogue["risks"]
    record = records.get(risks, known)
    assert record is not None
    records.save(risks, {**records.plain(risks, record), **values}, record_id=known)


@pytest.mark.parametrize("key", ["risks", "powers", "flows", "publications", "talks"])
def test_the_pages_of_what_is_put_up_have_the_button(
    qtbot: QtBot, session: Session, visited: Visited, key: str
) -> None:
    page = LedgerPage(session, session.desk.catalogue[key])
    qtbot.addWidget(page)
    found = page.findChild(QPushButton, "publish_ledger")
    assert (found is not None) is (key != "talks")
    if found is not None:
        found.click()
        assert visited() == [PLACE]
    settled(qtbot, session)


def test_a_set_is_saved_and_noted_in_four_clicks(
    qtbot: QtBot, session: Session, over: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """公开, 存到文件夹…, the folder, 登记为已公开: the first opened the dialog."""
    to = tmp_path / "出"
    to.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(to))
    dialog = opened(qtbot, session, over)
    narrowed(qtbot, session, dialog)
    clicks = 2
    for name in ("save_set", "register_set"):
        part(dialog, QPushButton, name).click()
        clicks += 1
        ready(qtbot, session, dialog)
    assert clicks == 4
    assert sorted(path.suffix for path in to.iterdir()) == [".docx", ".pdf", ".xlsx"]
    assert dialog.notice.words.startswith("已登记为已公开：2026-")
    assert session.desk.publishing.out_of_date() == []


def test_what_is_told_leads_to_its_record_and_a_later_change_is_said(
    qtbot: QtBot, session: Session, over: QWidget, visited: Visited
) -> None:
    saved = session.desk.publishing.register(session.desk.publishing.usual(), "覃书宁")
    risk_changed(session, 2, manifestation="覃书宁不在场。")
    place = ToPublish("publications", saved.record.id or 0)
    dialog = opened(qtbot, session, over, place)
    assert "公开以后改了1条，公开的已经不是最新的" in dialog.old.words
    remarks = part(dialog, QListWidget, "remarks")
    (item,) = remarks.findItems("覃书宁", Qt.MatchFlag.MatchContains)
    remarks.itemClicked.emit(item)
    assert visited() == [ToRecord("risks", 2)]
    settled(qtbot, session)


def test_a_power_that_is_gone_is_not_taken_for_the_first(
    qtbot: QtBot, session: Session, over: QWidget
) -> None:
    records, powers = session.desk.records, session.desk.catalogue["powers"]
    of = session.desk.publishing
    owner = of.owners()[2].id or 0
    choice = replace(of.usual(), scope=scope_words(session.desk.catalogue)[2], owner=owner)
    record = of.register(choice, "覃书宁").record
    records.void(powers, owner, "取消")
    open_over(session, ToPublish("publications", record.id or 0), over)
    (dialog,) = over.findChildren(PublishDialog)

    def said() -> str:
        return "\n".join(each.text() for each in dialog.findChildren(QLabel))

    qtbot.waitUntil(lambda: "原来公开的职权已经没有了，请另选。" in said())
    assert dialog.choosing.which.currentIndex() == -1
    assert "请另选" in dialog.choosing.which.placeholderText()
    assert not part(dialog, QPushButton, "save_set").isEnabled()
    narrowed(qtbot, session, dialog)
    assert "会公开：权责清单1条" in said()


def test_the_list_and_the_record_say_that_it_is_out_of_date(
    qtbot: QtBot, session: Session, visited: Visited
) -> None:
    publishing = session.desk.publishing
    record = publishing.register(publishing.usual(), "覃书宁").record
    page = LedgerPage(session, session.desk.catalogue["publications"])
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    page.open_record(record)
    settled(qtbot, session)
    line = part(page, PublicLine, "public_line")
    state = page.table.model().index(0, page.table.model().columnCount() - 1)
    assert (line.isHidden(), state.data()) == (True, "已确认")
    risk_changed(session, 2, manifestation="没有签字。")
    settled(qtbot, session)
    assert state.data() == f"已确认，{CHANGED_SINCE}"
    assert "改了风险点" in line.text() and line.isVisible()
    assert line.height() >= line.heightForWidth(line.width())
    (again,) = line.findChildren(QPushButton)
    again.click()
    assert visited() == [ToPublish("publications", record.id or 0)]


def test_names_and_columns_are_chosen_and_remembered(
    qtbot: QtBot, session: Session, over: QWidget
) -> None:
    dialog = opened(qtbot, session, over)
    narrowed(qtbot, session, dialog)
    assert not dialog.choosing.choice.shows_names
    dialog.choosing.names.button(1).click()
    ready(qtbot, session, dialog)
    item = dialog.choosing.lists.topLevelItem(1)
    assert item is not None
    item.child(0).setCheckState(0, Qt.CheckState.Unchecked)
    ready(qtbot, session, dialog)
    choice = dialog.choosing.choice
    assert "controls.owner" in choice.columns["防控清单"]
    assert "department" not in choice.columns["风险清单"]
    part(dialog, QPushButton, "register_set").click()
    ready(qtbot, session, dialog)
    usual = session.desk.publishing.usual()
    assert (usual.columns, usual.shows_names) == (choice.columns, True)


def test_a_folder_that_is_gone_is_told_in_the_dialog(
    qtbot: QtBot, session: Session, over: QWidget, tmp_path: Path
) -> None:
    dialog = opened(qtbot, session, over)
    narrowed(qtbot, session, dialog)
    dialog.save_to(tmp_path / "拔了的U盘")
    ready(qtbot, session, dialog)
    assert "找不到文件夹" in dialog.notice.words


def test_what_was_given_up_leaves_the_dialog_as_it_was(
    qtbot: QtBot, session: Session, over: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(qtbot, session, over)
    narrowed(qtbot, session, dialog)

    def given_up(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr(session.desk.publishing, "to_folder", given_up)
    dialog.save_to(tmp_path)
    ready(qtbot, session, dialog)
    assert dialog.notice.words == ""
    assert dialog.isVisible()


def test_what_was_read_for_another_choice_lets_nothing_go_out(
    qtbot: QtBot, session: Session, over: QWidget
) -> None:
    dialog = opened(qtbot, session, over)
    read = session.desk.publishing.look(dialog.choosing.choice)
    dialog.choosing.names.button(1).click()
    dialog._show_look(read)  # pyright: ignore[reportPrivateUsage]
    assert not part(dialog, QPushButton, "save_set").isEnabled()
    ready(qtbot, session, dialog)
    assert part(dialog, QPushButton, "save_set").isEnabled()

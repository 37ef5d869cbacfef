"""Who works in the book stands in the header; what is not theirs rests or is said in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.places import ToKeepers
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.ui.collecting.collecting_page import CollectingPage
from qinglian_desktop.ui.dialogs.change_password import ChangePassword
from qinglian_desktop.ui.dialogs.scope_editor import UNSEEN, ScopeEditor
from qinglian_desktop.ui.keeper_tool import KeeperTool
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.reports.report_switch import COLLECTING, ReportSwitch
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from qinglian_desktop.ui.reports.summary_page import SummaryPage
from qinglian_desktop.ui.session import Session
from tests.conftest import PASSWORD
from tests.ui.finding import part, settled

THEIRS = "自己的口令2026"
Opened = Callable[[Keeper], MainWindow]


@pytest.fixture
def opened(
    qtbot: QtBot, theme: Theme, books: Books, tools: Tools, sample_book: Book
) -> Iterator[Opened]:
    """The window of the book as another keeper opens it."""
    sessions: list[Session] = []

    def open_as(keeper: Keeper) -> MainWindow:
        folder: Path = sample_book.folder
        sample_book.keepers.add(keeper, THEIRS, PASSWORD)
        sample_book.close()
        session = Session(Desk(books.open(folder, THEIRS), tools), theme)
        sessions.append(session)
        window = MainWindow(session)
        qtbot.addWidget(window)
        window.resize(1366, 728)
        window.show()
        settled(qtbot, session)
        return window

    yield open_as
    for each in sessions:
        each.operations.wait()


def shown(inside: QWidget) -> str:
    return "\n".join(each.text() for each in inside.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize(
    ("keeper", "said"),
    [
        (Keeper("王卫国"), "王卫国"),
        (Keeper("李敏", KeeperRole.ENTERING), "李敏 · 录入"),
        (Keeper("孙处长", KeeperRole.READING), "孙处长 · 只看"),
    ],
)
def test_who_works_in_the_book_stands_beside_the_key(
    opened: Opened, keeper: Keeper, said: str
) -> None:
    window = opened(keeper)
    tool = window.header.findChild(KeeperTool)
    assert tool is not None and tool.text().strip() == said
    # A narrow window has no room for it, and says it under the mouse.
    window.resize(760, 500)
    assert f"使用人：{keeper.name}（{keeper.role.value}" in tool.toolTip()
    assert tool.toolButtonStyle() is tool.toolButtonStyle().ToolButtonIconOnly


def test_who_only_looks_is_told_so_in_words_of_its_own(qtbot: QtBot, opened: Opened) -> None:
    window = opened(Keeper("孙处长", KeeperRole.READING))
    session = window.session
    assert session.desk.book.read_only
    assert window.header._state.words.startswith("只看 · ")
    said: list[str] = []
    session.said.connect(said.append)
    ledger = session.desk.catalogue["education"]
    window._ledger_page(ledger.key).begin_record()
    assert said[-1] == "您的权限是“只看”，不能新增。"
    dialog = ChangePassword(session, window)
    qtbot.addWidget(dialog)
    dialog.open()
    assert part(dialog, QPushButton, "change").isEnabled()
    assert part(dialog, QPushButton, "new_code").isHidden()
    dialog.reject()


def test_who_enters_sees_why_settings_and_the_whole_export_rest(
    qtbot: QtBot, opened: Opened
) -> None:
    window = opened(Keeper("李敏", KeeperRole.ENTERING))
    export = part(window, QPushButton, "export_all")
    assert not export.isEnabled() and "“全部”权限" in export.toolTip()
    window.session.go(ToKeepers())
    settings = window.header.settings
    assert settings is not None and "才能改设置" in settings.why.words
    assert not part(settings, QPushButton, "usual_ledgers").isEnabled()
    assert not part(settings, QPushButton, "add_keeper").isEnabled()
    settings.close()


@pytest.mark.parametrize("role", [KeeperRole.ALL, KeeperRole.ENTERING])
def test_taking_back_collected_returns_rests_for_who_enters(
    qtbot: QtBot, opened: Opened, role: KeeperRole
) -> None:
    session = opened(Keeper("李敏", role)).session
    page = CollectingPage(session, ReportSwitch(COLLECTING))
    qtbot.addWidget(page)
    settled(qtbot, session)
    back = part(page, QPushButton, "take_back")
    assert back.isEnabled() is (role is KeeperRole.ALL)
    assert ("“全部”权限" in back.toolTip()) is (role is KeeperRole.ENTERING)
    assert part(page, QPushButton, "collect").isEnabled()


def test_who_does_not_see_all_is_told_why_there_is_no_return(qtbot: QtBot, opened: Opened) -> None:
    window = opened(Keeper("赵强", KeeperRole.ENTERING, sees_confidential=False))
    assert all(each.key != "talks" for each in window.session.desk.catalogue if each.is_kept)
    page = window.show_tab(window._key_of("returns"))
    assert isinstance(page, ReportsPage)
    settled(qtbot, window.session)
    assert "看不到其中的谈话和体检" in shown(page)
    # To register the unit would be no help.
    assert not any(
        "登记" in each.text() for each in page.findChildren(QPushButton) if each.isVisible()
    )
    # Nor is there a summary to be written, made anew or put into another template.
    page = SummaryPage(window.session)
    qtbot.addWidget(page)
    page.show()
    settled(qtbot, window.session)
    assert "看不到其中的谈话和体检" in page.notice.words and page.text.isReadOnly()
    assert page._state.text() == ""
    assert not any(each.isEnabled() for each in page.side.findChildren(QPushButton))


def test_what_is_not_seen_is_not_said_to_be_empty(qtbot: QtBot, opened: Opened) -> None:
    session = opened(Keeper("赵强", KeeperRole.ENTERING, sees_confidential=False)).session
    view = ScopeEditor(session.theme, session.desk, session.operations, is_read_only=True)
    qtbot.addWidget(view)
    unseen = {key for key, item in view._ledgers.items() if item.text(1) == UNSEEN}
    assert unseen == {each.key for each in session.desk.scopes.catalogue if each.is_confidential}
    assert "talks" in unseen

"""Several keepers by hands, counted: one more added in 8, locked in 1, opened in password + 1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.change_password import ChangePassword
from qinglian_desktop.ui.doorway.unlock_page import UnlockPage
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.keeper_tool import KeeperTool
from qinglian_desktop.ui.main_window import MainWindow
from tests.conftest import PASSWORD
from tests.hands import CONTROL, Hands
from tests.ui.finding import part
from tests.ui.program import PATIENCE, main, quiet, running

THEIRS = "纪检委员的口令2026"


@pytest.fixture
def program(
    qapp: object, tools: Tools, books: Books, empty_folder: Path, tmp_path: Path
) -> Iterator[Application]:
    with running(tools, books, empty_folder, tmp_path) as made:
        yield made


def locked(qtbot: QtBot, program: Application, hands: Hands) -> UnlockPage:
    """Locked by one key; the page that asks for the password, once it knows whose."""
    with qtbot.waitActive(main(program)):
        main(program).activateWindow()
    hands.key(Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: isinstance(program.window, WelcomeWindow), timeout=PATIENCE)
    window = program.window
    assert isinstance(window, WelcomeWindow)
    page = window.page
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(lambda: len(page._keepers) == 2 and page.secret.hasFocus())
    return page


def test_one_more_keeper_is_added_opens_the_book_and_is_named_by_its_history(
    qtbot: QtBot, program: Application
) -> None:
    quiet(qtbot, program)
    window, hands = main(program), Hands()
    tool = window.header.findChild(KeeperTool)
    assert tool is not None
    hands.click(tool)
    dialog = window.findChild(ChangePassword)
    assert dialog is not None
    hands.click(part(dialog, QPushButton, "keepers_wanted"))
    settings = window.header.settings
    assert settings is not None
    with qtbot.waitActive(settings):
        settings.activateWindow()
    hands.click(part(settings, QPushButton, "add_keeper"))
    act = settings.keepers.act
    assert act is not None
    hands.text("李敏")
    hands.click(part(act, QRadioButton, "role_全部"))
    hands.key(Qt.Key.Key_Return)
    for text in (THEIRS, THEIRS, PASSWORD):
        hands.text(text)
        hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settings.keepers.act is None, timeout=PATIENCE)
    assert hands.count <= 8
    added = Keeper("李敏", KeeperRole.ALL, sees_confidential=False)
    assert window.session.desk.book.keepers.all()[-1] == added
    settings.close()

    hands = Hands()
    page = locked(qtbot, program, hands)
    assert hands.count == 1
    # Who opened it last on this PC is chosen: another takes one click more.
    hands.click(page._who.findChildren(QRadioButton)[-1])
    assert page.secret.hasFocus()
    hands.text(THEIRS)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=PATIENCE)
    quiet(qtbot, program)
    assert hands.count == 3
    assert main(program).session.desk.book.keeper == added

    hands = Hands()
    page = locked(qtbot, program, hands)
    assert page._who.name == "李敏"
    hands.text(THEIRS)
    hands.key(Qt.Key.Key_Return)
    assert hands.count == 2
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=PATIENCE)
    quiet(qtbot, program)
    desk = main(program).session.desk
    people = desk.catalogue["people"]
    typed = {"name": "张杨丽", "politics": "群众", "joined": "2026-11-02"}
    kept = desk.records.save(people, typed).record
    assert [each.by for each in desk.records.history(people, kept.id or 0)] == ["李敏"]

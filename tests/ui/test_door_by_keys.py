"""The first pages by the keyboard alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.doorway.doorway import Doorway
from qinglian_desktop.ui.doorway.recovery_code_page import RecoveryCodePage
from qinglian_desktop.ui.doorway.start_page import StartPage
from qinglian_desktop.ui.look.theme import Theme
from tests.ui.finding import part


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("name", ["sample", "new_book", "existing", "import", "from_second"])
def test_a_big_choice_is_taken(qtbot: QtBot, theme: Theme, name: str, key: Qt.Key) -> None:
    page = StartPage(theme)
    qtbot.addWidget(page)
    choice = part(page, QPushButton, name)
    with qtbot.waitSignal(choice.clicked):
        qtbot.keyClick(choice, key)


def test_the_keyboard_is_on_the_sheet_of_the_code(qtbot: QtBot, theme: Theme) -> None:
    page = RecoveryCodePage(cast("Doorway", SimpleNamespace(theme=theme, operations=None)))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    page.sheet.show_code("AAAA-BBBB-CCCC-DDDD", "样例")
    page.setFocus()
    assert page.focusWidget() is part(page, QCheckBox, "code_kept")
    # Enter goes on from there, once it is ticked; until then the button says what is missing.
    kept, go = part(page, QCheckBox, "code_kept"), part(page, QPushButton, "begin")
    with qtbot.assertNotEmitted(page.confirmed):
        qtbot.keyClick(kept, Qt.Key.Key_Return)
    assert "我已抄好并收妥" in go.toolTip()
    qtbot.keyClick(kept, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.confirmed):
        qtbot.keyClick(kept, Qt.Key.Key_Return)
    assert go.toolTip() == ""

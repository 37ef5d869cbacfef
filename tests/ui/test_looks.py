"""Words and icons have their room: labels, hints, buttons, file dialogs, help, doorway."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ui.dialogs.help_view import FOLDER, HelpView
from qinglian_desktop.ui.doorway.passwords import NewPassword, SecretLine
from qinglian_desktop.ui.ledger.field_line import label_lines
from qinglian_desktop.ui.look.file_dialogs import FileDialogs
from qinglian_desktop.ui.look.hinted_line import HintedLine
from qinglian_desktop.ui.look.parts import button, label
from qinglian_desktop.ui.look.theme import Theme


def test_no_sign_stands_alone_on_the_second_line_of_a_label(theme: Theme, qtbot: QtBot) -> None:
    made = label("")
    qtbot.addWidget(made)
    made.ensurePolished()
    metrics, width = made.fontMetrics(), theme.px(96)
    for ledger in ALL_LEDGERS:
        for field in ledger.fields:
            for words in (field.label, f"{field.label} *"):
                lines = label_lines(words, metrics, width).split("\n")
                assert len(lines) <= 2
                assert all(len(line.removesuffix("*").strip()) > 1 for line in lines), lines
                assert all(metrics.horizontalAdvance(line) <= width for line in lines), lines


def test_a_hint_is_never_cut(theme: Theme, qtbot: QtBot) -> None:
    line = HintedLine()
    qtbot.addWidget(line)
    line.set_hints("姓名、拼音或首字母", "姓名或拼音", "姓名")
    line.show()
    shown: list[str] = []
    for width in (60, 120, 300):
        line.resize(width, 35)
        shown.append(line.placeholderText())
    assert shown == ["姓名", "姓名或拼音", "姓名、拼音或首字母"]


def test_the_words_of_a_button_stand_apart_from_its_icon(theme: Theme, qtbot: QtBot) -> None:
    made = button("打印", lambda: None, "quiet", "print", theme)
    bare = button("", lambda: None, "quiet", "print", theme)
    qtbot.addWidget(made)
    qtbot.addWidget(bare)
    assert made.iconSize().width() > made.iconSize().height()
    assert bare.iconSize().width() == bare.iconSize().height()


def test_qts_file_dialog_shows_whole_names(theme: Theme, qtbot: QtBot) -> None:
    dialogs = FileDialogs(theme)
    over = QWidget()
    qtbot.addWidget(over)
    dialog = QFileDialog(over, "选择文件夹")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    dialogs._dress()
    assert dialog.viewMode() is QFileDialog.ViewMode.List
    tools = [each for each in dialog.findChildren(QToolButton) if each.isVisible()]
    assert tools and all(each.width() >= each.iconSize().width() + 8 for each in tools)
    dialog.close()


@pytest.fixture
def help_view(theme: Theme, qtbot: QtBot) -> HelpView:
    made = HelpView(theme, "talks")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_picture_of_the_help_fits_the_page(help_view: HelpView, qtbot: QtBot) -> None:
    text = help_view.findChild(QTextBrowser)
    assert isinstance(text, QTextBrowser)
    if not (FOLDER / "images" / "talks.png").exists():
        pytest.skip("there is no picture")
    qtbot.waitUntil(lambda: text.horizontalScrollBar().maximum() == 0)
    help_view.resize(560, 500)
    qtbot.waitUntil(lambda: text.horizontalScrollBar().maximum() == 0)


def test_all_pages_of_the_help_are_searched(help_view: HelpView) -> None:
    line, pages = help_view.findChild(QLineEdit, "help_search"), help_view.findChild(QListWidget)
    assert isinstance(line, QLineEdit) and isinstance(pages, QListWidget)

    def there() -> list[QListWidgetItem]:
        every = [pages.item(place) for place in range(pages.count())]
        return [each for each in every if not each.isHidden()]

    line.setText("恢复码")
    assert 0 < len(there()) < pages.count()
    assert "恢复码" in help_view.text and pages.currentItem() in there()
    line.setText("没有这样的词")
    assert there() == []
    line.clear()
    assert len(there()) == pages.count()


def test_a_new_password_is_shown_in_one_way_and_nothing_below_moves(
    theme: Theme, qtbot: QtBot
) -> None:
    asked = NewPassword(theme)
    qtbot.addWidget(asked)
    asked.show()
    eyes = [
        eye
        for line in asked.findChildren(SecretLine)
        for eye in line.findChildren(QToolButton)
        if eye.isVisible()
    ]
    assert eyes == []
    before = asked.sizeHint()
    assert not asked.accepts()
    assert asked.sizeHint() == before


@pytest.mark.parametrize("dark", [False, True])
def test_a_box_in_a_list_that_is_not_ticked_is_seen(theme: Theme, qtbot: QtBot, dark: bool) -> None:
    theme.set_dark(dark)
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    tree.setHeaderHidden(True)
    item = QTreeWidgetItem([""])
    item.setCheckState(0, Qt.CheckState.Unchecked)
    tree.addTopLevelItem(item)
    tree.resize(200, 80)
    tree.show()
    seen = tree.viewport().grab().toImage()
    frame = QColor(theme.colours.muted)
    across, down = range(seen.width()), range(seen.height())
    of_frame = sum(seen.pixelColor(x, y) == frame for x in across for y in down)
    theme.set_dark(False)
    assert of_frame >= 2 * theme.px(14)

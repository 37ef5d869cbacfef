"""Tab comes to the radio button that is chosen, from which arrows go on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.look.radio_group import RadioGroup


def test_tab_comes_to_the_chosen_one_whenever_it_was_chosen(qtbot: QtBot) -> None:
    page, line, group = QWidget(), QLineEdit(), RadioGroup()
    group.setParent(page)
    layout = QVBoxLayout(page)
    layout.addWidget(line)
    made = [QRadioButton(word) for word in ("全部", "录入", "只看")]
    for place, each in enumerate(made):
        each.setChecked(place == 1)
        group.addButton(each, place)
        layout.addWidget(each)
    qtbot.addWidget(page)
    page.show()
    for chosen in (1, 2, 0):
        made[chosen].setChecked(True)
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        assert page.focusWidget() is made[chosen]


def test_where_none_is_chosen_tab_comes_to_the_first(qtbot: QtBot) -> None:
    page, group = QWidget(), RadioGroup()
    group.setParent(page)
    layout = QVBoxLayout(page)
    layout.addWidget(line := QLineEdit())
    made = [QRadioButton(word) for word in ("个别", "集体")]
    for each in made:
        group.addButton(each)
        layout.addWidget(each)
    qtbot.addWidget(page)
    page.show()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert page.focusWidget() is made[0] and group.checkedButton() is None

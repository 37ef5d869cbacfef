"""Keys are declared once: what the windows take, what tips say and what the help lists agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui import actions
from qinglian_desktop.ui.actions import BY_PLACE, Action
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.session import Session

ROOT = Path(__file__).parents[2]
HELP = ROOT / "resources" / "help"
KEYS_IN_WORDS = re.compile(r"(?:Ctrl|Alt|Shift)(?:\+| \+ )[\w=↓↑]+|\bF\d+\b")
TAKEN_BY_THE_FORM = (actions.READY_TEXTS,)
TAKEN_WITHOUT_SHORTCUT = (
    actions.NEXT_RECORD,
    actions.OPEN,
    actions.COPY_ROWS,
    actions.PASTE_ROWS,
    actions.NEXT_FIELD,
    actions.FIELDS,
    actions.REMOVE_ROW,
    actions.PASTE_FILES,
    actions.COPY_NAMES,
    actions.CLOSE_PREVIEW,
)
"""Keys of a table, a field, a row or a dialog; their tests stand beside those."""


OF_SOME_LEDGERS = (actions.GRADE, actions.PASS_ON)
OF_INPUT_METHODS = {"Ctrl+空格", "Ctrl+句号", "Shift+空格"}
"""Never the program's: the help tells how Chinese is typed."""
"""Keys of the form of a ledger that is graded, or has stages on its way."""


def keys_of(*taken: Action) -> list[str]:
    return sorted(QKeySequence(keys).toString() for action in taken for keys in action.keys)


def shortcuts_of(window: QWidget) -> list[str]:
    return sorted(found.key().toString() for found in window.findChildren(QShortcut))


def table_of(listed: tuple[Action, ...]) -> str:
    rows = "".join(f"| {action.shown} | {action.label} |\n" for action in listed)
    return f"| 键 | 做什么 |\n|---|---|\n{rows}"


def tips(window: QWidget) -> dict[str, str]:
    """Tip → words of the buttons whose tip is a key."""
    return {
        each.toolTip(): each.text()
        for each in window.findChildren(QPushButton)
        if KEYS_IN_WORDS.fullmatch(each.toolTip())
    }


def test_the_help_lists_each_key_in_the_words_of_its_action() -> None:
    text = (HELP / "keyboard.md").read_text("utf-8")
    tables = dict(re.findall(r"^## (.+)\n\n((?:\|.*\n)+)", text, re.MULTILINE))
    assert tables == {place: table_of(listed) for place, listed in BY_PLACE.items()}


def test_every_action_is_listed_and_spelled_as_qt_spells_it() -> None:
    declared = {value for value in vars(actions).values() if isinstance(value, Action)}
    assert declared == {action for listed in BY_PLACE.values() for action in listed}
    for action in declared:
        assert [QKeySequence(keys).toString() for keys in action.keys] == [
            keys.replace("Escape", "Esc") for keys in action.keys
        ]


def test_the_windows_take_just_the_keys_declared(session: Session, qtbot: QtBot) -> None:
    window = MainWindow(session)
    preview = PrintPreview(session, "打印", lambda _: b"", "打印.pdf", much_of=())
    qtbot.addWidget(window)
    of_windows = {*BY_PLACE["到处都能用"], *BY_PLACE["列表"], *BY_PLACE["填表"]}
    taken = of_windows - {*TAKEN_BY_THE_FORM, *TAKEN_WITHOUT_SHORTCUT, *OF_SOME_LEDGERS}
    assert shortcuts_of(window) == keys_of(*taken)
    of_preview = set(BY_PLACE["打印预览"]) - set(TAKEN_WITHOUT_SHORTCUT)
    assert shortcuts_of(preview) == keys_of(*of_preview)
    panel = RecordPanel(session, session.desk.catalogue["reminders"])
    qtbot.addWidget(panel)
    assert set(shortcuts_of(panel)) == set(keys_of(*TAKEN_BY_THE_FORM))
    risk = RecordPanel(session, session.desk.catalogue["risks"])
    qtbot.addWidget(risk)
    assert set(keys_of(*OF_SOME_LEDGERS)) <= set(shortcuts_of(risk))


def test_a_button_with_a_key_for_a_tip_is_called_as_its_action(
    session: Session, qtbot: QtBot
) -> None:
    preview = PrintPreview(session, "打印", lambda _: b"", "打印.pdf", much_of=())
    panel = RecordPanel(session, session.desk.catalogue["talks"])
    qtbot.addWidget(panel)
    for window, listed in (
        (preview, (actions.PRINT, actions.SAVE_PDF, actions.ZOOM_IN, actions.ZOOM_OUT)),
        (panel, (actions.SAVE, actions.SAVE_AND_NEW, actions.PRINT)),
    ):
        assert tips(window) == {action.shown: action.label for action in listed}


@pytest.mark.parametrize("page", sorted(HELP.glob("*.md")), ids=lambda page: page.stem)
def test_no_page_of_help_names_a_key_that_does_nothing(page: Path) -> None:
    known = {key for listed in BY_PLACE.values() for a in listed for key in _named(a.shown)}
    assert set(_named(page.read_text("utf-8"))) <= known | OF_INPUT_METHODS


def test_keys_stand_in_no_other_module_of_the_window() -> None:
    quoted = re.compile(r"\"(?:Ctrl|Alt|Shift|F\d)[^\"\n ]*\"")
    spelled = {
        f"{file.name}: {found}"
        for file in (ROOT / "qinglian_desktop" / "ui").rglob("*.py")
        if file.name != "actions.py"
        for found in quoted.findall(file.read_text("utf-8"))
    }
    assert spelled == set()


def _named(text: str) -> list[str]:
    return KEYS_IN_WORDS.findall(text)

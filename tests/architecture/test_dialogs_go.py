"""What is opened over a window is gone once it is closed: the window may stay open all day."""

from __future__ import annotations

import re
from pathlib import Path

import qinglian_desktop.ui

UI = Path(qinglian_desktop.ui.__file__).parent
SOURCES = {path.relative_to(UI).as_posix(): path.read_text("utf-8") for path in UI.rglob("*.py")}
GOES = re.compile(r"WA_DeleteOnClose|\bself\.deleteLater\(\)|\basking\.deleteLater\(\)")
DIALOG = re.compile(r"^class \w+\(QDialog\)", re.MULTILINE)
BOX = re.compile(r"\bQMessageBox\(")
PASSING_MENU = re.compile(r"menu = QMenu\(")
ELSEWHERE = {"dialogs/settings_view.py": "header.py"}
"""Whose end another file sees to."""


def test_every_dialog_goes() -> None:
    made = [name for name, text in SOURCES.items() if DIALOG.search(text)]
    assert len(made) > 8
    stay = [name for name in made if not GOES.search(SOURCES[name])]
    assert stay == [*ELSEWHERE]
    assert "self.settings.deleteLater()" in SOURCES["header.py"]


def test_boxes_are_made_in_one_place_where_they_go() -> None:
    made = [name for name, text in SOURCES.items() if BOX.search(text)]
    assert made == ["look/message_box.py"]
    assert GOES.search(SOURCES["look/message_box.py"])


def test_nothing_of_a_layout_is_held_that_goes_without_a_word() -> None:
    """A spacer is no QObject: one that a page held on to after its window was deleted once stood
    for another widget, at the same place in memory."""
    held = [name for name, text in SOURCES.items() if "QSpacerItem" in text]
    assert held == []

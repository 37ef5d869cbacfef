"""What reaches the outermost handler of the window is told in a sentence."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui import starting


def said_of(error: BaseException) -> str:
    starting._on_bug(type(error), error, None)
    boxes = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
    (box,) = [each for each in boxes if each.isVisible()]
    words = f"{box.text()}{box.informativeText()}"
    box.close()
    return words


def test_a_fault_of_the_program_is_told(qtbot: QtBot, dressed: object) -> None:
    assert said_of(KeyError("谈话")).startswith("程序遇到了没有料到的情况")


def test_a_folder_that_the_system_guards_is_told_with_what_to_do(
    qtbot: QtBot, dressed: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / "文档").mkdir()
    refused = PermissionError(errno.EACCES, "refused", str(tmp_path / "文档"))
    assert "安全中心" in said_of(refused)

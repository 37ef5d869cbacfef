"""A file dialog begins where one last chose for the same, else in the documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.importing.source import ask_for_file
from qinglian_desktop.ui.look import file_dialogs
from qinglian_desktop.ui.look.file_dialogs import begin_there, begins_at
from tests.invented import EVERYTHING


@pytest.fixture(autouse=True)
def documents(
    settings: QSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Path:
    folder = tmp_path / "文档"
    folder.mkdir()
    monkeypatch.setattr(file_dialogs, "QSettings", lambda: settings)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))
    return folder


def test_each_purpose_has_its_own_folder_as_long_as_it_is_there(
    documents: Path, tmp_path: Path
) -> None:
    assert begins_at("photos") == documents
    stick = tmp_path / "U盘"
    stick.mkdir()
    begin_there("photos", stick / "照片.jpg")
    assert (begins_at("photos"), begins_at("imports")) == (stick, documents)
    stick.rmdir()
    assert begins_at("photos") == documents
    documents.rmdir()
    assert begins_at("photos") == Path.home()


def test_a_table_is_looked_for_where_the_last_one_was(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    over, begun = QWidget(), list[str]()
    qtbot.addWidget(over)
    there = tmp_path / "发来的"
    there.mkdir()
    answers = ["", str(there / "名单.xlsx"), ""]

    def choose(_: object, __: str, start: str, ___: str) -> tuple[str, str]:
        begun.append(start)
        return answers[len(begun) - 1], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    chosen = [ask_for_file(over, EVERYTHING) for _ in answers]
    assert chosen == [None, there / "名单.xlsx", None]
    assert begun == [str(documents), str(documents), str(there)]

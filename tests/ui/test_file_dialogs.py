"""A file dialog begins where one last chose for the same, else in the documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop import ui
from qinglian_desktop.ui.importing.source import ask_for_file
from qinglian_desktop.ui.look import file_dialogs
from qinglian_desktop.ui.look.file_dialogs import ask_where, begin_there, begins_at
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


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """This is typed in the file dialog."""

    def typed(name: str) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))

    return typed


def asking(parent: QWidget) -> QMessageBox | None:
    return parent.findChild(QMessageBox, "asking")


@pytest.mark.parametrize(
    ("name", "is_there", "is_asked"),
    [
        # The dialog asks about the name that was typed in it.
        ("通知.docx", True, False),
        ("通知.DOCX", False, False),
        ("通知", False, False),
        ("通知", True, True),
        ("2026.11", False, False),
    ],
)
def test_what_the_end_makes_of_a_name_is_never_replaced_without_a_question(
    qtbot: QtBot,
    tmp_path: Path,
    named: Callable[[str], None],
    name: str,
    is_there: bool,
    is_asked: bool,
) -> None:
    if is_there:
        (tmp_path / "通知.docx").write_bytes(b"changed by hand")
    named(name)
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen: list[Path] = []
    ask_where(parent, "存为Word", tmp_path / "会议通知.docx", "Word 文档 (*.docx)", chosen.append)
    box = asking(parent)
    assert (box is not None) is is_asked
    if box is not None:
        assert chosen == []
        assert box.text() == "“通知.docx”已经有了，换成新的，以前存的就没有了。"
        next(each for each in box.buttons() if each.text() == "换成新的").click()
    assert [each.name.lower() for each in chosen] == [
        name.lower() if name.lower().endswith(".docx") else f"{name}.docx"
    ]


def test_every_file_that_is_written_is_asked_for_in_this_way() -> None:
    """Else one is replaced unasked: only a name without an end of ours is taken as it is."""
    root = Path(file_dialogs.__file__).parents[1]
    asks = {p.stem for p in root.rglob("*.py") if "getSaveFileName" in p.read_text("utf-8")}
    assert asks == {"file_dialogs", "attachments_editor"}


def test_filters_name_files_in_ascii_alone() -> None:
    """Qt's own dialog knows no other signs within the brackets, and shows no file at all."""
    folder = Path(ui.__file__).parent
    sources = "".join(file.read_text("utf-8") for file in sorted(folder.rglob("*.py")))
    patterns = re.findall(r'\((\*?[^()\s"]*\*\.[^()"]*)\)', sources)
    assert len(patterns) > 5
    assert [each for each in patterns if not each.isascii()] == []

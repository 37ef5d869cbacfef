"""Photos of a record: put in and shown off the window's thread, opened from a wiped copy."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.ui.editors.attachments_editor import FILTER, THUMB, AttachmentsEditor
from qinglian_desktop.ui.editors.field_editor import FieldContext
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.thumbnails import MOST_KEPT, Thumbnails, small_picture
from tests.invented import EVERYTHING
from tests.ui.invented_session import invented_session


@pytest.fixture
def session(tmp_path: Path, tools: Tools, theme: Theme) -> Iterator[Session]:
    with invented_session(tmp_path / "船", tools, theme) as made:
        yield made


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> AttachmentsEditor:
    context = FieldContext(session, EVERYTHING, EVERYTHING.field("files"), dict, lambda: None)
    made = AttachmentsEditor(context)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def read_on(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The threads on which files of the book were read, one for each time."""
    threads: list[int] = []
    records = session.desk.records
    read = records.file

    def noted(digest: str) -> bytes:
        threads.append(threading.get_ident())
        return read(digest)

    monkeypatch.setattr(records, "file", noted)
    return threads


def photo(path: Path, width: int = 640, height: int = 320) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(path))
    return path


def picture(editor: AttachmentsEditor) -> QLabel:
    """The one small picture shown."""
    (label,) = editor._pictures.values()
    return label


def test_a_photo_is_shown_small_without_stopping_the_window(
    session: Session, editor: AttachmentsEditor, read_on: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    data = photo(tmp_path / "灯.png").read_bytes()
    kept = session.desk.records.add_file("灯.png", data)
    editor.show_typed([kept])
    side = session.theme.px(THUMB)
    before = picture(editor).size()
    assert picture(editor).pixmap().width() < side, "it is still to come"
    qtbot.waitUntil(lambda: picture(editor).pixmap().width() == side, timeout=30_000)
    assert picture(editor).pixmap().height() == side // 2
    assert picture(editor).pixmap().toImage().pixelColor(5, 5) == QColor("red")
    assert (before.width(), before.height()) == (side, side)
    assert picture(editor).size() == before
    assert read_on and threading.get_ident() not in read_on


def test_a_photo_is_read_once(
    session: Session, editor: AttachmentsEditor, read_on: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    kept = session.desk.records.add_file("灯.png", photo(tmp_path / "灯.png").read_bytes())
    editor.show_typed([kept])
    side = session.theme.px(THUMB)
    qtbot.waitUntil(lambda: picture(editor).pixmap().width() == side, timeout=30_000)
    editor.show_typed(None)
    editor.show_typed([kept])
    assert picture(editor).pixmap().width() == side
    assert len(read_on) == 1


def test_a_file_that_is_gone_keeps_its_room(
    session: Session, editor: AttachmentsEditor, read_on: list[int], qtbot: QtBot
) -> None:
    gone = {"name": "灯.jpg", "digest": "a" * 64, "media_type": "image/jpeg", "size": 9}
    editor.show_typed([gone])
    qtbot.waitUntil(lambda: bool(read_on) and not session.operations.is_busy, timeout=30_000)
    assert editor.typed() == [gone]
    assert picture(editor).width() == session.theme.px(THUMB)


def test_files_are_chosen_and_put_into_the_book(
    session: Session,
    editor: AttachmentsEditor,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def choose(parent: object, title: str, folder: str, filters: str) -> tuple[list[str], str]:
        asked.append(filters)
        return [str(photo(tmp_path / "灯.png"))], filters

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    with qtbot.waitSignal(editor.edited, timeout=30_000):
        editor.main.click()
    assert asked == [FILTER]
    typed = editor.typed()
    assert isinstance(typed, list)
    assert [each["name"] for each in typed] == ["灯.png"]
    assert session.desk.records.file(typed[0]["digest"]).startswith(b"\x89PNG")


def test_a_file_is_opened_from_a_copy_that_goes_with_the_book(
    session: Session,
    editor: AttachmentsEditor,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scraps = tmp_path / "scraps"
    scraps.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scraps))
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    editor.show_typed([session.desk.records.add_file("名单.txt", "韦𬀩".encode())])
    link = next(each for each in editor.findChildren(QPushButton) if each.text() == "名单.txt")
    link.click()
    qtbot.waitUntil(lambda: bool(opened), timeout=30_000)
    copy = Path(opened[0].toLocalFile())
    assert (copy.name, copy.read_text("utf-8")) == ("名单.txt", "韦𬀩")
    session.opened_files.wipe()
    assert list(scraps.iterdir()) == []


def test_small_pictures_fit_and_what_is_none_is_blank(tmp_path: Path) -> None:
    tall = photo(tmp_path / "高.png", 30, 90).read_bytes()
    wide = photo(tmp_path / "宽.jpg", 2000, 500).read_bytes()
    assert small_picture(tall, 72).size().toTuple() == (24, 72)
    assert small_picture(wide, 72).size().toTuple() == (72, 18)
    assert small_picture(b"no picture", 72).isNull()


def test_the_oldest_small_pictures_go_first() -> None:
    kept = Thumbnails()
    for number in range(MOST_KEPT + 1):
        kept.put(str(number), 72, QImage(1, 1, QImage.Format.Format_RGB32))
    assert kept.get("0", 72) is None
    assert kept.get("1", 72) is not None
    assert kept.get("1", 144) is None


def test_a_file_taken_off_comes_back(
    session: Session, editor: AttachmentsEditor, tmp_path: Path
) -> None:
    data = photo(tmp_path / "灯.png").read_bytes()
    kept = session.desk.records.add_file("灯.png", data)
    editor.show_typed([kept])

    def press(name: str) -> None:
        found = (b for b in editor.findChildren(QPushButton) if not b.isHidden())
        next(b for b in found if name in (b.text(), b.accessibleName())).click()
        QApplication.processEvents()

    press("去掉灯.png")
    assert editor.typed() is None
    said = [each.text() for each in editor.findChildren(QLabel) if each.isVisibleTo(editor)]
    assert "已去掉灯.png" in said
    press("撤销")
    assert editor.typed() == [kept]
    press("去掉灯.png")
    editor.show_typed(None)
    texts = [b.text() for b in editor.findChildren(QPushButton) if b.isVisibleTo(editor)]
    assert "撤销" not in texts

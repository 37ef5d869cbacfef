"""Photos of a record: put in and shown off the window's thread, opened from a wiped copy.

Over 300 lines because all of them share one editor over a book.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.ui.editors.attachments_editor import FILTER, THUMB, AttachmentsEditor
from qinglian_desktop.ui.editors.field_editor import FieldContext
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.thumbnails import MOST_KEPT, Thumbnails, from_png
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
    read = records.small_page

    def noted(digest: str, side: int) -> bytes | None:
        threads.append(threading.get_ident())
        return read(digest, side)

    monkeypatch.setattr(records, "small_page", noted)
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
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    said: list[str] = []
    session.said.connect(said.append)
    editor.show_typed([session.desk.records.add_file("名单.txt", "韦𬀩".encode())])
    link = next(each for each in editor.findChildren(QPushButton) if each.text() == "名单.txt")
    link.click()
    qtbot.waitUntil(lambda: bool(opened), timeout=30_000)
    copy = Path(opened[0].toLocalFile())
    assert (copy.name, copy.read_text("utf-8")) == ("名单.txt", "韦𬀩")
    assert not copy.stat().st_mode & 0o222, "what is changed in it would be wiped"
    assert said == ["打开的是只读的副本：要改，请另存到别处，改好再添加进来。"]
    session.opened_files.wipe()
    assert list(scraps.iterdir()) == []


def test_small_pictures_fit_and_what_is_none_is_blank(session: Session, tmp_path: Path) -> None:
    records = session.desk.records
    sizes: dict[str, object] = {}
    for path in (photo(tmp_path / "高.png", 30, 90), photo(tmp_path / "宽.jpg", 2000, 500)):
        kept = records.add_file(path.name, path.read_bytes())
        sizes[path.name] = from_png(records.small_page(str(kept["digest"]), 72)).size().toTuple()
    assert sizes == {"高.png": (24, 72), "宽.jpg": (72, 18)}
    drawing = records.add_file("标志.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert from_png(records.small_page(str(drawing["digest"]), 72)).isNull()


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


def told(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What the user is told from now on."""
    problems: list[BaseException] = []
    monkeypatch.setattr(session, "tell", lambda error, _=None: problems.append(error))
    return problems


def test_good_files_come_in_and_each_bad_one_is_named(
    session: Session,
    editor: AttachmentsEditor,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problems = told(session, monkeypatch)
    good = [photo(tmp_path / f"照片{number}.png", 60 + number, 30) for number in range(4)]
    phone, folder = tmp_path / "手机.JPG", tmp_path / "资料"
    phone.write_bytes(b"\0\0\0\x18ftypheic" + bytes(99))
    folder.mkdir()
    with qtbot.waitSignal(editor.edited, timeout=30_000):
        editor._put([good[0], phone, good[1], folder, tmp_path / "没了.pdf", *good[2:]])
    typed = editor.typed()
    assert isinstance(typed, list)
    assert [each["name"] for each in typed] == [path.name for path in good]
    (problem,) = problems
    assert isinstance(problem, EnvironmentProblem)
    assert problem.happened.startswith("有 3 个文件没有存进去：")
    for words in ("“手机.JPG”是苹果手机的 HEIC 照片", "“资料”是一个文件夹", "“没了.pdf”已经不在"):
        assert words in problem.happened
    assert problem.kept == "其余 4 个已经添加好了。"
    assert editor.main.isEnabled()


def test_a_program_is_not_run_by_a_click(
    session: Session, editor: AttachmentsEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = told(session, monkeypatch)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail("opened"))
    for name in ("setup.exe", "年报.LNK", "表.vbs", "说明.bat.", "照片.jpg.scr "):
        editor.show_typed([session.desk.records.add_file(name, b"MZ")])
        next(each for each in editor.findChildren(QPushButton) if each.text() == name).click()
        assert isinstance(problems[-1], EnvironmentProblem)
        assert "不打开它" in problems[-1].happened
    assert len(problems) == 5


def test_where_no_program_opens_it_that_is_said(
    session: Session, editor: AttachmentsEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = told(session, monkeypatch)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    editor.show_typed([session.desk.records.add_file("批复.ofd", b"ofd")])
    next(each for each in editor.findChildren(QPushButton) if each.text() == "批复.ofd").click()
    qtbot.waitUntil(lambda: bool(problems), timeout=30_000)
    assert "没有能打开“批复.ofd”的程序" in str(problems[0])


def test_a_click_on_a_small_picture_opens_it(
    session: Session,
    editor: AttachmentsEditor,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    path = photo(tmp_path / "灯.png")
    editor.show_typed([session.desk.records.add_file("灯.png", path.read_bytes())])
    qtbot.mouseClick(picture(editor), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened), timeout=30_000)


def test_a_file_is_saved_elsewhere(
    session: Session,
    editor: AttachmentsEditor,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "取出.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    editor.show_typed([session.desk.records.add_file("名单.txt", "韦𬀩".encode())])
    with qtbot.waitSignal(session.said, timeout=30_000):
        next(each for each in editor.findChildren(QPushButton) if each.text() == "另存为").click()
    assert target.read_text("utf-8") == "韦𬀩"


def test_a_screenshot_and_copied_files_are_pasted(
    session: Session, editor: AttachmentsEditor, tmp_path: Path, qtbot: QtBot
) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(editor.edited, timeout=30_000):
        qtbot.keyClick(editor.main, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(photo(tmp_path / "灯.png")))])
    QGuiApplication.clipboard().setMimeData(files)
    with qtbot.waitSignal(editor.edited, timeout=30_000):
        qtbot.keyClick(editor.main, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    typed = editor.typed()
    assert isinstance(typed, list)
    first, second = (str(each["name"]) for each in typed)
    assert first.startswith("截图") and first.endswith(".png")
    assert second == "灯.png"


def test_the_files_of_chinese_offices_are_offered() -> None:
    for ending in ("wps", "et", "dps", "doc", "xls", "ppt", "pptx", "ofd", "bmp", "heic", "tif"):
        assert f"*.{ending} " in FILTER.replace(")", " ")

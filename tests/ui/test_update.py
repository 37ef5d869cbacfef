"""从U盘更新: found, checked, the book backed up and closed, the installer given to the system."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.installers import SUMS_FILE, InstallerKind
from qinglian_desktop.ui.about import installing, update_view
from qinglian_desktop.ui.about.about_part import AboutPart
from qinglian_desktop.ui.about.update_view import OwnVersion, UpdateView
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.operations import Operations
from tests.ui.finding import part
from tests.ui.program import main, quiet

NAME = "cn.example.qinglian-desktop_0.2.0.0_amd64.deb"
Show = Callable[..., UpdateView]


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own folder on a PC with Linux, installed."""
    folder = tmp_path / "own"
    monkeypatch.setattr(update_view, "data_folder", lambda: folder)
    has(monkeypatch, "0.1.0")
    return folder


def has(
    monkeypatch: pytest.MonkeyPatch, version: str, kind: InstallerKind = InstallerKind.DEB
) -> None:
    monkeypatch.setattr(
        update_view, "own_version", lambda: OwnVersion(version, kind, "linux-x86_64")
    )


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with a newer installer."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    put(folder, NAME)
    return folder


def put(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"program")
    (folder / SUMS_FILE).write_text(f"{hashlib.sha256(b'program').hexdigest()}  {name}\n", "utf-8")


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, stick: Path) -> Show:
    over = QWidget()
    qtbot.addWidget(over)
    over.show()

    def made(back_up: Callable[..., object] | None = None) -> UpdateView:
        view = UpdateView(theme, Operations(), back_up, over, lambda: [stick])
        view.open()
        qtbot.waitUntil(lambda: said(view) != "正在找…")
        return view

    return made


def said(view: UpdateView) -> str:
    return part(view, QLabel, "update_words").text() or view.notice.words


def test_what_was_found_is_checked_and_the_book_backed_up_before_it_is_ready(
    qtbot: QtBot, show: Show, own: Path
) -> None:
    done: list[str] = []
    view = show(lambda progress: done.append("backed up"))
    assert said(view) == f"找到了 0.2.0 版：{NAME}"
    update = part(view, QPushButton, "update_now")
    assert view.focusWidget() is update
    view.ready.connect(lambda path: done.append(path.name))
    qtbot.keyClick(update, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["backed up", NAME]
    assert (own / "更新" / NAME).read_bytes() == b"program"


def test_another_sum_is_refused_and_nothing_is_backed_up_or_started(
    qtbot: QtBot, show: Show, stick: Path
) -> None:
    (stick / NAME).write_bytes(b"other")
    done: list[object] = []
    view = show(done.append)
    view.ready.connect(done.append)
    view.update_now()
    qtbot.waitUntil(lambda: "对不上" in view.notice.words)
    assert done == []
    assert part(view, QPushButton, "update_now").isEnabled()


def test_a_backup_that_fails_stops_it(qtbot: QtBot, show: Show) -> None:
    def fail(_: object) -> None:
        raise OSError(28, "full")

    view, done = show(fail), list[object]()
    view.ready.connect(done.append)
    view.update_now()
    qtbot.waitUntil(lambda: view.notice.words != "")
    assert done == []


def test_the_same_version_is_no_update(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, show: Show
) -> None:
    has(monkeypatch, "0.2.0")
    view = show()
    assert "就是这一版" in said(view)
    assert not part(view, QPushButton, "update_now").isEnabled()


def test_a_portable_one_says_how_it_is_unpacked_and_stays(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, show: Show, stick: Path
) -> None:
    name = "清廉机关台账_0.2.0_便携版_linux-x86_64.zip"
    put(stick, name)
    opened: list[Path] = []
    monkeypatch.setattr(update_view, "open_file", opened.append)
    has(monkeypatch, "0.1.0", InstallerKind.PORTABLE)
    view = show()
    view.update_now()
    qtbot.waitUntil(lambda: "“数据”文件夹整个移过去" in view.notice.words)
    assert name in view.notice.words and [each.name for each in opened] == ["更新"]


def test_the_book_is_closed_and_the_program_ends_when_the_installer_was_started(
    qtbot: QtBot, program: Application, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[Path, bool]] = []
    window = main(program)
    operations, book = window.session.operations, window.session.desk.book
    monkeypatch.setattr(
        installing, "open_file", lambda path: started.append((path, operations.is_closed)) or True
    )
    monkeypatch.setattr(update_view, "find_sticks", lambda: [SimpleNamespace(folder=stick)])
    window.header.open_settings()
    # Another window goes on with them, as when the type is made larger.
    program._build_anew()
    assert main(program) is not window
    settings = main(program).header.settings
    assert settings is not None
    about = settings.parts.findChild(AboutPart)
    assert about is not None
    quiet(qtbot, program)
    copies = len(program._books.backups(book.folder))
    part(about, QPushButton, "update").click()
    (view,) = settings.findChildren(UpdateView)
    qtbot.waitUntil(lambda: part(view, QPushButton, "update_now").isEnabled())
    part(view, QPushButton, "update_now").click()
    qtbot.waitUntil(lambda: bool(started))
    assert [(path.name, closed) for path, closed in started] == [(NAME, True)]
    assert len(program._books.backups(book.folder)) == copies + 1
    assert program.window is not None and not program.window.isVisible()


def test_where_nothing_opens_it_the_place_is_told(
    qtbot: QtBot, dressed: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "open_file", lambda _: False)
    went: list[str] = []
    ways = (lambda: went.append("end"), lambda: went.append("back"))
    installing.install(tmp_path / NAME, *ways)
    assert went == ["back"]
    boxes = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
    (box,) = [each for each in boxes if each.isVisible()]
    assert NAME in box.text() and str(tmp_path) in box.informativeText()
    box.close()

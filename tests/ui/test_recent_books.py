"""Recent books and friendly folders."""

from __future__ import annotations

import errno
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn, cast

import pytest
from PySide6.QtCore import QSettings

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.own_place import data_folder
from qinglian_desktop.ui.doorway import recent_books
from qinglian_desktop.ui.doorway.folder_kind import FolderKind, what_folder_is
from qinglian_desktop.ui.doorway.new_book_pages import inside
from qinglian_desktop.ui.doorway.recent_books import (
    RecentBooks,
    documents_folder,
    free_folder,
    friendly,
    where_books_are,
)

CODE = "AAAA-BBBB-CCCC-DDDD"
NEWER = EnvironmentProblem("这本台账库由更新的程序写过。", "没有改动任何内容。", "请换新程序打开。")


@pytest.fixture
def recent(settings: QSettings) -> RecentBooks:
    return RecentBooks(settings)


def test_of_books_that_no_disk_can_have_none_is_told(recent: RecentBooks, tmp_path: Path) -> None:
    recent.put(tmp_path / "好的")
    for odd in ("长" * 200, "零\0"):
        recent.put(tmp_path / odd)
    assert [each.name for each in recent.all()] == ["好的"]


def test_a_book_among_what_is_the_programs_own_goes_along_with_it(
    recent: RecentBooks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "别处"
    recent.put(elsewhere)
    for letter in ("E盘", "F盘"):
        monkeypatch.setattr(recent_books, "data_folder", lambda at=letter: tmp_path / at / "数据")
        if letter == "E盘":
            recent.put(tmp_path / letter / "数据" / "台账库")
    assert [each.folder for each in recent.all()] == [
        tmp_path / "F盘" / "数据" / "台账库",
        elsewhere,
    ]
    recent.forget(tmp_path / "F盘" / "数据" / "台账库")
    assert [each.folder for each in recent.all()] == [elsewhere]


def test_recent_books_are_few_and_the_latest_first(recent: RecentBooks, tmp_path: Path) -> None:
    recent.put(tmp_path / "示例", is_sample=True)
    for number in range(6):
        recent.put(tmp_path / str(number))
    recent.put(tmp_path / "示例")
    assert recent.all()[0].folder == tmp_path / "示例"
    assert recent.all()[0].is_sample
    for number in range(20):
        recent.put(tmp_path / str(number))
    assert len(recent.all()) == 8


def test_broken_settings_are_no_recent_books(settings: QSettings) -> None:
    for kept in ("{", "[1]", '{"folder": 1}', '[{"x": "y"}]'):
        settings.setValue("recent_books", kept)
        assert RecentBooks(settings).all() == []


def test_folders_are_told_in_words() -> None:
    home = Path.home()
    assert friendly(home / "a" / "b" / "c" / "台账库").endswith("… › c › 台账库")
    assert "/" not in friendly(home / "台账库")


def test_an_empty_chosen_folder_is_taken_itself_and_a_full_one_is_kept_apart(
    tmp_path: Path,
) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    assert inside(empty, "台账库") == empty
    (tmp_path / "台账库").mkdir()
    assert inside(tmp_path, "台账库") == tmp_path / "台账库2"


def test_where_the_system_lets_nobody_look_making_the_book_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> NoReturn:
        raise PermissionError(errno.EACCES, "refused", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert inside(tmp_path, "台账库") == tmp_path / "台账库"


def test_a_folder_that_nobody_may_look_into_may_be_a_book(tmp_path: Path) -> None:
    def refuse(_: Path) -> NoReturn:
        raise NEWER

    def none(*_: object) -> list[object]:
        return []

    books = SimpleNamespace(backups=none, set_aside=none, shelves=none, is_book=refuse)
    assert what_folder_is(cast("Books", books), tmp_path) is FolderKind.BOOK
    books.is_book = lambda _: False
    assert what_folder_is(cast("Books", books), tmp_path) is FolderKind.NOTHING


def test_a_new_book_is_put_among_what_is_the_programs_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert where_books_are() == documents_folder()
    wanted = free_folder("清廉台账库")
    assert wanted == data_folder() / "清廉台账库" and wanted.is_relative_to(tmp_path)
    assert not wanted.is_relative_to(documents_folder())
    assert friendly(wanted) == "程序的数据文件夹 › 清廉台账库"
    wanted.mkdir(parents=True)
    (wanted / "keys.json").touch()
    assert free_folder("清廉台账库").name == "清廉台账库2"
    assert where_books_are() == data_folder()

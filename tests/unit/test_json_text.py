"""JSON that anybody may have written never stops the program: it says nothing, and that is all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.cli.form_maps import read_map
from qinglian_desktop.domain.errors import QinglianError
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.storage.book_lock import LOCK, BookLock
from qinglian_desktop.storage.copy_heads import HEAD, on_shelf
from qinglian_desktop.storage.guessing import GUESSES, Guessing
from qinglian_desktop.storage.keys import DamagedKeys, KeyRing
from qinglian_desktop.ui.doorway.recent_books import KEY, RecentBooks

NOW = datetime(2026, 11, 27, 9)
SAYS_NOTHING = {
    "deep": b"[" * 100_000,
    "deep names": b'{"a":' * 100_000,
    "no text": b"\xff\xfe\x00\xd8",
    "long number": b"9" * 10_000,
    "half": b'{"rows": 1',
    "empty": b"",
    "list": b"[]",
    "null": b"null",
}


def _lock(folder: Path, data: bytes) -> None:
    (folder / LOCK).write_bytes(data)
    BookLock.take(folder, "某人", NOW, is_closed_elsewhere=False).release()


def _guesses(folder: Path, data: bytes) -> None:
    (folder / GUESSES).write_bytes(data)
    with Guessing(None, (0.0,)).at(folder):
        pass


def _heads(folder: Path, data: bytes) -> None:
    copy = folder / "backups" / "000001-2026-11-27-090000"
    copy.mkdir(parents=True)
    (copy / "ledger.db").write_bytes(b"")
    (copy / HEAD).write_bytes(data)
    for each in on_shelf(folder):
        assert isinstance(each.copy, Copy) and each.head is None


def _recent(folder: Path, data: bytes) -> None:
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue(KEY, data.decode(errors="replace"))
    assert RecentBooks(settings).all() == []


def _keys(folder: Path, data: bytes) -> None:
    with pytest.raises(DamagedKeys):
        KeyRing.of_bytes(data)


def _map(folder: Path, data: bytes) -> None:
    (folder / "map.json").write_bytes(data)
    with pytest.raises(QinglianError):
        read_map(folder / "map.json")


READERS = (_lock, _guesses, _heads, _recent, _keys, _map)


@pytest.mark.parametrize("data", SAYS_NOTHING.values(), ids=SAYS_NOTHING)
@pytest.mark.parametrize("read", READERS, ids=lambda each: each.__name__.strip("_"))
def test_what_says_nothing_is_told_or_passed_over(
    read: Callable[[Path, bytes], None], data: bytes, tmp_path: Path
) -> None:
    read(tmp_path, data)


def test_what_cannot_be_read_is_one_kind_of_error() -> None:
    for data in SAYS_NOTHING.values():
        if data not in (b"[]", b"null"):
            with pytest.raises(ValueError):
                read_json(data)
    assert read_json('{"a": [1, "字"]}') == {"a": [1, "字"]}

"""Which log is held as ours while a book is open."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qinglian_desktop.storage.engine import DATABASE, SHARED, WAL
from qinglian_desktop.storage.open_files import OpenFiles


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody remove an open file")
def test_a_log_whose_index_could_not_be_made_is_nobodys_yet(tmp_path: Path) -> None:
    """As where the disk was full when the connections were opened again."""
    (tmp_path / DATABASE).write_bytes(b"pages")
    files = OpenFiles(tmp_path)
    (tmp_path / WAL).touch()
    files.hold_log()
    assert files.is_log_in_place()
    (tmp_path / SHARED).touch()
    assert files.is_log_in_place()
    (tmp_path / SHARED).unlink()
    assert not files.is_log_in_place()
    files.let_go()

"""A readable copy is not only deleted: what it held is gone from the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qinglian_desktop.application.scraps import wipe


@pytest.mark.parametrize("size", [0, 1, 3_000_000])
def test_the_bytes_are_overwritten_where_they_lie(tmp_path: Path, size: int) -> None:
    scrap, second_name = tmp_path / "谈话.pdf", tmp_path / "second"
    scrap.write_bytes(b"\x07" * size)
    os.link(scrap, second_name)
    wipe(scrap)
    assert not scrap.exists()
    assert second_name.read_bytes() == bytes(size)

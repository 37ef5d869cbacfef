"""A file of settings that was damaged keeps nobody from starting the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from qinglian_desktop.ui.locking.lock_minutes import NEVER, USUAL, lock_minutes
from qinglian_desktop.ui.look.file_dialogs import begins_at
from qinglian_desktop.ui.look.kept_settings import kept_number
from qinglian_desktop.ui.look.theme import SCALES


@pytest.fixture
def kept() -> Iterator[QSettings]:
    """The settings that the program itself asks; nothing is left in them."""
    settings = QSettings()
    settings.clear()
    yield settings
    settings.clear()


ODD = ("abc", "", "-1", "0.5", "9" * 5000, "²", "999", "\0", ["1", "2"])


@pytest.mark.parametrize("odd", ODD)
def test_what_cannot_be_is_as_if_nothing_were_kept(kept: QSettings, odd: object) -> None:
    for key in ("scale", "lock/minutes"):
        kept.setValue(key, odd)
    assert kept_number("scale", SCALES, 100) == 100
    assert lock_minutes() == USUAL


def test_what_can_be_is_what_was_kept(kept: QSettings) -> None:
    kept.setValue("scale", 150)
    kept.setValue("lock/minutes", "0")
    assert kept_number("scale", SCALES, 100) == 150
    assert lock_minutes() == NEVER


@pytest.mark.parametrize("odd", ["长" * 4000, "零\0", "/没有/这里"])
def test_a_folder_that_no_disk_can_have_is_not_begun_at(kept: QSettings, odd: str) -> None:
    kept.setValue("folders/导入", odd)
    assert begins_at("导入").is_dir()
    assert begins_at("导入") != Path(odd)

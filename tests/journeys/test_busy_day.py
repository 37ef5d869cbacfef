"""A busy day, through the real window and a real book: no key is lost, and nothing goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Tools
from tests.conftest import PASSWORD
from tests.journeys.busy_day import BusyDay, make_photo
from tests.ui.program import running


@pytest.mark.parametrize(
    ("seconds", "seed"),
    [(4, 1), *(pytest.param(60, seed, marks=pytest.mark.slow) for seed in (2, 3))],
)
def test_no_key_is_lost(
    qtbot: QtBot,
    tools: Tools,
    books: Books,
    sample_folder: Path,
    tmp_path: Path,
    seconds: int,
    seed: int,
) -> None:
    with running(tools, books, sample_folder, tmp_path) as program:
        day = BusyDay(program, PASSWORD, make_photo(tmp_path / "照片.jpg"), seed)
        day.work(seconds)
        day.window.put_away()
        day.until(lambda: not day.window.session.operations.is_changing)
        kept = day.kept()
        assert [text for text in day.typed if text and text not in kept] == []
        print(day.report())

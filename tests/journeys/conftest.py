"""The sample book at the command line, made once and copied for each test; and its window."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.cli.command_line import main
from qinglian_desktop.ui.main_window import MainWindow
from tests.journeys.office import BOOKS, PASSWORD, TOOLS, Office
from tests.journeys.open_window import window_over


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = tmp_path_factory.mktemp("样例") / "台账库"
    before = os.environ.get("QINGLIAN_PASSWORD")
    os.environ["QINGLIAN_PASSWORD"] = PASSWORD
    try:
        assert main(["demo", "--book", str(book), "--json"], TOOLS, BOOKS) == 0
    finally:
        os.environ.pop("QINGLIAN_PASSWORD")
        if before is not None:
            os.environ["QINGLIAN_PASSWORD"] = before
    return book


@pytest.fixture
def office(
    sample: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Office:
    monkeypatch.setenv("QINGLIAN_PASSWORD", PASSWORD)
    book = tmp_path / "库"
    shutil.copytree(sample, book)
    capsys.readouterr()
    return Office(book, capsys, monkeypatch)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over the test's own sample book."""
    with window_over(desk, qtbot, tmp_path) as made:
        yield made

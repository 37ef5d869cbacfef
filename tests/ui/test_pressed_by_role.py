"""Whatever a keeper can press does something; what is not theirs to do rests and says why."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.places import ToKeepers
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.tab_page import TabPage
from tests.conftest import PASSWORD
from tests.rights.confidential_words import OTHERS, word_of
from tests.ui.pressing import Presser, answer_no, unexplained

FEW = 5
"""Presses at each place, where all would take minutes."""
ALL_OF_IT = (pytest.mark.slow, pytest.mark.timeout(2400))
"""More than a thousand presses, each until the window has settled: minutes, many on a busy PC."""


@pytest.fixture(scope="module")
def kept_by_many(
    sample_folder: Path, books: Books, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A closed sample book with keepers of every kind."""
    folder = tmp_path_factory.mktemp("many") / "示例台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    for name, keeper in OTHERS.items():
        book.keepers.add(keeper, word_of(name), PASSWORD)
    book.close()
    return folder


@pytest.fixture
def opened(
    kept_by_many: Path, books: Books, tools: Tools, tmp_path: Path, theme: Theme
) -> Iterator[Callable[[str], MainWindow]]:
    """The window as the keeper of a name opens the book."""
    made: list[MainWindow] = []
    folder = tmp_path / "示例台账库"
    shutil.copytree(kept_by_many, folder)

    def open_as(name: str) -> MainWindow:
        book = books.open(folder, word_of(name) if name in OTHERS else PASSWORD, keeper=name)
        session = Session(Desk(book, tools), theme)
        session.confirmed_at = float("inf")
        window = MainWindow(session)
        made.append(window)
        window.resize(1366, 728)
        window.show()
        return window

    yield open_as
    for window in made:
        window.close()
        window.session.operations.wait()
        window.let_go()
        window.session.desk.book.close()


def press(presser: Presser, most: int, *ledgers: str) -> None:
    """Everything of every tab but those of ledgers, of these ledgers or all, and of the settings;
    so many at each place."""
    window = presser.window
    catalogue = window.session.desk.catalogue
    for tab in catalogue.tabs:
        if tab.page != "ledgers":
            presser.press_all(tab.label, partial(window.show_tab, tab.key), most)
    for ledger in catalogue:
        tab = catalogue.tab_of(ledger)
        if tab is None or (ledgers and ledger.key not in ledgers):
            continue
        page = window.show_tab(tab.key)
        assert isinstance(page, TabPage)
        again = partial(_shown, window, tab.key, page, ledger)
        presser.press_all(ledger.label, again, most)
        with window.session.desk.book.reading() as work:
            found = work.records.page(Query(ledger.key), 0, 1)
        if found:
            presser.press_all(f"{ledger.label} 一条", partial(_opened, again, page, found[0]), most)
    presser.press_all("设置", lambda: window.session.go(ToKeepers()), most)


def _shown(window: MainWindow, tab: str, page: TabPage, ledger: Ledger) -> None:
    window.show_tab(tab)
    page.show_ledger(ledger)


def _opened(again: Callable[[], object], page: TabPage, record: Record) -> None:
    again()
    page.page.open_record(record)


@pytest.mark.parametrize(
    ("name", "most", "ledgers"),
    [
        ("只看员", FEW, ("education",)),
        *(pytest.param(each, 400, (), marks=ALL_OF_IT) for each in ("书记", *OTHERS)),
    ],
)
def test_nothing_that_can_be_pressed_is_refused(
    name: str,
    most: int,
    ledgers: tuple[str, ...],
    opened: Callable[[str], MainWindow],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer_no(monkeypatch)
    presser = Presser(opened(name), qtbot, monkeypatch)
    press(presser, most, *ledgers)
    assert presser.refused == [], "\n".join(presser.refused)
    assert len(presser.pressed) > FEW
    silent = [each for each in unexplained(presser.resting) if each not in presser.pressed]
    assert silent == [], "\n".join(silent)

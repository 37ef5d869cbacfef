"""Pages read the book when they are seen, and again after a change that concerns them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.session import Session

TALKS = Changed(ledgers=frozenset({"talks"}))


class Page(Fresh, QWidget):
    """Counts how often it read the book; shows talks alone."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.times = 0
        self.keep_fresh(session)

    def concerns(self, changed: Changed) -> bool:
        return "talks" in changed.ledgers

    def read(self) -> None:
        self.times += 1


def test_a_page_that_nobody_sees_reads_once_when_it_is_seen_again(
    session: Session, qtbot: QtBot
) -> None:
    page = Page(session)
    qtbot.addWidget(page)
    session.changed.emit(TALKS)
    assert page.times == 0
    page.show()
    assert page.times == 1
    page.hide()
    page.show()
    assert page.times == 1
    page.hide()
    session.changed.emit(TALKS)
    session.changed.emit(TALKS)
    assert page.times == 1
    page.show()
    assert page.times == 2


def test_a_page_that_is_seen_reads_at_once_what_concerns_it(session: Session, qtbot: QtBot) -> None:
    page = Page(session)
    qtbot.addWidget(page)
    page.show()
    session.changed.emit(Changed(drafts=True))
    assert page.times == 1
    session.changed.emit(TALKS)
    assert page.times == 2

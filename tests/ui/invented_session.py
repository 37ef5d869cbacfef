"""What pages share, over a new book of the invented ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.invented import EVERYTHING, INVENTED, example_input
from tests.storage.invented_books import PASSWORD, invented_books


@contextmanager
def invented_session(folder: Path, tools: Tools, theme: Theme) -> Iterator[Session]:
    """A session over a book in a new folder, at the tests' own time."""
    book, _ = invented_books().create(folder, PASSWORD)
    session = Session(Desk(book, replace(tools, catalogue=INVENTED)), theme)
    yield session
    session.operations.wait()
    book.close()


def keep_event(session: Session, **changes: object) -> int:
    """Keep a record of EVERYTHING; gives its id."""
    kept = session.desk.records.save(EVERYTHING, example_input(**changes)).record.id
    assert kept is not None
    return kept

"""Books of several offices side by side, each on a desk with its own ship."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.period import Period
from tests.make_tools import make_tools
from tests.storage.invented_books import NOW, PASSWORD, invented_books
from tests.unit.conftest import Voyage

OCTOBER = Period.parse("2026-10")


@contextmanager
def office(folder: Path, name: str, code: str) -> Iterator[Voyage]:
    """A new book with its ship and an event of October; its clock is the voyage's ``now``."""
    made: list[Voyage] = []
    tools = make_tools(
        clock=lambda: made[0].now if made else NOW, return_files=ReturnWorkbook(), resources=folder
    )
    book, _ = invented_books().create(folder, PASSWORD)
    voyage = Voyage(Desk(book, tools), tools)
    made.append(voyage)
    voyage.ship(name=name, code=code)
    voyage.event(guests="甲、乙")
    yield voyage
    book.close()

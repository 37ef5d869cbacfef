"""Use cases over a real book of the invented ledgers, at a time that the test sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from qinglian_desktop import RESOURCES
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.records import Saved
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.documents.summary.files import SummaryDocuments
from qinglian_desktop.domain.ledger import Ledger
from tests.invented import (
    EVERYTHING,
    INVENTED_ROSTER,
    INVENTED_UNIT,
    crew_input,
    example_input,
    ship_input,
)
from tests.make_tools import make_tools
from tests.storage.invented_books import NOW, PASSWORD, invented_books


@dataclass
class Voyage:
    """An invented book on a desk, and short ways to keep records in it."""

    desk: Desk
    tools: Tools
    now: datetime = NOW
    why: str = "核对时改"

    def save(self, typed: Mapping[str, object], ledger: Ledger = EVERYTHING) -> Saved:
        return self.desk.records.save(ledger, typed, reason=self.why)

    def event(self, **changes: object) -> int:
        """Keep an event; gives its id."""
        return self.id_of(self.save(example_input(**changes)))

    def crew(self, name: str, came: str = "2020-01-01", **changes: object) -> int:
        """Keep someone of the crew; gives the id."""
        return self.id_of(self.save(crew_input(name, came, **changes), INVENTED_ROSTER))

    def ship(self, **changes: object) -> int:
        return self.id_of(self.save({**ship_input(), **changes}, INVENTED_UNIT))

    @staticmethod
    def id_of(saved: Saved) -> int:
        assert saved.record.id is not None
        return saved.record.id


@pytest.fixture
def voyage(tmp_path: Path) -> Iterator[Voyage]:
    """A new invented book on a desk."""
    made: list[Voyage] = []
    tools = make_tools(
        clock=lambda: made[0].now if made else NOW,
        return_files=ReturnWorkbook(),
        paper_files=PaperPdf(RESOURCES / "fonts", ()),
        summary_files=SummaryDocuments(RESOURCES / "fonts", ()),
        resources=tmp_path,
    )
    book, _ = invented_books().create(tmp_path / "航海簿", PASSWORD)
    made.append(Voyage(Desk(book, tools), tools))
    yield made[0]
    book.close()


@pytest.fixture
def sailing(voyage: Voyage) -> Voyage:
    """A voyage with its ship, an event of October and one of September."""
    voyage.ship()
    voyage.event(guests="甲、乙", money="1.5")
    voyage.event(day="2026-09-30", guests="丙")
    return voyage

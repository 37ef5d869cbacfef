"""Books of several offices side by side, each on a desk with its own ship."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from qinglian_desktop.application.answers import ReceiptKind, SeenReceipt, receipts_in
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.documents.returns.many import ManyReturns
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.documents.sheets.reader import SheetReader
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
        clock=lambda: made[0].now if made else NOW,
        return_files=ReturnWorkbook(),
        many_returns=ManyReturns(SheetReader()),
        resources=folder,
    )
    book, _ = invented_books().create(folder, PASSWORD)
    voyage = Voyage(Desk(book, tools), tools)
    made.append(voyage)
    voyage.ship(name=name, code=code)
    voyage.event(guests="甲、乙")
    yield voyage
    book.close()


@dataclass
class Offices:
    """A committee, a unit, and the stick that goes between them."""

    committee: Voyage
    unit: Voyage
    stick: Path

    def hand_in(self) -> Path:
        return self.unit.desk.returning.deliver(OCTOBER, self.stick).path

    def verified(self, path: Path, by: Voyage | None = None) -> Verified:
        return (by or self.committee).desk.returning.verify(path)

    def answer(self, path: Path, *reasons: str, by: Voyage | None = None, later: int = 0) -> Path:
        """A receipt: 退回 with reasons, else 已接收; ``later`` are minutes."""
        who = by or self.committee
        who.now += timedelta(minutes=later)
        verdict = Verdict.RETURNED if reasons else Verdict.TAKEN
        found = self.verified(path, who)
        return who.desk.collecting.answer(found, verdict, reasons, self.stick)

    def read(self) -> list[SeenReceipt]:
        """What lies on the stick, read in by the unit."""
        seen = self.unit.desk.answers.look(receipts_in(self.stick))
        self.unit.desk.answers.keep(seen)
        return seen

    def kinds(self) -> list[ReceiptKind]:
        return [each.kind for each in self.read()]

    def verdict(self) -> Verdict | None:
        answer = self.unit.desk.answers.of(OCTOBER)
        return answer.verdict if answer else None


@contextmanager
def two_offices(folder: Path) -> Iterator[Offices]:
    """A committee and a unit, and an empty stick, all in a folder."""
    stick = folder / "U盘"
    stick.mkdir()
    with (
        office(folder / "工委", "舰队工委", "QL-00") as committee,
        office(folder / "单位", "青莲号", "QL-07") as unit,
    ):
        yield Offices(committee, unit, stick)

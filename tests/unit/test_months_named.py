"""Whatever is changed after months were reported: each month that says something else is named."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import State
from qinglian_desktop.domain.return_content import content_of
from tests.glances import again_of
from tests.unit.test_standing_in_returns import FOUND, TASK, UNIT

MONTHS = [Period.parse(f"2026-{month:02}") for month in range(1, 11)]
SEEDS = (101, 107)
SITE = {"kind": "其他", "name": "样例角"}


class Changing:
    """A book in which months were reported, and then things are changed at random."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.chance = desk, random.Random(seed)
        self.done: list[str] = []

    def day(self, first: int = 1) -> str:
        return f"2026-{self.chance.randint(first, 10):02}-{self.chance.randint(1, 28):02}"

    def typed(self, key: str) -> dict[str, object]:
        """A record of the ledger with days at random."""
        match key:
            case "tasks":
                steps = [
                    {"day": day, "percent": 40, "note": f"做到{day}"}
                    for day in sorted(self.day(3) for _ in range(self.chance.randint(0, 2)))
                ]
                if not steps:
                    return {**TASK, "steps": steps, "status": "未启动"}
                going = {"status": "推进中", "started_on": steps[0]["day"]}
                return {**TASK, "steps": steps, **going}
            case "problems":
                found = {**FOUND, "day": "2026-01-05", "owner": self.chance.choice("甲乙丙")}
                if self.chance.random() < 0.5:
                    solved = {"status": "已解决", "solved_on": self.day()}
                    return {**found, **solved}
                return found
            case _:
                updates = [{"day": self.day(2), "content": "换了内容"}]
                shown = updates if self.chance.random() < 0.5 else []
                return {**SITE, "name": f"样例角{self.day()}", "day": self.day(), "updates": shown}

    def change(self) -> None:
        """One change, of whichever ledger and record."""
        key = self.chance.choice(("tasks", "problems", "culture_sites"))
        ledger, keep = self.desk.catalogue[key], self.desk.records
        ids = self.desk.searching.ids(Query(key, states=tuple(State)))
        what = self.chance.choice(("add", "save", "save", "void"))
        self.done.append(f"{what} {key}")
        if what == "add" or not ids:
            keep.save(ledger, self.typed(key), reason="随手改")
            return
        record = keep.get(ledger, self.chance.choice(list(ids)))
        assert record is not None and record.id is not None
        if record.state is State.VOID:
            keep.revive(ledger, record.id, reason="随手改")
        elif what == "void":
            keep.void(ledger, record.id, "随手改")
        else:
            keep.save(ledger, self.typed(key), record_id=record.id, reason="随手改")


def says_other(desk: Desk, month: Period, told: str) -> bool:
    """Whether the month's return says other of records, or counts other than what it told.

    But for what counts as of today: for want of days it was never a statement about the month.
    """
    now, then = desk.returning.preview(month), content_of(told)
    of_today = {
        (ledger.key, each.key)
        for ledger in desk.catalogue
        for each in ledger.measures
        if each.is_of_today
    }

    def figures(lines: Callable[[], object] | object) -> dict[tuple[str, str], tuple[object, ...]]:
        return {
            (line.ledger, line.measure): (line.month, line.year)
            for line in lines  # type: ignore[union-attr]
            if (line.ledger, line.measure) not in of_today
        }

    def rows(sheets: object) -> dict[str, object]:
        return {
            each.ledger: each.rows
            for each in sheets  # type: ignore[attr-defined]
            if each.ledger != "corrections"
        }

    return figures(now.summary) != figures(then.summary) or rows(now.sheets) != rows(then.sheets)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_months_named_are_those_that_say_something_else(
    empty_desk: Desk, tmp_path: Path, seed: int
) -> None:
    desk = empty_desk
    desk.records.save(desk.catalogue["unit"], {**UNIT, "since": "2026-01-01"})
    changing = Changing(desk, seed)
    for key in ("tasks", "problems", "culture_sites", "culture_sites"):
        desk.records.save(desk.catalogue[key], changing.typed(key))
    months = sorted(changing.chance.sample(MONTHS, 6), key=lambda each: each.start)
    told = {each: desk.returning.deliver(each, tmp_path).content.told for each in months}
    for _ in range(2):
        changing.change()
        named = {
            month for each in again_of(desk) for month in (each.month, *each.later, *each.beside)
        }
        other = {each for each in months if says_other(desk, each, told[each])}
        assert named == other, changing.done

"""Festivals are computed offline and agree with the published tables; reminders are due before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.places import ToNew
from qinglian_desktop.application.todos import Todo, Urgency
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.festival_dates import days_of
from qinglian_desktop.domain.field_types import Choice, Field
from qinglian_desktop.domain.ledger import BeforeFestivals, Ledger, Section
from qinglian_desktop.domain.query import Query
from tests.glances import todos_of
from tests.invented import EVERYTHING, INVENTED_ROSTER, INVENTED_UNIT
from tests.storage.invented_books import PASSWORD, books_of

# 春节, 端午 and 中秋 from the Gregorian-Lunar conversion tables that the Hong Kong Observatory
# publishes: 正月初一, 五月初五, 八月十五.
PUBLISHED = """
2020 01-25 06-25 10-01
2021 02-12 06-14 09-21
2022 02-01 06-03 09-10
2023 01-22 06-22 09-29
2024 02-10 06-10 09-17
2025 01-29 05-31 10-06
2026 02-17 06-19 09-25
2027 02-06 06-09 09-15
2028 01-26 05-28 10-03
2029 02-13 06-16 09-22
2030 02-03 06-05 09-12
2031 01-23 06-24 10-01
2032 02-11 06-12 09-19
2033 01-31 06-01 09-08
2034 02-19 06-20 09-27
2035 02-08 06-10 09-16
2036 01-28 05-30 10-04
2037 02-15 06-18 09-24
2038 02-04 06-07 09-13
2039 01-24 05-27 10-02
2040 02-12 06-14 09-20
"""
WORDS = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")


@pytest.mark.parametrize("line", PUBLISHED.split("\n")[1:-1])
def test_the_lunar_festivals_are_those_of_the_published_table(line: str) -> None:
    year, *days = line.split()
    found = days_of(int(year))
    assert [found[word].isoformat() for word in ("春节", "端午", "中秋")] == [
        f"{year}-{day}" for day in days
    ]


@pytest.mark.parametrize("year", range(2020, 2041))
def test_the_others_are_where_they_always_are(year: int) -> None:
    found = days_of(year)
    assert set(found) == set(WORDS)
    assert found["元旦"] == date(year, 1, 1)
    assert found["五一"] == date(year, 5, 1)
    assert found["国庆"] == date(year, 10, 1)
    assert found["清明"] in (date(year, 4, 4), date(year, 4, 5))


@pytest.mark.parametrize("year", [1949, 2101])
def test_a_year_that_the_calendar_does_not_know_is_told(year: int) -> None:
    with pytest.raises(EnvironmentProblem, match=f"节日表里没有{year}年"):
        days_of(year)


def reminding() -> Ledger:
    """An invented ledger of which a record is due before each festival."""
    node = Field("node", "节点", Choice((*WORDS, "其他"), fixed=True), width=3)
    return replace(
        EVERYTHING,
        sections=(Section("节", (node,)), *EVERYTHING.sections),
        festivals=BeforeFestivals("node", "望风"),
        lenses=(),
        dues=(),
    )


class Harbour:
    """A book whose only ledger is due before festivals, looked at on any day."""

    def __init__(self, folder: Path, tools: Tools) -> None:
        catalogue = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, reminding()))
        self.ledger = catalogue["everything"]
        self.book = books_of(catalogue).create(folder, PASSWORD)[0]
        self._tools = replace(tools, catalogue=catalogue)

    def desk(self, today: str) -> Desk:
        now = datetime.fromisoformat(f"{today} 09:00")
        return Desk(self.book, replace(self._tools, clock=lambda: now))

    def due(self, today: str) -> list[Todo]:
        return [todo for todo in todos_of(self.desk(today)) if "望风" in todo.text]

    def keep(self, day: str, node: str) -> None:
        self.desk(day).records.save(self.ledger, {"line": "记下", "day": day, "node": node})


@pytest.fixture
def harbour(tmp_path: Path, tools: Tools) -> Iterator[Harbour]:
    made = Harbour(tmp_path / "港", tools)
    ship = {"name": "示例号", "code": "1", "captain": "某人", "since": "2026-01-01"}
    made.desk("2026-01-01").records.save(INVENTED_UNIT, ship)
    yield made
    made.book.close()


def test_it_is_asked_for_ten_days_before_and_until_it_is_kept(harbour: Harbour) -> None:
    harbour.keep("2026-01-01", "元旦")
    assert harbour.due("2026-02-06") == []
    (todo,) = harbour.due("2026-02-07")
    assert (todo.urgency, todo.text) == (Urgency.DUE, "春节前的望风还没有登记")
    assert todo.reason == "春节是2026-02-17，还有10天"
    assert todo.place == ToNew("everything", {"node": "春节"})
    assert harbour.due("2026-02-17")[0].reason == "春节是2026-02-17，就是今天"
    late = harbour.due("2026-03-01")[0]
    assert (late.urgency, late.reason) == (Urgency.OVERDUE, "春节是2026-02-17，已过12天")
    harbour.keep("2026-03-02", "春节")
    assert harbour.due("2026-03-02") == []


def test_a_record_from_long_before_does_not_keep_it(harbour: Harbour) -> None:
    for node, day in (("元旦", "2026-01-01"), ("春节", "2026-01-20")):
        harbour.keep(day, node)
    assert [todo.text for todo in harbour.due("2026-02-10")] == ["春节前的望风还没有登记"]


def test_new_year_is_asked_for_in_december(harbour: Harbour) -> None:
    texts = {todo.reason for todo in harbour.due("2026-12-22")}
    assert "元旦是2027-01-01，还有10天" in texts
    harbour.keep("2026-12-23", "元旦")
    reasons = {todo.reason for todo in harbour.due("2026-12-24")}
    assert not any("2027-01-01" in reason for reason in reasons)


def test_what_was_before_the_unit_began_is_not_owed(harbour: Harbour) -> None:
    desk = harbour.desk("2026-06-01")
    ship = {"name": "示例号", "code": "1", "captain": "某人", "since": "2026-05-20"}
    (kept,), _ = desk.searching.first(Query(INVENTED_UNIT.key), 1)
    desk.records.save(INVENTED_UNIT, ship, record_id=kept.id)
    assert harbour.due("2026-06-01") == []
    assert [todo.text for todo in harbour.due("2026-06-12")] == ["端午前的望风还没有登记"]


def test_a_year_without_a_table_is_one_line_and_the_rest_stays(harbour: Harbour) -> None:
    (todo,) = harbour.due("2101-03-01")
    assert todo.text.startswith("望风：节日表里没有2101年")
    assert todo.reason.endswith("请按日历自己记着节前提醒。")

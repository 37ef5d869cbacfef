"""All measures of a year over 100,000 records, against hand-written SQL for the same numbers."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.period import Period, Stretch
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.book import EncryptedBook
from tests.benchmarks.row import Row
from tests.storage.invented_books import PASSWORD, books_of

EACH = 14_286
"""Records of each of seven ledgers, over five years."""
YEAR = Period.parse("2024")
_FIRST = date(2022, 1, 1)
_CATALOGUE = Catalogue(ALL_LEDGERS)
_LEDGERS = ("eight_ones", "talks", "family", "education", "meetings", "tasks", "inspections")
_COUNTED = "state IN ('已确认', '已上报', '已更正')"
_CLASSES = ("重点岗位负责人", "提拔和岗位调整", "新入职年轻干部", "新发展党员", "其他")
_FORMS = ("一月一警示", "廉政党课", "廉政讲座", "专题研讨会", "警示教育片", "案例通报", "基地参观")
_KINDS = ("党员大会", "支委会", "党小组会", "党课", "主题党日", "组织生活会")
_FAMILY = ("廉洁家书", "助廉承诺书", "廉政倡议", "廉政家访")
_CLEAN = ("党风廉政论述", "廉洁文化", "警示教育")
_ITEMS = ("上一堂红色教育课", "讲一段红色故事", "读一本红色书籍", "看一部红色影片")


def run() -> list[Row]:
    """Medians, in one transaction each; the numbers are compared before they are measured."""
    with tempfile.TemporaryDirectory() as folder:
        book, _ = books_of(_CATALOGUE).create(Path(folder) / "book", PASSWORD)
        _fill(book)
        with book.reading() as work:
            driver = cast("Any", work.records)._connection.connection.dbapi_connection
            assert _declared(work) == by_hand(driver, YEAR)
            floor = median(lambda: by_hand(driver, YEAR))
            value = median(lambda: _declared(work))
            records = median(lambda: _with_records(work))
        book.close()
    name = "一年的指标（10万条记录）/ 手写 SQL 取同样的数"
    more = "同上，连同每个数背后的记录 / 手写 SQL 只取数"
    return [
        Row(name, value, floor, value / floor, 3),
        Row(more, records, floor, records / floor, 4),
    ]


def _declared(work: UnitOfWork) -> dict[str, object]:
    return {
        f"{key}.{measure.key}": value
        for key in _LEDGERS
        for measure, (value,) in zip(
            _CATALOGUE[key].measures,
            work.records.tally(_CATALOGUE[key], _CATALOGUE[key].measures, (YEAR,)),
            strict=True,
        )
    }


def _with_records(work: UnitOfWork) -> int:
    return sum(
        len(work.records.figure(_CATALOGUE[key], measure, YEAR).records)
        for key in _LEDGERS
        for measure in _CATALOGUE[key].measures
    )


def by_hand(driver: Any, period: Stretch) -> dict[str, object]:
    """As somebody would write it who knows the tables: one pass over each where it can be."""
    first, last = period.start.isoformat(), period.end.isoformat()
    within = f"{_COUNTED} AND occurred_on BETWEEN '{first}' AND '{last}'"
    up_to = f"{_COUNTED} AND occurred_on <= '{last}'"
    late = (period.end - timedelta(days=1)).isoformat()

    def one(sql: str) -> tuple[Any, ...]:
        return driver.execute(sql).fetchone()

    def by_word(sql: str) -> dict[str, int]:
        return dict(driver.execute(sql).fetchall())

    found: dict[str, object] = {}
    activities, attended = one(
        f"SELECT count(*), sum(people) FROM ledger_eight_ones WHERE {within}"
    )
    (items,) = one(
        "SELECT count(DISTINCT substr(occurred_on, 1, 7) || ' ' || word) FROM ledger_eight_ones"
        f" JOIN ledger_eight_ones__items ON record_id = id WHERE {within}"
    )
    found |= {"eight_ones.items_done": items, "eight_ones.activities": activities}
    found["eight_ones.attended"] = attended
    heads, talks = one(f"SELECT sum(people), count(*) FROM ledger_talks WHERE {within}")
    (open_,) = one(
        f"SELECT count(*) FROM ledger_talks WHERE {up_to}"
        " AND revisit_on IS NOT NULL AND revisit_result IS NULL"
    )
    classes = by_word(
        "SELECT word, sum(people) FROM ledger_talks JOIN ledger_talks__classes ON record_id = id"
        f" WHERE {within} GROUP BY word"
    )
    found |= {"talks.heads": heads, "talks.talks": talks, "talks.revisits_open": open_}
    keys = ("key_posts", "promoted", "new_cadres", "new_members", "others")
    found |= {f"talks.heads_{k}": classes.get(w, 0) for k, w in zip(keys, _CLASSES, strict=True)}
    kinds = by_word(f"SELECT kind, sum(copies) FROM ledger_family WHERE {within} GROUP BY kind")
    (visits,) = one(
        "SELECT count(DISTINCT name) FROM ledger_family"
        " JOIN ledger_family__people ON record_id = id"
        f" WHERE {within} AND kind = '廉政家访' AND is_present"
    )
    keys = ("letters", "pledges", "initiatives")
    found |= {f"family.{k}": kinds.get(w, 0) for k, w in zip(keys, _FAMILY, strict=False)}
    found["family.visits"] = visits
    forms = by_word(f"SELECT form, count(*) FROM ledger_education WHERE {within} GROUP BY form")
    keys = ("monthly", "party_lectures", "lectures", "seminars", "films", "cases", "visits")
    found |= {f"education.{k}": forms.get(w, 0) for k, w in zip(keys, _FORMS, strict=True)}
    attended, notes = one(f"SELECT sum(people), sum(notes) FROM ledger_education WHERE {within}")
    found |= {"education.attended": attended, "education.notes": notes}
    kinds = by_word(f"SELECT kind, count(*) FROM ledger_meetings WHERE {within} GROUP BY kind")
    keys = ("assemblies", "committees", "groups", "lectures", "theme_days", "reviews")
    found |= {f"meetings.{k}": kinds.get(w, 0) for k, w in zip(keys, _KINDS, strict=True)}
    (clean,) = one(
        f"SELECT count(*) FROM ledger_meetings WHERE {within}"
        " AND EXISTS (SELECT 1 FROM ledger_meetings__clean WHERE record_id = id)"
    )
    (attended,) = one(f"SELECT sum(people) FROM ledger_meetings WHERE {within}")
    found |= {"meetings.clean": clean, "meetings.attended": attended}
    (tasks,) = one(f"SELECT count(*) FROM ledger_tasks WHERE {within}")
    idle, going, overdue = one(
        "SELECT total(begun = 0), total(begun AND NOT ended), total(NOT ended AND late) FROM ("
        f"SELECT coalesce(started_on <= '{last}', 0) AS begun,"
        f" coalesce(finished_on <= '{last}', 0) AS ended,"
        f" coalesce(due <= '{late}', 0) AS late FROM ledger_tasks WHERE {up_to})"
    )
    (done,) = one(
        f"SELECT count(*) FROM ledger_tasks WHERE {_COUNTED}"
        f" AND finished_on BETWEEN '{first}' AND '{last}'"
    )
    found |= {"tasks.tasks": tasks, "tasks.idle": idle, "tasks.going": going}
    found |= {"tasks.done": done, "tasks.overdue": overdue}
    (trips,) = one(f"SELECT count(*) FROM ledger_inspections WHERE {within}")
    (units,) = one(
        "SELECT count(DISTINCT name) FROM ledger_inspections"
        f" JOIN ledger_inspections__units ON record_id = id WHERE {within}"
    )
    (problems,) = one(
        "SELECT count(*) FROM ledger_inspections"
        f" JOIN ledger_inspections__found ON record_id = id WHERE {within}"
    )
    return found | {
        "inspections.trips": trips,
        "inspections.units": units,
        "inspections.found": problems,
    }


def _fill(book: EncryptedBook) -> None:
    """Straight into the tables: saving a hundred thousand one by one would take minutes."""
    with book.writing() as work:
        driver = cast("Any", work.records)._connection.connection.dbapi_connection
        for ledger, columns, values in (
            ("eight_ones", ("day", "people"), lambda n, day: (day, n % 20)),
            (
                "talks",
                ("time", "people", "revisit_on", "revisit_result"),
                lambda n, day: (day, n % 5 + 1, day if n % 3 else None, "好" if n % 2 else None),
            ),
            ("family", ("kind", "copies", "people"), lambda n, _: (_FAMILY[n % 4], n % 9, 1)),
            ("education", ("form", "people", "notes"), lambda n, _: (_FORMS[n % 7], n % 20, n % 4)),
            ("meetings", ("kind", "people"), lambda n, _: (_KINDS[n % 6], n % 20)),
            (
                "tasks",
                ("due", "started_on", "finished_on"),
                lambda n, day: (day, day if n % 3 else None, day if n % 3 == 1 else None),
            ),
            ("inspections", ("day",), lambda n, day: (day,)),
        ):
            _insert(driver, ledger, columns, cast("Any", values))
        for table, column in (("units", "name"), ("found", "problem")):
            rows = ((n, 0, f"{n % 97}") for n in range(1, EACH + 1) if n % 4)
            driver.executemany(
                f"INSERT INTO ledger_inspections__{table} (record_id, place, {column})"
                " VALUES (?, ?, ?)",
                rows,
            )
        driver.executemany(
            "INSERT INTO ledger_family__people (record_id, place, name, is_present)"
            " VALUES (?, 0, ?, 1)",
            ((n, f"样例{n % 97}") for n in range(1, EACH + 1)),
        )
        for table, words in (
            ("ledger_eight_ones__items", _ITEMS),
            ("ledger_talks__classes", _CLASSES),
            ("ledger_meetings__clean", _CLEAN),
        ):
            rows = ((n, 0, words[n % len(words)]) for n in range(1, EACH + 1) if n % 4)
            driver.executemany(
                f"INSERT INTO {table} (record_id, place, word) VALUES (?, ?, ?)", rows
            )


def _insert(
    driver: Any,
    ledger: str,
    columns: tuple[str, ...],
    values: Callable[[int, str], tuple[object, ...]],
) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        for n in range(1, EACH + 1):
            day = (_FIRST + timedelta(days=n % 1826)).isoformat()
            yield n, f"n{n}", day, *values(n, day)

    places = ", ".join("?" * (len(columns) + 3))
    driver.executemany(
        f"INSERT INTO ledger_{ledger} (state, entered_at, entered_by, changed_at, revision,"
        f" id, number, occurred_on, {', '.join(columns)})"
        f" VALUES ('已确认', '2026-11-23 10:05:00', '样例', '2026-11-23 10:05:00', 1, {places})",
        rows(),
    )


def median(work: Callable[[], object], times: int = 15) -> float:
    taken: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)

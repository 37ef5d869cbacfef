"""A map of five thousand risks as of a day in the past, against the list of all of them."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from qinglian_desktop.application.crossings import Glance
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Mark
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.domain.lenses import Matrix
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, Stamp
from qinglian_desktop.domain.values import Link, Values
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_slots import KeyCost
from tests.benchmarks.row import Row

_COUNT = 5_000
_BUDGET = 3.0


def run() -> list[Row]:
    """Both read in the same book, the best of several; every risk was changed twice."""
    with tempfile.TemporaryDirectory() as folder:
        tools = build_tools()
        books = EncryptedBooks(
            tools.catalogue,
            tools.clock,
            tools.who,
            cost=KeyCost(iterations=1, memory_kib=64, lanes=1),
        )
        book, _ = books.create(Path(folder) / "book", "测量口令-2026")
        desk = Desk(book, tools)
        _fill(desk)
        risks = desk.catalogue["risks"]
        lens = next(each for each in risks.lenses if isinstance(each, Matrix))

        def listed() -> int:
            with book.reading() as work:
                return len(work.records.few(Query("risks"), None))

        def mapped() -> int:
            crossing = desk.statistics.matrix(risks, lens, Glance(date(2024, 7, 1)))
            return sum(map(len, crossing.ids.values()))

        assert (listed(), mapped()) == (_COUNT, _COUNT)
        one, other = _best(mapped), _best(listed)
        book.close()
    name = f"{_COUNT} 个风险点某一天的风险图 / 读出它们的列表"
    return [Row(name, one, other, one / other, _BUDGET)]


def _fill(desk: Desk) -> None:
    risks, first = desk.catalogue["risks"], datetime(2024, 1, 8, 9)
    with desk.book.writing() as work:
        for place in range(_COUNT):
            day = first.date() + timedelta(days=place % 90)
            by = Mark(datetime.combine(day, first.time()), "测量", "新增")
            record = Record("risks", _values(place, day), day, Stamp(by.at, by.by))
            kept = work.records.add(risks, record, by)
            for month, level in ((5, "二级"), (9, "三级")):
                changed = {**kept.values, "level": level}
                moved = Record(
                    "risks",
                    changed,
                    day,
                    kept.entered,
                    kept.state,
                    kept.number,
                    kept.id,
                    kept.revision,
                )
                kept = work.records.replace(
                    risks, moved, Mark(datetime(2024, month, 6, 10), "测量", "修改", "复核")
                )


def _values(place: int, day: date) -> Values:
    return {
        "power": Link(None, f"职权{place % 30}"),
        "department": f"部门{place % 12}",
        "category": "业务流程",
        "risk": f"第{place}项工作把关不严、走过场",
        "manifestation": "对材料只看有无、不核真伪，审核签字走过场。",
        "day": day,
        "method": "按可能性和危害程度定级",
        "likelihood": ("高", "中", "低")[place % 3],
        "severity": ("重", "中", "轻")[place // 3 % 3],
        "level": "一级",
        "stage": "审核",
        "controls": tuple(
            {
                "measure": "两人以上审核并签名。",
                "owner": "张三",
                "leader": "李四",
                "status": "未落实",
            }
            for _ in range(2)
        ),
    }


def _best(work: Callable[[], int], times: int = 3) -> float:
    taken: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)

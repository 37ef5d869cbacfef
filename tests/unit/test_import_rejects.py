"""What was not taken says of its years what the file said: no more, and no less."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.read_sheets import sheet

PROBLEMS = Catalogue(ALL_LEDGERS)["problems"]
HEADS = "发现日期|问题|整改时限|来源"
Days = list[tuple[object, object]]
Back = Callable[..., Understanding]


@pytest.fixture
def back(empty_book: Book, tools: Tools, tmp_path: Path) -> Back:
    """What the rejected records of a sheet come to when they are read again."""
    importing = Desk(empty_book, tools).importing

    def read_again(*rows: str, rejected: list[int], year: int | None = None) -> Understanding:
        file = SheetFile("表.xlsx", "", (sheet(*rows),))
        found = importing.understand(PROBLEMS, file, ImportPlan(year=year))
        target = tmp_path / "2024年没有导入.xlsx"
        importing.write_rejected(found, rejected, target)
        return importing.understand(PROBLEMS, importing.read(target), ImportPlan())

    return read_again


def days(found: Understanding) -> Days:
    return [(each.typed.get("day"), each.typed.get("due")) for each in found.records()]


def test_a_year_that_was_asked_for_is_asked_for_again(back: Back) -> None:
    rows = ("2026年台账|||", HEADS, "2025年12月3日|甲|2026-01-05|自查", "3月1日|乙|4月2日|自查")
    again = back(*rows, rejected=[1])
    assert again.asks_year and days(again) == [(None, "2026-04-02")]
    assert back("台账|||", HEADS, "3月1日|乙|4月2日|自查", rejected=[0]).asks_year


def test_what_was_told_stays_told_beside_what_was_asked(back: Back) -> None:
    rows = ("2026年台账|||", HEADS, "3月1日|甲|2027-05-01|自查", "3月2日|乙|6月1日|自查")
    later = "3月3日|丙||自查"
    again = back(*rows, later, rejected=[1, 2])
    assert again.asks_year and days(again) == [("2026-03-02", None), ("2026-03-03", None)]
    answered = back(*rows, later, rejected=[1, 2], year=2027)
    assert not answered.asks_year
    assert days(answered) == [("2026-03-02", "2027-06-01"), ("2026-03-03", None)]


def test_an_answer_and_the_months_of_a_title_are_kept_apart(back: Back) -> None:
    rows = ("2025—2026学年|||", HEADS, "9月5日|甲||自查", "8月20日|乙||自查", "9月6日|丙||自查")
    answered = back(*rows, rejected=[0, 1, 2], year=2026)
    assert not answered.asks_year
    assert [day for day, _ in days(answered)] == ["2025-09-05", "2026-08-20", "2025-09-06"]
    asked = back(*rows, rejected=[0, 1, 2])
    assert asked.asks_year
    assert [day for day, _ in days(asked)] == ["2025-09-05", None, "2025-09-06"]


def test_records_behind_a_section_of_another_year_keep_their_own(back: Back) -> None:
    rows = (
        "2026年台账|||",
        HEADS,
        "2025年|||",
        "12月5日|甲||自查",
        "第一季度|||",
        "3月6日|乙||自查",
    )
    assert [day for day, _ in days(back(*rows, rejected=[0, 1]))] == ["2025-12-05", "2026-03-06"]

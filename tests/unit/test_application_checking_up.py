"""Once a month a book is checked in full; what is found is told with who has it whole."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.checking_up import (
    Checkup,
    check_up,
    is_check_due,
    last_checked,
    look_at,
)
from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.soundness import BROKEN_PAGES, Finding, Whole
from qinglian_desktop.domain.errors import Cancelled
from tests.conftest import NOW

COPY = Copy(Path("x"), 3, datetime(2026, 3, 1, 8, 5), 1, Path("b"))
DAY = date(2026, 11, 23)


def test_a_sound_book_is_checked_once_a_month(empty_book: Book) -> None:
    assert is_check_due(empty_book, lambda: NOW) and last_checked(empty_book) is None
    assert look_at(empty_book, lambda: NOW).is_sound
    assert is_check_due(empty_book, lambda: NOW)
    assert check_up(empty_book, lambda: NOW) == Checkup(NOW.date())
    assert last_checked(empty_book) == NOW.date()
    assert not is_check_due(empty_book, lambda: NOW)
    month, year = (NOW.month % 12 + 1, NOW.year + NOW.month // 12)
    assert is_check_due(empty_book, lambda: datetime(year, month, 1))
    # A clock that once was ahead does not keep the check away for years.
    assert is_check_due(empty_book, lambda: datetime(2019, 1, 1))


def test_a_check_that_is_given_up_comes_again(sample_book: Book) -> None:
    with pytest.raises(Cancelled):
        check_up(sample_book, lambda: NOW, lambda done, total: False)
    assert is_check_due(sample_book, lambda: NOW)


def test_each_finding_is_told_with_the_backup_that_has_it_whole() -> None:
    findings = (
        Finding("谈心谈话 2026-003 和它的最后一次历史对不上。", "talks", 3),
        Finding("花名册 第 4 条（编号读不出来） 读不出来。", "people", 4),
        Finding("会议 2026-001 的附件“灯.txt”的文件不见了。", "meetings", 1),
        Finding("花名册有 2 个编号用了两次。"),
    )
    whole = Whole(
        COPY,
        {("talks", 3): (COPY, "谈心谈话 2026-003"), ("people", 4): (COPY, "花名册 2026-004“韦”")},
    )
    found = Checkup(DAY, findings, whole)
    assert found.lines == [
        "谈心谈话 2026-003 和它的最后一次历史对不上。2026年3月1日 08:05 的备份里有完好的。",
        "花名册 第 4 条（编号读不出来） 读不出来。"
        "2026年3月1日 08:05 的备份里有完好的（花名册 2026-004“韦”）。",
        "会议 2026-001 的附件“灯.txt”的文件不见了。备份里没有完好的。",
        "花名册有 2 个编号用了两次。",
    ]
    assert "取回这条记录" in found.advice


@pytest.mark.parametrize(
    ("findings", "whole", "said"),
    [
        (
            (Finding(BROKEN_PAGES),),
            Whole(COPY),
            "请先不要再往里记。最近一份完好的备份是 2026年3月1日",
        ),
        ((Finding(BROKEN_PAGES),), Whole(), "没有一份备份是完好的"),
        ((Finding("不在搜索目录里。"),), Whole(COPY), "记录的内容没有缺。"),
    ],
)
def test_the_advice_fits_what_was_found(
    findings: tuple[Finding, ...], whole: Whole, said: str
) -> None:
    advice = Checkup(DAY, findings, whole).advice
    assert said in advice and "修复" in advice


def test_attachments_that_a_backup_has_are_brought_back_by_a_click() -> None:
    gone = Finding("会议 2026-001 的附件“灯.txt”的文件不见了。", "meetings", 1, "a" * 64)
    whole = Whole(COPY, {("meetings", 1): (COPY, "会议 2026-001")}, ("a" * 64,))
    assert Checkup(DAY, (gone,), whole).advice == "附件点“取回附件”就从备份里回来。"
    other = Finding("谈心谈话 2026-003 读不出来。", "talks", 3)
    advice = Checkup(DAY, (gone, other), whole).advice
    assert "取回附件" in advice and "取回这条记录" in advice
    assert "重新添加" in Checkup(DAY, (gone,), Whole(COPY)).advice

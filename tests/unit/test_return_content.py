"""What a return says, its name and its digest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.domain.return_content import (
    LONGEST_CELL,
    LedgerSheet,
    ReturnContent,
    SummaryLine,
    cell_words,
    content_of,
)
from tests.documents.return_contents import any_content


def content(*cells: CellValue) -> ReturnContent:
    keys = tuple(f"k{place}" for place in range(len(cells)))
    return ReturnContent(
        "0065",
        "示例单位",
        Period.parse("2026-10"),
        1,
        (("报告期", "2026年10月"),),
        (SummaryLine("ledger", "measure", "人次", "人", 1, 2),),
        (LedgerSheet("ledger", "台账", keys, keys, (5,) * len(keys), (cells,)),),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, ""),
        (None, "  \n"),
        (5, Decimal("5.000")),
        (Decimal("0"), Decimal("-0")),
        (0, Decimal("0.000000")),
        (1200, Decimal("1.2E+3")),
        ("一\r\n二", "一\n二"),
        ("一\r二", "一\n二"),
    ],
)
def test_the_digest_is_the_same_for_the_same_words_and_figures(one: CellValue, other: CellValue):
    assert content(one).digest == content(other).digest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (0, None),
        (5, "5"),
        (date(2026, 10, 1), "2026-10-01"),
        ("n5", 5),
        ("一 二", "一二"),
        (" 一", "一"),
        (Decimal("0.000001"), 0),
    ],
)
def test_the_digest_differs_for_other_words_and_figures(one: CellValue, other: CellValue):
    assert content(one).digest != content(other).digest


@given(any_content())
def test_what_it_says_is_read_back_as_it_was_said(content: ReturnContent):
    assert content_of(content.told).told == content.told


@pytest.mark.parametrize(
    "change",
    [
        lambda c: replace(c, unit_code="0066"),
        lambda c: replace(c, unit_name="别的单位"),
        lambda c: replace(c, period=Period.parse("2026-09")),
        lambda c: replace(c, revision=2),
        lambda c: replace(c, cover=(("报告期", "2026年9月"),)),
        lambda c: replace(c, cover=()),
        lambda c: replace(c, summary=()),
        lambda c: replace(c, summary=(replace(c.summary[0], year=3),)),
        lambda c: replace(c, summary=(replace(c.summary[0], month=None),)),
        lambda c: replace(c, summary=(replace(c.summary[0], measure="other"),)),
        lambda c: replace(c, sheets=()),
        lambda c: replace(c, sheets=(replace(c.sheets[0], title="另一本"),)),
        lambda c: replace(c, sheets=(replace(c.sheets[0], keys=("x",)),)),
        lambda c: replace(c, sheets=(replace(c.sheets[0], headings=("x",)),)),
        lambda c: replace(c, sheets=(replace(c.sheets[0], rows=()),)),
    ],
)
def test_every_part_counts_in_the_digest(change: Callable[[ReturnContent], ReturnContent]):
    assert change(content("甲")).digest != content("甲").digest


@given(st.text(st.characters(exclude_categories=())))
def test_cell_words_are_as_a_cell_holds_them(text: str):
    words = cell_words(text)
    assert cell_words(words) == words
    assert "\r" not in words
    words.encode()  # no lone surrogate is left


@given(st.integers(0, 3), st.sampled_from(["字", "𬭎", "a"]))
def test_the_longest_text_that_a_cell_holds(beyond: int, sign: str):
    size = len(sign.encode("utf-16-le")) // 2
    fits = sign * (LONGEST_CELL // size)
    assert cell_words(fits) == fits
    cut = cell_words(fits + sign * (beyond + 1))
    assert cut.endswith("全文见台账库）")
    assert len(cut.encode("utf-16-le")) <= 2 * LONGEST_CELL


def test_the_file_is_named_for_unit_month_and_revision():
    assert content().file_name == "清廉月报_示例单位_2026-10_r1.xlsx"


def test_a_name_that_no_stick_takes_is_mended():
    named = replace(content(), unit_name='示例/单位:"一"<支部>|*?\\.')
    assert not set(named.file_name) & set('/\\:*?"<>|')
    assert named.file_name.endswith("_2026-10_r1.xlsx")
    assert len(replace(content(), unit_name="长" * 200).file_name.encode()) <= 255

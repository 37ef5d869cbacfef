"""Receipts under odd names, of odd clocks and with odd words; and keys that are written oddly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from qinglian_desktop.application.answers import ReceiptKind, receipts_in
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.domain.errors import EnvironmentProblem
from tests.unit.two_offices import Offices, two_offices

_REASONS = ("汇总与台账不符", "没有盖章")


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    with two_offices(tmp_path) as made:
        yield made


def test_a_clock_that_was_ahead_does_not_count_for_ever(offices: Offices) -> None:
    path, right = offices.hand_in(), offices.committee.now
    offices.committee.now += timedelta(days=365)
    offices.answer(path, *_REASONS)
    offices.read()
    offices.committee.now = right
    offices.unit.now += timedelta(days=1)
    offices.answer(path, later=24 * 60 - 5)
    assert sorted(offices.kinds(), key=str) == [ReceiptKind.KNOWN, ReceiptKind.NEW]
    assert offices.verdict() is Verdict.TAKEN


def test_what_a_receipt_says_can_be_shown(offices: Offices) -> None:
    path = offices.hand_in()
    many = ("好\u202e反的\x07", *["很长" * 200] * 40)
    offices.committee.desk.collecting.answer(
        offices.verified(path), Verdict.RETURNED, many, offices.stick
    )
    (seen,) = offices.read()
    assert seen.kept is not None
    assert seen.kept.reasons[0] == "好反的"
    assert [len(each) for each in seen.kept.reasons[1:]] == [300] * 29


def test_ones_own_return_is_not_answered(offices: Offices) -> None:
    path = offices.hand_in()
    with pytest.raises(EnvironmentProblem, match="不能给自己写回执"):
        offices.answer(path, by=offices.unit)
    assert receipts_in(offices.stick) == []


def test_a_key_is_written_in_one_way(offices: Offices) -> None:
    path = offices.hand_in()
    workbook = openpyxl.load_workbook(path)
    page = workbook["校验"]
    for place in range(1, page.max_row + 1):
        if page.cell(place, 1).value == "公钥":
            page.cell(place, 2, str(page.cell(place, 2).value).upper())
    workbook.save(path)
    (finding,) = offices.verified(path).findings
    assert finding.startswith("签名与内容不符")


def test_receipts_are_found_on_a_stick_and_one_folder_down(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "回执", tmp_path / "回执" / "深", tmp_path / ".Trash"):
        folder.mkdir(exist_ok=True)
        (folder / "清廉回执_青莲号_2026-10_r1_退回.txt").write_text("")
        (folder / "别的.txt").write_text("")
        (folder / "._清廉回执_青莲号_2026-10_r1_退回.txt").write_text("")
    found = [each.parent.name for each in receipts_in(tmp_path)]
    assert sorted(found) == sorted([tmp_path.name, "回执"])
    assert receipts_in(tmp_path / "没有") == []


@pytest.mark.parametrize(
    "name", ["3.清廉回执_一.txt", "复件 清廉回执_一.TXT", "清廉回执_一 (1).txt"]
)
def test_a_receipt_is_found_under_the_name_that_a_copy_has(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("")
    assert [each.name for each in receipts_in(tmp_path)] == [name]

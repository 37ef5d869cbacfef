"""The corpus that collecting is tried on: sound where nothing is wrong, and wrong as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.verifying import verify
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.collected_corpus import (
    PASSWORD,
    SMALL,
    Flaw,
    month_of,
    months_of,
    write_corpus,
)


def one(folder: Path, flaw: Flaw) -> list[Path]:
    (month,) = months_of(2026, 1)
    return write_corpus(folder, 1, [month], {(1, month.key): flaw}, shape=SMALL)


def test_it_is_the_same_every_time_and_sound(tmp_path: Path):
    first = write_corpus(tmp_path / "a", 1, months_of(2026, 2), shape=SMALL)
    again = write_corpus(tmp_path / "b", 1, months_of(2026, 2), shape=SMALL)
    assert [each.read_bytes() for each in first] == [each.read_bytes() for each in again]
    assert [each.relative_to(tmp_path / "a") for each in first] == [
        each.relative_to(tmp_path / "b") for each in again
    ]
    assert [verify(ReturnWorkbook(), each).findings for each in first] == [(), ()]


def test_months_add_up_to_the_year():
    months = [month_of(3, each) for each in months_of(2026, 4)]
    adding = {
        (ledger.key, each.key) for ledger in ALL_LEDGERS for each in ledger.measures if each.adds_up
    }
    for place, line in enumerate(months[-1].summary):
        if (line.ledger, line.measure) in adding:
            assert line.year == sum(each.summary[place].month or 0 for each in months)


@pytest.mark.parametrize(
    ("flaw", "begins"), [(Flaw.EDITED, "内容与写出时不一样"), (Flaw.LOOKS, "“汇总”页E3")]
)
def test_a_change_is_found(tmp_path: Path, flaw: Flaw, begins: str):
    (path,) = one(tmp_path, flaw)
    assert verify(ReturnWorkbook(), path).findings[0].startswith(begins)


def test_what_has_no_proof_any_more_is_found_so(tmp_path: Path):
    (path,) = one(tmp_path, Flaw.NO_CHECK)
    assert "被删掉了" in verify(ReturnWorkbook(), path).findings[0]


@pytest.mark.parametrize(
    ("flaw", "happened"),
    [(Flaw.FUTURE, "更新版本"), (Flaw.LOCKED, "打开密码")],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, flaw: Flaw, happened: str):
    (path,) = one(tmp_path, flaw)
    with pytest.raises(EnvironmentProblem, match=happened):
        verify(ReturnWorkbook(), path)


def test_what_needs_a_password_is_whole(tmp_path: Path):
    (path,) = one(tmp_path, Flaw.LOCKED)
    read = ReturnWorkbook().unlocked(path, PASSWORD).read(path)
    assert read.content.digest == read.stated_digest


@pytest.mark.parametrize(
    "flaw",
    [Flaw.REVISED, Flaw.TWICE, Flaw.SAME_CODE, Flaw.WRONG_TOTAL, Flaw.RENAMED, Flaw.UNSIGNED],
)
def test_the_rest_is_sound_by_itself(tmp_path: Path, flaw: Flaw):
    """What is wrong is seen only beside other files."""
    paths = one(tmp_path, flaw)
    assert len(paths) == (2 if flaw in {Flaw.REVISED, Flaw.TWICE} else 1)
    for path in paths:
        assert verify(ReturnWorkbook(), path).findings == ()

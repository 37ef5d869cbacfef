"""Returns with a password of their own, verified and answered by whoever was told it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qinglian_desktop.application.handing_in import Wish
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.domain.errors import NeedsPassword
from tests.unit.two_offices import OCTOBER, Offices, two_offices

PASSWORD = "十月·2026"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    with two_offices(tmp_path) as made:
        yield made


def test_a_locked_return_is_verified_and_answered_with_its_password(offices: Offices) -> None:
    returning = offices.unit.desk.returning
    path = returning.deliver(OCTOBER, offices.stick, wish=Wish(password=PASSWORD)).path
    verified = offices.committee.desk.returning.verify
    with pytest.raises(NeedsPassword, match="设了打开密码"):
        verified(path)
    with pytest.raises(NeedsPassword, match="给出的密码都打不开"):
        verified(path, "不是这个")
    found = verified(path, PASSWORD)
    assert (found.findings, found.content.period) == ((), OCTOBER)
    collecting = offices.committee.desk.collecting
    assert collecting.answer(found, Verdict.TAKEN, (), offices.stick).exists()
    offices.read()
    assert offices.verdict() is Verdict.TAKEN


def test_a_locked_return_is_collected_with_one_of_several_passwords(offices: Offices) -> None:
    offices.unit.desk.returning.deliver(OCTOBER, offices.stick, wish=Wish(password=PASSWORD))
    collection = offices.committee.desk.collection
    (refused,) = collection.collect(offices.stick).files
    assert "设了打开密码" in refused.why[0]
    (taken,) = collection.collect(offices.stick, ["别的", PASSWORD]).files
    assert taken.fate.value == "收下"

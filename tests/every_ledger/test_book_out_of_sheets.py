"""All ledgers out of one book and into another: as many records, and the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.field_types import RecordRef
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.conftest import YEAR


def count(desk: Desk, ledger: Ledger) -> int:
    return len(desk.searching.ids(Query(ledger.key)))


def figures(desk: Desk) -> dict[tuple[str, str], object]:
    lines = desk.statistics.figures(Period.parse(str(YEAR)))
    return {(line.ledger.key, line.measure.key): line.figure.value for line in lines}


def names_others(ledger: Ledger) -> tuple[bool, bool]:
    return ledger.roster is None, bool(list(ledger.of_type(RecordRef)))


@pytest.mark.slow
@pytest.mark.parametrize("is_last_first", [False, True], ids=["in order", "the last first"])
def test_what_feeds_and_what_is_fed_is_counted_once(
    sample_desk: Desk, empty_desk: Desk, tmp_path: Path, is_last_first: bool
) -> None:
    in_order = ALL_LEDGERS[::-1] if is_last_first else ALL_LEDGERS
    importing = empty_desk.importing
    # Who and what is meant by a name has to be there.
    for ledger in sorted(in_order, key=names_others):
        target = tmp_path / f"{ledger.key}.xlsx"
        sample_desk.sheets_out.whole(Query(ledger.key), "", target)
        # What feeds is taken back and brought in once more, as after a mistake in the table.
        for time in range(2 if ledger.feeds else 1):
            if time:
                empty_desk.records.steps.undo()
                assert count(empty_desk, ledger) == 0
            made = importing.keep(
                importing.understand(ledger, importing.read(target), ImportPlan())
            )
            assert not made.rejected, (ledger.key, made.reasons)
    for ledger in ALL_LEDGERS:
        assert (ledger.key, count(empty_desk, ledger)) == (ledger.key, count(sample_desk, ledger))
    assert figures(empty_desk) == figures(sample_desk)

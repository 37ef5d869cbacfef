"""What a table says, filled in as a form would, is found to be what the whole says if typed so."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_record import plain_of
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.ledgers import ALL_LEDGERS

MOST = 3
"""Records of each ledger."""


@pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)
def test_what_follows_changes_nothing_of_what_was_read(desk: Desk, ledger: Ledger) -> None:
    keeper = desk.records.keeper
    followed = {field.key for field in ledger.following}
    with desk.book.reading() as work:
        for record in work.records.page(Query(ledger.key), 0, MOST):
            as_text = {
                key: format_text(ledger.field(key).type, value)
                for key, value in record.values.items()
            }
            for given in (plain_of(ledger, record), as_text):
                typed = {key: plain for key, plain in given.items() if key not in followed}
                for said in (typed, typed | {ledger.occurred: "昨天或前天"}):
                    whole, checked = keeper.check_filled(work, ledger, said, {})
                    assert checked == keeper.check(work, ledger, whole, None)

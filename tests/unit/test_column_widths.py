"""How columns share the room of a list."""

from __future__ import annotations

from qinglian_desktop.ui.ledger.column_widths import Needed, widths_within


def test_what_lacks_little_is_made_whole_first_and_the_widest_takes_the_rest() -> None:
    columns = [Needed(50, 60), Needed(100, 300), Needed(40, 40)]
    assert widths_within(500, columns, widest=1) == [60, 400, 40]
    assert widths_within(260, columns, widest=1) == [60, 160, 40]
    assert widths_within(195, columns, widest=1) == [55, 100, 40]


def test_where_there_is_no_room_each_keeps_what_it_needs_to_be_read() -> None:
    assert widths_within(100, [Needed(50, 60), Needed(100, 300)], widest=1) == [50, 100]


def test_what_a_hand_arranged_stays_even_as_the_widest() -> None:
    columns = [Needed(50, 60, may_grow=False), Needed(100, 100, may_grow=False)]
    assert widths_within(500, columns, widest=1) == [50, 100]

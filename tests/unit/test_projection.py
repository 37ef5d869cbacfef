"""Headings and cells, the same for the list, the return and the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from qinglian_desktop.domain.field_types import Field, InReturn, Integer, Rows, Text
from qinglian_desktop.domain.ledger import Section
from qinglian_desktop.domain.projection import (
    CellValue,
    Column,
    Part,
    all_columns,
    cell,
    cell_text,
    paper_columns,
    return_columns,
    rows,
    screen_columns,
)
from qinglian_desktop.domain.record import Record, Stamp, State, occurred_on, title_of
from qinglian_desktop.domain.values import Attendee, People, Person, Value
from tests.invented import EVERYTHING, INVENTED_ROSTER, example_values

RECORD = Record(
    "everything",
    example_values(
        hands=People((Attendee(Person("周𬭚")), Attendee(Person("吴𫟼"), False, "病假")))
    ),
    date(2026, 10, 9),
    Stamp(datetime(2026, 10, 9, 12, 0), "周𬭚"),
    number="2026-003",
)
BLANK = replace(RECORD, values={})


def shown(columns: tuple, record: Record = RECORD) -> dict[str, CellValue]:
    return {column.key: cell(record, column) for column in columns}


def test_the_screen_shows_fields_with_a_width_then_the_state():
    columns = screen_columns(EVERYTHING)
    assert [column.key for column in columns] == [
        "line",
        "keeper",
        "day",
        "plan",
        "span",
        "colour",
        "tasks",
        "weight",
        "money",
        "grade",
        "hands.due",
        "hands.present",
        "hands.absent",
        "guests",
        "course.count",
        "leg",
        "story",
        "state",
    ]
    assert all(column.width > 0 for column in columns)


def test_the_paper_says_what_the_screen_shows_numbered_and_without_state():
    screen, paper = shown(screen_columns(EVERYTHING)), shown(paper_columns(EVERYTHING))
    assert paper.pop("number") == "2026-003"
    assert screen.pop("state") == State.CONFIRMED.value
    assert paper == screen


def test_cells_hold_numbers_days_and_words_of_their_own_kind():
    cells = shown(screen_columns(EVERYTHING))
    assert cells["weight"] == 12
    assert cells["money"] == Decimal("1.5")
    assert cells["day"] == date(2026, 10, 9)
    assert cells["span"] == "2026-10-09 09:00 至 11:30"
    assert cells["tasks"] == "补帆、看灯"
    assert (cells["hands.due"], cells["hands.present"]) == (2, 1)
    assert cells["hands.absent"] == "吴𫟼（病假）"


def test_rows_are_told_without_the_labels_of_their_form():
    steps, single = EVERYTHING.field("steps"), Rows((Field("name", "名", Text()),), "名")
    rows = ({"what": "擦\n甲板", "times": 2, "done": "做完"}, {"what": "看灯"})
    assert _cell_of(steps, rows) == "擦 甲板 2 做完；\n看灯"
    names = Field("names", "名字", single)
    assert _cell_of(names, ({"name": "甲"}, {"name": "乙"})) == "甲、乙"


def _cell_of(field: Field, value: Value) -> CellValue:
    record = replace(BLANK, values={field.key: value})
    return cell(record, Column(field.key, field.label, Part.VALUE, 8, field))


def test_a_blank_record_shows_nothing_rather_than_zero():
    assert {
        value for key, value in shown(screen_columns(EVERYTHING), BLANK).items() if key != "state"
    } == {None}


def test_the_return_keeps_back_what_is_not_public():
    keys = [column.key for column in return_columns(EVERYTHING)]
    assert keys[0] == "number"
    assert "story" not in keys
    assert "guests" not in keys
    assert "hands.absent" not in keys
    assert "files" not in keys
    cells = shown(return_columns(EVERYTHING))
    assert cells["guests.count"] == 2
    assert not any("阿依登" in str(value) or "风大" in str(value) for value in cells.values())


def test_the_user_can_turn_a_column_of_the_return_on():
    cells = shown(return_columns(EVERYTHING, ["story", "guests", "hands"]))
    assert str(cells["story"]).startswith("先补帆")
    assert "阿依登·古丽扎" in str(cells["guests"])
    assert cells["hands.absent"] == "吴𫟼（病假）"


def test_no_field_is_lost_on_the_way_to_the_return():
    sent = {column.field.key for column in return_columns(EVERYTHING) if column.field}
    kept_back = {field.key for field in EVERYTHING.fields if field.in_return is InReturn.NOTHING}
    assert sent | kept_back | {"files"} == set(EVERYTHING.by_key)


def test_every_field_has_one_column_when_all_are_copied():
    columns = all_columns(EVERYTHING)
    assert [column.key for column in columns] == [field.key for field in EVERYTHING.fields]
    assert rows([RECORD], columns) == [tuple(shown(columns).values())]


def test_number_columns_are_known_for_the_right_margin():
    numbers = {column.key for column in screen_columns(EVERYTHING) if column.is_number}
    assert numbers == {"weight", "money", "hands.due", "hands.present", "course.count"}
    long = {column.key for column in all_columns(EVERYTHING) if column.is_long}
    assert {"story", "steps"} <= long
    assert not long & numbers


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, ""),
        (0, "0"),
        (Decimal("1200.500"), "1200.5"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 10, 9), "2026-10-09"),
        ("话", "话"),
    ],
)
def test_a_cell_as_the_paper_writes_it(content: CellValue, text: str):
    assert cell_text(content) == text


def test_which_it_is_of_several_is_read_in_lists_and_reckoned_with_in_the_return():
    which = Field("no", "次数", Integer("次", ordinal=True), width=3)
    ledger = replace(EVERYTHING, sections=(Section("会", (which,)),))
    record = replace(BLANK, values={"no": 11})
    assert shown(screen_columns(ledger), record)["no"] == "第11次"
    assert shown(return_columns(ledger), record)["no"] == 11
    assert not screen_columns(ledger)[0].is_number


def test_when_it_happened_comes_from_the_declared_field():
    assert occurred_on(EVERYTHING, RECORD.values) == date(2026, 10, 9)
    assert occurred_on(EVERYTHING, {}) is None
    assert occurred_on(INVENTED_ROSTER, {"came": date(2020, 1, 1)}) == date(2020, 1, 1)


def test_a_record_is_called_by_its_title_fields_in_one_short_line():
    assert title_of(EVERYTHING, RECORD.values) == "补帆与看灯 周𬭚"
    long = title_of(EVERYTHING, {"line": "长\n" * 60})
    assert len(long) == 60
    assert long.endswith("…")
    assert "\n" not in long

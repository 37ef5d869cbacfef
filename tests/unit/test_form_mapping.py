"""What goes where in a form of somebody else: spans of time, and a mapping as the book keeps it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from qinglian_desktop.domain.filling.form_columns import form_columns, withheld
from qinglian_desktop.domain.filling.form_mapping import (
    FormMapping,
    MappedColumn,
    MappedPlace,
    MappedRows,
    WordsAround,
    Writing,
)
from qinglian_desktop.domain.filling.form_pieces import CountedIn, FieldIn, FormFact
from qinglian_desktop.domain.filling.form_spans import OFFERED_SPANS, FormSpan
from qinglian_desktop.domain.filling.mapping_json import mapping_of, mapping_text
from qinglian_desktop.domain.filling.seen_form import FormPlace
from qinglian_desktop.domain.in_return import InReturn
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.summary import NumberStyle
from tests.invented import EVERYTHING

OCTOBER = Period.parse("2026-10")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("本月", (2026, 10, 1), (2026, 10, 31)),
        ("上月", (2026, 9, 1), (2026, 9, 30)),
        ("本季度", (2026, 10, 1), (2026, 10, 31)),
        ("上季度", (2026, 7, 1), (2026, 9, 30)),
        ("本半年", (2026, 7, 1), (2026, 10, 31)),
        ("本年累计", (2026, 1, 1), (2026, 10, 31)),
        ("本年", (2026, 1, 1), (2026, 10, 31)),
        ("去年同月", (2025, 10, 1), (2025, 10, 31)),
        ("去年同期累计", (2025, 1, 1), (2025, 10, 31)),
        ("去年", (2025, 1, 1), (2025, 12, 31)),
        ("3月", (2026, 3, 1), (2026, 3, 31)),
        ("二季度", (2026, 4, 1), (2026, 6, 30)),
        ("四季度", (2026, 10, 1), (2026, 10, 31)),
        ("1至9月", (2026, 1, 1), (2026, 9, 30)),
        ("1至12月", (2026, 1, 1), (2026, 10, 31)),
        ("下半年", (2026, 7, 1), (2026, 10, 31)),
    ],
)
def test_a_span_is_seen_from_the_month_of_the_form(
    words: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    over = FormSpan(words).over(OCTOBER)
    assert (over.start, over.end) == (date(*first), date(*last))


def test_every_span_that_is_offered_has_days_and_no_other_words_have() -> None:
    for words in OFFERED_SPANS:
        over = FormSpan(words).over(OCTOBER)
        assert over.start <= over.end
    with pytest.raises(ValueError, match="没有“下月”这种时段"):
        FormSpan("下月")


def test_what_is_still_to_come_is_known() -> None:
    assert FormSpan("11月").begins_after(OCTOBER)
    assert not FormSpan("10月").begins_after(OCTOBER)
    assert not FormSpan("本年").begins_after(OCTOBER)


def test_a_mapping_comes_back_as_it_was_kept() -> None:
    place = FormPlace("月报", "D5")
    figure = CountedIn("talks", "heads", FormSpan("本年累计"), NumberStyle.MORE)
    around = WordsAround(("教育", "活动"), ("本月", "数量"), "人")
    mapping = FormMapping(
        places=(
            MappedPlace(place, (figure,), around=around),
            MappedPlace(
                FormPlace("月报", "A2"), (FormFact.UNIT, "第", FieldIn("no")), Writing.BEHIND
            ),
        ),
        rows=(
            MappedRows("people", (MappedColumn(FormPlace("表", "C4"), "name"),), 10, None),
            MappedRows(
                "talks",
                (MappedColumn(FormPlace("表", "B4"), "place"),),
                3,
                FormSpan("上月"),
                (("kind", "任前"),),
                around,
            ),
        ),
        ledger="meetings",
        labels=frozenset({"填报人", "合计"}),
    )
    assert mapping_of(mapping_text(mapping)) == mapping
    assert mapping.figures == (figure,)
    assert mapping.fields == ("no",)
    assert mapping.of(place) == mapping.places[0]
    assert mapping.of(FormPlace("月报", "D6")) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": 2}',
        json.dumps({"schema": 1, "places": [{"table": 1}], "rows": [], "ledger": "", "labels": []}),
        json.dumps({"schema": 1, "places": 1, "rows": [], "ledger": "", "labels": []}),
    ],
)
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        mapping_of(text)


def test_of_people_whom_the_return_only_counts_names_are_withheld_and_numbers_are_not() -> None:
    sections = tuple(
        replace(
            each,
            fields=tuple(
                replace(field, in_return=InReturn.COUNT) if field.key == "hands" else field
                for field in each.fields
            ),
        )
        for each in EVERYTHING.sections
    )
    counted = replace(EVERYTHING, sections=sections)
    said = {key: withheld(counted, key) for key in form_columns(counted) if "hands" in key}
    assert said == {
        "hands.due": None,
        "hands.present": None,
        "hands.absent": InReturn.COUNT,
        "hands": InReturn.COUNT,
    }
    assert withheld(EVERYTHING, "hands.absent") is None

"""Every contradiction in a declaration is refused before it is used, and says what contradicts.

Over 300 lines because each contradiction is a case of one table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from qinglian_desktop.domain.catalogue import Catalogue, Tab
from qinglian_desktop.domain.conditions import AllOf, Filled, Not, is_
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Field,
    Integer,
    LongText,
    Name,
    PeopleRef,
    RecordRef,
    Rows,
    Span,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Due,
    Fixed,
    FromPerson,
    Ledger,
    Section,
    StartOfYear,
    Today,
)
from qinglian_desktop.domain.lenses import Coverage, Every, Matrix, MonthGrid
from qinglian_desktop.domain.measures import (
    ChildRows,
    Different,
    Heads,
    Measure,
    Percent,
    RecordCount,
    Total,
)
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.invented import EVERYTHING, INVENTED, INVENTED_ROSTER, INVENTED_UNIT


def with_fields(*fields: Field) -> Ledger:
    """EVERYTHING with a further section."""
    return replace(EVERYTHING, sections=(*EVERYTHING.sections, Section("又", fields)))


def measured(counts: object, **more: object) -> Ledger:
    measure = Measure("m", "数", "个", counts, **more)  # pyright: ignore
    return replace(EVERYTHING, measures=(measure,))


def roster_with(**changes: str) -> Ledger:
    roster = INVENTED_ROSTER.roster
    assert roster is not None
    return replace(INVENTED_ROSTER, roster=replace(roster, **changes))


def unit_with(**changes: str) -> Ledger:
    unit = INVENTED_UNIT.unit
    assert unit is not None
    return replace(INVENTED_UNIT, unit=replace(unit, **changes))


PLAIN = Field("plain", "平", Text())

CONTRADICTIONS: dict[str, tuple[Callable[[], object], str]] = {
    "text longer than a line": (lambda: Text(501), "Text.longest 501"),
    "text of no length": (lambda: Text(0), "Text.longest 0"),
    "a form of no lines": (lambda: LongText(0), "LongText.lines 0"),
    "a form of too many lines": (lambda: LongText(41), "LongText.lines 41"),
    "least above most": (lambda: Integer(least=5, most=4), "least 5 is above most 4"),
    "no choices": (lambda: Choice(()), "distinct words"),
    "a choice twice": (lambda: Choice(("一", "一")), "distinct words"),
    "an empty choice": (lambda: Choices(("一", "")), "distinct words"),
    "a choice with the separator": (lambda: Choices(("一、二",)), "separates"),
    "rows without fields": (lambda: Rows((), "行"), "distinct keys"),
    "a row field twice": (lambda: Rows((PLAIN, PLAIN), "行"), "distinct keys"),
    **{
        f"{type(kind).__name__} in a row": (
            lambda kind=kind: Rows((Field("inner", "里", kind),), "行"),
            f"a row field cannot be {type(kind).__name__}",
        )
        for kind in (
            Rows((PLAIN,), "行"),
            PeopleRef(),
            Choices(("一",)),
            RecordRef("crew"),
            Span(),
        )
    },
    "a key that is no word": (lambda: Field("不是", "标", Text()), "not snake_case"),
    "a key in camel case": (lambda: Field("camelCase", "标", Text()), "not snake_case"),
    "no label": (lambda: Field("key", "", Text()), "label"),
    "a label with the row separator": (lambda: Field("key", "甲｜乙", Text()), "holds a mark"),
    "a label with the colon": (lambda: Field("key", "甲：", Text()), "holds a mark"),
    "hidden rows that are required": (
        lambda: Field("key", "标", Rows((PLAIN,), "行"), required=True, shown_when=Filled("line")),
        "cannot be hidden",
    ),
    "a ledger key that is no word": (lambda: replace(EVERYTHING, key="万事"), "not snake_case"),
    "a field key twice": (
        lambda: with_fields(Field("line", "又一行", Text())),
        "line stands twice",
    ),
    "a field label twice": (lambda: with_fields(Field("other", "一行字", Text())), "stands twice"),
    "an envelope key": (lambda: with_fields(Field("state", "状况", Text())), "envelope"),
    "an unknown occurred field": (lambda: replace(EVERYTHING, occurred="when"), "'when'"),
    "occurred that is no day": (lambda: replace(EVERYTHING, occurred="line"), "is Text, not Day"),
    "occurred that may be blank": (
        lambda: replace(EVERYTHING, occurred="plan"),
        "must be required",
    ),
    "no title": (lambda: replace(EVERYTHING, title=()), "title names no field"),
    "an unknown field of the identity": (
        lambda: replace(EVERYTHING, identity=(("line", "who"),)),
        "identity names the unknown field 'who'",
    ),
    "a start of the year in a text": (
        lambda: with_fields(Field("since", "起", Text(), unsaid=StartOfYear())),
        "field since unsaid: field since is Text, not Day",
    ),
    "an unknown title field": (lambda: replace(EVERYTHING, title=("what",)), "'what'"),
    "a filter without words": (lambda: replace(EVERYTHING, filters=("line",)), "not Choice"),
    "a condition on an unknown field": (
        lambda: with_fields(Field("more", "更", Text(), shown_when=Filled("gone"))),
        "'gone'",
    ),
    "a condition on a strange word": (
        lambda: with_fields(Field("more", "更", Text(), shown_when=is_("colour", "绿"))),
        "绿",
    ),
    "a condition on a field without words": (
        lambda: with_fields(
            Field("more", "更", Text(), shown_when=AllOf((Not(is_("line", "红")),)))
        ),
        "no words to choose",
    ),
    "a start that cannot be read": (
        lambda: with_fields(Field("more", "更", Integer(), initial=Fixed("许多"))),
        "'许多' cannot be read",
    ),
    "a start that is no option": (
        lambda: with_fields(Field("more", "更", Choices(("一", "二")), initial=Fixed("一、三"))),
        "['三'] are not its options",
    ),
    "a start that follows no person": (
        lambda: with_fields(Field("more", "更", Text(), initial=FromPerson("line", "post"))),
        "not PersonRef or PeopleRef",
    ),
    "a start of today for words": (
        lambda: with_fields(Field("more", "更", Text(), initial=Today())),
        "is Text, not Day",
    ),
    "a measure twice": (
        lambda: replace(EVERYTHING, measures=(EVERYTHING.measures[0],) * 2),
        "measure key events stands twice",
    ),
    "heads of no people": (lambda: measured(Heads("line")), "Heads cannot count Text line"),
    "a total of words": (lambda: measured(Total("line")), "Total cannot count Text line"),
    "different ones of one choice": (
        lambda: measured(Different("colour")),
        "Different cannot count Choice colour",
    ),
    "child rows of no rows": (lambda: measured(ChildRows("line")), "not Rows"),
    "child rows on an unknown field": (
        lambda: measured(ChildRows("steps", is_("colour", "红"))),
        "'colour'",
    ),
    "a part of no rows": (
        lambda: measured(Percent(ChildRows("line"), ChildRows("steps"))),
        "not Rows",
    ),
    "a whole of no rows": (
        lambda: measured(Percent(ChildRows("steps"), ChildRows("line"))),
        "not Rows",
    ),
    "a measure where nothing is": (lambda: measured(RecordCount(), where=Filled("gone")), "'gone'"),
    "a month grid without words": (
        lambda: replace(EVERYTHING, lenses=(MonthGrid("月", rows="line"),)),
        "not Choice or Choices",
    ),
    "a month grid of which nothing is due": (
        lambda: replace(EVERYTHING, lenses=(MonthGrid("月", rows="tasks", otherwise=None),)),
        "lens 月: no word is due, so the grid would be empty",
    ),
    "a matrix of people": (
        lambda: replace(EVERYTHING, lenses=(Matrix("阵", x="guests", y="line", tint="grade"),)),
        "not Choice or Text",
    ),
    "a matrix tinted by text": (
        lambda: replace(EVERYTHING, lenses=(Matrix("阵", x="colour", y="line", tint="line"),)),
        "not Choice",
    ),
    "coverage of no people": (
        lambda: replace(EVERYTHING, lenses=(Coverage("谁", "line", Every.YEAR),)),
        "not PeopleRef or PersonRef",
    ),
    "coverage of every month": (
        lambda: replace(EVERYTHING, lenses=(Coverage("谁", "guests", Every.MONTH),)),
        "a turn is a quarter, half-year or year",
    ),
    "a due on no day": (
        lambda: replace(EVERYTHING, dues=(Due("d", "期", "line", Filled("line")),)),
        "line is not a Day",
    ),
    "a due on no day of a row": (
        lambda: replace(EVERYTHING, dues=(Due("d", "期", "steps.what", Filled("what")),)),
        "steps.what is not a Day",
    ),
    "a due that is open by an unknown field": (
        lambda: replace(EVERYTHING, dues=(Due("d", "期", "steps.due", Filled("colour")),)),
        "'colour'",
    ),
    "a roster whose name is text": (lambda: roster_with(name="cabin"), "not Name"),
    "a roster whose department is a day": (lambda: roster_with(department="came"), "not Text"),
    "a roster joined on no day": (lambda: roster_with(joined="post"), "not Day"),
    "a roster whose votes are text": (lambda: roster_with(votes="post"), "not Choice"),
    "a roster whose classes are no rows": (lambda: roster_with(classes="post"), "not Rows"),
    "a roster of an unknown class word": (lambda: roster_with(class_word="gone"), "gone"),
    "a roster whose class begins on no day": (lambda: roster_with(class_since="word"), "not Day"),
    "a unit named by a day": (lambda: unit_with(name="since"), "not Text"),
    "a unit whose head is text": (lambda: unit_with(head="name"), "not PersonRef"),
    "two ledgers of one key": (
        lambda: Catalogue((EVERYTHING, replace(EVERYTHING, label="另一本"))),
        "twice",
    ),
    "two ledgers of one label": (
        lambda: Catalogue((INVENTED_ROSTER, EVERYTHING, replace(EVERYTHING, key="other"))),
        "share a label",
    ),
    "a reference to no ledger": (lambda: Catalogue((EVERYTHING,)), "refers to no ledger 'crew'"),
    "two rosters": (
        lambda: Catalogue((INVENTED_ROSTER, replace(INVENTED_ROSTER, key="b", label="乙"))),
        "more than one ledger declares itself the roster",
    ),
    "two units": (
        lambda: Catalogue((INVENTED_UNIT, replace(INVENTED_UNIT, key="b", label="乙"))),
        "more than one ledger declares itself the unit",
    ),
    "a tab of an unknown ledger": (
        lambda: Catalogue((INVENTED_UNIT,), (Tab("t", "页", "i", ledgers=("gone",)),)),
        "unknown ledgers",
    ),
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_a_contradiction_is_refused_and_named(what: str):
    declare, words = CONTRADICTIONS[what]
    with pytest.raises(BadDeclaration, match=re.escape(words)):
        declared = declare()
        # What a ledger says of itself is checked where it is put among the others.
        if isinstance(declared, Ledger):
            Catalogue((declared,))


def test_the_words_of_a_row_are_fixed():
    """A unit changes the lists of fields alone: else a refused word would send it to 设置."""
    inner = [
        each for ledger in ALL_LEDGERS for rows in ledger.of_type(Rows) for each in rows_(rows)
    ]
    assert inner
    assert [field.label for field in inner if not field.type.fixed] == []


def rows_(field: Field) -> list[Any]:
    assert isinstance(field.type, Rows)
    return [each for each in field.type.fields if isinstance(each.type, Choice | Choices)]


def test_a_sound_declaration_stands():
    assert with_fields(Field("more", "更", Day(), shown_when=is_("colour", "红"))).field("more")
    assert [ledger.key for ledger in INVENTED] == ["ship", "crew", "everything"]


def test_fields_measures_and_row_fields_are_found_by_key():
    assert EVERYTHING.field("line").label == "一行字"
    assert EVERYTHING.measure("heads").counts == Heads("guests")
    steps = EVERYTHING.field("steps").type
    assert isinstance(steps, Rows)
    assert isinstance(steps.field("who").type, Name)
    for missing in (EVERYTHING.field, EVERYTHING.measure, steps.field):
        with pytest.raises(KeyError):
            missing("gone")


def test_the_catalogue_knows_roster_unit_and_tabs():
    tab = Tab("t", "页", "i", ledgers=("everything",))
    catalogue = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, EVERYTHING), (tab,))
    assert catalogue.roster is INVENTED_ROSTER
    assert catalogue.unit is INVENTED_UNIT
    assert catalogue.tab_of(EVERYTHING) is tab
    assert catalogue.tab_of(INVENTED_UNIT) is None
    assert len(catalogue) == 3
    assert "crew" in catalogue
    assert catalogue["crew"] is INVENTED_ROSTER
    assert Catalogue(()).roster is None


def test_only_what_happened_within_a_period_adds_up():
    by_key = {measure.key: measure.adds_up for measure in EVERYTHING.measures}
    assert by_key["events"]
    assert not by_key["steps"]
    assert not by_key["rate"]

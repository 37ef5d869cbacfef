"""清廉家庭: households are counted once, followed up, and each kind asks for what it has."""

from __future__ import annotations

from datetime import date

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.dues import open_days
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.rules import Member, Surroundings
from qinglian_desktop.domain.validation import validate
from qinglian_desktop.domain.values import People, Person, Value, Values
from qinglian_desktop.ledgers.family import FAMILY

TODAY = date(2026, 11, 23)
STAFF = {1: Member(1, "李䶮"), 2: Member(2, "吴𫟼")}


def visit(**more: Value) -> Values:
    return {
        "kind": "廉政家访",
        "day": date(2026, 4, 15),
        "people": People.named(Person("李䶮", 1)),
        **more,
    }


def said(values: Values) -> dict[str, str]:
    found = validate(FAMILY, values, Surroundings(TODAY, STAFF))
    assert all(each.is_warning or each.field == "revisit_on" for each in found)
    return {each.field: each.message for each in found}


def test_a_visit_is_to_one_household_and_says_so_of_several_cadres() -> None:
    two = People.named(Person("李䶮", 1), Person("吴𫟼", 2))
    assert said(visit()) == {}
    assert said(visit(people=two)) == {
        "people": "家访一户登记一条，这里有 2 名干部，按 2 户计；同一户的请只写一名。"
    }
    assert said(visit(kind="家属座谈", people=two)) == {}


def test_more_pledges_cannot_come_back_than_were_sent() -> None:
    pledge: Values = {**visit(), "kind": "助廉承诺书", "copies": 6, "delivered": 6}
    assert said({**pledge, "returned": 6}) == {}
    assert said({**pledge, "returned": 7}) == {"returned": "回收 7 份，多于送达的 6 份，请核对。"}


def test_a_household_is_visited_again_until_it_is_told_how_it_went() -> None:
    (due,) = FAMILY.dues
    day = date(2026, 5, 15)
    assert list(open_days(due, visit(revisit_on=day))) == [day]
    assert list(open_days(due, visit(revisit_on=day, revisit_result="已办好"))) == []
    assert list(open_days(due, visit())) == []
    assert "早于" in said(visit(revisit_on=date(2026, 4, 1)))["revisit_on"]


def test_a_household_counts_once_and_old_records_of_several_count_each(desk: Desk) -> None:
    family = desk.catalogue["family"]

    def visits(period: str) -> object:
        lines = desk.statistics.figures(Period.parse(period), family)
        return next(line.figure.value for line in lines if line.measure.key == "visits")

    assert visits("2026") == 4
    again = {"kind": "廉政家访", "day": "2026-09-02", "people": "罗文渊"}
    several = {"kind": "廉政家访", "day": "2026-09-03", "people": "罗文渊、莫𦰡、韦𬀩"}
    for typed in (again, several):
        desk.records.save(family, typed)
    assert visits("2026-09") == 3
    assert visits("2026") == 6


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("廉洁家书", {"copies", "delivered", "returned"}),
        ("助廉承诺书", {"copies", "delivered", "returned", "sets", "signers"}),
        ("家属座谈", {"advice", "needs", "handling", "revisit_on", "revisit_result"}),
        ("家风活动", set[str]()),
        (
            "廉政家访",
            {
                "visit",
                "visitors",
                "visited_at",
                "given",
                "signs",
                "advice",
                "needs",
                "handling",
                "revisit_on",
                "revisit_result",
            },
        ),
    ],
)
def test_a_kind_asks_only_for_what_it_has(kind: str, shown: set[str]) -> None:
    conditional = [field for field in FAMILY.fields if field.shown_when is not None]
    assert {field.key for field in conditional if field.is_shown({"kind": kind})} == shown

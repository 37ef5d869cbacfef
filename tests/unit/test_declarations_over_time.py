"""What contradicts in declarations about days, stages, festivals, pictures and feeds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import Filled, Reached, is_
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Choice, Field, Rows, Text
from qinglian_desktop.domain.ledger import BeforeFestivals, Feed, Ledger
from qinglian_desktop.domain.lenses import Every, Lens, MonthGrid, Stage, Stages, Timeline
from qinglian_desktop.domain.measures import Counted, Distinct, Measure, RecordCount
from qinglian_desktop.domain.pictures import Bars, Trend
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.unit import UNIT
from tests.invented import EVERYTHING, INVENTED_ROSTER


def measured(counts: Counted, **more: str) -> Ledger:
    return replace(EVERYTHING, measures=(Measure("m", "指标", "件", counts, **more),))  # pyright: ignore[reportArgumentType]


def seen(lens: Lens) -> Ledger:
    return replace(EVERYTHING, lenses=(lens,))


def fed(**changes: object) -> Catalogue:
    feed = Feed("tasks", "crew", ("name", "came"), lambda _: ())
    feeding = replace(EVERYTHING, feeds=(replace(feed, **changes),))  # pyright: ignore[reportArgumentType]
    return Catalogue((INVENTED_ROSTER, feeding))


def in_crew(**changes: object) -> Ledger:
    roster = INVENTED_ROSTER.roster
    assert roster is not None
    return replace(INVENTED_ROSTER, roster=replace(roster, **changes))  # pyright: ignore[reportArgumentType]


def in_party_by(field: str, word: str) -> Ledger:
    roster = PEOPLE.roster
    assert roster is not None and roster.life is not None
    life = replace(roster.life, full=is_(field, word))
    return replace(PEOPLE, roster=replace(roster, life=life))


STAGES = Stages("板", (Stage("一", Filled("line")),), "完", who="chief", outcome="grade")
TIMELINE = Timeline("线", "day", "plan", "steps", "due", "times", is_("colour", "红"))

CONTRADICTIONS: dict[str, tuple[Callable[[], object], str]] = {
    "a day that cannot come": (
        lambda: replace(
            EVERYTHING, measures=(Measure("m", "指标", "件", RecordCount(), Reached("line")),)
        ),
        "line is no Day that can come",
    ),
    "distinct files": (lambda: measured(Distinct("files")), "not a field of one word"),
    "distinct in rows that are none": (lambda: measured(Distinct("line.what")), "not Rows"),
    "distinct in an unknown row field": (
        lambda: measured(Distinct("steps.gone")),
        "steps.gone is not a field of one word",
    ),
    "a row field that every row has": (
        lambda: Rows((Field("place", "名次", Text()),), "行"),
        "belong to every row",
    ),
    "a measure on no day": (lambda: measured(RecordCount(), on="line"), "not Day"),
    "a rhythm of a strange word": (
        lambda: seen(MonthGrid("月", "tasks", every=(("打鱼", Every.WEEK),))),
        "['打鱼'] are not options of tasks",
    ),
    "a board of no person": (lambda: seen(replace(STAGES, who="day")), "not PersonRef"),
    "a board of no outcome": (lambda: seen(replace(STAGES, outcome="line")), "not Choice"),
    "a board of no stages": (lambda: seen(replace(STAGES, stages=())), "no stage on the way"),
    "a stage of an unknown field": (
        lambda: seen(replace(STAGES, stages=(Stage("一", Filled("gone")),))),
        "'gone'",
    ),
    "a timeline from no day": (lambda: seen(replace(TIMELINE, start="line")), "not Day"),
    "a timeline of no steps": (lambda: seen(replace(TIMELINE, steps="line")), "not Rows"),
    "a timeline of words as percent": (
        lambda: seen(replace(TIMELINE, percent="what")),
        "row field what is not Integer",
    ),
    "a timeline done by an unknown field": (
        lambda: seen(replace(TIMELINE, done=Filled("gone"))),
        "'gone'",
    ),
    "festivals that are no choice": (
        lambda: replace(EVERYTHING, festivals=BeforeFestivals("line", "提醒")),
        "not Choice",
    ),
    "festivals of words that a unit renames": (
        lambda: replace(EVERYTHING, festivals=BeforeFestivals("colour", "提醒")),
        "festivals: a unit may rename words of colour",
    ),
    "a party of words that a unit renames": (
        lambda: in_crew(party=is_("gone_why", "到岸")),
        "roster party: a unit may rename words of gone_why",
    ),
    "votes of words that a unit renames": (
        lambda: in_crew(votes="gone_why"),
        "roster votes: a unit may rename words of gone_why",
    ),
    "full members by words that a unit renames": (
        lambda: Catalogue((in_party_by("schooling", "研究生"),)),
        "roster full members: a unit may rename words of schooling",
    ),
    "a head of an office that nobody can hold": (
        lambda: Catalogue((PEOPLE, replace(UNIT, unit=replace(UNIT.unit, head_office="舵手")))),  # pyright: ignore[reportArgumentType, reportCallIssue]
        "the roster knows no office '舵手'",
    ),
    "a trend of an unknown measure": (
        lambda: replace(EVERYTHING, pictures=(Trend("图", "gone"),)),
        "unknown measures ['gone']",
    ),
    "bars of an unknown measure": (
        lambda: replace(EVERYTHING, pictures=(Bars("图", ("events", "gone")),)),
        "unknown measures ['gone']",
    ),
    "bars of nothing": (
        lambda: replace(EVERYTHING, pictures=(Bars("图", ()),)),
        "picture 图 shows no measure",
    ),
    "a feed switched on by nothing": (lambda: fed(field="gone"), "'gone'"),
    "a feed into no ledger": (lambda: fed(ledger="gone"), "feeds 'gone'"),
    "a feed into one that feeds": (lambda: fed(ledger="everything"), "feeds 'everything'"),
    "a feed of an unknown field": (lambda: fed(fields=("came", "nowhere")), "['nowhere']"),
    "a feed without the day": (lambda: fed(fields=("name",)), "no day"),
    "a former word that stands": (lambda: Choice(("一",), former=(("一", ""),)), "contradicts"),
    "a former word of no word": (lambda: Choice(("一",), former=(("二", "三"),)), "contradicts"),
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_a_contradiction_is_refused_and_named(what: str):
    declare, words = CONTRADICTIONS[what]
    with pytest.raises(BadDeclaration, match=re.escape(words)):
        declared = declare()
        # What a ledger says of itself is checked where it is put among the others.
        if isinstance(declared, Ledger):
            Catalogue((declared,))


def test_sound_declarations_stand():
    assert seen(STAGES).lenses == (STAGES,)
    assert seen(TIMELINE).lenses == (TIMELINE,)
    assert measured(Distinct("steps.what")).measures[0].adds_up is False
    assert len(fed()) == 2

"""Work that goes on: where records stand on their way, and how far they are within their time."""

from __future__ import annotations

from datetime import date

from qinglian_desktop.application.boards import Step, TimelineBar
from qinglian_desktop.domain.lenses import Stages, Timeline
from tests.invented import EVERYTHING, GRADES
from tests.unit.conftest import Voyage

STAGES = next(lens for lens in EVERYTHING.lenses if isinstance(lens, Stages))
TIMELINE = next(lens for lens in EVERYTHING.lenses if isinstance(lens, Timeline))


def columns(voyage: Voyage, year: int = 2026) -> dict[str, list[int]]:
    board = voyage.desk.boards.stages(EVERYTHING, STAGES, year)
    return {label: [card.record for card in cards] for label, cards in board.columns.items()}


def bars(voyage: Voyage, year: int = 2026) -> list[TimelineBar]:
    return voyage.desk.boards.timeline(EVERYTHING, TIMELINE, year)


def test_a_record_stands_at_the_first_stage_that_it_has_not_passed(voyage: Voyage) -> None:
    bare = voyage.event()
    told = voyage.event(story="讲了")
    priced = voyage.event(money="2")
    through = voyage.event(money="2", story="讲了")
    assert columns(voyage) == {"待估价": [bare, told], "待讲述": [priced], "讲完了": [through]}


def test_earlier_years_stay_until_they_are_at_the_end(voyage: Voyage) -> None:
    old = voyage.event(day="2025-03-01")
    voyage.event(day="2025-03-02", money="2", story="讲了")
    now = voyage.event(day="2026-03-01")
    assert columns(voyage) == {"待估价": [old, now], "待讲述": [], "讲完了": []}
    assert now not in columns(voyage, 2025)["待估价"]


def test_a_void_record_leaves_the_board(voyage: Voyage) -> None:
    kept = voyage.event(plan="2026-12-01")
    voyage.desk.records.void(EVERYTHING, kept, "重复")
    assert columns(voyage)["待估价"] == []
    assert bars(voyage) == []


def test_a_card_says_who_what_and_with_which_outcome(voyage: Voyage) -> None:
    chief = voyage.crew("韦𬀩")
    voyage.event(line="补帆", keeper="周𬭚", chief="韦𬀩", grade="乙等")
    board = voyage.desk.boards.stages(EVERYTHING, STAGES, 2026)
    (card,) = board.columns["待估价"]
    assert (card.who, card.person, card.words) == ("韦𬀩", chief, "补帆 周𬭚")
    assert (card.outcome, card.day) == ("乙等", date(2026, 10, 9))
    assert board.outcomes == GRADES


def test_the_trend_of_a_person_is_in_the_order_of_days_and_over_all_years(
    voyage: Voyage,
) -> None:
    voyage.crew("韦𬀩")
    late = voyage.event(chief="韦𬀩", day="2026-05-01")
    early = voyage.event(chief="韦𬀩", day="2024-05-01", money="1", story="讲了")
    voyage.event(chief="别人", day="2026-05-01")
    board = voyage.desk.boards.stages(EVERYTHING, STAGES, 2026)
    card = next(each for each in board.columns["待估价"] if each.record == late)
    assert [each.record for each in board.trend(card)] == [early, late]


def test_a_bar_knows_its_steps_in_order_and_how_far_it_has_come(voyage: Voyage) -> None:
    steps = [
        {"what": "缝", "who": "吴𫟼", "due": "2026-11-01", "times": 60},
        {"what": "量", "due": "2026-10-20", "times": 20},
        {"what": "没有日子", "times": 90},
    ]
    kept = voyage.event(line="补帆", plan="2026-12-31", steps=steps)
    assert bars(voyage) == [
        TimelineBar(
            kept,
            "补帆",
            date(2026, 10, 9),
            date(2026, 12, 31),
            (Step(date(2026, 10, 20), 20, "量"), Step(date(2026, 11, 1), 60, "缝 吴𫟼")),
        )
    ]
    assert bars(voyage)[0].percent == 60


def test_overdue_is_past_its_limit_and_not_done(voyage: Voyage) -> None:
    for word, plan in (("蓝", "2026-11-11"), ("黄", "2026-11-12"), ("红", "2026-11-23")):
        voyage.event(colour=word, plan=plan)
    assert [(bar.days_over, bar.is_done, bar.percent) for bar in bars(voyage)] == [
        (12, False, 0),
        (0, True, 100),
        (0, False, 0),
    ]


def test_a_year_shows_what_falls_into_it_by_time_limit(voyage: Voyage) -> None:
    late = voyage.event(day="2025-03-01", plan="2025-06-01")
    voyage.event(day="2025-03-01", plan="2025-06-01", colour="黄")
    across = voyage.event(day="2025-11-01", plan="2027-02-01")
    now = voyage.event(plan="2026-12-01")
    voyage.event(plan=None)
    assert [bar.record for bar in bars(voyage)] == [late, now, across]
    assert len(bars(voyage, 2025)) == 3
    assert [bar.record for bar in bars(voyage, 2027)] == [across]


def test_a_card_says_what_keeps_it_where_it_is(voyage: Voyage) -> None:
    for given in ({}, {"money": "2"}, {"money": "2", "story": "讲了"}):
        voyage.event(**given)
    board = voyage.desk.boards.stages(EVERYTHING, STAGES, 2026)
    label = EVERYTHING.field
    assert [card.lacking for cards in board.columns.values() for card in cards] == [
        (label("money").label,),
        (label("story").label,),
        (),
    ]

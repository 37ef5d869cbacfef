"""Keeping records: recognised, checked, saved whole, corrected, voided; nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qinglian_desktop.application.keeping import RecordKeeper
from qinglian_desktop.domain.errors import (
    Cancelled,
    DataProblems,
    EnvironmentProblem,
    ManyProblems,
)
from qinglian_desktop.domain.field_types import InReturn
from qinglian_desktop.domain.ledger import Section
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft, Record, State
from qinglian_desktop.domain.values import Link, People, Person
from tests.invented import EVERYTHING, INVENTED_ROSTER, INVENTED_UNIT, example_input, ship_input
from tests.unit.conftest import Voyage

OCTOBER = Period.parse("2026-10")


def record(voyage: Voyage, record_id: int) -> Record:
    found = voyage.desk.records.get(EVERYTHING, record_id)
    assert found is not None
    return found


def count(voyage: Voyage) -> int:
    return len(voyage.desk.searching.ids(Query(EVERYTHING.key)))


def test_a_name_becomes_the_one_member_who_bears_it(voyage: Voyage) -> None:
    known = voyage.crew("周𬭚")
    kept = record(voyage, voyage.event(chief="周𬭚", guests="周𬭚、生人"))
    assert kept.value("chief") == Person("周𬭚", known)
    guests = kept.value("guests")
    assert isinstance(guests, People)
    assert [each.person.id for each in guests.attendees] == [known, None]


def test_a_stranger_is_kept_with_a_warning_where_outsiders_may_stand(voyage: Voyage) -> None:
    saved = voyage.save(example_input(chief="生人"))
    assert [(each.field, each.is_warning) for each in saved.warnings] == [("chief", True)]
    assert saved.record.value("chief") == Person("生人")


def test_a_stranger_is_refused_where_only_the_crew_may_stand(voyage: Voyage) -> None:
    checked = voyage.desk.records.check(EVERYTHING, example_input(hands="生人"))
    assert [(each.field, each.is_warning) for each in checked.problems] == [("hands", False)]


def test_of_two_with_one_name_the_one_aboard_that_day_is_meant(voyage: Voyage) -> None:
    voyage.crew("周明", gone="2026-09-30", gone_why="到岸")
    later = voyage.crew("周明", came="2026-10-01")
    assert record(voyage, voyage.event(chief="周明")).value("chief") == Person("周明", later)


def test_of_two_with_one_name_one_must_be_chosen(voyage: Voyage) -> None:
    first, _ = voyage.crew("周明"), voyage.crew("周明")
    with pytest.raises(DataProblems, match="花名册里有 2 位“周明”"):
        voyage.event(chief="周明")
    kept = voyage.event(chief={"name": "周明", "id": first})
    assert record(voyage, kept).value("chief") == Person("周明", first)


def test_of_two_with_one_name_none_aboard_that_day_neither_is_a_stranger(voyage: Voyage) -> None:
    for _ in range(2):
        voyage.crew("周明", gone="2026-09-30", gone_why="到岸")
    with pytest.raises(DataProblems, match="“周明”在 2026-10-09 不在本支部"):
        voyage.event(chief="周明")
    assert count(voyage) == 0


def test_who_had_left_before_the_day_is_told_with_the_date(voyage: Voyage) -> None:
    voyage.crew("早走", gone="2026-10-08", gone_why="到岸")
    with pytest.raises(DataProblems, match="早走已于 2026-10-08 到岸，2026-10-09 不在本支部"):
        voyage.event(chief="早走")


def test_a_link_by_words_finds_the_one_record_of_that_title(voyage: Voyage) -> None:
    known = voyage.crew("周𬭚", post="水手")
    voyage.crew("周𬭚", post="水手长")
    kept = record(voyage, voyage.event(about="周𬭚 水手"))
    assert kept.value("about") == Link(known, "周𬭚 水手")


def test_a_link_by_words_that_fit_two_or_none_is_a_problem(voyage: Voyage) -> None:
    voyage.crew("周明", post="水手")
    voyage.crew("周明", post="水手")
    with pytest.raises(DataProblems, match="有 2 条，请点选一条"):
        voyage.event(about="周明 水手")
    with pytest.raises(DataProblems, match="还没有登记"):
        voyage.event(about="没有这人")


def test_every_problem_is_told_at_once_and_nothing_is_kept(voyage: Voyage) -> None:
    typed = example_input(line="", day="2026.2.30", weight=-1, colour="紫", odd=1)
    with pytest.raises(DataProblems) as problems:
        voyage.desk.records.save(EVERYTHING, typed)
    assert {each.field for each in problems.value.problems} == {
        "line",
        "day",
        "weight",
        "colour",
        "odd",
    }
    assert count(voyage) == 0


def test_the_one_record_of_the_unit_is_not_kept_twice(voyage: Voyage) -> None:
    first = voyage.ship()
    with pytest.raises(DataProblems, match="只登记一次"):
        voyage.ship()
    again = voyage.desk.records.save(
        INVENTED_UNIT, ship_input() | {"phone": "1"}, record_id=first, revision=1
    )
    assert again.record.revision == 2


def test_a_change_made_from_an_old_form_is_refused(voyage: Voyage) -> None:
    kept = voyage.event()
    voyage.desk.records.save(EVERYTHING, example_input(weight=4), record_id=kept, revision=1)
    with pytest.raises(EnvironmentProblem):
        voyage.desk.records.save(EVERYTHING, example_input(weight=5), record_id=kept, revision=1)
    assert record(voyage, kept).value("weight") == 4


def test_several_are_kept_all_or_none(voyage: Voyage) -> None:
    good = [example_input(line="一"), example_input(line="二")]
    bad = [*good, example_input(weight=-1), example_input(line="", day="哪天")]
    with pytest.raises(ManyProblems) as problems:
        voyage.desk.records.add_all(EVERYTHING, bad)
    places = zip(problems.value.places, problems.value.problems, strict=True)
    assert [(place, each.field) for place, each in places] == [
        (3, "weight"),
        (4, "day"),
        (4, "line"),
    ]
    assert count(voyage) == 0
    assert [each.record.number for each in voyage.desk.records.add_all(EVERYTHING, good)] == [
        "2026-001",
        "2026-002",
    ]


def test_many_tell_how_far_they_are_and_stopped_half_way_none_is_kept(voyage: Voyage) -> None:
    sheet = [example_input(), example_input(), example_input()]
    steps: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        steps.append((done, total))
        return len(steps) != 2

    with pytest.raises(Cancelled):
        voyage.desk.records.add_all(EVERYTHING, sheet, progress)
    assert steps == [(1, 3), (2, 3)]
    assert count(voyage) == 0
    assert len(voyage.desk.records.add_all(EVERYTHING, sheet, progress)) == 3
    assert steps[2:] == [(1, 3), (2, 3), (3, 3)]


def test_those_kept_together_see_one_another(voyage: Voyage) -> None:
    with pytest.raises(ManyProblems) as problems:
        voyage.desk.records.add_all(INVENTED_UNIT, [ship_input(), ship_input()])
    assert problems.value.places == (2,)
    assert len(voyage.desk.searching.ids(Query(INVENTED_UNIT.key))) == 0


def test_a_change_in_a_reported_month_is_a_correction(voyage: Voyage, tmp_path: Path) -> None:
    voyage.ship()
    october, september = voyage.event(), voyage.event(day="2026-09-30")
    voyage.desk.returning.deliver(OCTOBER, tmp_path)
    assert record(voyage, october).state is State.REPORTED
    assert record(voyage, september).state is State.CONFIRMED

    typed = example_input(weight=9)
    voyage.desk.records.save(EVERYTHING, typed, record_id=october, reason="数错了")
    assert record(voyage, october).state is State.CORRECTED
    change = voyage.desk.records.history(EVERYTHING, october)[0]
    assert (change.action, change.reason) == ("更正", "数错了")
    assert change.before is not None
    assert change.after is not None
    assert (change.before["weight"], change.after["weight"]) == (3, 9)


def test_what_the_return_does_not_say_is_no_correction(voyage: Voyage, tmp_path: Path) -> None:
    voyage.ship()
    october = voyage.event()
    voyage.desk.returning.deliver(OCTOBER, tmp_path)
    typed = voyage.desk.records.plain(EVERYTHING, record(voyage, october))
    voyage.desk.records.save(EVERYTHING, {**typed, "story": "后来的事"}, record_id=october)
    assert record(voyage, october).state is State.REPORTED
    assert voyage.desk.records.history(EVERYTHING, october)[0].action == "修改"
    assert voyage.desk.returning.preview(OCTOBER).revision == 1


def test_a_record_moved_out_of_a_reported_month_or_added_to_it_is_a_correction(
    voyage: Voyage, tmp_path: Path
) -> None:
    voyage.ship()
    kept = voyage.event()
    voyage.desk.returning.deliver(OCTOBER, tmp_path)
    moved = example_input(day="2026-11-02")
    voyage.desk.records.save(EVERYTHING, moved, record_id=kept, reason="核对时改")
    assert record(voyage, kept).state is State.CORRECTED
    assert record(voyage, voyage.event(line="补记")).state is State.CORRECTED
    assert record(voyage, voyage.event(day="2026-11-03")).state is State.CONFIRMED


def test_a_record_moved_to_the_same_month_of_another_year_is_a_correction(
    voyage: Voyage, tmp_path: Path
) -> None:
    """Even where the return does not say the day: the record is in another return now."""
    voyage.ship()
    kept = record(voyage, voyage.event())
    voyage.desk.returning.deliver(OCTOBER, tmp_path)
    silent = replace(EVERYTHING, sections=tuple(map(_without_its_day, EVERYTHING.sections)))
    tools = voyage.tools
    keeper = RecordKeeper(tools.catalogue, tools.clock, tools.who, why="日期记错")
    with voyage.desk.book.writing() as work:
        reported = keeper.previous(work, silent, kept.id or 0)
        values = {**reported.values, "day": date(2025, 10, 9)}
        moved = keeper.keep(work, silent, values, reported)
    assert (reported.state, moved.state) == (State.REPORTED, State.CORRECTED)


def _without_its_day(section: Section) -> Section:
    fields = (
        replace(each, in_return=InReturn.NOTHING) if each.key == "day" else each
        for each in section.fields
    )
    return replace(section, fields=tuple(fields))


def test_the_roster_is_in_no_return_and_so_never_corrected(voyage: Voyage, tmp_path: Path) -> None:
    voyage.ship()
    voyage.desk.returning.deliver(OCTOBER, tmp_path)
    kept = voyage.desk.records.get(INVENTED_ROSTER, voyage.crew("晚记", came="2026-10-05"))
    assert kept is not None
    assert kept.state is State.CONFIRMED


def test_a_void_record_is_counted_no_more_and_can_come_back(voyage: Voyage, tmp_path: Path) -> None:
    voyage.ship()
    kept = voyage.event()
    voyage.desk.records.void(EVERYTHING, kept, "重复")
    assert count(voyage) == 0
    assert record(voyage, kept).state is State.VOID
    voyage.desk.records.revive(EVERYTHING, kept, reason="核对时改")
    assert (count(voyage), record(voyage, kept).state) == (1, State.CONFIRMED)
    voyage.desk.returning.deliver(OCTOBER, tmp_path)
    voyage.desk.records.void(EVERYTHING, kept, "重复")
    assert voyage.desk.records.revive(EVERYTHING, kept, reason="核对时改").state is State.CORRECTED
    actions = [each.action for each in voyage.desk.records.history(EVERYTHING, kept)]
    assert actions == ["恢复", "作废", "上报", "恢复", "作废", "新增"]


def test_a_draft_is_kept_as_typed_and_forgotten_when_the_record_is_saved(voyage: Voyage) -> None:
    typed: dict[str, object] = {"line": "还没写完", "day": "2026.2.30", "weight": "许多"}
    draft = voyage.desk.records.keep_draft(Draft(EVERYTHING.key, typed))
    assert [each.typed for each in voyage.desk.records.drafts(EVERYTHING)] == [typed]
    with pytest.raises(DataProblems):
        voyage.desk.records.save(EVERYTHING, typed, draft_id=draft.id)
    assert len(voyage.desk.records.drafts()) == 1
    voyage.desk.records.save(EVERYTHING, example_input(), draft_id=draft.id)
    assert voyage.desk.records.drafts() == []


def test_what_was_typed_before_is_offered_again(voyage: Voyage) -> None:
    for line in ("补帆", "看灯", "补帆"):
        voyage.event(line=line)
    assert voyage.desk.records.remembered(EVERYTHING, "line") == ["补帆", "看灯"]


def test_links_are_chosen_among_records_that_hold_the_text(voyage: Voyage) -> None:
    voyage.crew("周𬭚", post="水手")
    voyage.crew("李䶮", post="水手")
    assert len(voyage.desk.records.linkable("crew")) == 2
    assert [link.label for link, _ in voyage.desk.records.linkable("crew", "李䶮")] == ["李䶮 水手"]


def test_a_file_is_kept_in_the_book_and_named_by_a_record(voyage: Voyage) -> None:
    plain = voyage.desk.records.add_file("灯.txt", "亮着".encode())
    kept = voyage.event(files=[plain])
    assert voyage.desk.records.plain(EVERYTHING, record(voyage, kept))["files"] == [plain]
    assert voyage.desk.records.file(str(plain["digest"])) == "亮着".encode()

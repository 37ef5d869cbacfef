"""An earlier version is restored as one change, by the door of all input, or refused in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application.versions import Compared
from qinglian_desktop.domain.errors import DataProblems, ReasonNeeded
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import State
from qinglian_desktop.domain.then_and_now import unlike
from tests.invented import EVERYTHING, INVENTED_ROSTER, crew_input, example_input
from tests.unit.conftest import Voyage


def change(voyage: Voyage, record_id: int, **changes: object) -> None:
    """Save the event anew, with only these changes to the example."""
    voyage.desk.records.save(
        EVERYTHING, example_input(**changes), record_id=record_id, reason=voyage.why
    )


def compare(voyage: Voyage, record_id: int, number: int = 1) -> Compared:
    return voyage.desk.records.versions.compare(EVERYTHING, record_id, number)


def restore(voyage: Voyage, record_id: int, number: int = 1, reason: str = "") -> object:
    versions = voyage.desk.records.versions
    return versions.restore(EVERYTHING, record_id, number, reason=reason)


def refused(voyage: Voyage, record_id: int, number: int = 1) -> str:
    """What is said; nothing was kept."""
    before = voyage.desk.records.get(EVERYTHING, record_id)
    with pytest.raises(DataProblems) as problems:
        restore(voyage, record_id, number)
    assert voyage.desk.records.get(EVERYTHING, record_id) == before
    return str(problems.value)


def test_a_reported_month_is_restored_with_a_reason_only(voyage: Voyage, tmp_path: Path) -> None:
    voyage.ship()
    event = voyage.event(weight=3)
    change(voyage, event, weight=9)
    voyage.desk.returning.deliver(Period.parse("2026-10"), tmp_path)
    with pytest.raises(ReasonNeeded, match="2026年10月已经上报"):
        restore(voyage, event)
    kept = voyage.desk.records.get(EVERYTHING, event)
    assert kept is not None and kept.value("weight") == 9
    restore(voyage, event, reason="当时没有数错")
    kept = voyage.desk.records.get(EVERYTHING, event)
    assert kept is not None and (kept.value("weight"), kept.state) == (3, State.CORRECTED)
    last = voyage.desk.records.history(EVERYTHING, event)[0]
    assert last.action == "更正"
    assert last.reason.startswith("当时没有数错；恢复成")


def test_as_it_stands_already_nothing_is_written(voyage: Voyage) -> None:
    event = voyage.event()
    assert compare(voyage, event).changes == []
    restore(voyage, event)
    assert len(voyage.desk.records.history(EVERYTHING, event)) == 1


def test_what_another_window_changed_meanwhile_is_told(voyage: Voyage) -> None:
    event = voyage.event(weight=3)
    change(voyage, event, weight=9)
    looked_at = compare(voyage, event).record.revision
    change(voyage, event, weight=10)
    with pytest.raises(DataProblems, match="刚刚又改过了"):
        voyage.desk.records.versions.restore(EVERYTHING, event, 1, revision=looked_at)
    kept = voyage.desk.records.get(EVERYTHING, event)
    assert kept is not None and kept.value("weight") == 10


def test_a_void_record_is_revived_first(voyage: Voyage) -> None:
    event = voyage.event(weight=3)
    change(voyage, event, weight=9)
    voyage.desk.records.void(EVERYTHING, event, "写重了")
    assert "请先恢复这条记录" in refused(voyage, event)
    voyage.desk.records.revive(EVERYTHING, event)
    restore(voyage, event)
    kept = voyage.desk.records.get(EVERYTHING, event)
    assert kept is not None and kept.value("weight") == 3


def test_what_the_form_no_longer_has_is_told_and_not_restored(voyage: Voyage) -> None:
    event = voyage.event(story="从前的话")
    change(voyage, event, weight=9, story=None)
    sections = tuple(
        replace(each, fields=tuple(f for f in each.fields if f.key != "story"))
        for each in EVERYTHING.sections
    )
    narrow = replace(EVERYTHING, sections=sections)
    seen = voyage.desk.records.versions.compare(narrow, event, 1)
    assert list(seen.gone) == ["从前的话"]
    assert seen.changes == ["重量"] and "story" not in seen.typed


def test_a_field_that_was_not_there_yet_and_is_required_is_told(voyage: Voyage) -> None:
    event = voyage.event()
    change(voyage, event, story="现在有了", weight=9)
    sections = tuple(
        replace(
            each,
            fields=tuple(replace(f, required=True) if f.key == "story" else f for f in each.fields),
        )
        for each in EVERYTHING.sections
    )
    stricter = replace(EVERYTHING, sections=sections)
    seen = voyage.desk.records.versions.compare(stricter, event, 1)
    assert [each.field for each in seen.in_the_way] == ["story"]
    with pytest.raises(DataProblems, match="存不进去，记录没有改动"):
        voyage.desk.records.versions.restore(stricter, event, 1)


def test_a_link_to_what_is_void_by_now_is_told(voyage: Voyage) -> None:
    gone = voyage.crew("韦𬀩")
    event = voyage.event(about={"id": gone, "label": "韦𬀩"})
    change(voyage, event, about=None)
    voyage.desk.records.void(INVENTED_ROSTER, gone, "登错了")
    seen = compare(voyage, event)
    assert any("已经作废" in each.message for each in seen.problems)
    assert seen.in_the_way == ()


def test_people_who_left_are_told_as_at_any_save(voyage: Voyage) -> None:
    hand = voyage.crew("甲某", came="2026-01-01")
    event = voyage.event(hands={"people": [{"name": "甲某", "id": hand}]})
    change(voyage, event, hands=None)
    gone = {"gone": "2026-02-01", "gone_why": "到岸"}
    left = crew_input("甲某", came="2026-01-01", **gone)
    voyage.desk.records.save(INVENTED_ROSTER, left, record_id=hand)
    told = {(each.field, each.message) for each in compare(voyage, event).problems}
    by_hand = voyage.desk.records.check(
        EVERYTHING, example_input(hands={"people": [{"name": "甲某", "id": hand}]}), event
    )
    assert told == {(each.field, each.message) for each in by_hand.problems}
    assert any("甲某" in message for _, message in told)


def test_a_file_that_is_gone_is_told(voyage: Voyage) -> None:
    file = voyage.desk.records.add_file("凭据.txt", "字据".encode())
    event = voyage.event(files=[file])
    change(voyage, event, files=None)
    restore(voyage, event)
    change(voyage, event, files=None)
    folder = voyage.desk.book.folder / "attachments"
    for each in filter(Path.is_file, folder.rglob("*")):
        each.unlink()
    assert "附件“凭据.txt”的文件已经坏了或者不见了" in refused(voyage, event)


def test_a_file_of_the_same_name_is_not_the_same(voyage: Voyage) -> None:
    files = [voyage.desk.records.add_file("凭据.txt", each.encode()) for each in ("甲", "乙")]
    event = voyage.event(files=[files[0]])
    change(voyage, event, files=[files[1]])
    (line,) = [each for each in compare(voyage, event).lines if each.differs]
    assert (line.key, line.then, line.now) == ("files", "凭据.txt", "凭据.txt")
    assert line.note == "名称一样，文件不一样"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("二楼会议室", "三楼会议室", (0, 1, 1)),
        ("甲乙", "甲又乙", (1, 1, 2)),
        ("同", "同同", (1, 1, 2)),
        ("", "有", (0, 0, 1)),
    ],
)
def test_where_two_texts_differ(one: str, other: str, found: tuple[int, int, int]) -> None:
    assert unlike(one, other) == found


def test_it_is_undone_and_done_again_like_any_step(voyage: Voyage) -> None:
    event = voyage.event(weight=3)
    change(voyage, event, weight=9)
    restore(voyage, event)
    assert voyage.desk.records.steps.undo() is not None
    redone = voyage.desk.records.steps.redo()
    assert redone is not None and redone.step.words.startswith("改回")
    kept = voyage.desk.records.get(EVERYTHING, event)
    assert kept is not None and kept.value("weight") == 3

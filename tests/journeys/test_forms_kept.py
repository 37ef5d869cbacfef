"""Forms of committees as the book keeps them: known without their files, called by their names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.filling import Filling
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedPlace
from qinglian_desktop.domain.filling.form_pieces import FieldIn
from qinglian_desktop.domain.filling.seen_form import FormCell
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.values import People
from tests.drawn_files import DrawnFiles
from tests.form_tables import COMMITTEE, MONTHLY, at, drawn_form

OCTOBER = Period.parse("2026-10")


@pytest.fixture
def files() -> DrawnFiles:
    newer = replace(MONTHLY, cells=tuple(map(_reworded, MONTHLY.cells)))
    return DrawnFiles(
        monthly=drawn_form(MONTHLY), committee=drawn_form(COMMITTEE), newer=drawn_form(newer)
    )


def _reworded(cell: FormCell) -> FormCell:
    return replace(cell, text=cell.text.replace("廉政家访", "清廉家访"))


@pytest.fixture
def filling(desk: Desk, files: DrawnFiles) -> Filling:
    made = Filling(desk.book, desk.catalogue, desk.clock, "测试", files)
    for form in ("monthly", "committee"):
        opened = made.open(f"{form}.xlsx", form.encode())
        made.keep(opened, made.proposing(opened).mapping)
    return made


def test_no_file_is_read_to_name_the_forms_and_one_to_know_a_form_again(filling: Filling) -> None:
    asked: list[str] = []

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        if "forms.content" in statement:
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert {each.name for each in filling.kept()} == {"monthly", "committee"}
        assert asked == []
        assert filling.open("新表.xlsx", b"monthly").name == "monthly"
        assert len(asked) == 1
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_whoever_fills_a_form_is_told_the_name_of_its_file(
    filling: Filling, files: DrawnFiles, tmp_path: Path
) -> None:
    filling.fill(filling.open_kept("committee"), OCTOBER, tmp_path)
    filling.fill(filling.open("十月的表.xlsx", b"monthly"), OCTOBER, tmp_path)
    assert files.filled == ["committee.xlsx", "十月的表.xlsx"]


def test_who_was_away_is_written_with_the_reason(desk: Desk, filling: Filling) -> None:
    mapping = FormMapping((MappedPlace(at("B4"), (FieldIn("people.absent"),)),), ledger="meetings")
    people = [(each, each.value("people")) for each in filling.records(mapping, OCTOBER)]
    away = [(each, who.absent) for each, who in people if isinstance(who, People)]
    assert any(persons for _, persons in away)
    for record, persons in away:
        values = filling.preview(mapping, OCTOBER, record)
        (said,) = values.filling.places
        assert all(each.person.name in str(said.value) for each in persons)
        assert all(each.reason in str(said.value) for each in persons)


def test_a_form_of_which_nothing_is_said_is_not_written(
    desk: Desk, filling: Filling, tmp_path: Path
) -> None:
    form = replace(filling.open("新表.xlsx", b"committee"), mapping=FormMapping())
    with pytest.raises(EnvironmentProblem, match="还没有指定哪一格填什么"):
        filling.fill(form, OCTOBER, tmp_path)
    assert list(tmp_path.glob("*.xlsx")) == []
    assert desk.register.all() == []


def test_the_same_form_takes_its_own_place_however_often_it_is_written(
    filling: Filling, tmp_path: Path
) -> None:
    form = filling.open_kept("monthly")
    places = []
    for number in range(4):
        # What it says changes from time to time.
        mapping = replace(form.mapping, places=form.mapping.places[number:])
        places += filling.fill(replace(form, mapping=mapping), OCTOBER, tmp_path).paths
    assert len(set(places)) == 1


def test_a_new_version_that_was_filled_is_the_one_that_is_kept(
    filling: Filling, tmp_path: Path
) -> None:
    same = filling.open("十一月.xlsx", b"monthly")
    filling.fill(same, OCTOBER, tmp_path)
    assert filling.open_kept("monthly").content == b"monthly"
    other = filling.open("新版.xlsx", b"newer")
    assert (other.name, bool(other.told)) == ("monthly", True)
    filling.fill(other, OCTOBER, tmp_path)
    now = filling.open_kept("monthly")
    assert (now.content, now.file_name, now.told) == (b"newer", "新版.xlsx", ())

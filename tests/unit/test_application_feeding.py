"""Enter once, reuse: what follows from a record is added, changed, voided and revived with it.

Over 300 lines because the two ledgers invented for it serve every test.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import Choice, Day, Field, LongText, PersonRef, Rows, Text
from qinglian_desktop.domain.ledger import Feed, Fixed, Ledger, Section
from qinglian_desktop.domain.measures import Measure, RecordCount
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import COUNTED, Record, State
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Person, Values
from tests.invented import INVENTED_ROSTER, INVENTED_UNIT
from tests.make_tools import make_tools
from tests.storage.invented_books import PASSWORD, books_of

YEAR = Period.parse("2026")


def _short(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    if len(str(values.get("what"))) > 8:
        yield Problem("what", "港名太长，请写短些。")


PORTS = Ledger(
    key="ports",
    label="靠港簿",
    noun="靠港",
    sections=(
        Section(
            "港",
            (
                Field("day", "日期", Day(), required=True),
                Field("what", "港名", Text(60), required=True),
                Field(
                    "kind",
                    "种类",
                    Choice(("补给", "避风新叫法"), former=(("避风", "避风新叫法"),)),
                ),
                Field("state_of", "状态", Choice(("未办", "办了")), initial=Fixed("未办")),
                Field("remarks", "备注", LongText(2)),
            ),
        ),
    ),
    occurred="day",
    title=("what",),
    rules=(_short,),
    measures=(Measure("ports", "靠港次数", "次", RecordCount()),),
)


def _calls(values: Values) -> tuple[Values, ...]:
    rows = cast("tuple[Mapping[str, str], ...]", values.get("stops") or ())
    kind = values.get("kind")
    return tuple({"day": values["day"], "what": row["port"], "kind": kind} for row in rows)


VOYAGES = Ledger(
    key="voyages",
    label="出海簿",
    noun="出海",
    sections=(
        Section(
            "海",
            (
                Field("day", "日期", Day(), required=True),
                Field("kind", "种类", Choice(("补给", "避风"))),
                Field("stops", "停靠", Rows((Field("port", "港", Text(), required=True),), "港")),
            ),
        ),
    ),
    occurred="day",
    title=("day",),
    measures=(Measure("voyages", "出海次数", "次", RecordCount()),),
    feeds=(Feed("stops", "ports", ("day", "what", "kind"), _calls),),
)
CATALOGUE = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, VOYAGES, PORTS))


@pytest.fixture
def sea(tmp_path: Path, tools: Tools) -> Iterator[Desk]:
    book, _ = books_of(CATALOGUE).create(tmp_path / "海", PASSWORD)
    yield Desk(book, replace(tools, catalogue=CATALOGUE))
    book.close()


WHY = "核对时改"


def sail(desk: Desk, *ports: str, record: Record | None = None, **more: object) -> Record:
    typed = {"day": "2026-05-06", "stops": [{"port": port} for port in ports], **more}
    saved = desk.records.save(VOYAGES, typed, record_id=record.id if record else None, reason=WHY)
    return saved.record


def ports(desk: Desk, *states: State) -> list[Record]:
    query = Query(PORTS.key, states=states or COUNTED)
    return sorted(desk.searching.fetch(PORTS, desk.searching.ids(query)), key=lambda r: r.id or 0)


def names(desk: Desk) -> list[object]:
    return [record.value("what") for record in ports(desk)]


def figures(desk: Desk) -> dict[str, object]:
    return {line.measure.key: line.figure.value for line in desk.statistics.figures(YEAR)}


def test_one_event_is_counted_once_in_each_ledger(sea: Desk) -> None:
    voyage = sail(sea, "泉港", "厦港")
    assert names(sea) == ["泉港", "厦港"]
    assert figures(sea) == {"voyages": 1, "ports": 2}
    first = ports(sea)[0]
    assert first.occurred_on == date(2026, 5, 6)
    assert first.value("state_of") == "未办"
    source = sea.records.source(PORTS, first)
    assert source is not None
    assert source[:2] == (VOYAGES, voyage)
    assert [(ledger.key, each.number) for ledger, each, _ in sea.records.fed(VOYAGES, voyage)] == [
        ("ports", "2026-001"),
        ("ports", "2026-002"),
    ]
    assert sea.records.source(VOYAGES, voyage) is None


def test_nothing_follows_where_nothing_feeds(sea: Desk) -> None:
    sail(sea)
    assert figures(sea) == {"voyages": 1, "ports": None}


def test_changing_it_changes_what_follows(sea: Desk) -> None:
    voyage = sail(sea, "泉港")
    sail(sea, "泉港", record=voyage, day="2026-06-01")
    assert [(each.number, each.occurred_on.month) for each in ports(sea)] == [("2026-001", 6)]
    assert [change.action for change in sea.records.history(PORTS, ports(sea)[0].id or 0)] == [
        "修改",
        "新增",
    ]


def test_saving_it_unchanged_touches_nothing_else(sea: Desk) -> None:
    voyage = sail(sea, "泉港")
    before = ports(sea)
    sail(sea, "泉港", record=voyage)
    assert ports(sea) == before


def test_a_row_taken_out_voids_its_own_record(sea: Desk) -> None:
    voyage = sail(sea, "甲港", "乙港", "丙港")
    kept = {str(each.value("what")): each.id for each in ports(sea)}
    sail(sea, "乙港", "丙港", record=voyage)
    assert {str(each.value("what")): each.id for each in ports(sea)} == {
        port: kept[port] for port in ("乙港", "丙港")
    }
    (void,) = ports(sea, State.VOID)
    assert void.id == kept["甲港"]
    assert figures(sea)["ports"] == 2
    sail(sea, "甲港", "乙港", "丙港", record=voyage)
    assert ports(sea, State.VOID) == []
    assert {str(each.value("what")): each.id for each in ports(sea)} == kept


def test_a_row_reworded_keeps_its_record_and_what_was_added_to_it(sea: Desk) -> None:
    voyage = sail(sea, "甲港", "乙港")
    second = ports(sea)[1]
    typed = sea.records.plain(PORTS, second) | {"remarks": "已经加水", "state_of": "办了"}
    sea.records.save(PORTS, typed, record_id=second.id)
    sail(sea, "甲港", "丁港", record=voyage)
    again = ports(sea)[1]
    assert (again.id, again.value("what")) == (second.id, "丁港")
    assert (again.value("remarks"), again.value("state_of")) == ("已经加水", "办了")


def test_voiding_and_reviving_it_goes_for_all(sea: Desk) -> None:
    voyage = sail(sea, "甲港", "乙港")
    sea.records.void(VOYAGES, voyage.id or 0, "没有出海")
    assert figures(sea) == {"voyages": None, "ports": None}
    assert len(ports(sea, State.VOID)) == 2
    assert sea.records.fed(VOYAGES, voyage) == []
    sea.records.revive(VOYAGES, voyage.id or 0)
    assert figures(sea) == {"voyages": 1, "ports": 2}
    assert [each.number for each in ports(sea)] == ["2026-001", "2026-002"]


def test_a_void_record_comes_back_though_more_is_fed_than_in_its_day(
    sea: Desk, tools: Tools
) -> None:
    """An update may feed a field that the record was not given before it was voided."""
    feed = replace(VOYAGES.feeds[0], fields=("day", "what"))
    before = replace(
        feed, values=lambda values: tuple({**each, "kind": None} for each in _calls(values))
    )
    older = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, replace(VOYAGES, feeds=(before,)), PORTS))
    then = Desk(sea.book, replace(tools, catalogue=older))
    voyage = then.records.save(
        older["voyages"], {"day": "2026-05-06", "kind": "补给", "stops": [{"port": "甲港"}]}
    ).record
    (port,) = ports(then)
    typed = then.records.plain(PORTS, port) | {"remarks": "已经加水"}
    then.records.save(PORTS, typed, record_id=port.id)
    then.records.void(older["voyages"], voyage.id or 0, "记错了")
    sea.records.revive(VOYAGES, voyage.id or 0)
    (again,) = ports(sea)
    assert (again.id, again.value("kind"), again.value("remarks")) == (port.id, "补给", "已经加水")


def test_what_follows_cannot_be_changed_or_voided_by_itself(sea: Desk) -> None:
    sail(sea, "甲港")
    (port,) = ports(sea)
    typed = sea.records.plain(PORTS, port) | {"what": "别港", "remarks": "补记"}
    with pytest.raises(DataProblems) as refused:
        sea.records.save(PORTS, typed, record_id=port.id)
    assert [(p.field, p.message) for p in refused.value.problems] == [
        ("what", "港名由“出海簿 2026-001”带出，要改请到那里改。")
    ]
    with pytest.raises(DataProblems, match="由“出海簿 2026-001”带出，要作废请到那里办。"):
        sea.records.void(PORTS, port.id or 0, "")
    assert ports(sea) == [port]


def test_what_would_be_wrong_there_is_told_where_it_is_entered(sea: Desk) -> None:
    with pytest.raises(DataProblems) as refused:
        sail(sea, "甲港", "名字特别特别长的港")
    assert [(p.field, p.message) for p in refused.value.problems] == [
        ("stops", "记入靠港簿时：港名太长，请写短些。")
    ]
    assert figures(sea) == {"voyages": None, "ports": None}
    assert sea.book.check() == []


def test_a_word_renamed_there_is_written_in_its_new_name(sea: Desk) -> None:
    sail(sea, "甲港", kind="避风")
    assert ports(sea)[0].value("kind") == "避风新叫法"


def test_what_follows_is_reported_in_the_month_of_its_own_day(sea: Desk) -> None:
    """A change after the month was reported is 已更正, there as here."""
    sea.records.save(
        INVENTED_UNIT, {"name": "示例号", "code": "1", "captain": "某人", "since": "2026-01-01"}
    )
    voyage = sail(sea, "甲港")
    folder = sea.book.folder.parent
    sea.returning.deliver(Period.parse("2026-05"), folder)
    assert {each.state for each in ports(sea)} == {State.REPORTED}
    sail(sea, "甲港", "乙港", record=voyage)
    assert [each.state for each in ports(sea)] == [State.REPORTED, State.CORRECTED]


def test_a_new_row_does_not_inherit_what_was_added_to_another(sea: Desk) -> None:
    voyage = sail(sea, "泉州港口", "厦门码头")
    for port in ports(sea):
        typed = sea.records.plain(PORTS, port) | {"state_of": "办了"}
        sea.records.save(PORTS, typed, record_id=port.id)
    sail(sea, "厦门码头", "北海", record=voyage)
    assert {str(each.value("what")): each.value("state_of") for each in ports(sea)} == {
        "厦门码头": "办了",
        "北海": "未办",
    }
    # What was taken out comes back for its own words only, and with what was added to it.
    sail(sea, "厦门码头", "湛江", record=voyage)
    sail(sea, "厦门码头", "泉州港口", record=voyage)
    assert {str(each.value("what")): each.value("state_of") for each in ports(sea)} == {
        "厦门码头": "办了",
        "泉州港口": "办了",
    }


def test_rows_in_another_order_keep_their_records(sea: Desk) -> None:
    voyage = sail(sea, "泉州港口", "厦门码头", "北海锚地")
    kept = {str(each.value("what"))[:2]: each.id for each in ports(sea)}
    sail(sea, "北海新锚地", "泉州老港口", "厦门大码头", record=voyage)
    assert {str(each.value("what"))[:2]: each.id for each in ports(sea)} == kept


def remark(desk: Desk, port: Record, remarks: str) -> None:
    typed = desk.records.plain(PORTS, port) | {"remarks": remarks}
    desk.records.save(PORTS, typed, record_id=port.id, revision=port.revision)


def noted(desk: Desk) -> list[tuple[object, object]]:
    return [(each.value("what"), each.value("remarks")) for each in ports(desk)]


def test_steps_of_what_follows_are_taken_back_beside_those_of_what_feeds_it(sea: Desk) -> None:
    voyage, steps = sail(sea, "泉港"), sea.records.steps
    remark(sea, ports(sea)[0], "补记")
    sail(sea, "泉州港", record=voyage)
    sea.records.void(VOYAGES, voyage.id or 0, "记错了")
    sea.records.revive(VOYAGES, voyage.id or 0)
    states: list[list[tuple[object, object]]] = [
        [("泉州港", "补记")],
        [],
        [("泉州港", "补记")],
        [("泉港", "补记")],
        [("泉港", None)],
        [],
    ]
    assert noted(sea) == states[0]
    for state in states[1:]:
        assert steps.undo() is not None
        assert noted(sea) == state
    for state in reversed(states[:-1]):
        assert steps.redo() is not None
        assert noted(sea) == state


def test_a_step_of_what_follows_leaves_what_was_fed_since(sea: Desk) -> None:
    voyage = sail(sea, "泉港")
    (port,) = ports(sea)
    remark(sea, port, "补记")
    sail(sea, "泉州港", record=voyage)
    here = PORTS.key, port.id or 0
    assert sea.records.steps.undo(here) is not None
    assert noted(sea) == [("泉州港", None)]
    assert sea.records.steps.redo(here) is not None
    assert noted(sea) == [("泉州港", "补记")]


def test_what_follows_can_be_saved_after_somebody_joined_the_roster(sea: Desk) -> None:
    """A host from outside who is registered later is still the same host."""
    people = replace(
        PORTS,
        sections=(
            Section("港", (*PORTS.fields, Field("host", "领航", PersonRef(outsiders=True)))),
        ),
    )
    led = replace(
        VOYAGES.feeds[0],
        fields=("day", "what", "kind", "host"),
        values=lambda values: tuple({**each, "host": Person("外人甲")} for each in _calls(values)),
    )
    catalogue = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, replace(VOYAGES, feeds=(led,)), people))
    book, _ = books_of(catalogue).create(sea.book.folder.parent / "又一片海", PASSWORD)
    desk = replace_catalogue(sea, book, catalogue)
    voyages, into = catalogue["voyages"], catalogue["ports"]
    desk.records.save(voyages, {"day": "2026-05-06", "stops": [{"port": "泉港"}]})
    desk.records.save(INVENTED_ROSTER, {"name": "外人甲", "came": "2020-01-01"})
    (port,), _ = desk.searching.first(Query("ports"), 1)
    typed = desk.records.plain(into, port) | {"remarks": "补记"}
    saved = desk.records.save(into, typed, record_id=port.id).record
    assert saved.value("remarks") == "补记"
    assert saved.value("host") == Person("外人甲")
    book.close()


def replace_catalogue(desk: Desk, book: Book, catalogue: Catalogue) -> Desk:
    return Desk(book, make_tools(catalogue=catalogue, clock=desk.clock))

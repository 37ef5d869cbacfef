"""What was typed and not saved, and old versions, follow an update as the records do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime

import pytest
from sqlcipher3 import dbapi2

from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.migration_runner import migrate
from qinglian_desktop.storage.migrations import MIGRATIONS

BEFORE, NOW = datetime(2026, 11, 1, 9), datetime(2026, 11, 20, 9)
ROSTER = next(place for place, each in enumerate(MIGRATIONS) if each.name == "roster")
FORMS = next(place for place, each in enumerate(MIGRATIONS) if each.name == "roster forms")
ENVELOPE = "number, occurred_on, state, entered_at, entered_by, changed_at, revision"
OFFICES = [{"word": "支部书记"}, {"word": "纪检委员"}]


@pytest.fixture
def old() -> Iterator[dbapi2.Connection]:
    """A book before offices stood in the roster: 甲 heads it and sees to the discipline."""
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as book:
        migrate(book, MIGRATIONS[:ROSTER], 0, BEFORE)
        add(book, "people", name="甲", politics="正式党员", votes="是")
        add(book, "people", name="乙", politics="群众", votes="否")
        add(book, "unit", name="某支部", secretary="甲", secretary__id=1, discipline="甲",
            discipline__id=1)  # fmt: skip
        add(book, "problems", problem="解决中的", status="解决中")
        add(book, "problems", problem="销号的", status="销号", solved_on="2026-10-08")
        yield book


def add(book: dbapi2.Connection, ledger: str, **values: object) -> None:
    names = ", ".join(f'"{key}"' for key in values)
    marks = ", ".join("?" * len(values))
    book.execute(
        f"INSERT INTO ledger_{ledger} ({ENVELOPE}, {names})"
        f" VALUES ('1', '', '已确认', '', '', '2026-10-01 08:00:00', 1, {marks})",
        tuple(values.values()),
    )


def draft(
    book: dbapi2.Connection,
    ledger: str,
    typed: Mapping[str, object],
    record: int | None = None,
    at: str = "2026-10-20 10:00:00",
) -> None:
    row = (ledger, record, at, json.dumps(typed))
    book.execute("INSERT INTO drafts (ledger, record_id, at, typed) VALUES (?, ?, ?, ?)", row)


def version(book: dbapi2.Connection, ledger: str, record: int, said: Mapping[str, object]) -> None:
    row = (ledger, record, "2026-10-02 08:00:00", json.dumps(said, ensure_ascii=False))
    book.execute(
        "INSERT INTO history (ledger, record_id, at, by, action, reason, before, after)"
        " VALUES (?, ?, ?, '某人', '新增', '', NULL, ?)",
        row,
    )


def brought_over(book: dbapi2.Connection) -> list[dict[str, object]]:
    """The drafts once every update was made."""
    migrate(book, MIGRATIONS, ROSTER, NOW)
    return [json.loads(typed) for (typed,) in book.execute("SELECT typed FROM drafts ORDER BY id")]


def test_officers_typed_at_the_unit_come_back_as_its_remarks(old: dbapi2.Connection) -> None:
    half = '丙\ud83d"丁\\'
    person = {"id": 1, "name": "甲"}
    draft(old, "unit", {"name": "新支部", "discipline": half, "organiser": {"name": "戊"}})
    draft(old, "unit", {"phone": "1", "discipline": person, "organiser": person}, 1)
    draft(old, "unit", {"phone": "2", "organiser": None})
    assert brought_over(old) == [
        {"name": "新支部", "remarks": f"纪检委员：{half}；组织委员：戊"},
        {"phone": "1", "remarks": "组织委员：甲"},
        {"phone": "2"},
    ]


def test_a_vote_that_follows_is_no_longer_typed(old: dbapi2.Connection) -> None:
    draft(old, "people", {"politics": "正式党员", "votes": "是"})
    draft(old, "people", {"politics": "正式党员", "votes": "否"})
    draft(old, "people", {"politics": "群众", "votes": "否"})
    assert brought_over(old) == [
        {"politics": "正式党员"},
        {"politics": "正式党员", "votes": "否"},
        {"politics": "群众"},
    ]


def test_a_draft_of_a_record_holds_what_the_record_was_given(old: dbapi2.Connection) -> None:
    version(old, "problems", 1, {"status": "解决中"})
    draft(old, "people", {"name": "甲", "phone": "1"}, 1)
    draft(old, "people", {"name": "乙", "phone": "2"}, 2)
    draft(old, "problems", {"status": "已解决"}, 1)
    draft(old, "problems", {"status": "解决中"})
    draft(old, "problems", {"status": "销号", "solved_on": "10月9日"}, 2)
    draft(old, "problems", {"status": "待解决", "steps": []})
    assert brought_over(old) == [
        {"name": "甲", "phone": "1", "offices": OFFICES},
        {"name": "乙", "phone": "2"},
        {"status": "已解决", "steps": [{"day": "2026-10-02"}]},
        {"status": "解决中", "steps": [{"day": "2026-10-20"}]},
        {"status": "销号", "solved_on": "10月9日", "struck_on": "10月9日"},
        {"status": "待解决", "steps": []},
    ]


def test_what_was_typed_after_the_updates_is_left_alone(old: dbapi2.Connection) -> None:
    migrate(old, MIGRATIONS[:FORMS], ROSTER, NOW)
    typed: list[tuple[str, dict[str, object], int | None]] = [
        ("people", {"politics": "正式党员", "votes": "是"}, 1),
        ("problems", {"status": "解决中"}, 1),
        ("problems", {"status": "销号", "solved_on": "2026-10-08"}, 2),
    ]
    for ledger, plain, record in typed:
        draft(old, ledger, plain, record, at="2026-11-21 08:00:00")
    migrate(old, MIGRATIONS, FORMS, datetime(2026, 11, 25))
    kept = old.execute("SELECT typed FROM drafts ORDER BY id").fetchall()
    assert [json.loads(row[0]) for row in kept] == [plain for _, plain, _ in typed]


def test_one_can_go_back_to_versions_from_before(old: dbapi2.Connection) -> None:
    version(old, "people", 1, {"name": "甲", "politics": "正式党员", "votes": "是"})
    version(old, "unit", 1, {"name": "某支部", "organiser": "庚"})
    version(old, "problems", 1, {"status": "解决中"})
    version(old, "problems", 2, {"status": "销号", "solved_on": "2026-10-08"})
    old.execute("UPDATE history SET before = '不是数据' WHERE ledger = 'unit'")
    brought_over(old)
    told = old.execute("SELECT before, after FROM history WHERE by = '某人' ORDER BY id").fetchall()
    assert [json.loads(after) for _, after in told] == [
        {
            "name": "甲",
            "politics": "正式党员",
            "offices": [{"word": "支部书记"}, {"word": "纪检委员"}],
        },
        {"name": "某支部", "remarks": "组织委员：庚"},
        {"status": "解决中", "steps": [{"day": "2026-10-02"}]},
        {"status": "销号", "solved_on": "2026-10-08", "struck_on": "2026-10-08"},
    ]
    assert [before for before, _ in told] == [None, "不是数据", None, None]


@pytest.mark.parametrize(
    ("over", "word"),
    [
        ("UPDATE ledger_people__offices SET until = '2026-11-01' WHERE word = '支部书记'", None),
        ("UPDATE ledger_people SET \"left\" = '2026-11-01' WHERE id = 1", None),
        ("UPDATE ledger_people__offices SET until = '2026-11-01' WHERE word = '纪检委员'", "甲"),
        ("DELETE FROM ledger_people__offices", "甲"),
    ],
)
def test_a_head_who_went_before_is_none_any_more(
    old: dbapi2.Connection, over: str, word: str | None
) -> None:
    version(old, "unit", 1, {"name": "某支部", "secretary": {"id": 1, "name": "甲"}})
    migrate(old, MIGRATIONS[:FORMS], ROSTER, NOW)
    old.execute(over)
    migrate(old, MIGRATIONS, FORMS, NOW)
    assert old.execute("SELECT secretary FROM ledger_unit").fetchone() == (word,)
    (last,) = old.execute(
        "SELECT after FROM history WHERE ledger = 'unit' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert ("secretary" in json.loads(last)) is (word is not None)


def test_no_draft_of_any_version_keeps_a_key_that_is_gone() -> None:
    """Whichever columns the tables ever had: what a draft holds in them has a place today."""
    fields = {each.key: set(each.by_key) for each in ALL_LEDGERS}
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as book:
        for made in range(len(MIGRATIONS)):
            migrate(book, MIGRATIONS[: made + 1], made, NOW)
            for ledger, keys in columns_of(book).items():
                if made and ledger in fields:
                    draft(book, ledger, dict.fromkeys(keys, "写过的"))
        for ledger, typed in book.execute("SELECT ledger, typed FROM drafts"):
            assert set(json.loads(typed)) <= fields[ledger], ledger


def columns_of(book: dbapi2.Connection) -> dict[str, list[str]]:
    """By ledger the columns of its fields, as the book has them."""
    outside = {*ENVELOPE.split(", "), "id"}
    found: dict[str, list[str]] = {}
    tables = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'ledger!_%' ESCAPE '!'"
    )
    for (table,) in book.execute(tables).fetchall():
        ledger = table.removeprefix("ledger_")
        if "__" not in ledger:
            names = [row[1] for row in book.execute(f"PRAGMA table_info({table})")]
            found[ledger] = [each for each in names if each not in outside and "__" not in each]
    return found

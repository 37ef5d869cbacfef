"""议定事项 and 明确任务 were one text: an older book has them as rows, and no word is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import pytest
from sqlcipher3 import dbapi2

from qinglian_desktop.storage.migration_runner import migrate
from qinglian_desktop.storage.migrations import MIGRATIONS

NOW = datetime(2026, 11, 26, 9)
PLACE = next(place for place, each in enumerate(MIGRATIONS) if each.name == "records of work")
BEFORE, AFTER = MIGRATIONS[:PLACE], MIGRATIONS[: PLACE + 1]
SEVERAL = '一、通过清单；\n\n二、写明 C:\\new 目录\n   \n三、“引号”与"引号"。'
ROWS = ["一、通过清单；", "二、写明 C:\\new 目录", '三、“引号”与"引号"。']


@pytest.fixture
def old() -> Iterator[dbapi2.Connection]:
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, BEFORE, 0, NOW)
        yield connection


def keep(connection: dbapi2.Connection, ledger: str, field: str, text: str | None) -> int:
    added = connection.execute(
        f"INSERT INTO ledger_{ledger} (number, occurred_on, state, entered_at, entered_by,"
        f" changed_at, revision, {field}) VALUES ('2026-001', '', '', '', '', '', 1, ?)",
        (text,),
    )
    return added.lastrowid or 0


@pytest.mark.parametrize(
    ("ledger", "field"), [("promotion_meetings", "decisions"), ("secretary_talks", "tasks")]
)
def test_each_line_becomes_a_row(old: dbapi2.Connection, ledger: str, field: str) -> None:
    kept = [keep(old, ledger, field, text) for text in (SEVERAL, None, "只有一件", "\n")]
    migrate(old, AFTER, PLACE, NOW)
    rows = old.execute(
        f"SELECT record_id, place, matter, due FROM ledger_{ledger}__{field} ORDER BY 1, 2"
    ).fetchall()
    of_first = [(kept[0], place, line, None) for place, line in enumerate(ROWS)]
    assert rows == [*of_first, (kept[2], 0, "只有一件", None)]


def test_what_is_typed_and_not_saved_is_kept_to_the_last_sign(old: dbapi2.Connection) -> None:
    typed = {"theme": "半个字 \ud83d", "decisions": SEVERAL + "\ud83d", "heads": float("nan")}
    for ledger, plain in (
        ("promotion_meetings", typed),
        ("promotion_meetings", {"decisions": "", "theme": "空"}),
        ("promotion_meetings", {"decisions": None}),
        ("directives", {"decisions": "别处的"}),
    ):
        old.execute(
            "INSERT INTO drafts (ledger, at, typed) VALUES (?, '', ?)", (ledger, json.dumps(plain))
        )
    migrate(old, AFTER, PLACE, NOW)
    first, *others = [json.loads(row[0]) for row in old.execute("SELECT typed FROM drafts")]
    assert first["theme"] == typed["theme"]
    said = [row["matter"] for row in first["decisions"] if row["matter"].strip()]
    assert said == [*ROWS[:2], ROWS[2] + "\ud83d"]
    assert [each["decisions"] for each in others] == ["", None, "别处的"]


def test_every_version_of_the_history_can_still_be_gone_back_to(old: dbapi2.Connection) -> None:
    said = json.dumps({"unit": "示例市甲局", "tasks": "补齐台账\n公开流程"}, ensure_ascii=False)
    old.execute(
        "INSERT INTO history (ledger, record_id, at, by, action, reason, before, after)"
        " VALUES ('secretary_talks', 1, '', '', '修改', '', NULL, ?)",
        (said,),
    )
    migrate(old, AFTER, PLACE, NOW)
    ((before, after),) = old.execute("SELECT before, after FROM history").fetchall()
    assert before is None
    assert json.loads(after) == {
        "unit": "示例市甲局",
        "tasks": [{"matter": "补齐台账"}, {"matter": "公开流程"}],
    }

"""The roster gets what forms ask for, and what was typed before follows the updates before this.

Records were brought over when offices, the vote, 销号日期 and 整改进展 got places of their own;
what was typed and not saved, and the versions that one can go back to, were not. They get the
same here: an officer who has no office in the roster becomes a remark of the unit, a vote that
follows anyway is no longer said, and what a record was given a draft of it holds, too, for a blank
there would take it away again. What the history tells of the updates themselves stays.

A unit whose head is over in office by the roster, and nobody else in it, has none.
"""

_OFFICERS = (("discipline", "纪检委员"), ("organiser", "组织委员"))
_TYPED = (("drafts", "typed"), ("history", '"before"'), ("history", '"after"'))
_ROSTER, _STANDING = 10, 11
"""The updates since which forms have the new places."""


def _of(table: str, ledger: str, update: int = 0) -> str:
    """What was typed in forms of a ledger, before an update or ever."""
    own = " AND \"by\" <> '本程序'" if table == "history" else ""
    before = f" AND at <= (SELECT at FROM migrations WHERE number = {update})" if update else ""
    return f"ledger = '{ledger}'{own}{before}"


def _read(column: str) -> str:
    """What cannot be read says nothing, and stops no update."""
    return f"(CASE WHEN json_valid({column}, 2) THEN {column} ELSE '{{}}' END)"


def _officer_to_remark(table: str, column: str, key: str, office: str) -> str:
    """The text is joined as it is written: it may hold half a sign, which only escapes carry."""
    said = f"{column} -> '$.remarks'"
    named = f"""CASE json_type({column}, '$.{key}') WHEN 'text' THEN {column} -> '$.{key}'
        ELSE coalesce({column} -> '$.{key}.name', '""') END"""
    before = f"""CASE WHEN json_type({column}, '$.remarks') = 'text' AND {said} <> '""'
        THEN substr({said}, 1, length({said}) - 1) || '；' ELSE '"' END"""
    return f"""UPDATE {table} SET {column} = json_remove(json_set({column}, '$.remarks',
    json({before} || '{office}：' || substr({named}, 2))), '$.{key}')
    WHERE {_of(table, "unit")}
    AND json_type({_read(column)}, '$.{key}') IN ('text', 'object')
    AND NOT EXISTS (SELECT 1 FROM ledger_people__offices WHERE word = '{office}'
        AND record_id = json_extract({_read(column)}, '$.{key}.id'))"""


def _vote_that_follows(table: str, column: str) -> str:
    typed = _read(column)
    return f"""UPDATE {table} SET {column} = json_remove({column}, '$.votes')
    WHERE {_of(table, "people", _ROSTER)} AND json_extract({typed}, '$.votes') =
        CASE json_extract({typed}, '$.politics') WHEN '正式党员' THEN '是' ELSE '否' END"""


def _day_of_striking(table: str, column: str) -> str:
    typed = _read(column)
    return f"""UPDATE {table}
    SET {column} = json_set({column}, '$.struck_on', json({column} -> '$.solved_on'))
    WHERE {_of(table, "problems", _STANDING)}
    AND json_extract({typed}, '$.status') = '销号' AND {typed} -> '$.struck_on' IS NULL
    AND {typed} -> '$.solved_on' IS NOT NULL"""


def _rows_of_record(ledger: str, field: str, columns: tuple[str, ...], update: int) -> str:
    """A draft of a record holds the rows that the record has, blank cells left out."""
    cells = ", ".join(f"'{each}', {each}" for each in columns)
    kept = f"ledger_{ledger}__{field} WHERE record_id = drafts.record_id"
    return f"""UPDATE drafts SET typed = json_set(typed, '$.{field}', (
        SELECT json_group_array(json(line)) FROM (
            SELECT json_patch('{{}}', json_object({cells})) AS line FROM {kept} ORDER BY place)))
    WHERE {_of("drafts", ledger, update)} AND json_valid(typed, 2)
    AND {_read("typed")} -> '$.{field}' IS NULL
    AND EXISTS (SELECT 1 FROM {kept})"""


_HEAD_IS_OVER = """secretary__id IN (
        SELECT record_id FROM ledger_people__offices WHERE word = '支部书记')
    AND NOT EXISTS (
        SELECT 1 FROM ledger_people__offices AS held JOIN ledger_people AS holder
        ON holder.id = held.record_id WHERE held.word = '支部书记' AND held.until IS NULL
        AND holder."left" IS NULL AND holder.state <> '已作废')"""

STATEMENTS = (
    """ALTER TABLE ledger_people ADD COLUMN born_on TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN introducers TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN group_since TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN membership TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN lost TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN lost_since TEXT""",
    """ALTER TABLE ledger_problems ADD COLUMN remarks TEXT""",
    *(_officer_to_remark(*place, *each) for place in _TYPED for each in _OFFICERS),
    # Of a draft what the roster holds as an office goes: nothing reads it there any more.
    """UPDATE drafts SET typed = json_remove(typed, '$.discipline', '$.organiser')
    WHERE ledger = 'unit' AND json_valid(typed, 2)""",
    *(_vote_that_follows(*place) for place in _TYPED),
    _rows_of_record("people", "offices", ("word", "charge", "since", "until"), _ROSTER),
    f"""UPDATE history SET "after" = json_set("after", '$.offices', (
        SELECT json(told."after" -> '$.offices') FROM history AS told
        WHERE told.ledger = 'people' AND told.record_id = history.record_id
        AND told."by" = '本程序' AND {_read('told."after"')} -> '$.offices' IS NOT NULL
        ORDER BY told.id LIMIT 1))
    WHERE {_of("history", "people", _ROSTER)} AND json_valid("after", 2)
    AND {_read('"after"')} -> '$.offices' IS NULL
    AND EXISTS (SELECT 1 FROM history AS told
        WHERE told.ledger = 'people' AND told.record_id = history.record_id
        AND told."by" = '本程序' AND {_read('told."after"')} -> '$.offices' IS NOT NULL)""",
    *(_day_of_striking(*place) for place in _TYPED),
    _rows_of_record("problems", "steps", ("day", "note"), _STANDING),
    f"""UPDATE drafts SET typed = json_set(typed, '$.steps',
        json_array(json_object('day', substr(at, 1, 10))))
    WHERE {_of("drafts", "problems", _STANDING)}
    AND json_extract({_read("typed")}, '$.status') = '解决中'
    AND {_read("typed")} -> '$.steps' IS NULL""",
    f"""UPDATE history SET "after" = json_set("after", '$.steps',
        json_array(json_object('day', substr((
            SELECT min(first.at) FROM history AS first
            WHERE first.ledger = 'problems' AND first.record_id = history.record_id
            AND json_extract({_read('first."after"')}, '$.status') = '解决中'), 1, 10))))
    WHERE {_of("history", "problems", _STANDING)}
    AND json_extract({_read('"after"')}, '$.status') = '解决中'
    AND {_read('"after"')} -> '$.steps' IS NULL""",
    f"""INSERT INTO history (ledger, record_id, at, "by", action, reason, "before", "after")
    SELECT 'unit', unit.id, strftime('%Y-%m-%d %H:%M:%S', 'now', 'localtime'), '本程序', '更新',
        '程序更新：花名册里支部书记已经免职或调出，还没有新的人',
        told."after", json_remove(told."after", '$.secretary')
    FROM ledger_unit AS unit JOIN history AS told ON told.id = (
        SELECT max(id) FROM history WHERE ledger = 'unit' AND record_id = unit.id)
    WHERE {_HEAD_IS_OVER}""",
    f"""UPDATE ledger_unit SET secretary = NULL, secretary__id = NULL WHERE {_HEAD_IS_OVER}""",
)

"""What offices' forms have of directives, meetings, visits, plans and services, beside the old.

议定事项 and 明确任务 were one text and become rows, a line of the text a row: in the records, in
what is typed and not saved, and in the history, so that one can still go back to any version.
Plans of a week keep the text that they have; it was told in returns under its own column.
"""

_MOVED = (("promotion_meetings", "decisions"), ("secretary_talks", "tasks"))


def _rows(text: str) -> str:
    """A JSON text as a JSON list of rows, one a line that is not empty, without reading it.

    What was typed may hold half a sign, which only its escaped form can carry.
    """
    lines = rf"replace(replace({text}, '\\', char(1)), '\r\n', '\n')"
    cut = rf"""replace(replace({lines}, '\n', '"}},{{"matter":"'), char(1), '\\')"""
    full = f"""'[{{"matter":' || {cut} || '}}]'"""
    return f"""replace(replace({full}, '{{"matter":""}},', ''), ',{{"matter":""}}', '')"""


def _into_rows(ledger: str, field: str) -> tuple[str, ...]:
    """The records' texts as rows of the new table, whose column they then leave."""
    table = f"ledger_{ledger}"
    return (
        f"""INSERT INTO {table}__{field} (record_id, place, matter)
    SELECT {table}.id, row_number() OVER (PARTITION BY {table}.id ORDER BY key) - 1,
        value ->> 'matter'
    FROM {table}, json_each({_rows(f"json_quote({field})")})
    WHERE {field} IS NOT NULL AND trim(value ->> 'matter', char(9, 32, 12288)) <> ''""",
        f"ALTER TABLE {table} DROP COLUMN {field}",
    )


def _as_typed(table: str, column: str, ledger: str, field: str) -> str:
    """The same in plain input as JSON."""
    text = f"({column} -> '$.{field}')"
    return f"""UPDATE {table} SET {column} = json_set({column}, '$.{field}', json({_rows(text)}))
    WHERE ledger = '{ledger}'
    AND CASE WHEN json_valid({column}, 2) THEN json_type({column}, '$.{field}') END = 'text'
    AND {text} <> '""'"""


STATEMENTS = (
    """ALTER TABLE ledger_branch_building ADD COLUMN document TEXT""",
    """ALTER TABLE ledger_directives ADD COLUMN received_on TEXT""",
    """ALTER TABLE ledger_directives ADD COLUMN entry TEXT""",
    """ALTER TABLE ledger_directives ADD COLUMN scope TEXT""",
    """ALTER TABLE ledger_directives ADD COLUMN handler TEXT""",
    """ALTER TABLE ledger_directives ADD COLUMN handler__id INTEGER""",
    """ALTER TABLE ledger_joint_actions ADD COLUMN place TEXT""",
    """ALTER TABLE ledger_joint_actions ADD COLUMN feedback_on TEXT""",
    """ALTER TABLE ledger_promotion_meetings ADD COLUMN hours TEXT""",
    """ALTER TABLE ledger_promotion_meetings ADD COLUMN recorder TEXT""",
    """ALTER TABLE ledger_promotion_meetings ADD COLUMN recorder__id INTEGER""",
    """ALTER TABLE ledger_promotion_meetings ADD COLUMN due_heads INTEGER""",
    """ALTER TABLE ledger_promotion_meetings ADD COLUMN absent TEXT""",
    """ALTER TABLE ledger_secretary_talks ADD COLUMN talker TEXT""",
    """ALTER TABLE ledger_secretary_talks ADD COLUMN talker__id INTEGER""",
    """ALTER TABLE ledger_secretary_talks ADD COLUMN place TEXT""",
    """ALTER TABLE ledger_secretary_talks ADD COLUMN task TEXT""",
    """ALTER TABLE ledger_secretary_talks ADD COLUMN task__id INTEGER""",
    """CREATE TABLE ledger_brand_work__items (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    work TEXT,
    measures TEXT,
    owner TEXT,
    due TEXT,
    finished_on TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_brand_work (id)
) WITHOUT ROWID""",
    """ALTER TABLE ledger_inspections__units ADD COLUMN feedback TEXT""",
    """CREATE TABLE ledger_inspections__way (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_inspections (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_inspections__way__by_word
    ON ledger_inspections__way (word, record_id)""",
    """CREATE TABLE ledger_joint_actions__registered (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person TEXT,
    person__id INTEGER,
    community TEXT,
    day TEXT,
    post TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_joint_actions (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_joint_actions__services (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person TEXT,
    person__id INTEGER,
    day TEXT,
    content TEXT,
    hours TEXT,
    confirmer TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_joint_actions (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_promotion_meetings__decisions (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    matter TEXT,
    owner TEXT,
    due TEXT,
    finished_on TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_promotion_meetings (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_secretary_talks__tasks (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    matter TEXT,
    due TEXT,
    finished_on TEXT,
    outcome TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_secretary_talks (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_service__matters (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    matter TEXT,
    content TEXT,
    owner TEXT,
    due TEXT,
    finished_on TEXT,
    outcome TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_service (id)
) WITHOUT ROWID""",
    *(each for ledger, field in _MOVED for each in _into_rows(ledger, field)),
    *(
        _as_typed(table, column, ledger, field)
        for ledger, field in _MOVED
        for table, column in (("drafts", "typed"), ("history", "before"), ("history", "after"))
    ),
)

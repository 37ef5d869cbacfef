"""Problems and tasks tell how they go on: who leads, progress, 销号, 成效, 佐证.

A problem had one day for 已解决 and for 销号: of one that was struck off it is both days from now
on. One that is 解决中 had no day for that: it gets a step of the day on which the book first said
so. Both are noted in the record's history, beside what it said before.
"""

_LAST_TOLD = """FROM history AS told JOIN ledger_problems AS record ON record.id = told.record_id
WHERE told.ledger = 'problems' AND json_valid(told."after") AND told.id =
    (SELECT max(id) FROM history WHERE ledger = 'problems' AND record_id = record.id)"""

_NOTED = """INSERT INTO history (ledger, record_id, at, "by", action, reason, "before", "after")
SELECT 'problems', record.id, strftime('%Y-%m-%d %H:%M:%S', 'now', 'localtime'), '本程序', '更新',
    '程序更新：'"""

STATEMENTS = (
    """ALTER TABLE ledger_problems ADD COLUMN detail TEXT""",
    """ALTER TABLE ledger_problems ADD COLUMN leader TEXT""",
    """ALTER TABLE ledger_problems ADD COLUMN department TEXT""",
    """ALTER TABLE ledger_problems ADD COLUMN term TEXT""",
    """ALTER TABLE ledger_problems ADD COLUMN effect TEXT""",
    """ALTER TABLE ledger_problems ADD COLUMN struck_on TEXT""",
    """ALTER TABLE ledger_problems ADD COLUMN checked_by TEXT""",
    """ALTER TABLE ledger_tasks ADD COLUMN problem TEXT""",
    """ALTER TABLE ledger_tasks ADD COLUMN measures TEXT""",
    """ALTER TABLE ledger_tasks ADD COLUMN leader TEXT""",
    """ALTER TABLE ledger_tasks ADD COLUMN leader__id INTEGER""",
    """ALTER TABLE ledger_tasks ADD COLUMN lead_department TEXT""",
    """ALTER TABLE ledger_tasks ADD COLUMN department TEXT""",
    """ALTER TABLE ledger_tasks ADD COLUMN term TEXT""",
    """ALTER TABLE ledger_tasks ADD COLUMN effect TEXT""",
    """ALTER TABLE ledger_inspections__found ADD COLUMN term TEXT""",
    """CREATE TABLE ledger_problems__evidence (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_problems (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_problems__evidence__by_digest
    ON ledger_problems__evidence (digest, record_id)""",
    """CREATE TABLE ledger_problems__looked_back (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    day TEXT,
    note TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_problems (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_problems__steps (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    day TEXT,
    note TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_problems (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_tasks__evidence (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_tasks (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_tasks__evidence__by_digest
    ON ledger_tasks__evidence (digest, record_id)""",
    """UPDATE ledger_problems SET struck_on = solved_on WHERE status = '销号'""",
    f"""{_NOTED} || '原来的解决日期同时记作销号日期', told."after",
    json_set(told."after", '$.struck_on', record.struck_on)
{_LAST_TOLD} AND record.struck_on IS NOT NULL""",
    """INSERT INTO ledger_problems__steps (record_id, place, day)
SELECT record.id, 0, substr(coalesce(
    (SELECT min(at) FROM history WHERE ledger = 'problems' AND record_id = record.id
        AND json_valid("after") AND json_extract("after", '$.status') = '解决中'),
    record.changed_at), 1, 10)
FROM ledger_problems AS record WHERE record.status = '解决中'""",
    f"""{_NOTED} || '“解决中”按当时记下的日期列入整改进展', told."after",
    json_set(told."after", '$.steps', json_array(json_object('day',
        (SELECT day FROM ledger_problems__steps WHERE record_id = record.id))))
{_LAST_TOLD} AND record.status = '解决中'""",
)

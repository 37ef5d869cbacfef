"""Lists from above; what was printed of a plan, and what it answers; what a feed took up."""

STATEMENTS = (
    """ALTER TABLE drafts ADD COLUMN told TEXT""",
    """ALTER TABLE drafts ADD COLUMN answers TEXT""",
    """ALTER TABLE feeds ADD COLUMN taken_up INTEGER""",
    """CREATE TABLE ledger_assignments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    source TEXT,
    scope TEXT,
    month TEXT,
    issuer TEXT,
    issued_on TEXT,
    no INTEGER,
    kind TEXT,
    theme TEXT,
    content TEXT,
    who TEXT,
    term TEXT,
    due TEXT,
    entry TEXT,
    remarks TEXT,
    meeting TEXT,
    meeting__id INTEGER,
    talk TEXT,
    talk__id INTEGER,
    activity TEXT,
    activity__id INTEGER,
    education TEXT,
    education__id INTEGER,
    directive TEXT,
    directive__id INTEGER,
    practice TEXT,
    practice__id INTEGER,
    done_on TEXT,
    status TEXT
)""",
    """CREATE INDEX ledger_assignments__by_day
    ON ledger_assignments (occurred_on, id, state)""",
    """CREATE INDEX ledger_assignments__unlisted
    ON ledger_assignments (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_assignments__done (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    day TEXT,
    what TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_assignments (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_assignments__files (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_assignments (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_assignments__files__by_digest
    ON ledger_assignments__files (digest, record_id)""",
    """CREATE TABLE ledger_assignments__places (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_assignments (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_assignments__places__by_word
    ON ledger_assignments__places (word, record_id)""",
)

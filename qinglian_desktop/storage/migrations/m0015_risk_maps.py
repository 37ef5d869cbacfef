"""Risk maps."""

STATEMENTS = (
    """CREATE TABLE ledger_publications (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    day TEXT,
    scope TEXT,
    department TEXT,
    power TEXT,
    power__id INTEGER,
    names TEXT,
    form TEXT,
    place TEXT,
    until TEXT,
    "by" TEXT,
    by__id INTEGER,
    remarks TEXT
)""",
    """CREATE INDEX ledger_publications__by_day
    ON ledger_publications (occurred_on, id, state)""",
    """CREATE INDEX ledger_publications__unlisted
    ON ledger_publications (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_publications__contents (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_publications (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_publications__contents__by_word
    ON ledger_publications__contents (word, record_id)""",
    """CREATE TABLE ledger_publications__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_publications (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_publications__photos__by_digest
    ON ledger_publications__photos (digest, record_id)""",
    """ALTER TABLE ledger_risks__controls ADD COLUMN done_on TEXT""",
    """CREATE TABLE ledger_risks__passage (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    stage TEXT,
    day TEXT,
    "by" TEXT,
    opinion TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_risks (id)
) WITHOUT ROWID""",
)

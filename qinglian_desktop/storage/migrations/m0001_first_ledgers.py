"""The first book: the roster, the unit, powers, risks, 八个一, talks and family actions.

Over 300 lines because it is frozen as it was generated, one statement a table or index.
"""

STATEMENTS = (
    """CREATE TABLE attachments (
    id INTEGER NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE UNIQUE INDEX attachments__by_digest
    ON attachments (digest)""",
    """CREATE TABLE drafts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ledger TEXT NOT NULL,
    record_id INTEGER,
    at TEXT NOT NULL,
    typed TEXT NOT NULL
)""",
    """CREATE TABLE history (
    id INTEGER NOT NULL,
    ledger TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    PRIMARY KEY (id)
)""",
    """CREATE INDEX history__by_record
    ON history (ledger, record_id)""",
    """CREATE TABLE ledger_eight_ones (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    day TEXT,
    theme TEXT,
    place TEXT,
    work TEXT,
    host TEXT,
    host__id INTEGER,
    lecturer TEXT,
    lecturer__id INTEGER,
    people INTEGER,
    people__due INTEGER,
    people__present INTEGER,
    summary TEXT
)""",
    """CREATE INDEX ledger_eight_ones__by_day
    ON ledger_eight_ones (occurred_on, id, state)""",
    """CREATE INDEX ledger_eight_ones__unlisted
    ON ledger_eight_ones (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_family (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT,
    day TEXT,
    people INTEGER,
    people__due INTEGER,
    people__present INTEGER,
    copies INTEGER,
    summary TEXT,
    delivery TEXT,
    kept_at TEXT
)""",
    """CREATE INDEX ledger_family__by_day
    ON ledger_family (occurred_on, id, state)""",
    """CREATE INDEX ledger_family__unlisted
    ON ledger_family (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_people (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    name TEXT,
    sex TEXT,
    born TEXT,
    politics TEXT,
    joined_party TEXT,
    votes TEXT,
    phone TEXT,
    department TEXT,
    post TEXT,
    rank TEXT,
    key_post TEXT,
    joined TEXT,
    "left" TEXT,
    left_reason TEXT,
    remarks TEXT
)""",
    """CREATE INDEX ledger_people__by_day
    ON ledger_people (occurred_on, id, state)""",
    """CREATE INDEX ledger_people__unlisted
    ON ledger_people (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_powers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    code TEXT,
    name TEXT,
    area TEXT,
    holder TEXT,
    day TEXT,
    basis TEXT,
    duties TEXT,
    supervision TEXT
)""",
    """CREATE INDEX ledger_powers__by_day
    ON ledger_powers (occurred_on, id, state)""",
    """CREATE INDEX ledger_powers__unlisted
    ON ledger_powers (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_risks (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    power TEXT,
    power__id INTEGER,
    department TEXT,
    step TEXT,
    category TEXT,
    risk TEXT,
    manifestation TEXT,
    day TEXT,
    method TEXT,
    consequence TEXT,
    risk_count INTEGER,
    veto TEXT,
    power_held TEXT,
    likelihood TEXT,
    severity TEXT,
    level TEXT,
    reason TEXT,
    stage TEXT,
    review_on TEXT
)""",
    """CREATE INDEX ledger_risks__by_day
    ON ledger_risks (occurred_on, id, state)""",
    """CREATE INDEX ledger_risks__unlisted
    ON ledger_risks (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_talks (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    category TEXT,
    form TEXT,
    time TEXT,
    time__end TEXT,
    place TEXT,
    people INTEGER,
    people__due INTEGER,
    people__present INTEGER,
    talker TEXT,
    talker__id INTEGER,
    talker_post TEXT,
    recorder TEXT,
    recorder__id INTEGER,
    cause TEXT,
    content TEXT,
    opinion TEXT,
    problems TEXT,
    measures TEXT,
    deadline TEXT,
    revisit_on TEXT,
    revisit_result TEXT
)""",
    """CREATE INDEX ledger_talks__by_day
    ON ledger_talks (occurred_on, id, state)""",
    """CREATE INDEX ledger_talks__unlisted
    ON ledger_talks (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_unit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    name TEXT,
    code TEXT,
    type TEXT,
    committee TEXT,
    since TEXT,
    secretary TEXT,
    secretary__id INTEGER,
    phone TEXT,
    discipline TEXT,
    discipline__id INTEGER,
    organiser TEXT,
    organiser__id INTEGER
)""",
    """CREATE INDEX ledger_unit__by_day
    ON ledger_unit (occurred_on, id, state)""",
    """CREATE INDEX ledger_unit__unlisted
    ON ledger_unit (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE numbers (
    ledger TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (ledger, year)
) WITHOUT ROWID""",
    """CREATE TABLE returns (
    id INTEGER NOT NULL,
    period TEXT NOT NULL,
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE INDEX returns__by_period
    ON returns (period, revision)""",
    """CREATE TABLE search_entries (
    rowid INTEGER NOT NULL,
    ledger TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    is_void INTEGER NOT NULL,
    PRIMARY KEY (rowid)
)""",
    """CREATE UNIQUE INDEX search_entries__by_record
    ON search_entries (ledger, record_id)""",
    """CREATE TABLE settings (
    "key" TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY ("key")
)""",
    """CREATE TABLE spellings (
    person_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    spelled TEXT NOT NULL,
    PRIMARY KEY (person_id, place)
) WITHOUT ROWID""",
    """CREATE INDEX spellings__by_spelled
    ON spellings (spelled)""",
    """CREATE TABLE ledger_eight_ones__items (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_eight_ones (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_eight_ones__items__by_word
    ON ledger_eight_ones__items (word, record_id)""",
    """CREATE TABLE ledger_eight_ones__people (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_eight_ones (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_eight_ones__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_eight_ones (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_eight_ones__photos__by_digest
    ON ledger_eight_ones__photos (digest, record_id)""",
    """CREATE TABLE ledger_family__people (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_family (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_family__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_family (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_family__photos__by_digest
    ON ledger_family__photos (digest, record_id)""",
    """CREATE TABLE ledger_family__relations (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_family (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_family__relations__by_word
    ON ledger_family__relations (word, record_id)""",
    """CREATE TABLE ledger_family__visit (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_family (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_family__visit__by_word
    ON ledger_family__visit (word, record_id)""",
    """CREATE TABLE ledger_people__classes (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT,
    since TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_people (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_risks__controls (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    measure TEXT,
    owner TEXT,
    leader TEXT,
    due TEXT,
    status TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_risks (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_risks__criteria (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_risks (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_risks__criteria__by_word
    ON ledger_risks__criteria (word, record_id)""",
    """CREATE TABLE ledger_talks__classes (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_talks (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_talks__classes__by_word
    ON ledger_talks__classes (word, record_id)""",
    """CREATE TABLE ledger_talks__focus (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_talks (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_talks__focus__by_word
    ON ledger_talks__focus (word, record_id)""",
    """CREATE TABLE ledger_talks__people (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_talks (id)
) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE search_text USING fts5(
    pairs, content='', contentless_delete=1, tokenize='ascii'
)""",
)

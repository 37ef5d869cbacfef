"""Every ledger of the report, and which records follow from a record of another ledger.

Over 300 lines because it is frozen as it was generated, one statement a table or index.
"""

STATEMENTS = (
    """CREATE TABLE feeds (
    ledger TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    source_id INTEGER NOT NULL,
    PRIMARY KEY (ledger, record_id)
) WITHOUT ROWID""",
    """CREATE INDEX feeds__by_source
    ON feeds (source, source_id)""",
    """CREATE TABLE ledger_branch_building (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT,
    batch TEXT,
    day TEXT
)""",
    """CREATE INDEX ledger_branch_building__by_day
    ON ledger_branch_building (occurred_on, id, state)""",
    """CREATE INDEX ledger_branch_building__unlisted
    ON ledger_branch_building (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_brand_work (
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
    period TEXT,
    content TEXT,
    done TEXT
)""",
    """CREATE INDEX ledger_brand_work__by_day
    ON ledger_brand_work (occurred_on, id, state)""",
    """CREATE INDEX ledger_brand_work__unlisted
    ON ledger_brand_work (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_checkups (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    person TEXT,
    person__id INTEGER,
    term TEXT,
    day TEXT,
    diagnosis TEXT,
    talk TEXT,
    talk__id INTEGER,
    result TEXT,
    next_check TEXT,
    current TEXT,
    converted_on TEXT
)""",
    """CREATE INDEX ledger_checkups__by_day
    ON ledger_checkups (occurred_on, id, state)""",
    """CREATE INDEX ledger_checkups__unlisted
    ON ledger_checkups (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_culture_sites (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT,
    name TEXT,
    place TEXT,
    day TEXT,
    about TEXT
)""",
    """CREATE INDEX ledger_culture_sites__by_day
    ON ledger_culture_sites (occurred_on, id, state)""",
    """CREATE INDEX ledger_culture_sites__unlisted
    ON ledger_culture_sites (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_directives (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    title TEXT,
    document TEXT,
    secrecy TEXT,
    issuer TEXT,
    day TEXT,
    way TEXT,
    heads INTEGER,
    follow_up TEXT
)""",
    """CREATE INDEX ledger_directives__by_day
    ON ledger_directives (occurred_on, id, state)""",
    """CREATE INDEX ledger_directives__unlisted
    ON ledger_directives (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_education (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    form TEXT,
    day TEXT,
    theme TEXT,
    speaker TEXT,
    speaker__id INTEGER,
    people INTEGER,
    people__due INTEGER,
    people__present INTEGER,
    points TEXT,
    notes INTEGER
)""",
    """CREATE INDEX ledger_education__by_day
    ON ledger_education (occurred_on, id, state)""",
    """CREATE INDEX ledger_education__unlisted
    ON ledger_education (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_inspections (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    theme TEXT,
    day TEXT,
    team INTEGER,
    team__due INTEGER,
    team__present INTEGER,
    content TEXT
)""",
    """CREATE INDEX ledger_inspections__by_day
    ON ledger_inspections (occurred_on, id, state)""",
    """CREATE INDEX ledger_inspections__unlisted
    ON ledger_inspections (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_joint_actions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT,
    theme TEXT,
    day TEXT,
    partners TEXT,
    heads INTEGER,
    result TEXT
)""",
    """CREATE INDEX ledger_joint_actions__by_day
    ON ledger_joint_actions (occurred_on, id, state)""",
    """CREATE INDEX ledger_joint_actions__unlisted
    ON ledger_joint_actions (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_meetings (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT,
    no INTEGER,
    time TEXT,
    time__end TEXT,
    place TEXT,
    theme TEXT,
    host TEXT,
    host__id INTEGER,
    recorder TEXT,
    recorder__id INTEGER,
    people INTEGER,
    people__due INTEGER,
    people__present INTEGER,
    guests INTEGER,
    guests__due INTEGER,
    guests__present INTEGER,
    points TEXT,
    education_form TEXT,
    study TEXT
)""",
    """CREATE INDEX ledger_meetings__by_day
    ON ledger_meetings (occurred_on, id, state)""",
    """CREATE INDEX ledger_meetings__unlisted
    ON ledger_meetings (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_practice (
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
    theme TEXT,
    attended INTEGER,
    results TEXT,
    award TEXT
)""",
    """CREATE INDEX ledger_practice__by_day
    ON ledger_practice (occurred_on, id, state)""",
    """CREATE INDEX ledger_practice__unlisted
    ON ledger_practice (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_problems (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    problem TEXT,
    source TEXT,
    unit TEXT,
    day TEXT,
    owner TEXT,
    measures TEXT,
    due TEXT,
    status TEXT,
    solved_on TEXT
)""",
    """CREATE INDEX ledger_problems__by_day
    ON ledger_problems (occurred_on, id, state)""",
    """CREATE INDEX ledger_problems__unlisted
    ON ledger_problems (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_promotion_meetings (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT,
    theme TEXT,
    day TEXT,
    place TEXT,
    host TEXT,
    host__id INTEGER,
    heads INTEGER,
    content TEXT,
    decisions TEXT
)""",
    """CREATE INDEX ledger_promotion_meetings__by_day
    ON ledger_promotion_meetings (occurred_on, id, state)""",
    """CREATE INDEX ledger_promotion_meetings__unlisted
    ON ledger_promotion_meetings (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_publicity (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT,
    media TEXT,
    level TEXT,
    title TEXT,
    day TEXT,
    issue TEXT,
    author TEXT
)""",
    """CREATE INDEX ledger_publicity__by_day
    ON ledger_publicity (occurred_on, id, state)""",
    """CREATE INDEX ledger_publicity__unlisted
    ON ledger_publicity (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_reminders (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    festival TEXT,
    way TEXT,
    day TEXT,
    scope TEXT,
    people INTEGER,
    people__due INTEGER,
    people__present INTEGER,
    heads INTEGER,
    copies INTEGER,
    text TEXT
)""",
    """CREATE INDEX ledger_reminders__by_day
    ON ledger_reminders (occurred_on, id, state)""",
    """CREATE INDEX ledger_reminders__unlisted
    ON ledger_reminders (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_role_models (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT,
    issue TEXT,
    day TEXT,
    person TEXT,
    theme TEXT,
    audience INTEGER,
    summary TEXT
)""",
    """CREATE INDEX ledger_role_models__by_day
    ON ledger_role_models (occurred_on, id, state)""",
    """CREATE INDEX ledger_role_models__unlisted
    ON ledger_role_models (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_secretary_talks (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    unit TEXT,
    secretary TEXT,
    day TEXT,
    questions TEXT,
    points TEXT,
    comments TEXT,
    tasks TEXT
)""",
    """CREATE INDEX ledger_secretary_talks__by_day
    ON ledger_secretary_talks (occurred_on, id, state)""",
    """CREATE INDEX ledger_secretary_talks__unlisted
    ON ledger_secretary_talks (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_service (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    activity TEXT,
    day TEXT,
    audience TEXT,
    difficulties INTEGER,
    funds INTEGER,
    note TEXT
)""",
    """CREATE INDEX ledger_service__by_day
    ON ledger_service (occurred_on, id, state)""",
    """CREATE INDEX ledger_service__unlisted
    ON ledger_service (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_tasks (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    state TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL,
    task TEXT,
    kind TEXT,
    day TEXT,
    year INTEGER,
    owner TEXT,
    owner__id INTEGER,
    partners TEXT,
    due TEXT,
    status TEXT,
    started_on TEXT,
    finished_on TEXT
)""",
    """CREATE INDEX ledger_tasks__by_day
    ON ledger_tasks (occurred_on, id, state)""",
    """CREATE INDEX ledger_tasks__unlisted
    ON ledger_tasks (state) WHERE state IN ('草稿', '已作废')""",
    """CREATE TABLE ledger_branch_building__files (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_branch_building (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_branch_building__files__by_digest
    ON ledger_branch_building__files (digest, record_id)""",
    """CREATE TABLE ledger_branch_building__units (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_branch_building (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_checkups__conduct (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_checkups (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_checkups__conduct__by_word
    ON ledger_checkups__conduct (word, record_id)""",
    """CREATE TABLE ledger_checkups__discipline (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_checkups (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_checkups__discipline__by_word
    ON ledger_checkups__discipline (word, record_id)""",
    """CREATE TABLE ledger_checkups__home (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_checkups (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_checkups__home__by_word
    ON ledger_checkups__home (word, record_id)""",
    """CREATE TABLE ledger_checkups__politics (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_checkups (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_checkups__politics__by_word
    ON ledger_checkups__politics (word, record_id)""",
    """CREATE TABLE ledger_checkups__prescription (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    measure TEXT,
    owner TEXT,
    due TEXT,
    status TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_checkups (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_checkups__rechecks (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    day TEXT,
    outcome TEXT,
    note TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_checkups (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_checkups__thought (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_checkups (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_checkups__thought__by_word
    ON ledger_checkups__thought (word, record_id)""",
    """CREATE TABLE ledger_culture_sites__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_culture_sites (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_culture_sites__photos__by_digest
    ON ledger_culture_sites__photos (digest, record_id)""",
    """CREATE TABLE ledger_culture_sites__updates (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    day TEXT,
    content TEXT,
    owner TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_culture_sites (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_directives__files (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_directives (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_directives__files__by_digest
    ON ledger_directives__files (digest, record_id)""",
    """CREATE TABLE ledger_education__items (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_education (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_education__items__by_word
    ON ledger_education__items (word, record_id)""",
    """CREATE TABLE ledger_education__people (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_education (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_education__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_education (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_education__photos__by_digest
    ON ledger_education__photos (digest, record_id)""",
    """CREATE TABLE ledger_inspections__found (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    problem TEXT,
    unit TEXT,
    owner TEXT,
    due TEXT,
    measures TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_inspections (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_inspections__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_inspections (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_inspections__photos__by_digest
    ON ledger_inspections__photos (digest, record_id)""",
    """CREATE TABLE ledger_inspections__team (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_inspections (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_inspections__units (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT,
    area TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_inspections (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_joint_actions__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_joint_actions (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_joint_actions__photos__by_digest
    ON ledger_joint_actions__photos (digest, record_id)""",
    """CREATE TABLE ledger_meetings__agenda (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    item TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_meetings (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_meetings__clean (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_meetings (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_meetings__clean__by_word
    ON ledger_meetings__clean (word, record_id)""",
    """CREATE TABLE ledger_meetings__eight_items (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_meetings (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_meetings__eight_items__by_word
    ON ledger_meetings__eight_items (word, record_id)""",
    """CREATE TABLE ledger_meetings__guests (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_meetings (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_meetings__people (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_meetings (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_meetings__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_meetings (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_meetings__photos__by_digest
    ON ledger_meetings__photos (digest, record_id)""",
    """CREATE TABLE ledger_meetings__votes (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    matter TEXT,
    yes INTEGER,
    no INTEGER,
    abstained INTEGER,
    outcome TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_meetings (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_practice__contestants (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT,
    piece TEXT,
    ranking TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_practice (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_practice__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_practice (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_practice__photos__by_digest
    ON ledger_practice__photos (digest, record_id)""",
    """CREATE TABLE ledger_promotion_meetings__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_promotion_meetings (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_promotion_meetings__photos__by_digest
    ON ledger_promotion_meetings__photos (digest, record_id)""",
    """CREATE TABLE ledger_publicity__files (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_publicity (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_publicity__files__by_digest
    ON ledger_publicity__files (digest, record_id)""",
    """CREATE TABLE ledger_reminders__people (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_reminders (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_role_models__form (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_role_models (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_role_models__form__by_word
    ON ledger_role_models__form (word, record_id)""",
    """CREATE TABLE ledger_role_models__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_role_models (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_role_models__photos__by_digest
    ON ledger_role_models__photos (digest, record_id)""",
    """CREATE TABLE ledger_service__photos (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_service (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_service__photos__by_digest
    ON ledger_service__photos (digest, record_id)""",
    """CREATE TABLE ledger_tasks__steps (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    day TEXT,
    percent INTEGER,
    note TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_tasks (id)
) WITHOUT ROWID""",
)

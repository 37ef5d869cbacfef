"""Returns of many units that were collected."""

STATEMENTS = (
    """CREATE TABLE collected_returns (
    id INTEGER NOT NULL,
    unit_code TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    period TEXT NOT NULL,
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL,
    file_name TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    reported_on TEXT,
    "key" TEXT NOT NULL,
    remarks TEXT NOT NULL,
    is_taken INTEGER,
    answered_at TEXT,
    reasons TEXT,
    lines TEXT NOT NULL,
    told BLOB NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE INDEX collected_returns__by_period
    ON collected_returns (period)""",
    """CREATE UNIQUE INDEX collected_returns__by_place
    ON collected_returns (unit_code, period, revision)""",
    """CREATE TABLE collected_units (
    code TEXT NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (code)
)""",
    """CREATE TABLE met_files (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    path TEXT NOT NULL,
    fate TEXT NOT NULL,
    why TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    period TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE INDEX met_files__by_period
    ON met_files (period)""",
)

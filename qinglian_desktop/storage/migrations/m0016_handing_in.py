"""What was handed in, the answers to it, and forms of others."""

STATEMENTS = (
    """CREATE TABLE forms (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    content BLOB NOT NULL,
    mapping TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE UNIQUE INDEX forms__by_name
    ON forms (name)""",
    """CREATE TABLE handed_in (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    what TEXT NOT NULL,
    period TEXT NOT NULL,
    revision INTEGER,
    digest TEXT NOT NULL,
    medium TEXT NOT NULL,
    path TEXT NOT NULL,
    has_password INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE receipts (
    id INTEGER NOT NULL,
    period TEXT NOT NULL,
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reasons TEXT NOT NULL,
    given_at TEXT NOT NULL,
    given_by TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE INDEX receipts__by_period
    ON receipts (period, revision)""",
)

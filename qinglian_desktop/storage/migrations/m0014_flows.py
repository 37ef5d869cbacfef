"""Charts of powers; and a risk knows the step that it hangs on, whose words it has already."""

STATEMENTS = (
    """CREATE TABLE ledger_flows (
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
    chart TEXT,
    day TEXT,
    term TEXT,
    phone TEXT,
    filed_on TEXT,
    published_on TEXT,
    published TEXT,
    remarks TEXT
)""",
    """CREATE INDEX ledger_flows__by_day
    ON ledger_flows (occurred_on, id, state)""",
    """CREATE INDEX ledger_flows__unlisted
    ON ledger_flows (state) WHERE state IN ('草稿', '已作废')""",
    """ALTER TABLE ledger_risks ADD COLUMN step__id TEXT""",
    """ALTER TABLE ledger_risks ADD COLUMN step__gone INTEGER""",
)

"""What was corrected or voided is found by its time, to know which months to report again."""

STATEMENTS = (
    """CREATE INDEX history__withdrawn ON history (at) WHERE action IN ('更正', '作废')""",
)

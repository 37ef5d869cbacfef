"""Of what is planned: what was printed of it, and which fields of records shall link to it."""

STATEMENTS = (
    """ALTER TABLE drafts ADD COLUMN told TEXT""",
    """ALTER TABLE drafts ADD COLUMN answers TEXT""",
)

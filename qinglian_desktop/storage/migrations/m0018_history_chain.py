"""Rows of the history that hold on to one another, and to what each says of its record."""

STATEMENTS = (
    "ALTER TABLE history ADD COLUMN record_digest BLOB",
    "ALTER TABLE history ADD COLUMN chain BLOB",
    "ALTER TABLE returns ADD COLUMN chain_head TEXT",
)

"""A return is noted before it is written, and what it said is kept with it."""

STATEMENTS = (
    "ALTER TABLE returns ADD COLUMN told TEXT",
    "ALTER TABLE returns ADD COLUMN uncertain INTEGER",
)

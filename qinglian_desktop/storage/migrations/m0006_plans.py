"""A plan is told from an unfinished form; before, a draft for a day to come was the only plan."""

STATEMENTS = (
    "ALTER TABLE drafts ADD COLUMN is_plan INTEGER DEFAULT '0' NOT NULL",
    """UPDATE drafts SET is_plan = 1
WHERE record_id IS NULL AND json_valid(typed) AND coalesce(
    json_extract(typed, '$.day'), json_extract(typed, '$.time.start'), ''
) > at""",
)

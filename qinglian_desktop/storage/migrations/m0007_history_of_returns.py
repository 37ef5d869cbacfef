"""A return keeps how far the history was when it was made; before, only the clock told.

Of an older return the rows tell that say 上报 of it. One that locked no record has none: then
all counts as newer that was withdrawn after the first row as late as it or as any return after it.
"""

STATEMENTS = (
    "DROP INDEX history__withdrawn",
    """CREATE INDEX history__withdrawn
    ON history (id) WHERE action IN ('更正', '作废')""",
    "ALTER TABLE returns ADD COLUMN history_end INTEGER",
    """UPDATE returns SET history_end = coalesce(
    (SELECT min(id) - 1 FROM history WHERE action IN ('更正', '作废')
        AND at >= (SELECT min(later.at) FROM returns AS later WHERE later.id >= returns.id)),
    (SELECT max(id) FROM history), 0
)""",
    """UPDATE returns SET history_end = told.first FROM (
    SELECT reason, min(id) AS first FROM history WHERE action = '上报' GROUP BY reason
) AS told
WHERE told.reason = substr(period, 1, 4) || '年' || CAST(substr(period, 6) AS INTEGER)
    || '月月报第' || revision || '次'""",
)

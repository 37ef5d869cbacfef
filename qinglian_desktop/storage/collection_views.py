"""Views over collected returns in PostgreSQL, for whoever queries them with tools of his own.

Of a unit's month both show the latest revision: ``latest_returns`` a row a return,
``latest_figures`` a row a line of 汇总, with what the month and the year to date count.
"""

VIEWS = (
    """CREATE VIEW latest_returns AS
SELECT DISTINCT ON (kept.unit_code, kept.period)
    kept.id, kept.unit_code, coalesce(listed.name, kept.unit_name) AS unit_name,
    listed.kind AS unit_kind, kept.period, to_date(kept.period, 'YYYY-MM') AS month_begins,
    kept.revision, kept.reported_on, kept.taken_at, kept.taken_by, kept.remarks,
    kept.is_taken, kept.answered_at, kept.reasons
FROM collected_returns AS kept
LEFT JOIN collected_units AS listed ON listed.code = kept.unit_code
ORDER BY kept.unit_code, kept.period, kept.revision DESC""",
    """CREATE VIEW latest_figures AS
SELECT latest.id AS return_id, latest.unit_code, latest.unit_name, latest.unit_kind,
    latest.period, latest.month_begins, CAST(line.place AS integer) AS place,
    line.said ->> 0 AS ledger, line.said ->> 1 AS measure, line.said ->> 2 AS label,
    line.said ->> 3 AS unit, CAST(line.said ->> 4 AS numeric) AS month,
    CAST(line.said ->> 5 AS numeric) AS year, line.said ->> 6 AS note
FROM latest_returns AS latest
JOIN collected_returns AS kept ON kept.id = latest.id
CROSS JOIN LATERAL jsonb_array_elements(kept.lines) WITH ORDINALITY AS line (said, place)""",
)

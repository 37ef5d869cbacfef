"""The roster keeps offices, groups and the vote; the unit's two officers move to it.

What was typed of the vote stays only where it differs from what follows: a full member votes,
nobody else does. An officer who is no member of the party on the roster is kept in words.
The history tells of each record that was changed by it.
"""

STATEMENTS = (
    """ALTER TABLE ledger_education ADD COLUMN guests INTEGER""",
    """ALTER TABLE ledger_education ADD COLUMN guests__due INTEGER""",
    """ALTER TABLE ledger_education ADD COLUMN guests__present INTEGER""",
    """ALTER TABLE ledger_eight_ones ADD COLUMN guests INTEGER""",
    """ALTER TABLE ledger_eight_ones ADD COLUMN guests__due INTEGER""",
    """ALTER TABLE ledger_eight_ones ADD COLUMN guests__present INTEGER""",
    """ALTER TABLE ledger_meetings ADD COLUMN party_group TEXT""",
    """ALTER TABLE ledger_meetings ADD COLUMN superiors INTEGER""",
    """ALTER TABLE ledger_meetings ADD COLUMN superiors__due INTEGER""",
    """ALTER TABLE ledger_meetings ADD COLUMN superiors__present INTEGER""",
    """ALTER TABLE ledger_meetings ADD COLUMN unable INTEGER""",
    """ALTER TABLE ledger_meetings ADD COLUMN resolution TEXT""",
    """ALTER TABLE ledger_meetings ADD COLUMN reviewer TEXT""",
    """ALTER TABLE ledger_meetings ADD COLUMN reviewer__id INTEGER""",
    """ALTER TABLE ledger_people ADD COLUMN ethnicity TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN native_place TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN schooling TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN probation_ends TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN full_since TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN party_group TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN away TEXT""",
    """ALTER TABLE ledger_people ADD COLUMN away_to TEXT""",
    """ALTER TABLE ledger_unit ADD COLUMN term TEXT""",
    """ALTER TABLE ledger_unit ADD COLUMN term_since TEXT""",
    """ALTER TABLE ledger_unit ADD COLUMN term_due TEXT""",
    """ALTER TABLE ledger_unit ADD COLUMN remarks TEXT""",
    """CREATE TABLE ledger_education__guests (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_education (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_eight_ones__guests (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_eight_ones (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_meetings__pack (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_meetings (id)
) WITHOUT ROWID""",
    """CREATE INDEX ledger_meetings__pack__by_word
    ON ledger_meetings__pack (word, record_id)""",
    """CREATE TABLE ledger_meetings__speeches (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    speaker TEXT,
    speaker__id INTEGER,
    said TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_meetings (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_meetings__superiors (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL,
    is_present INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_meetings (id)
) WITHOUT ROWID""",
    """ALTER TABLE ledger_meetings__votes ADD COLUMN ballot TEXT""",
    """CREATE TABLE ledger_people__offices (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    word TEXT,
    charge TEXT,
    since TEXT,
    until TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_people (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_people__suspended (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    since TEXT,
    until TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_people (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_unit__groups (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT,
    leader TEXT,
    leader__id INTEGER,
    members INTEGER,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_unit (id)
) WITHOUT ROWID""",
    """CREATE TABLE ledger_unit__officers (
    record_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    office TEXT,
    person TEXT,
    person__id INTEGER,
    charge TEXT,
    since TEXT,
    phone TEXT,
    PRIMARY KEY (record_id, place),
    FOREIGN KEY(record_id) REFERENCES ledger_unit (id)
) WITHOUT ROWID""",
    """UPDATE ledger_people SET votes = NULL
    WHERE votes = CASE WHEN politics = '正式党员' THEN '是' ELSE '否' END""",
    """INSERT INTO ledger_people__offices (record_id, place, word)
    SELECT held.person, row_number() OVER (PARTITION BY held.person ORDER BY held.rank) - 1,
        held.word
    FROM (
        SELECT secretary__id AS person, 1 AS rank, '支部书记' AS word, state FROM ledger_unit
        UNION ALL SELECT organiser__id, 2, '组织委员', state FROM ledger_unit
        UNION ALL SELECT discipline__id, 3, '纪检委员', state FROM ledger_unit
    ) AS held JOIN ledger_people ON ledger_people.id = held.person
    WHERE held.state <> '已作废' AND ledger_people.state <> '已作废'
        AND ledger_people.politics IN ('正式党员', '预备党员') AND ledger_people."left" IS NULL""",
    """INSERT INTO ledger_unit__officers (record_id, place, office, person, person__id, phone)
    SELECT ledger_unit.id,
        row_number() OVER (PARTITION BY ledger_unit.id ORDER BY
            instr('支部书记组织委员纪检委员', ledger_people__offices.word)) - 1,
        ledger_people__offices.word, ledger_people.name, ledger_people.id, ledger_people.phone
    FROM ledger_unit, ledger_people__offices
    JOIN ledger_people ON ledger_people.id = ledger_people__offices.record_id
    WHERE ledger_unit.state <> '已作废'""",
    """UPDATE ledger_unit SET remarks = '纪检委员：' || discipline
    WHERE discipline IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM ledger_people__offices
        WHERE record_id = discipline__id AND word = '纪检委员')""",
    """UPDATE ledger_unit
    SET remarks = coalesce(remarks || '；', '') || '组织委员：' || organiser
    WHERE organiser IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM ledger_people__offices
        WHERE record_id = organiser__id AND word = '组织委员')""",
    """INSERT INTO history (ledger, record_id, at, "by", action, reason, "before", "after")
    SELECT 'people', people.id, datetime('now', 'localtime'), '本程序', '更新',
        '程序更新：党内职务、表决权改到新的项目里',
        told."after", json_patch(told."after", json_object(
            'votes', people.votes,
            'offices', (
                SELECT json(nullif(json_group_array(json_object('word', word)), '[]')) FROM (
                    SELECT word FROM ledger_people__offices
                    WHERE record_id = people.id ORDER BY place))))
    FROM ledger_people AS people JOIN history AS told ON told.id = (
        SELECT max(id) FROM history WHERE ledger = 'people' AND record_id = people.id)
    WHERE json_extract(told."after", '$.votes') IS NOT people.votes
        OR people.id IN (SELECT record_id FROM ledger_people__offices)""",
    """INSERT INTO history (ledger, record_id, at, "by", action, reason, "before", "after")
    SELECT 'unit', unit.id, datetime('now', 'localtime'), '本程序', '更新',
        '程序更新：支委名单改由花名册的党内职务带出',
        told."after", json_patch(told."after", json_object(
            'discipline', NULL, 'organiser', NULL, 'remarks', unit.remarks,
            'officers', (
                SELECT json(nullif(json_group_array(json(seat)), '[]')) FROM (
                    SELECT json_patch('{}', json_object(
                        'office', office, 'phone', phone,
                        'person', json_object('name', person, 'id', person__id))) AS seat
                    FROM ledger_unit__officers WHERE record_id = unit.id ORDER BY place))))
    FROM ledger_unit AS unit JOIN history AS told ON told.id = (
        SELECT max(id) FROM history WHERE ledger = 'unit' AND record_id = unit.id)
    WHERE unit.discipline IS NOT NULL OR unit.organiser IS NOT NULL
        OR unit.id IN (SELECT record_id FROM ledger_unit__officers)""",
    "ALTER TABLE ledger_unit DROP COLUMN discipline",
    "ALTER TABLE ledger_unit DROP COLUMN discipline__id",
    "ALTER TABLE ledger_unit DROP COLUMN organiser",
    "ALTER TABLE ledger_unit DROP COLUMN organiser__id",
)

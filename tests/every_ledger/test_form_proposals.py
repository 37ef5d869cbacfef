"""What the forms of committees ask for is read from their words: cell by cell, nothing doubtful."""

from __future__ import annotations

import pytest

from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.filling.form_mapping import Writing
from qinglian_desktop.domain.filling.proposing import FormProposing
from qinglian_desktop.domain.filling.seen_form import FormTable
from tests.form_tables import COMMITTEE, MONTHLY, YEARLY, at, drawn_form, drawn_table, said


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_tools().catalogue


def proposed(catalogue: Catalogue, *tables: FormTable) -> dict[str, str]:
    """What is proposed, by place."""
    found = FormProposing(catalogue, drawn_form(*tables)).places
    return {place.at: said(each.pieces) for place, each in found.items()}


def test_the_form_of_a_committee_is_read_cell_by_cell(catalogue: Catalogue) -> None:
    counted = {
        5: ("eight_ones.activities", "eight_ones.attended"),
        6: ("education.monthly", ""),
        7: ("education.party_lectures", ""),
        8: ("talks.talks", "talks.heads"),
        9: ("reminders.messages", ""),
        10: ("risks.risks", ""),
        11: ("family.letters", ""),
        12: ("family.visits", ""),
        13: ("tasks.done{}/tasks.tasks", ""),
        14: ("problems.solved{}/problems.found", ""),
    }
    wanted = {"A2": "<单位>", "E2": "<报告期>", "A16": "<单位负责人>", "D16": "<填报人>"}
    wanted["F16"] = "<联系电话>"
    for row, measures in counted.items():
        for columns, span in (("DE", "@本月"), ("FG", "@本年累计")):
            for column, measure in zip(columns, measures, strict=True):
                if measure:
                    wanted[f"{column}{row}"] = measure.format(span) + span
    assert proposed(catalogue, MONTHLY) == wanted


def test_lines_to_be_signed_are_written_behind_their_words(catalogue: Catalogue) -> None:
    found = FormProposing(catalogue, drawn_form(MONTHLY)).places
    behind = {place.at for place, each in found.items() if each.writing is Writing.BEHIND}
    assert behind == {"A2", "A16", "D16", "F16"}


def test_twelve_months_are_read_and_no_rates(catalogue: Catalogue) -> None:
    months = [f"{month}月" for month in range(1, 13)]
    first = [chr(ord("D") + place) for place in range(12)]
    second = [*"RSTUVWXYZ", "AA", "AB", "AC"]
    wanted = {"B4": "<单位>"}
    wanted |= {f"{c}4": f"meetings.committees@{m}" for c, m in zip(first, months, strict=True)}
    wanted |= {f"{c}4": f"meetings.theme_days@{m}" for c, m in zip(second, months, strict=True)}
    assert proposed(catalogue, YEARLY) == wanted


def test_rows_of_officers_are_those_of_the_unit(catalogue: Catalogue) -> None:
    proposing = FormProposing(catalogue, drawn_form(COMMITTEE))
    (rows,) = proposing.rows
    assert (rows.ledger, rows.room, rows.span) == ("unit", 10, None)
    assert {each.place.at: each.column for each in rows.columns} == {
        "A4": ".place",
        "B4": "officers.office",
        "C4": "officers.person",
        "E4": "officers.charge",
        "F4": "officers.since",
        "G4": "officers.phone",
    }
    assert proposed(catalogue, COMMITTEE) == {"A2": "<单位>", "A14": "统计日期：<填报日期>"}
    assert proposing.unknown == ()


def test_what_is_doubtful_is_offered_and_not_proposed(catalogue: Catalogue) -> None:
    proposing = FormProposing(catalogue, drawn_form(MONTHLY))
    offered = proposing.suggestions(at("E9"))
    assert said(offered[0].pieces) == "reminders.heads@本月"
    assert not any(each.is_sure for each in offered)
    doubtful = {"E6", "E7", "E9", "E10", "E11", "E12", "E13", "E14"}
    doubtful |= {place.replace("E", "G") for place in doubtful}
    assert {place.at for place in proposing.unknown} == doubtful


@pytest.mark.parametrize("words", ["缺席人员及原因", "缺席人员及原因：", "请假人员", "未到会人员"])
def test_who_was_away_is_read_where_a_form_asks_for_it(catalogue: Catalogue, words: str) -> None:
    minutes = drawn_table("会议记录|<", "应到人数|", "实到人数|", f"{words}|", "参加人员|")
    proposing = FormProposing(catalogue, drawn_form(minutes))
    found = {place.at: said(each.pieces) for place, each in proposing.of_record("meetings").items()}
    assert found == {
        "B2": "[people.due]",
        "B3": "[people.present]",
        "B4": "[people.absent]",
        "B5": "[people]",
    }

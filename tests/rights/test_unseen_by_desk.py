"""Whoever does not see talks and check-ups meets nothing of them, whatever they ask of the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.preparing import Beforehand
from qinglian_desktop.domain.field_types import Rows, StepRef
from qinglian_desktop.domain.filling.form_mapping import FormMapping
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.return_content import CoverWords, Printed
from qinglian_desktop.domain.scope import Scope
from qinglian_desktop.domain.values import Person
from tests.rights.confidential_words import ASKED, MONTH, PLANTED
from tests.rights.walking import Walk, overheard

HIDDEN = ("talks", "checkups", "secretary_talks")
EXCUSED = {
    "they take what another unit wrote": (
        "answers.keep",
        "collecting.accept",
        "collecting.answer",
        "collecting.remember",
    ),
    "they do what they are told within a transaction": (
        "collection.write",
        "returning.to_send_again",
        "second_backups.once_a_week",
        "second_backups.put",
    ),
    "they take a chart, which is never confidential": (
        "charts.keep",
        "charts.steps",
        "row_lists.tick",
    ),
    "they take a form as it was opened, to which nothing of the book is told": (
        "filling.around",
        "filling.fill",
        "filling.keep",
        "filling.placed",
        "filling.proposals",
        "filling.proposed_rows",
        "filling.proposing",
        "filling.rows_from",
        "filling.suggestions",
    ),
    "they take what others have told already": (
        "importing.write_rejected",
        "lens_printing.to_folder",
        "preparing.pages",
        "publishing.register",
        "publishing.to_file",
        "publishing.to_folder",
        "returning.later",
        "summarising.changes",
        "summarising.file_name",
        "summarising.signature",
        "summarising.write",
        "wordings.keep",
    ),
}
"""Use cases that need what cannot be made up, by why they tell of nothing."""


def given(desk: Desk, tools: Tools, tmp_path: Path) -> Mapping[str, Sequence[object]]:
    """What the use cases are asked with, by the annotation of a parameter, or its name and that."""
    known = [*(tools.catalogue[key] for key in HIDDEN), desk.catalogue["assignments"]]
    folder = tmp_path / "写到这里"
    folder.mkdir()
    table = tmp_path / "表.csv"
    table.write_text("谈话对象,谈话地点\n隐语,隐语\n", encoding="utf-8-sig")
    ids = tuple(range(1, 40))
    found: dict[str, Sequence[object]] = {
        "Ledger": [*known, desk.catalogue["flows"]],
        "charts: Ledger": [desk.catalogue["flows"]],
        "Query": [
            *(Query(key, text=text) for key in (*HIDDEN, "assignments") for text in ("", ASKED))
        ],
        "ledger: str": [*HIDDEN, "assignments"],
        "ledger_key: str": [*HIDDEN, "assignments"],
        "key: str": ["place", "source"],
        "field: str": ["category", "kind"],
        "str": [ASKED],
        "text: str": [ASKED, "谈", "2026-10"],
        "int": [1, 30, 11],
        "year: int": [2026],
        "ids: Sequence[int]": [ids],
        "Period": [MONTH, Period.parse("2026"), Period.parse("2026-11")],
        "Stretch": [MONTH, Period.parse("2026")],
        "Period | None": [Period.parse("2026")],
        "target: Path": [folder / "一.docx", folder / "一.xlsx", folder / "一.pdf"],
        "folder: Path": [folder],
        "Path": [table, *desk.book.folder.parent.glob("月报/*.xlsx")],
        "Sequence[Path]": [(table,)],
        "Iterable[Path]": [(table,)],
        "date": [date(2026, 10, 21)],
        "bool": [True],
        "bytes": [b"-"],
        "Mapping[str, object]": [{}, {"people": ASKED, "place": ASKED, "theme": ASKED}],
        "Sequence[Mapping[str, object]]": [[{"place": ASKED}]],
        "set[str]": [set()],
        "Draft": [Draft("talks"), Draft("assignments", {"theme": ASKED})],
        "Person": [Person(e.name, e.id) for e in desk.roster.matching("蒙晓岚")],
        "Measure": [each.measures[0] for each in known if each.measures],
        "Sequence[Column]": [()],
        "Beforehand": list(Beforehand),
        "FormMapping": [FormMapping(ledger=key) for key in HIDDEN],
        "statistics.seen_map(ledger)": [desk.catalogue["risks"]],
        "CoverWords": [CoverWords(ASKED, ASKED)],
        "Printed": [Printed()],
        "Scope": [Scope()],
        "Iterable[str]": [(ASKED,)],
        "Sequence[str]": [(ASKED,)],
        "Sequence[Record]": [[]],
        "Rows": [f.type for each in known for f in each.of_type(Rows)],
        "StepRef": [f.type for each in desk.catalogue for f in each.of_type(StepRef)][:1],
    }
    for ledger in tools.catalogue:
        for lens in ledger.lenses:
            for kind in {type(lens).__name__, "Lens", "Crossed", "TableLens"}:
                found[kind] = (*found.get(kind, ()), lens)
    return found


def heard_by(
    name: str, opened_by: Callable[[str], Book], tools: Tools, tmp_path: Path
) -> tuple[list[str], set[str]]:
    """All that is told a keeper of that name with the planted word, and what was not asked."""
    written: list[str] = []
    desk = Desk(opened_by(name), overheard(tools, written))
    walk = Walk(desk, given(desk, tools, tmp_path))
    walk.go(2)
    return [each for each in (*walk.heard, *written) if PLANTED in each], walk.left


def test_no_use_case_tells_of_it_to_whoever_does_not_see_it(
    opened_by: Callable[[str], Book], tools: Tools, tmp_path: Path
) -> None:
    told, left = heard_by("录入员", opened_by, tools, tmp_path)
    assert told == []
    # A new use case is asked for by itself; else say here why it cannot be.
    assert left == {each for names in EXCUSED.values() for each in names}


def test_the_same_questions_tell_all_of_it_to_whoever_sees_it(
    opened_by: Callable[[str], Book], tools: Tools, tmp_path: Path
) -> None:
    told, _ = heard_by("纪检委员", opened_by, tools, tmp_path)
    answering = {each.partition(":")[0] for each in told}
    assert answering > {
        "boards.stages",
        "person_records.of",
        "records.drafts",
        "records.get",
        "records.history",
        "records.linkable",
        "records.reason_given",
        "searching.find",
        "workbench.of_day",
    }
    assert len(told) > 1_000

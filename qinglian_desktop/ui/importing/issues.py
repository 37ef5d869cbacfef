"""What of a file has to be mended, or is only to be known, at its cell; and how it is mended"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, cast

from qinglian_desktop.application.looked_records import Looked, cell_of
from qinglian_desktop.domain.field_types import Choice, Choices, Field, PeopleRef, PersonRef, Rows
from qinglian_desktop.domain.importing.cells import text_of_cell
from qinglian_desktop.domain.importing.import_plan import (
    ImportPlan,
    Said,
    Treatment,
    with_words_noted,
)
from qinglian_desktop.domain.importing.imported_record import CellProblem
from qinglian_desktop.domain.importing.parts import unknown_words
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.people_text import read_people
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.wording import of_unit

_WHO = PersonRef | PeopleRef

OpenPlace: TypeAlias = tuple[int, int | None, str]
"""Row and column of a place to be mended, and what is said there."""


@dataclass(frozen=True, slots=True)
class Issue:
    """``place`` is the record's, ``row`` and ``column`` the cell's, counted from 0.

    ``field`` is what is typed to mend it, and ``in_row`` the child row in which that stands,
    counted from 1, 0 where it is the record's own. ``said`` are the words that mean the same in
    every cell of that column; None where the cell says nothing.
    """

    place: int
    row: int
    column: int | None
    message: str
    is_warning: bool
    field: Field | None
    outer: Field | None = None
    in_row: int = 0
    said: Said | None = None
    options: tuple[str, ...] = ()


class IssueReader:
    """Reads what was found of the records of one understanding."""

    def __init__(self, found: Understanding) -> None:
        self._found = found
        self._lacking = {each.key for each in found.lacking}
        self._columns = {each.target: each.at for each in found.columns if each.target}
        self._targets = {each.at: each.target for each in found.columns if each.target}

    def of(
        self, place: int, looked: Looked, treatment: Treatment = Treatment.ADD
    ) -> Iterator[Issue]:
        """What is wrong with one record; what the strip above asks for all is not told again."""
        for cell in looked.record.problems:
            yield self._of_cell(place, looked, cell)
        for problem in looked.wrong(treatment):
            inner = f".{problem.cell.field}" if problem.cell else ""
            is_asked = f"{problem.field}{inner}" in self._lacking and not problem.is_warning
            if is_asked and not looked.values.get(problem.field):
                # Still empty in the strip above.
                continue
            yield self._of_field(place, looked, problem)

    def _of_cell(self, place: int, looked: Looked, cell: CellProblem) -> Issue:
        key = cell.said[0] if cell.said else self._targets.get(cell.column, "")
        field, outer = self._fields(key)
        in_row = 0
        if outer is not None:
            at = (cell.row, cell.column)
            cells = looked.record.cells.items()
            in_row = next((row for (name, row), c in cells if c == at and name == key), 1)
        return Issue(
            place,
            cell.row,
            cell.column,
            cell.message,
            is_warning=False,
            field=field,
            outer=outer,
            in_row=in_row,
            said=cell.said,
            options=cell.options,
        )

    def _of_field(self, place: int, looked: Looked, problem: Problem) -> Issue:
        key = problem.field
        if problem.cell is not None:
            key = f"{problem.field}.{problem.cell.field}"
        field, outer = self._fields(key)
        at = cell_of(looked.record, problem)
        first = looked.record.rows[0]
        if at is None:
            column = self._columns.get(key)
            return Issue(
                place,
                first,
                column,
                problem.message,
                problem.is_warning,
                field,
                outer,
                problem.cell.row if problem.cell else 0,
            )
        words = text_of_cell(self._found.grid.said(*at))
        target = self._targets.get(at[1], "")
        said = (target, words) if words and target else None
        return Issue(
            place,
            *at,
            problem.message,
            problem.is_warning,
            field,
            outer,
            problem.cell.row if problem.cell else 0,
            said,
        )

    def _fields(self, key: str) -> tuple[Field | None, Field | None]:
        """The field of a target's key, and for one in child rows that of the rows."""
        name, _, part = key.partition("+")[0].partition(".")
        field = self._found.ledger.by_key.get(name)
        if field is not None and isinstance(field.type, Rows) and part:
            inner = next((each for each in field.type.fields if each.key == part), None)
            return (inner, field) if inner is not None else (field, None)
        return field, None


def open_place(issue: Issue) -> OpenPlace:
    """Where something is to be mended, and what."""
    return issue.row, issue.column, issue.message


def mended_everywhere(plan: ImportPlan, issue: Issue, looked: Looked, plain: object) -> ImportPlan:
    """The plan by which all like it are mended: the same words, or where nothing is said.

    Who is meant by a name is meant by it wherever it stands.
    """
    if issue.field is None:
        return plan
    if people := _who_is_meant(issue, looked, plain):
        return replace(plan, people={**plan.people, **people})
    if issue.said is not None:
        return replace(plan, mended={**plan.mended, issue.said: plain})
    key = issue.field.key if issue.outer is None else f"{issue.outer.key}.{issue.field.key}"
    return replace(plan, for_all={**plan.for_all, key: plain})


def mended_here(plan: ImportPlan, issue: Issue, looked: Looked, plain: object) -> ImportPlan:
    """The plan by which only this record is mended."""
    if issue.field is None:
        return plan
    key, value = issue.field.key, plain
    if issue.outer is not None:
        key, value = issue.outer.key, _with_cell(looked, issue, plain)
    first = looked.record.rows[0]
    own = {**plan.by_row.get(first, {}), key: value}
    return replace(plan, by_row={**plan.by_row, first: own})


def left_blank(plan: ImportPlan, issues: Iterable[Issue]) -> ImportPlan:
    """The plan by which the words of these go to the remarks, and their fields stay blank."""
    return with_words_noted(plan, [each.said for each in issues if each.said is not None])


def only_counted(plan: ImportPlan, issue: Issue) -> ImportPlan:
    """The plan by which a group of which nobody is named is kept as its number.

    Nobody says that any of them was away: so many were due, and came.
    """
    if issue.said is None:
        return plan
    came = read_people(issue.options[0])
    plain = to_plain(PeopleRef(), replace(came, due_count=came.present_count))
    noted = plan.noted | {issue.said}
    return replace(plan, mended={**plan.mended, issue.said: plain}, noted=noted)


def is_alike(one: Issue, other: Issue) -> bool:
    """Whether both are mended by the same: of one column, and of one person wherever named."""
    if one.said == other.said or one.said is None or other.said is None:
        return one.said == other.said
    people = [e.field for e in (one, other) if e.field and isinstance(e.field.type, _WHO)]
    return len(people) == 2 and one.said[1] == other.said[1]


def words_to_add(ledger: Ledger, issue: Issue) -> list[str]:
    """The words of a cell that its list has not, where the unit may add them."""
    if issue.field is None or issue.said is None or not issue.options:
        return []
    if issue.field not in of_unit(ledger):
        return []
    kind = cast("Choice | Choices", issue.field.type)
    return unknown_words(kind, from_plain(kind, issue.said[1]))


def can_be_left(issue: Issue, remarks: Field | None) -> bool:
    """Whether the words of a cell may be left out of its field, if that is not the remarks."""
    has_words = issue.said is not None and bool(issue.said[1])
    is_free = issue.field is not None and not issue.field.required and issue.field != remarks
    return has_words and is_free and not issue.is_warning


def standing(issue: Issue, looked: Looked) -> object:
    """What stands in the record where the issue is, as plain input."""
    if issue.field is None:
        return None
    if issue.outer is None:
        return looked.typed.get(issue.field.key)
    rows = _rows(looked, issue.outer)
    at = issue.in_row - 1
    return rows[at].get(issue.field.key) if 0 <= at < len(rows) else None


def _who_is_meant(issue: Issue, looked: Looked, plain: object) -> dict[str, object]:
    """By name whom the user chose for it; none where people were added or taken away."""
    if issue.field is None or not isinstance(issue.field.type, _WHO):
        return {}
    before, after = _names(standing(issue, looked)), _names(plain)
    if len(before) != len(after):
        return {}
    pairs = zip(before, after, strict=True)
    return {name: new for (name, old), (_, new) in pairs if name and new != old}


def _names(plain: object) -> list[tuple[str, object]]:
    """The people of plain input by name, each as plain input of one person."""
    if isinstance(plain, Mapping) and "people" in plain:
        plain = plain["people"]
    people = plain if isinstance(plain, list) else [plain]
    found: list[tuple[str, object]] = []
    for each in people:
        if isinstance(each, Mapping) and isinstance(each.get("name"), str):
            person = {key: each[key] for key in ("name", "id") if key in each}
            found.append((str(each["name"]), person))
        elif isinstance(each, str):
            found.append((each, {"name": each}))
    return found


def _with_cell(looked: Looked, issue: Issue, plain: object) -> list[dict[str, object]]:
    assert issue.outer is not None and issue.field is not None
    rows = [dict(row) for row in _rows(looked, issue.outer)]
    while len(rows) < issue.in_row:
        rows.append({})
    rows[issue.in_row - 1][issue.field.key] = plain
    return rows


def _rows(looked: Looked, field: Field) -> Sequence[Mapping[str, object]]:
    plain = looked.typed.get(field.key)
    return cast("Sequence[Mapping[str, object]]", plain) if isinstance(plain, list) else ()

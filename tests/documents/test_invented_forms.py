"""Forms by chance: only the filled cells are other, and every sum is the sum of all rows."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.documents.form_packages import (
    BOOK,
    SHEET,
    but_for,
    changed_parts,
    filled,
    place,
    refs,
    rows_from,
    shown,
)
from tests.documents.invented_forms import InventedForm, invented_form, reckoned


def figures(form: InventedForm, seed: int, count: int) -> list[tuple[int, ...]]:
    """Rows of figures for the form's list."""
    chance = Random(seed)
    return [tuple(chance.randint(1, 999) for _ in form.columns) for _ in range(count)]


def places(form: InventedForm) -> str:
    return " ".join(f"{column}{form.top}" for column in form.columns)


@pytest.mark.parametrize("seed", range(40))
def test_only_what_is_filled_is_other(tmp_path: Path, seed: int) -> None:
    form = invented_form(seed)
    chance = Random(seed)
    inside = [f"{column}{form.top + row}" for column in form.columns for row in range(form.room)]
    cells = set(chance.sample([*form.free, *inside], 6 if form.room > 1 else 4))
    after, told = filled(tmp_path, form.data, *(place(form.table, at, 7) for at in cells))
    assert told == []
    assert but_for(after, {SHEET: cells}).keys() == but_for(form.data, {}).keys()
    old, new = but_for(form.data, {SHEET: cells}), but_for(after, {SHEET: cells})
    empty = b'<row r="%d"></row>'
    for row in range(form.sums + 4, form.sums + 7):
        new[SHEET] = new[SHEET].replace(empty % row, b"")
    assert new == old
    assert changed_parts(form.data, after) <= {SHEET, BOOK, "xl/worksheets/sheet2.xml"}
    said = shown(form.data) | dict.fromkeys(cells, "7")
    assert shown(after) == said


@pytest.mark.parametrize("seed", range(40))
def test_rows_are_inserted_and_counted(tmp_path: Path, seed: int) -> None:
    form = invented_form(seed)
    more = Random(seed).randint(0, 5)
    rows = figures(form, seed, form.room + more)
    after, told = filled(tmp_path, form.data, rows_from(form.table, places(form), rows, form.room))
    assert told == []
    said = shown(after)
    kept = {
        at: text
        for at, text in said.items()
        if not (at[0] in form.columns and form.top <= int(at[1:]) < form.sums + more)
    }
    before = {
        at if int(at[1:]) < form.sums else f"{at[0]}{int(at[1:]) + more}": text
        for at, text in shown(form.data).items()
    }
    assert kept == before
    sums = reckoned(after, form.table)
    last = form.sums + more
    for number, column in enumerate(form.columns):
        assert sums[f"{column}{last}"] == sum(row[number] for row in rows)
    beside = chr(ord(form.columns[-1]) + 1)
    for at, row in enumerate(rows):
        assert sums[f"{beside}{form.top + at}"] == sum(row)
    assert sums["!A1"] == sum(map(sum, rows))
    assert sums["!A2"] == int(said[f"{form.columns[0]}{last + 2}"])
    (area,) = refs(after, "dataValidation", "sqref") or [""]
    if area:
        assert area == _area(form, last - 1)


def _area(form: InventedForm, last: int) -> str:
    first, end = f"{form.columns[0]}{form.top}", f"{form.columns[-1]}{last}"
    return first if first == end else f"{first}:{end}"

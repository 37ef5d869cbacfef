"""An import keeps of every record what it showed before, in every ledger."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.initial import LastUsed, NextOfYear
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query, usual_order
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.values import Value
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.conftest import PASSWORD

MOST = 3
"""Records of each ledger."""


@pytest.fixture(scope="module")
def desk(
    sample_folder: Path, books: Books, tools: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The use cases over a sample book of these tests' own."""
    folder = tmp_path_factory.mktemp("looked") / "台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    yield Desk(book, tools)
    book.close()


@pytest.mark.parametrize(
    "ledger", [each for each in ALL_LEDGERS if each.following], ids=lambda ledger: ledger.key
)
def test_what_follows_is_kept_as_it_was_shown_whatever_stands_in_the_row_before(
    desk: Desk, ledger: Ledger, tmp_path: Path
) -> None:
    """Only the first row says what follows; of numbers it is shown that they are counted later."""
    ids = desk.searching.ids(Query(ledger.key, sort=usual_order(ledger)))[:MOST]
    desk.sheets_out.whole(Query(ledger.key, ids=tuple(ids)), "", tmp_path / "全.csv")
    importing = desk.importing
    file = importing.read(tmp_path / "全.csv")
    found = importing.understand(ledger, file, ImportPlan())
    follows = {each.key for each in ledger.following}
    likes = {each.initial.like for each in ledger.following if isinstance(each.initial, LastUsed)}
    blank = {each.at for each in found.columns if each.target in follows}
    like = {each.at for each in found.columns if each.target in likes - {""}}
    first, *others = (each.rows[0] for each in found.body.records)

    def changed(row: int, at: int, cell: FileCell) -> FileCell:
        """The list is one that the book does not know yet."""
        if at in like and row >= first:
            return f"{cell}（另一份）"
        return "" if at in blank and row in others else cell

    rows = tuple(
        tuple(changed(row, at, cell) for at, cell in enumerate(cells))
        for row, cells in enumerate(found.sheet.rows)
    )
    file = replace(file, sheets=(replace(found.sheet, rows=rows),))
    found = importing.understand(ledger, file, ImportPlan())
    shown = [(each.record.rows, each.values) for each in importing.look(found)]
    made = importing.keep(found, otherwise=Treatment.ADD)
    kept = [each.record.values for each in made.saved]
    taken = [values for at, (_, values) in enumerate(shown) if at not in made.rejected]
    assert len(kept) == len(taken)
    told = [key for key in follows if not isinstance(ledger.field(key).initial, NextOfYear)]

    def said(values: Mapping[str, Value]) -> dict[str, str]:
        return {key: format_text(ledger.field(key).type, values.get(key)) for key in told}

    assert [said(values) for values in kept] == [said(values) for values in taken]
    assert kept or not like

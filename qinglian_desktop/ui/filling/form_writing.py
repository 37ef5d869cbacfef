"""What a form would be filled with, read off the window's thread, and as its tables show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.filling import FilledForms
from qinglian_desktop.application.form_ports import FilledPlace, FilledRows
from qinglian_desktop.application.form_values import FormFigure
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.filling.form_mapping import FormMapping
from qinglian_desktop.domain.filling.seen_form import FormPlace, FormTable
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.filling.form_model import FilledCell, ShownTable
from qinglian_desktop.ui.filling.form_work import FormWork
from qinglian_desktop.ui.filling.offered import pieces_words


@dataclass(frozen=True, slots=True)
class FilledNews:
    """What goes into the places for a month, those proposed too; of which records, if of any.

    ``records`` is for how many records it is filled, None where it is one for the month.
    """

    places: Mapping[FormPlace, FilledPlace] = field(default_factory=dict[FormPlace, FilledPlace])
    rows: tuple[FilledRows, ...] = ()
    figures: tuple[FormFigure, ...] = ()
    lacking: Mapping[FormPlace, str] = field(default_factory=dict[FormPlace, str])
    warnings: tuple[str, ...] = ()
    records: int | None = None


def read_filled(desk: Desk, mapping: FormMapping, whole: FormMapping, month: Period) -> FilledNews:
    """Reckoned from the book as the ``whole`` says, of several records for the first."""
    records = desk.filling.records(mapping, month)
    record = records[0] if records else None
    values = desk.filling.preview(whole, month, record)
    return FilledNews(
        {each.place: each for each in values.filling.places},
        values.filling.rows,
        values.figures,
        values.lacking,
        values.warnings,
        len(records) if mapping.ledger else None,
    )


def shown_tables(work: FormWork, news: FilledNews, catalogue: Catalogue) -> list[ShownTable]:
    """Every table of the form with what goes into it."""
    proposed = work.proposed
    written: dict[str, dict[str, FilledCell]] = {}
    for each in (*work.mapping.places, *proposed.values()):
        filled = news.places.get(each.place)
        written.setdefault(each.place.table, {})[each.place.at] = FilledCell(
            filled.value if filled else None,
            pieces_words(catalogue, work.mapping.ledger, each.pieces),
            each.writing,
            each.place in proposed,
            news.lacking.get(each.place, "") if filled else news.lacking.get(each.place, "…"),
        )
    rows_proposed = {one.place for each in work.proposed_rows for one in each.columns}
    tables = {each.name: each for each in work.opened.seen.tables}
    for rows in news.rows:
        table = tables[rows.places[0].table]
        is_proposed = rows.places[0] in rows_proposed
        written.setdefault(table.name, {}).update(_of_rows(table, rows, proposed=is_proposed))
    return [ShownTable(each, written.get(each.name, {})) for each in tables.values()]


def written_words(filled: FilledForms) -> str:
    """What was written, and what could not be filled."""
    names = "\n".join(each.name for each in filled.paths[:5])
    many = f"共{len(filled.paths)}份：\n" if len(filled.paths) > 1 else ""
    lacking = "\n".join(("", "没有填的：", *filled.lacking)) if filled.lacking else ""
    warned = "\n".join(("", "请留意：", *filled.warnings)) if filled.warnings else ""
    return f"已填好，读回核对一致。\n{many}{names}{lacking}{warned}"


def _of_rows(table: FormTable, rows: FilledRows, *, proposed: bool) -> dict[str, FilledCell]:
    """The rows that have room in the form as it came; more are inserted when it is written."""
    at = {(each.row, each.column): each for each in table.cells}
    first = {place: table.at(place.at) for place in rows.places}
    found: dict[str, FilledCell] = {}
    for line in range(rows.room):
        for column, place in enumerate(rows.places):
            begins = first[place]
            cell = at.get((begins.row + line, begins.column)) if begins else None
            if cell is not None:
                value = rows.rows[line][column] if line < len(rows.rows) else None
                found[cell.at] = FilledCell(value, f"台账的第{line + 1}行", proposed=proposed)
    return found

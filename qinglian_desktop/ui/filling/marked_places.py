"""The marked cells of a form: what is said of them, and what is chosen for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.form_values import FormFigure
from qinglian_desktop.application.places import ToList
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.filling.form_mapping import MappedRows
from qinglian_desktop.domain.filling.form_pieces import FormPieces
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.filling.seen_form import FormPlace
from qinglian_desktop.domain.measures import Figure
from qinglian_desktop.ui.filling.form_grid import FormGrid
from qinglian_desktop.ui.filling.form_side import FormSide
from qinglian_desktop.ui.filling.form_work import FormWork
from qinglian_desktop.ui.filling.form_writing import FilledNews
from qinglian_desktop.ui.filling.offered import FormOffer, offers, pieces_words
from qinglian_desktop.ui.session import Session

FormChange: TypeAlias = Callable[[Callable[[FormWork], object]], object]
"""Changes what goes where, and keeps it."""


class MarkedPlaces(QObject):
    """Between the table of a form and what stands beside it; ``change`` is the page's."""

    def __init__(
        self, page: QWidget, session: Session, grid: FormGrid, side: FormSide, change: FormChange
    ) -> None:
        super().__init__(page)
        self._page, self._session = page, session
        self._grid, self._side, self._change = grid, side, change
        self._work: FormWork | None = None
        self._news = FilledNews()
        self._table = ""
        grid.chosen.connect(self.tell)
        grid.entered.connect(lambda: side.choice.search.setFocus())
        grid.cleared.connect(self._clear)
        side.choice.chosen.connect(self._put)
        side.choice.span_chosen.connect(self._over)
        side.choice.search.left.connect(grid.setFocus)
        side.nothing_wanted.connect(self._clear)
        side.rows_wanted.connect(self._ask_for_rows)
        side.records_wanted.connect(self._go_to_records)

    def stand_in(self, work: FormWork | None, news: FilledNews, table: str) -> None:
        """What is marked is in this table of this form, and filled with this."""
        self._work, self._news, self._table = work, news, table

    def tell(self) -> None:
        """Say of the marked cells what goes there, and offer what may."""
        work, marked = self._work, self._marked
        if work is None or not marked:
            self._side.choice.offer((), ())
            self._side.show_marked("", (), "")
            return
        desk = self._session.desk
        catalogue, ledger = desk.catalogue, work.mapping.ledger
        known = {**work.proposed, **{each.place: each for each in work.mapping.places}}
        found = [known[place] for place in marked if place in known]
        said = [pieces_words(catalogue, ledger, each.pieces) for each in found[:1]]
        said += [
            f"台账{quoted(catalogue[each.ledger].label)}的几行"
            for each in self._rows_at(work, marked[:1])
            if each.ledger in catalogue
        ]
        suggested = [
            FormOffer(pieces_words(catalogue, ledger, each), "", "", each)
            for each in desk.filling.suggestions(work.opened, marked[0])
        ]
        self._side.choice.offer(list(offers(catalogue, ledger)), suggested)
        self._side.choice.show_pieces(found[0].pieces if found else ())
        records = "看这个数背后的记录" if self._figure is not None else ""
        self._side.show_marked(self._around(work, marked), said, records)

    def _rows_at(self, work: FormWork, places: Iterable[FormPlace]) -> list[MappedRows]:
        """The rows of ledgers that stand in these places, wherever they begin."""
        table = next(each for each in work.opened.seen.tables if each.name == self._table)
        cells = [cell for each in places if (cell := table.at(each.at))]
        found: list[MappedRows] = []
        for rows in work.mapping.rows:
            firsts = [
                first
                for one in rows.columns
                if one.place.table == self._table and (first := table.at(one.place.at))
            ]
            is_there = any(
                first.column == cell.column and first.row <= cell.row < first.row + rows.room
                for first in firsts
                for cell in cells
            )
            if is_there:
                found.append(rows)
        return found

    @property
    def _marked(self) -> list[FormPlace]:
        return [FormPlace(self._table, each.at) for each in self._grid.marked]

    @property
    def _figure(self) -> FormFigure | None:
        """The first figure in the marked cells."""
        marked = self._marked
        return next((each for each in self._news.figures if each.place in marked), None)

    def _around(self, work: FormWork, marked: list[FormPlace]) -> str:
        if len(marked) > 1:
            return f"选中{len(marked)}格"
        around = self._session.desk.filling.around(work.opened, marked[0])
        return "　".join(each for each in (*around.beside, *around.above, around.own) if each)

    def _put(self, pieces: FormPieces) -> None:
        """Let this go into the marked cells, each over the time that its own words say."""
        work, filling = self._work, self._session.desk.filling
        if work is not None and (marked := self._marked):
            placed = [filling.placed(work.opened, each, pieces) for each in marked]
            self._change(lambda work: work.put(placed))
            self._grid.setFocus()

    def _over(self, span: FormSpan) -> None:
        marked = self._marked
        self._change(lambda work: work.over(marked, span))

    def _clear(self) -> None:
        work, marked = self._work, self._marked
        if work is not None:
            rows = self._rows_at(work, marked)
            places = [*marked, *(one.place for each in rows for one in each.columns)]
            self._change(lambda work: work.clear(places))

    def _ask_for_rows(self) -> None:
        from qinglian_desktop.ui.filling.rows_choice import RowsChoice

        work, marked = self._work, self._grid.marked
        if work is None or not marked:
            return
        filling = self._session.desk.filling
        first = marked[0].row
        places = [FormPlace(self._table, each.at) for each in marked if each.row == first]
        heads = [
            "".join(filling.around(work.opened, each).above[-1:]) or each.at for each in places
        ]
        offered = filling.rows_from(work.opened, places, marked[-1].row - first + 1)
        dialog = RowsChoice(
            self._session, self._page, list(zip(places, heads, strict=True)), offered
        )
        dialog.chosen.connect(self._put_rows)
        dialog.open()

    def _put_rows(self, rows: MappedRows) -> None:
        self._change(lambda work: work.put_rows(rows))

    def _go_to_records(self) -> None:
        if (figure := self._figure) is None:
            return
        statistics, ledger = self._session.desk.statistics, figure.ledger

        def show(found: Figure) -> None:
            self._session.go(ToList(ledger.key, found.records, figure.measure.label))

        self._session.read(
            self._page, lambda _: statistics.figure(ledger, figure.measure, figure.over), show
        )

"""The page of any ledger: title and count, filters, list or lens, and the record beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Lens
from qinglian_desktop.domain.record import Draft, Record
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.ledger.half_done_links import HalfDoneLinks
from qinglian_desktop.ui.ledger.head_line import HeadLine
from qinglian_desktop.ui.ledger.ledger_exports import export_button
from qinglian_desktop.ui.ledger.ledger_prints import LedgerPrints, print_button
from qinglian_desktop.ui.ledger.listing import Listing
from qinglian_desktop.ui.ledger.page_layout import (
    LIST_AFTER,
    SideBySide,
    lay_out_page,
    make_room,
)
from qinglian_desktop.ui.ledger.publish_button import publish_button
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.ledger.record_table import RecordTable
from qinglian_desktop.ui.ledger.registering import registering_over
from qinglian_desktop.ui.ledger.shown import LedgerShown, open_again, panel_shown
from qinglian_desktop.ui.ledger.ways_in import WaysIn
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.look.front_stack import FrontStack
from qinglian_desktop.ui.look.parts import button, label
from qinglian_desktop.ui.look.tab_circle import can_take_keys, first_stop, give_keys
from qinglian_desktop.ui.look.view_switch import ViewSwitch
from qinglian_desktop.ui.session import Session


class LedgerPage(QWidget):
    """One ledger."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._ledger = ledger
        self._prints = LedgerPrints(session, ledger, self, lambda: self.listing, self.lens_in_front)
        self._before = LedgerShown()
        self._count = label("", "muted")
        self._listing: Listing | None = None
        self._waits_for_keys = False
        self._views = FrontStack()
        self._lenses: dict[Lens, LensView] = {}
        self._panel: RecordPanel | None = None
        self._split = SideBySide(session.theme)
        views = ["列表", *(lens.label for lens in ledger.lenses)]
        self._switch = ViewSwitch(views, self._show_view)
        self._build()

    @property
    def ledger(self) -> Ledger:
        """The ledger shown."""
        return self._ledger

    @property
    def panel(self) -> RecordPanel:
        """The record panel, made when it is first needed."""
        if self._panel is None:
            register = registering_over(self._session, self)
            self._panel = RecordPanel(self._session, self._ledger, register)
            self._panel.closed.connect(self._on_panel_closed)
            self._panel.print_wanted.connect(lambda record_id: self._prints.records([record_id]))
            self._panel.drawing.turned.connect(self._make_room)
            self._panel.hide()
            self._split.addWidget(self._panel)
        return self._panel

    @property
    def panel_in_front(self) -> RecordPanel | None:
        """The record panel while it is open."""
        return self._panel if self._panel is not None and not self._panel.isHidden() else None

    def lens_in_front(self) -> LensView | None:
        """The lens through which the ledger is seen; None while its list is in front."""
        return view if isinstance(view := self._views.currentWidget(), LensView) else None

    @property
    def table(self) -> RecordTable:
        """The list."""
        return self.listing.table

    @property
    def listing(self) -> Listing:
        """The list with its filters, made when it is first needed."""
        if self._listing is None:
            self._listing = made = Listing(self._session, self._ledger, self._views, self)
            made.counted.connect(lambda count: self._count.setText(f"共 {count:,} 条"))
            made.was_read.connect(self._select_shown)
            made.table.record_chosen.connect(self.open_record)
            made.table.print_wanted.connect(lambda: self._prints.records(made.selected_ids()))
            if self._before.listing is not None:
                made.show_again(self._before.listing)
            self._views.insertWidget(0, made)
        return self._listing

    def begin_record(self, given: Mapping[str, object] | None = None) -> None:
        """Open the panel for a new record; a unit that is registered is opened instead."""
        if why := self._session.why_fixed:
            self._session.said.emit(f"{why}，不能新增。")
            return
        if self._ledger.unit is not None and (unit := self.listing.first_record()) is not None:
            self.open_record(unit)
            return
        self.panel.begin(given)
        self._show_panel()
        self.panel.form.focus_first()

    def open_record(self, record: Record) -> None:
        """Show a record in the panel."""
        if self._listing is not None:
            self._listing.give_way_to(record)
        self.panel.open(record)
        self._show_panel()

    def save(self) -> None:
        """Save the record in the panel, if it is open."""
        if (panel := self.panel_in_front) is not None:
            panel.save()

    def save_and_new(self) -> None:
        """Save the record in the panel, if it is open, and begin the next."""
        if (panel := self.panel_in_front) is not None:
            panel.save_and_new()

    def resume_draft(self, draft: Draft) -> None:
        """Go on with a draft."""
        self.panel.resume(draft)
        self._show_panel()

    def close_record(self) -> None:
        """Close the panel, what is typed stays as a draft; else clear the filters."""
        if (panel := self.panel_in_front) is not None:
            panel.leave()
        else:
            self.listing.clear_filters()

    def show_only(self, ids: tuple[int, ...], words: str) -> None:
        """Show just these records; ``words`` say what they have in common."""
        self._show_view(0)
        self.listing.show_only(ids, words)
        self._session.said.emit(f"{words}：{len(ids)} 条记录")

    def show_list(self) -> None:
        """Show the ledger as its list."""
        self._show_view(0)

    def show_lens(self, lens: Lens) -> None:
        """Show the ledger through this lens."""
        self._show_view(1 + self._ledger.lenses.index(lens))

    def print_shown(self) -> None:
        """Print the record in the panel, else the lens, the chosen rows or the list."""
        self._prints.shown(self.panel_in_front)

    def take_keys(self) -> None:
        """Give the keyboard to where it was, else to the form that is open, else to the list."""
        before = self.focusWidget()
        if before is not None and can_take_keys(before, self):
            give_keys(before)
        elif (panel := self.panel_in_front) is not None:
            _ = panel.drawing.take_keys() or panel.form.focus_first()
        else:
            self.take_keys_to_list()

    def take_keys_to_list(self) -> None:
        """Give the keyboard to the list or lens, or to the button for a first record."""
        view = self._views.currentWidget()
        # A page that was never shown has neither list nor lens yet.
        self._waits_for_keys = view is None
        if view is not None and view is self._listing and self.listing.take_keys():
            return
        first = None if view is None or view is self._listing else first_stop(view)
        give_keys(first or (first_stop(self) if self._new.isHidden() else self._new))

    def put_away(self) -> None:
        """Keep what is typed; a page on which no record was opened has nothing to keep."""
        if self._panel is not None:
            self._panel.put_away()

    def shown(self) -> LedgerShown:
        """What the page shows, once what is typed was put away."""
        looked = {self._ledger.lenses.index(lens): v.shown() for lens, v in self._lenses.items()}
        panel = self.panel_in_front
        return LedgerShown(
            self._switch.chosen,
            self._listing.shown() if self._listing is not None else self._before.listing,
            {**self._before.lenses, **looked},
            panel_shown(panel) if panel is not None else None,
        )

    def show_again(self, shown: LedgerShown) -> None:
        """Show what another page of this ledger did; list and lenses when they are made."""
        self._before = shown
        if shown.view:
            self._show_view(shown.view)
        if shown.panel is not None:
            open_again(self.panel, shown.panel, self._session.desk.records, self._ledger)
            self._show_panel()
            self.panel.form.scroll_to(shown.panel.scrolled)

    def showEvent(self, event: QShowEvent) -> None:
        """What one works in comes first: beside a record the list is made right after it."""
        if self.panel_in_front is None:
            self._show_views()
        else:
            QTimer.singleShot(LIST_AFTER, self, self._show_views)
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self, *, is_closing: bool = False) -> None:
        """The list steps aside for the record where there is no room for both."""
        panel = None if is_closing else self.panel_in_front
        make_room(self._session.theme, self.size(), (self._views, self._head), panel)

    def _build(self) -> None:
        theme = self._session.theme
        words = actions.adding(self._ledger)
        self._new = new = button(words, self.begin_record, "primary", "plus", theme)
        new.setObjectName("new")
        new.setToolTip(actions.NEW.shown)
        if self._session.desk.book.read_only:
            new.hide()
        exporting = export_button(self._session, self._ledger, lambda: self.listing)
        printing = print_button(self._session, self._ledger, self._prints)
        self.half_done = HalfDoneLinks(self._session, self._ledger, self._draft_in_front)
        self.half_done.chosen.connect(self.resume_draft)
        bring_in = WaysIn(self._session, self._ledger, self).button
        public = publish_button(self._session, self._ledger)
        buttons = (self.half_done, bring_in, exporting, *public, printing, new)
        self._head = HeadLine(theme, self._ledger.label, self._count, self._switch, *buttons)
        lay_out_page(self, theme, self._head, self._split)
        self._split.addWidget(self._views)
        self.half_done.refresh()

    def _draft_in_front(self) -> Draft | None:
        return panel.writing.opened.draft if (panel := self.panel_in_front) is not None else None

    def _show_views(self) -> None:
        """The list, unless a lens is looked through or the book was closed meanwhile."""
        if not self._views.count() and not self._session.operations.is_closed:
            self._show_view(0)
            if self._waits_for_keys and self.panel_in_front is None:
                self.take_keys_to_list()

    def _show_view(self, place: int) -> None:
        """The list (0) or a lens, made when first looked at; a record in its place makes way."""
        if self._views.count() and self._views.isHidden():
            self.panel.leave()
        self._switch.choose(place)
        if not place:
            self._views.setCurrentWidget(self.listing)
            return
        lens = self._ledger.lenses[place - 1]
        if (view := self._lenses.get(lens)) is None:
            view = self._lenses[lens] = lens_view(self._session, self._ledger, lens)
            self._views.addWidget(view)
            if place - 1 in self._before.lenses:
                view.look_again(self._before.lenses[place - 1])
        self._views.setCurrentWidget(view)
        view.refresh()

    def _show_panel(self) -> None:
        if self._panel is None:
            return
        if self._panel.isHidden():
            self._panel.show()
            self._split.share_out()
            self._make_room()
        self._select_shown()
        self.half_done.refresh()

    def _select_shown(self) -> None:
        panel = self.panel_in_front
        if self._listing is not None and panel is not None and panel.record is not None:
            self._listing.table.select_record(panel.record.id or 0)

    def _on_panel_closed(self) -> None:
        # While the form is still there: Qt would choose for itself who has the keyboard then.
        self._make_room(is_closing=True)
        self.take_keys_to_list()
        if self._panel is not None:
            self._panel.hide()
        self.half_done.refresh()

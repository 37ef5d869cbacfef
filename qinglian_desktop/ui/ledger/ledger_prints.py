"""Prints of one ledger, forms, the list or a lens, each seen before it goes to the printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qinglian_desktop.application.chart_ports import MAP_KINDS
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.file_names import safe_name
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Lens
from qinglian_desktop.domain.listed import paper_list
from qinglian_desktop.domain.paper_blank import blank_forms
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.dialogs.password_again import ask_again
from qinglian_desktop.ui.ledger.listing import Listing
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.look.file_dialogs import ask_where, begin_there, begins_at
from qinglian_desktop.ui.look.parts import below, button
from qinglian_desktop.ui.session import Session

_PURPOSE = "pictures"


def print_button(session: Session, ledger: Ledger, prints: LedgerPrints) -> QPushButton:
    """The button for the head of a page, with the menu below it."""
    made = button("打印", lambda: menu.popup(below(made)), "quiet", "print", session.theme)
    made.setObjectName("print_ledger")
    made.setProperty("spare", True)
    made.setToolTip("打印现在看到的，或者打印空白的记录表来手填")
    menu = QMenu(made)
    menu.setObjectName("prints")
    menu.addAction("", lambda: prints.shown())
    for end, kind in _kept_as().items():
        menu.addAction(f"图存为 {kind}…", lambda kind=kind, end=end: prints.keep(end, kind))
    menu.addAction("列表，照现在看到的…", lambda: prints.listing())
    menu.addSeparator()
    for word, title in blank_forms(ledger):
        menu.addAction(f"空白{title}，手填…", lambda word=word: prints.blank(word))
    menu.aboutToShow.connect(lambda: _name_lens(menu.actions(), prints.lens_in_front()))
    return made


def _kept_as() -> dict[str, str]:
    """The kinds of file that the window keeps a map as; PDF comes from the preview."""
    return {end: kind for end, kind in MAP_KINDS.items() if end != ".pdf"}


def _name_lens(prints: Sequence[QAction], view: LensView | None) -> None:
    """Offer to print the lens that is in front, by its name; nothing where none is.

    Asked of the menu each time: PySide loses hold of actions that are kept for long.
    """
    action, *others = prints
    action.setVisible(view is not None)
    for each in others[: len(_kept_as())]:
        each.setVisible(view is not None and view.seen is not None)
    if view is not None:
        action.setText(f"{view.lens.label}，照现在看到的…")


class LedgerPrints:
    """Opens previews over ``parent``; ``listing`` gives its list, ``lens_in_front`` its lens."""

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        parent: QWidget,
        listing: Callable[[], Listing],
        lens_in_front: Callable[[], LensView | None],
    ) -> None:
        self._session = session
        self._ledger = ledger
        self._parent = parent
        self._listing = listing
        self.lens_in_front = lens_in_front

    def records(self, ids: Sequence[int]) -> None:
        """The paper forms of these records."""
        printing = self._session.desk.printing
        words = f"{self._ledger.label}（{len(ids)}条）"
        if len(ids) == 1:
            record = self._session.desk.records.get(self._ledger, ids[0])
            words = f"{self._ledger.label}_{record.number if record else ''}"
        self._show(
            words,
            lambda progress: printing.preview_records(self._ledger, ids, progress),
            lambda target, progress: printing.records_in_word(self._ledger, ids, target, progress),
            is_much=len(ids) > 1,
        )

    def opened(self, panel: RecordPanel) -> None:
        """The paper form of the record in a panel; a new one is saved first.

        Of a plan it is what goes out before the event.
        """

        def show() -> None:
            if panel.isHidden():
                return
            if panel.papers.is_before():
                panel.papers.show()
            elif panel.record is None:
                panel.save(show)
            else:
                self.records([panel.record.id or 0])

        # After what is being saved: that is what shall be printed.
        self._session.operations.after_changes(panel, show)

    def shown(self, panel: RecordPanel | None = None) -> None:
        """What the page shows: the record in a panel, its lens, the chosen rows, or the list."""
        if panel is not None:
            self.opened(panel)
        elif (view := self.lens_in_front()) is not None:
            self._map(view) if view.seen else self._lens(view.lens, view.period)
        elif len(ids := self._listing().selected_ids()) > 1:
            self.records(ids)
        else:
            self.listing()

    def listing(self) -> None:
        """The list as the page shows it."""
        printing, shown = self._session.desk.printing, self._listing()
        query, words = shown.query, shown.words
        self._show(
            paper_list(self._ledger).title,
            lambda progress: printing.preview_listing(query, words, progress),
            lambda target, progress: printing.listing_in_word(query, words, target, progress),
            is_much=True,
        )

    def blank(self, word: str) -> None:
        """The form to fill by hand; ``word`` is the kind for which it is, "" for the usual one."""
        printing = self._session.desk.printing
        title = dict(blank_forms(self._ledger))[word]
        self._show(
            f"空白{title}",
            lambda _: printing.preview_blank(self._ledger, word),
            lambda target, _: printing.blank_in_word(self._ledger, word, target),
        )

    def keep(self, end: str, kind: str) -> None:
        """Keep the map that is in front, as it stands, in a file whose name ends so."""
        view = self.lens_in_front()
        if view is None or (seen := view.seen) is None:
            return
        lenses = self._session.desk.drawn_lenses

        def write(target: Path) -> None:
            begin_there(_PURPOSE, target)
            self._session.change(
                self._parent,
                lambda _: lenses.write(seen, target),
                self._say_written,
                is_long=True,
            )

        title = safe_name(f"{self._ledger.label}_{view.lens.label}")
        proposed = begins_at(_PURPOSE) / f"{title}{end}"

        def ask() -> None:
            ask_where(self._parent, "存为", proposed, f"{kind} (*{end})", write)

        ask_again(self._session, self._parent, (self._ledger,), ask)

    def _say_written(self, written: list[Path]) -> None:
        names = "、".join(path.name for path in written)
        self._session.said.emit(f"已存为 {names}，在 {written[0].parent}。")

    def _map(self, view: LensView) -> None:
        seen, lenses = view.seen, self._session.desk.drawn_lenses
        if seen is not None:
            title = f"{self._ledger.label}_{view.lens.label}"
            self._show(title, lambda _: lenses.pdf(seen), is_much=True)

    def _lens(self, lens: Lens, period: Period | None) -> None:
        printing = self._session.desk.lens_printing
        when = f"_{period.label}" if period is not None else ""
        self._show(
            f"{self._ledger.label}_{lens.label}{when}",
            lambda _: printing.preview(self._ledger, lens, period),
            is_much=True,
        )

    def _show(
        self,
        title: str,
        render: Callable[[Progress], bytes],
        to_word: Callable[[Path, Progress], None] | None = None,
        *,
        is_much: bool = False,
    ) -> None:
        from qinglian_desktop.ui.dialogs.print_preview import PrintPreview

        PrintPreview(
            self._session,
            title,
            render,
            f"{title}.pdf",
            self._parent,
            to_word=to_word,
            much_of=(self._ledger,) if is_much else (),
        ).open()

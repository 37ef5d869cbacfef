"""Prints of one ledger, forms or the list, each seen before it goes to the printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import paper_list
from qinglian_desktop.ui.ledger.listing import Listing
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session


class LedgerPrints:
    """Opens previews over ``parent``; ``listing`` gives the list that it shows."""

    def __init__(
        self, session: Session, ledger: Ledger, parent: QWidget, listing: Callable[[], Listing]
    ) -> None:
        self._session = session
        self._ledger = ledger
        self._parent = parent
        self._listing = listing

    def records(self, ids: Sequence[int]) -> None:
        """The paper forms of these records."""
        printing = self._session.desk.printing
        words = f"{self._ledger.label}（{len(ids)}条）"
        if len(ids) == 1:
            record = self._session.desk.records.get(self._ledger, ids[0])
            words = f"{self._ledger.label}_{record.number if record else ''}"
        self._show(words, lambda progress: printing.preview_records(self._ledger, ids, progress))

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

    def listing(self) -> None:
        """The list as the page shows it."""
        printing, shown = self._session.desk.printing, self._listing()
        query, words = shown.query, shown.words
        self._show(
            paper_list(self._ledger).title,
            lambda progress: printing.preview_listing(query, words, progress),
        )

    def _show(self, title: str, render: Callable[[Progress], bytes]) -> None:
        from qinglian_desktop.ui.dialogs.print_preview import PrintPreview

        PrintPreview(self._session, title, render, f"{title}.pdf", self._parent).open()

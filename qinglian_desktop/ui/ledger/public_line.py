"""What changed since a record's set was put up in public: a line above its form, with the way on"""

from __future__ import annotations

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.places import ToPublish
from qinglian_desktop.application.public_changes import OutOfDate
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.ledger.panel_banner import PanelBanner
from qinglian_desktop.ui.session import Session


class PublicLine(Fresh, PanelBanner):
    """Hidden, and nothing is read, in ledgers whose records put nothing up."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self.setObjectName("public_line")
        self._session = session
        self._declared = ledger.publishing
        self._key = ledger.key
        self._record: Record | None = None
        self.hide()
        self.keep_fresh(session)

    def concerns(self, changed: Changed) -> bool:
        of = self._declared
        return of is not None and not changed.ledgers.isdisjoint({self._key, *of.ledgers})

    def is_seen(self) -> bool:
        """A hidden line has to hear of what changes all the same."""
        above = self.parentWidget()
        return above is not None and above.isVisible()

    def show_record(self, record: Record | None) -> None:
        """Of another record, or of none; what is said of it comes when it was read."""
        if record is None or self._record is None or record.id != self._record.id:
            self.hide()
        self._record = record
        if record is not None and self._declared is not None:
            self.refresh()

    def read(self) -> None:
        if (asked := self._record) is None or self._declared is None:
            return
        publishing = self._session.desk.publishing
        self._session.read(
            self,
            lambda _: next(
                (each for each in publishing.out_of_date() if each.record.id == asked.id), None
            ),
            lambda found: self._show(asked, found),
            latest="public",
        )

    def _show(self, asked: Record, found: OutOfDate | None) -> None:
        if self._declared is None or self._record is None or self._record.id != asked.id:
            return
        if found is None:
            self.say("")
            return
        again = ToPublish(self._key, asked.id or 0)
        words = f"{found.words(self._declared)}：{found.what}。"
        self.say(words, "", ("照原来的样子重新公开", lambda: self._session.go(again)))

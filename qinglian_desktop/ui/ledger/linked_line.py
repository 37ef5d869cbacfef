"""What a record leads to and what hangs on it: a line of links above the form"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QSizePolicy

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.linking import Related, Relation
from qinglian_desktop.application.places import Place
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import button, label
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import mark
from qinglian_desktop.ui.session import Session

_LONGEST = 24


class LinkedLine(Fresh, QFrame):
    """Hidden for a new record, and for one that stands alone."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self.setObjectName("linked_line")
        self._session = session
        self._ledger = ledger
        self._record: Record | None = None
        self.related = Related()
        """What was read last."""
        px = session.theme.px
        self._flow = FlowLayout(px(12), 0)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()
        self.keep_fresh(session)

    def concerns(self, changed: Changed) -> bool:
        return bool(changed.ledgers)

    def is_seen(self) -> bool:
        """A hidden line has to hear of what comes to hang on its record all the same."""
        above = self.parentWidget()
        return above is not None and above.isVisible()

    def show_record(self, record: Record | None) -> None:
        """Of another record, or of none; what is said of it comes when it was read."""
        if record is None or self._record is None or record.id != self._record.id:
            self.hide()
            self.related = Related()
        self._record = record
        if record is not None:
            self.refresh()

    def hanging(self) -> tuple[Relation, ...]:
        """What hangs on the record now, by ledger."""
        if self._record is None or self._record.id is None:
            return ()
        return self._session.desk.linking.related(self._ledger, self._record).on

    def go(self, place: Place) -> None:
        """To what belongs to the record."""
        self._session.go(place)

    def read(self) -> None:
        record = self._record
        if record is None or record.id is None:
            return
        asked = record
        self._session.read(
            self,
            lambda _: self._session.desk.linking.related(self._ledger, asked),
            lambda found: self._show(asked, found),
            latest="related",
        )

    def _show(self, asked: Record, found: Related) -> None:
        if self._record is None or self._record.id != asked.id:
            return
        self.related = found
        clear(self._flow)
        self._add(found.to)
        if found.on or found.beside:
            self._flow.addWidget(label("相关：", "muted"))
            self._add((*found.on, *found.beside))
        self._add(found.begins)
        self.setVisible(any((found.to, found.on, found.beside, found.begins)))

    def _add(self, relations: Iterable[Relation]) -> None:
        for each in relations:
            words = each.words
            is_long = len(words) > _LONGEST and not each.is_bad
            shown = f"{words[: _LONGEST - 1]}…" if is_long and each in self.related.to else words
            link = button(shown, lambda to=each.place: self.go(to), "link")
            link.setToolTip(words)
            link.setAccessibleName(words)
            if each.is_bad:
                mark(link, "tone", "bad")
            self._flow.addWidget(link)

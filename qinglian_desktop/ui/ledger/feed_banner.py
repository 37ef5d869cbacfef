"""Where a record comes from, and what was entered with it: in words, with ways to go there"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from qinglian_desktop.application.feeding import brought_along
from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import mark
from qinglian_desktop.ui.session import Session


class FeedBanner(QFrame):
    """Hidden for a record that stands alone, as most do."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        mark(self, "tone", "plain")
        self._session = session
        self._ledger = ledger
        px = session.theme.px
        self._said = label("", wrap=True)
        self._open = button("打开", lambda: self._go(self._origin), "link")
        self._origin: ToRecord | None = None
        self._flow = FlowLayout(px(12), 0)
        self._origins, self._followers = QWidget(), QWidget()
        origins = row(self._said, self._open)
        origins.setStretch(0, 1)
        self._origins.setLayout(origins)
        self._followers.setLayout(self._flow)
        layout = column(self._origins, self._followers, spacing=0)
        layout.setContentsMargins(px(10), px(4), px(10), px(4))
        self.setLayout(layout)
        self.locked: tuple[str, ...] = ()
        self.with_it = ""
        """What a step on the record does to those that follow from it, as part of a sentence."""
        self.hide()

    def show_record(self, record: Record | None) -> None:
        """Say it; afterwards ``locked`` are the fields that can only be changed elsewhere."""
        keeping = self._session.desk.records
        source = None if record is None else keeping.source(self._ledger, record)
        fed = [] if record is None else keeping.fed(self._ledger, record)
        roster, said = self._session.desk.catalogue.roster, keeping.said_by_roster(self._ledger)
        self.locked, self._origin = tuple(said), None
        if said and roster is not None:
            labels = "、".join(self._ledger.field(key).label for key in said)
            self._said.setText(f"{labels}由{quoted(roster.label)}带出，灰色的各项请到那里改。")
        if source is not None:
            ledger, origin, feed = source
            self.locked, self._origin = feed.fields, _place(ledger, origin)
            words = f"{brought_along(ledger, origin)}，灰色的各项请到那里改。"
            self._said.setText(words)
            self._open.setAccessibleName(f"打开{ledger.label} {origin.number}")
        made = sum(not taken_up for _, _, taken_up in fed)
        self.with_it = f"，带出的{made}条记录一起作废" if made else ""
        clear(self._flow)
        self._flow.addWidget(label("同时记入："))
        for ledger, each, _ in fed:
            words, place = f"{ledger.label} {each.number}", _place(ledger, each)
            self._flow.addWidget(button(words, lambda to=place: self._go(to), "link"))
        self._open.setVisible(self.follows)
        self._origins.setVisible(self.follows or bool(said))
        self._followers.setVisible(bool(fed))
        self.setVisible(self.follows or bool(said) or bool(fed))

    @property
    def follows(self) -> bool:
        """Whether the record that is shown follows from another as a whole."""
        return self._origin is not None

    def fed_input(self, record: Record | None) -> dict[str, object]:
        """What the fields that follow from another record hold now, whatever a draft says."""
        keeping = self._session.desk.records
        source = None if record is None else keeping.source(self._ledger, record)
        if record is None or source is None:
            return keeping.said_by_roster(self._ledger)
        plain = keeping.plain(self._ledger, record)
        return {key: plain.get(key) for key in source[2].fields}

    def _go(self, place: ToRecord | None) -> None:
        if place is not None:
            self._session.go(place)


def _place(ledger: Ledger, record: Record) -> ToRecord:
    return ToRecord(ledger.key, record.id or 0)

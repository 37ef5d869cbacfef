"""The head of a record's panel: what is open, how to close it, what is said, where it is from"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QWidget

from qinglian_desktop.domain.late_entry import ENTERED_LATE, days_late
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Draft, Record, State, title_of
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.ledger.feed_banner import FeedBanner
from qinglian_desktop.ui.ledger.linked_line import LinkedLine
from qinglian_desktop.ui.ledger.panel_banner import Offer, PanelBanner
from qinglian_desktop.ui.ledger.public_line import PublicLine
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.session import Session


class PanelHead(QWidget):
    """``leave`` and ``discard`` are called by its buttons."""

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        leave: Callable[[], object],
        discard: Callable[[], object],
    ) -> None:
        super().__init__()
        self._ledger = ledger
        self._title = label("", "head")
        self._state = label("", "muted")
        self.notice = PanelBanner()
        self.feeds = FeedBanner(session, ledger)
        self.links = LinkedLine(session, ledger)
        px = session.theme.px
        close = button("关闭", leave, "quiet", "x", session.theme)
        close.setToolTip(actions.CLOSE.shown)
        # Not beside what is wrong: what was typed is thrown away in no hurry.
        self._discard = button("", discard, "link")
        self._discard.hide()
        head = row(self._title, self._state, self._discard, 1, close)
        head.setContentsMargins(px(16), px(8), px(8), px(4))
        self._public = PublicLine(session, ledger)
        holder = column(self.notice, self._public, self.feeds, self.links)
        holder.setContentsMargins(px(16), 0, px(16), px(4))
        self.setLayout(column(head, holder, spacing=0))
        # Whatever the form below would like: what stands here is not cut. Fixed would be as high
        # as it is in one line.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say_state(self, words: str) -> None:
        """Beside the title, for as long as it is true."""
        self._state.setText(words)

    def offer_discard(self, words: str) -> None:
        """The link that throws what is typed away; none without words."""
        self._discard.setText(words)
        self._discard.setVisible(bool(words))

    def show_record(
        self, record: Record | None, draft: Draft | None, notice: str, tone: str, *offers: Offer
    ) -> None:
        """A record or a new one, with what is to be said; without that, what its state means."""
        if record is None:
            is_plan = draft is not None and draft.is_plan
            title, state = (
                f"计划：{self._ledger.noun}" if is_plan else actions.adding(self._ledger),
                "",
            )
        else:
            title = title_of(self._ledger, record.values)[:24] or actions.adding(self._ledger)
            late = (
                ""
                if (days := days_late(self._ledger, record)) == 0
                else f" · {ENTERED_LATE}，事后{days}天录入"
            )
            state = f"{record.number} · {record.state.value}{late}"
        self._title.setText(title)
        self._state.setText(state)
        if not notice and record is not None and record.state is State.VOID:
            notice = "这条记录已作废，不再计入统计和月报。"
        if not notice and record is not None and record.state is State.REPORTED:
            notice = "这个月已经上报。改动报过的内容会记为更正，要重新生成月报。"
            tone = "plain"
        self.notice.say(notice, tone, *(offers if notice else ()))
        self.feeds.show_record(record)
        self.links.show_record(record)
        self._public.show_record(record)

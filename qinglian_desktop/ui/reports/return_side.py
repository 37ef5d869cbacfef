"""Beside the return: where it goes, the button that writes it, warnings, and what was sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea

from qinglian_desktop.application.handing_ports import KeptReceipt, Verdict
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.ui.dialogs.target_choice import TargetChoice
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, frame, label, row, rule
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.sticks import Stick
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.reports.receipts_line import ReceiptsLine
from qinglian_desktop.ui.reports.return_answering import ReturnAnswering, short_digest
from qinglian_desktop.ui.reports.return_warnings import Warned
from qinglian_desktop.ui.session import Session

WIDTH = 348
_ANSWERED = {Verdict.TAKEN: "已接收", Verdict.RETURNED: "被退回"}


class ReturnSide(QScrollArea):
    """``write_wanted`` comes with the button, ``month_chosen`` carries a Period of the log."""

    write_wanted = Signal()
    month_chosen = Signal(object)

    def __init__(self, session: Session, find: Callable[[], list[Stick]]) -> None:
        super().__init__()
        self._session = session
        theme = session.theme
        px = theme.px
        self.notice = Notice(theme)
        self.target = TargetChoice(session, "选择月报写到哪里", find)
        self.receipts = ReceiptsLine(session, self.target)
        self.answering = ReturnAnswering(session, self.notice, self.target, self)
        self.write = button("写到U盘并核对", self.write_wanted.emit, "primary", "usb", theme)
        self.write.setObjectName("write_return")
        self.write.setEnabled(False)
        self._warned = column(spacing=px(2))
        self._log = QListWidget()
        self._log.setObjectName("sent_returns")
        self._log.setAccessibleName("报出过的月报，最近的在最上面")
        self._log.setMinimumHeight(px(96))
        self._log.setWordWrap(True)
        self._log.itemActivated.connect(self._on_sent_chosen)
        self._log.itemClicked.connect(self._on_sent_chosen)
        layout = column(
            self.notice,
            self.receipts.answer,
            self.receipts.notice,
            self.target,
            self.write,
            self._warned,
            rule(),
            label("报出过的月报", "head"),
            self.receipts,
            self._log,
            spacing=px(SPACE),
        )
        layout.setContentsMargins(px(14), px(12), px(14), px(12))
        layout.setStretchFactor(self._log, 1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(px(WIDTH))
        self.setWidget(frame("card", layout))

    def show_warnings(self, warned: Sequence[Warned]) -> None:
        """A line for each, which leads to where it is mended."""
        clear(self._warned)
        for each in warned:
            line = button(each.words, lambda to=each.place: self._session.go(to), "link")
            line.setObjectName("warning")
            self._warned.addLayout(row(line, 1))
            self._warned.addWidget(label(each.more, "muted", wrap=True))

    def take_keys(self) -> bool:
        """Go on at the button that writes the return; False while it rests."""
        self.write.setFocus()
        return self.write.isEnabled()

    def show_sent(self, sent: Sequence[SentReturn]) -> None:
        """The log of returns, the latest first."""
        self._log.clear()
        for each in sent:
            item = QListWidgetItem(sent_return_words(each))
            item.setData(Qt.ItemDataRole.UserRole, each.period)
            item.setToolTip(f"写在 {each.path}")
            self._log.addItem(item)
        if not sent:
            self._log.addItem("还没有报出过")

    def _on_sent_chosen(self, item: QListWidgetItem) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        if key:
            self.month_chosen.emit(Period.parse(str(key)))


def state_words(
    content: ReturnContent,
    before: Sequence[SentReturn],
    answer: KeptReceipt | None = None,
    *,
    is_running: bool,
) -> str:
    """Where a month stands: ``before`` are its returns, and it ``is_running`` or over.

    ``answer`` is the receipt for the newest.
    """
    if not before:
        return "还没有报出；这个月还没有过完" if is_running else "还没有报出"
    last = max(before, key=lambda sent: sent.revision)
    if not last.is_certain:
        return f"第{last.revision}次没有写完，可能已在U盘上；再写是第{content.revision}次"
    if content.digest == last.digest:
        said = "内容没有变" if answer is None else _ANSWERED[answer.verdict]
        return f"第{last.revision}次已于{last.at:%Y-%m-%d}报出，{said}"
    return f"内容有更正，将生成第{content.revision}次"


def sent_return_words(sent: SentReturn) -> str:
    """A return that was written, as the log tells it."""
    state = "" if sent.is_certain else "（没有写完，可能已在U盘上）"
    return (
        f"{Period.parse(sent.period).label}  第{sent.revision}次{state}\n"
        f"{sent.at:%Y-%m-%d %H:%M}  校验码 {short_digest(sent.digest)}"
    )

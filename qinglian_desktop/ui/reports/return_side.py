"""Beside the return: where it goes, the button that writes it, warnings, and what was sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from qinglian_desktop.application.handing_in import can_take_off, take_off
from qinglian_desktop.application.handing_ports import HandedIn, KeptReceipt, Verdict
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.ui.dialogs.target_choice import TargetChoice
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, frame, label, row, rule
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.sticks import Stick
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.reports.hand_in_choice import HandInChoice
from qinglian_desktop.ui.reports.receipts_line import ReceiptsLine
from qinglian_desktop.ui.reports.register_list import RegisterList
from qinglian_desktop.ui.reports.return_answering import ReturnAnswering
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
        self.choice = HandInChoice(session)
        self.eject = button("弹出U盘", self._on_eject, "", "usb", theme)
        self.eject.setObjectName("eject")
        self.eject.hide()
        self._stick: Path | None = None
        self._register = RegisterList(session)
        self._register.month_chosen.connect(self.month_chosen)
        layout = column(
            self.notice,
            self.receipts.answer,
            self.receipts.notice,
            self.eject,
            self.target,
            self.choice,
            self.write,
            self._warned,
            rule(),
            self.receipts,
            self._register,
            spacing=px(SPACE),
        )
        layout.setContentsMargins(px(14), px(12), px(14), px(12))
        layout.setStretchFactor(self._register, 1)
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

    def show_sent(
        self, handed: Sequence[HandedIn], sent: Sequence[SentReturn], own_key: str
    ) -> None:
        """报送登记, and returns of which it does not tell; signed with the book's key."""
        self._register.show_lines(handed, sent, own_key)

    def offer_eject(self, folder: Path | None) -> None:
        """The stick on which the folder is can be taken off now; None for none."""
        self._stick = folder
        self.eject.setVisible(folder is not None and can_take_off())

    def _on_eject(self) -> None:
        if (folder := self._stick) is not None:
            self.eject.setEnabled(False)
            self._session.read(self, lambda _: take_off(folder), self._on_ejected, self._on_stays)

    def _on_ejected(self, _: object) -> None:
        self.eject.setEnabled(True)
        self.offer_eject(None)
        self.notice.say("U盘已弹出，可以拔下来了。", "good")
        self.target.refresh()

    def _on_stays(self, problem: BaseException) -> None:
        self.eject.setEnabled(True)
        self.notice.tell(problem)


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

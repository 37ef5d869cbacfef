"""报送登记 beside the return: what went out when, onto what and by whom; to be printed"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from qinglian_desktop.application.handing_in import REGISTER, handed_in_words
from qinglian_desktop.application.handing_ports import HandedIn
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.reports.short_digest import short_digest
from qinglian_desktop.ui.session import Session

_NOTHING = "还没有报送过"


class RegisterList(QWidget):
    """``month_chosen`` carries the Period of a line; ``print_wanted`` comes with its button."""

    month_chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        px = session.theme.px
        self._log = QListWidget()
        self._log.setObjectName("register")
        self._log.setAccessibleName(f"{REGISTER}，最近的在最上面")
        self._log.setMinimumHeight(px(96))
        self._log.setWordWrap(True)
        self._log.itemActivated.connect(self._on_chosen)
        self._log.itemClicked.connect(self._on_chosen)
        self._print = button("打印…", self.print, "quiet", "print", session.theme)
        self._print.setObjectName("print_register")
        head = row(label(REGISTER, "head"), 1, self._print)
        layout = column(head, self._log, spacing=px(SPACE))
        layout.setStretchFactor(self._log, 1)
        self.setLayout(layout)

    def show_lines(self, handed: Sequence[HandedIn], sent: Sequence[SentReturn]) -> None:
        """What went out, the latest first; returns that no line tells of are told by themselves."""
        self._log.clear()
        for _, words, period, path in sorted(
            _lines(handed, sent), key=lambda each: each[0], reverse=True
        ):
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, period)
            item.setToolTip(f"写在 {path}")
            self._log.addItem(item)
        if not self._log.count():
            self._log.addItem(_NOTHING)
        self._print.setEnabled(bool(handed))

    def print(self) -> None:
        """Show the register as it prints."""
        from qinglian_desktop.ui.dialogs.print_preview import PrintPreview

        register = self._session.desk.register
        preview = PrintPreview(
            self._session, REGISTER, lambda _: register.print(), REGISTER, self.window()
        )
        preview.open()

    def _on_chosen(self, item: QListWidgetItem) -> None:
        if key := item.data(Qt.ItemDataRole.UserRole):
            self.month_chosen.emit(Period.parse(str(key)))


def _lines(
    handed: Sequence[HandedIn], sent: Sequence[SentReturn]
) -> Iterator[tuple[datetime, str, str, str]]:
    """Each with when, and to which month it leads."""
    for each in handed:
        lock = "，有打开密码" if each.has_password else ""
        words = (
            f"{handed_in_words(each)}\n{each.at:%Y-%m-%d %H:%M}  {each.medium}  {each.by}\n"
            f"校验码 {short_digest(each.digest)}{lock}"
        )
        yield each.at, words, each.period, each.path
    known = {(each.period, each.revision) for each in handed}
    for each in sent:
        if (each.period, each.revision) in known and each.is_certain:
            continue
        state = "" if each.is_certain else "（没有写完，可能已在U盘上）"
        words = (
            f"{Period.parse(each.period).label} 月报 第{each.revision}次{state}\n"
            f"{each.at:%Y-%m-%d %H:%M}  校验码 {short_digest(each.digest)}"
        )
        yield each.at, words, each.period, each.path

"""报送登记 beside the return: what went out when, onto what and by whom; on paper, as a table"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from qinglian_desktop.application.handing_in import (
    REGISTER,
    RETURN,
    TABLE_END,
    WITH_PDF,
    handed_in_words,
)
from qinglian_desktop.application.handing_ports import HandedIn
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.signed import key_code, short_code
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.look.file_dialogs import ask_where
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.reports.short_digest import short_digest
from qinglian_desktop.ui.session import Session

_NOTHING = "还没有报送过"


class RegisterList(QWidget):
    """``month_chosen`` carries the Period of a line."""

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
        self._export = button("导出…", self.export, "quiet", "export", session.theme)
        self._export.setObjectName("export_register")
        self._export.setToolTip("写成 Excel 和 WPS 的表格")
        head = row(label(REGISTER, "head"), 1, self._export, self._print)
        layout = column(head, self._log, spacing=px(SPACE))
        layout.setStretchFactor(self._log, 1)
        self.setLayout(layout)

    def show_lines(
        self, handed: Sequence[HandedIn], sent: Sequence[SentReturn], own_key: str
    ) -> None:
        """What went out, the latest first; returns that no line tells of are told by themselves.

        ``own_key`` is the book's, with which it signs, in hex.
        """
        self._log.clear()
        for each in sorted(_lines(handed, sent, own_key), key=lambda each: each.at, reverse=True):
            item = QListWidgetItem(each.words)
            item.setData(Qt.ItemDataRole.UserRole, each.period)
            item.setToolTip(each.more)
            self._log.addItem(item)
        if not self._log.count():
            self._log.addItem(_NOTHING)
        for each in (self._print, self._export):
            each.setEnabled(bool(handed))

    def print(self) -> None:
        """Show the register as it prints."""
        from qinglian_desktop.ui.dialogs.print_preview import PrintPreview

        register = self._session.desk.register
        preview = PrintPreview(
            self._session,
            REGISTER,
            lambda _: register.print(),
            REGISTER,
            self.window(),
            much_of=(),
        )
        preview.open()

    def export(self) -> None:
        """Ask where, and write the register there as a table."""
        register = self._session.desk.register

        def write(target: Path) -> str:
            register.write(target)
            return f"{REGISTER}写好了：{target.name}。"

        def chosen(target: Path) -> None:
            self._session.exporting.write(lambda _: write(target))

        proposed = documents_folder() / f"{REGISTER}{TABLE_END}"
        ask_where(self, f"{REGISTER}写到哪里", proposed, f"表格 (*{TABLE_END})", chosen)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        if key := item.data(Qt.ItemDataRole.UserRole):
            self.month_chosen.emit(Period.parse(str(key)))


class _Line(NamedTuple):
    """A line of the list: when, what, to which month it leads, and what the mouse is told."""

    at: datetime
    words: str
    period: str
    more: str


def _lines(handed: Sequence[HandedIn], sent: Sequence[SentReturn], own_key: str) -> Iterator[_Line]:
    for each in handed:
        lock = "，有打开密码" if each.has_password else ""
        is_signed = each.is_signed and own_key
        code = f"\n签名码 {short_code(own_key)}" if is_signed else "，没有签名"
        whole = f"\n签名码 {key_code(own_key)}" if is_signed else ""
        words = (
            f"{handed_in_words(each)}\n{each.at:%Y-%m-%d %H:%M}  {each.medium}  {each.by}\n"
            f"校验码 {short_digest(each.digest)}{lock}{code}"
        )
        yield _Line(each.at, words, each.period, f"写在 {each.path}{whole}")
    own = [each for each in handed if each.what in (RETURN, WITH_PDF)]
    known = {(each.period, each.revision) for each in own}
    for each in sent:
        if (each.period, each.revision) in known and each.is_certain:
            continue
        state = "" if each.is_certain else "（没有写完，可能已在U盘上）"
        words = (
            f"{Period.parse(each.period).label} 月报 第{each.revision}次{state}\n"
            f"{each.at:%Y-%m-%d %H:%M}  校验码 {short_digest(each.digest)}"
        )
        yield _Line(each.at, words, each.period, f"写在 {each.path}")

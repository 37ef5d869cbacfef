"""What came of an import, over the list: how many, and what was not taken as a file"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QFrame

from qinglian_desktop.application.importing import Imported
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.look.file_dialogs import ask_where
from qinglian_desktop.ui.look.parts import button, label, row
from qinglian_desktop.ui.look.theme import SPACE, mark
from qinglian_desktop.ui.session import Session

WriteRejected: TypeAlias = Callable[[tuple[int, ...], Path], None]
"""Writes the records of these places into a file."""


class AfterImport(QFrame):
    """Hidden until something was imported, and again once it was read."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        theme = session.theme
        self._session = session
        self.setProperty("kind", "banner")
        self._write: WriteRejected | None = None
        self._ledger: Ledger | None = None
        self._rejected: tuple[int, ...] = ()
        self._words = label("", wrap=True)
        self._words.setObjectName("imported")
        self._save = button("没导入的另存为表格…", self._on_save_wanted)
        self._save.setObjectName("save_rejected")
        self._seen = button("知道了", self._on_seen)
        line = row(self._words, self._save, self._seen, spacing=theme.px(SPACE))
        line.setStretch(0, 1)
        line.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        self.setLayout(line)
        self.hide()
        session.turned.connect(self._on_turned)

    def tell(self, ledger: Ledger, made: Imported, write: WriteRejected) -> None:
        """Say what became of a file."""
        self._ledger, self._write, self._rejected = ledger, write, made.rejected
        self._words.setText(imported_words(ledger, made))
        self._save.setVisible(bool(made.rejected))
        mark(self, "tone", "warn" if made.rejected else "good")

    def show_over(self, ledger: Ledger) -> None:
        """Show it over the list of the ledger into which something was brought, and no other."""
        self.setVisible(ledger is self._ledger)

    def _on_turned(self, _: object) -> None:
        """What was taken back is no longer true."""
        self._on_seen()

    def _on_seen(self) -> None:
        self._ledger = None
        self.hide()

    def _on_save_wanted(self) -> None:
        if self._ledger is None or self._write is None:
            return
        start = documents_folder() / f"没有导入的{self._ledger.label}.xlsx"
        write, places = self._write, self._rejected

        def chosen(target: Path) -> None:
            self._session.read(
                self, lambda _: write(places, target), lambda _: self._on_saved(target)
            )

        ask_where(self, "没有导入的另存为", start, "Excel 表格 (*.xlsx)", chosen)

    def _on_saved(self, target: Path) -> None:
        self._words.setText(
            f"没有导入的 {len(self._rejected)} 条存成了“{target.name}”，"
            "最后一列写着原因。改好以后再导入这份表格就行。"
        )
        self._save.hide()


def imported_words(ledger: Ledger, made: Imported) -> str:
    """How many were taken in, changed, passed over and not taken."""
    new = len(made.saved) - made.changed
    parts = [f"导入了 {new:,} 条"] if new or not made.changed else []
    if made.changed:
        parts.append(f"更新了 {made.changed:,} 条")
    if made.skipped:
        parts.append(f"跳过已有的 {len(made.skipped):,} 条")
    if made.rejected:
        parts.append(f"没导入 {len(made.rejected):,} 条")
    done = "，".join(parts)
    return f"{ledger.label}：{done}。不对的话，按 {actions.UNDO.shown} 全部撤销。"

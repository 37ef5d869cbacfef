"""导出 beside the list: as it is shown, with all fields, or as a blank sheet to be filled in"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.file_names import safe_name
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.dialogs.password_again import ask_again
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.ledger.listing import Listing
from qinglian_desktop.ui.look.file_dialogs import ask_where
from qinglian_desktop.ui.look.parts import below, button
from qinglian_desktop.ui.session import Session

_END = ".xlsx"
_LONGEST_WORDS = 40
_OPEN = "它没有加密，谁拿到都能看，用完请删掉。"


def export_button(session: Session, ledger: Ledger, listing: Callable[[], Listing]) -> QPushButton:
    """The button for the head of a page, with the menu below it; ``listing`` is what it shows."""
    made = button("导出", lambda: menu.popup(below(made)), "quiet", "export", session.theme)
    made.setObjectName("export_ledger")
    made.setToolTip("写成 Excel 和 WPS 的表格，或者写一张空白表来填")
    exports = LedgerExports(session, ledger, made, listing)
    menu = QMenu(made)
    menu.setObjectName("exports")
    menu.addAction("列表，照现在看到的…", lambda: exports.listed())
    menu.addAction("全部栏目，可以再导入…", lambda: exports.whole())
    menu.addSeparator()
    menu.addAction("空白表，填好再导入…", lambda: exports.blank())
    return made


class LedgerExports:
    """Asks over ``parent`` for a place, and writes there beside whatever else is done."""

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        parent: QPushButton,
        listing: Callable[[], Listing],
    ) -> None:
        self._session = session
        self._ledger = ledger
        self._parent = parent
        self._listing = listing

    def listed(self) -> None:
        """What the list shows, in its columns as they were arranged."""
        shown, sheets = self._listing(), self._session.desk.sheets_out
        query, words, columns = shown.query, shown.words, shown.table.columns()
        self._write_list(lambda to, told: sheets.listed(query, columns, words, to, told))

    def whole(self) -> None:
        """The records that the list shows, with every field."""
        shown, sheets = self._listing(), self._session.desk.sheets_out
        query, words = shown.query, shown.words
        self._write_list(lambda to, told: sheets.whole(query, words, to, told))

    def blank(self) -> None:
        """A sheet to be filled in."""
        sheets, ledger = self._session.desk.sheets_out, self._ledger

        def write(target: Path, _: Progress) -> str:
            sheets.blank(ledger, target)
            return f"空白表写好了：{target.name}。怎样填写，看各栏的批注。"

        self._ask(f"{ledger.label}_空白表", write)

    def _write_list(self, work: Callable[[Path, Progress], int]) -> None:
        shown = self._listing()
        if not shown.table.model().rowCount():
            self._session.said.emit("列表里没有记录，没有导出。要填写用的表，请点“空白表”。")
            return

        def write(target: Path, progress: Progress) -> str:
            return f"已导出 {work(target, progress)} 条：{target.name}。{_OPEN}"

        which = shown.words[:_LONGEST_WORDS] or "全部"
        name = f"{self._ledger.label}_{which}"
        ask_again(self._session, self._parent, (self._ledger,), lambda: self._ask(name, write))

    def _ask(self, name: str, write: Callable[[Path, Progress], str]) -> None:
        start = documents_folder() / (safe_name(name) + _END)

        def chosen(target: Path) -> None:
            self._session.exporting.write(lambda progress: write(target, progress))

        ask_where(self._parent, "导出到哪里", start, f"表格 (*{_END})", chosen)

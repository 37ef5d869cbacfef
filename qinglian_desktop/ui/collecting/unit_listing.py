"""How a list of units comes into the book: a table is chosen, looked at, and kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.collecting.unit_lists import ReadUnits
from qinglian_desktop.ui.collecting.unit_list_view import UnitListView
from qinglian_desktop.ui.look.file_dialogs import begin_there, begins_at
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.session import Session

_FOLDER = "units"
_KINDS = "单位名单 (*.xlsx *.xls *.et *.ods *.csv *.txt)"


class UnitListing(QObject):
    """What came of it is told in the page's notice."""

    def __init__(self, session: Session, page: QWidget, notice: Notice) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._notice = notice

    def choose(self) -> None:
        """Ask for a table of units, and look at it."""
        begin = str(begins_at(_FOLDER))
        chosen, _ = QFileDialog.getOpenFileName(self._page, "选择单位名单", begin, _KINDS)
        if chosen:
            begin_there(_FOLDER, Path(chosen))
            self.look(Path(chosen))

    def look(self, path: Path) -> None:
        """Show what a table says of units; it is kept when that is wanted."""
        desk = self._session.desk

        def work(_: Progress) -> tuple[ReadUnits, int]:
            found = desk.collection.unit_list.read(path)
            with desk.book.reading() as kept:
                return found, len(kept.collected.units())

        def show(told: tuple[ReadUnits, int]) -> None:
            found, before = told
            keep = partial(self._keep, found)
            UnitListView(self._session.theme, found, before, self._page, keep).open()

        self._session.read(self._page, work, show, self._notice.tell)

    def _keep(self, found: ReadUnits) -> None:
        unit_list = self._session.desk.collection.unit_list

        def done(count: int) -> None:
            self._notice.say(f"单位名单已保存，共{count}个单位。", "good")

        self._session.change(self._page, lambda _: unit_list.keep(found), done, self._notice.tell)

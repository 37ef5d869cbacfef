"""The copies of a book as a list to choose from, on its own shelf or in a second place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.look.theme import ROW_HEIGHT, Theme

WEEKDAYS = "一二三四五六日"


class CopyList(QListWidget):
    """Copies in the order in which they are added, under headings that cannot be chosen."""

    def __init__(self, theme: Theme, clock: Clock, called: str) -> None:
        super().__init__()
        self.setAccessibleName(called)
        self._row = QSize(0, theme.px(ROW_HEIGHT))
        self._clock = clock
        self._copies: list[Copy | None] = []

    @property
    def chosen(self) -> Copy | None:
        """The copy that is chosen; None on a heading."""
        place = self.currentRow()
        return self._copies[place] if 0 <= place < len(self._copies) else None

    def add_heading(self, words: str) -> None:
        """Add what the copies after it have in common."""
        self._add(words, None).setFlags(Qt.ItemFlag.NoItemFlags)

    def add_copies(self, copies: Iterable[Copy]) -> None:
        """Add copies, each with its time, number and size."""
        now = self._clock()
        for copy in copies:
            self._add(copy_words(copy, now), copy)

    def choose(self, folder: Path | None) -> bool:
        """Choose the copy in this folder; whether it is listed."""
        found = [at for at, copy in enumerate(self._copies) if copy and copy.folder == folder]
        if found:
            self.setCurrentRow(found[0])
        return bool(found)

    def forget(self) -> None:
        """Make the list empty."""
        self.clear()
        self._copies = []

    def _add(self, words: str, copy: Copy | None) -> QListWidgetItem:
        item = QListWidgetItem(words)
        item.setSizeHint(self._row)
        self.addItem(item)
        self._copies.append(copy)
        return item


def ask_for_second_place(parent: QWidget) -> Path | None:
    """Ask for the stick or the folder in which copies are; None where nothing was chosen."""
    title, begin = "选择U盘或共享文件夹", str(documents_folder())
    chosen = QFileDialog.getExistingDirectory(parent, title, begin)
    return Path(chosen) if chosen else None


def time_words(copy: Copy) -> str:
    """A moment as one reads it in a list of days: 2026-11-22 星期日 17:20."""
    at = copy.at
    return f"{at:%Y-%m-%d} 星期{WEEKDAYS[at.weekday()]} {at:%H:%M}"


def copy_words(copy: Copy, now: datetime) -> str:
    """A copy as a line of a list."""
    number = f"　第{copy.number}份" if copy.number else ""
    doubt = "　（日期比今天晚）" if copy.at.date() > now.date() else ""
    return f"{time_words(copy)}{number}　{_size(copy.size)}{doubt}"


def _size(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(size >> 10, 1)} KB"

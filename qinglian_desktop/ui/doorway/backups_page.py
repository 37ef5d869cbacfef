"""Going back to a backup: choose the day, and the book is again as it was then."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from qinglian_desktop.domain.errors import QinglianError
from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway, with_room_above
from qinglian_desktop.ui.look.busy import Busy
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, label, row
from qinglian_desktop.ui.look.theme import ROW_HEIGHT

WEEKDAYS = "一二三四五六日"
NONE_YET = "这本台账库还没有备份。打开以后，在“工作台”上点“立即备份”就有了。"


class BackupsPage(CardPage):
    """``restored`` carries the words that tell of it; ``back_wanted`` leads back."""

    restored = Signal(str)
    back_wanted = Signal()

    def __init__(self, doorway: Doorway, folder: Path) -> None:
        theme = doorway.theme
        super().__init__(
            theme,
            "从备份恢复",
            f"选一天，“{folder.name}”就回到那时的样子。现在的内容会先另存一份，不会丢；密码不变。",
        )
        self._doorway = doorway
        self._folder = folder
        self._found: list[tuple[Path, datetime]] = []
        self._list = QListWidget()
        self._list.setObjectName("backup_list")
        self._list.setAccessibleName("备份，最近的在最上面")
        self._list.setMinimumHeight(theme.px(210))
        self._list.itemActivated.connect(lambda _: self.restore())
        self._none = label(NONE_YET, wrap=True)
        self._none.hide()
        self.notice = Notice(theme)
        self._busy = Busy(theme)
        self._back = button("返回", self.back_wanted.emit, "quiet")
        self._restore = button("恢复到选中的时候", self.restore, "primary", "restore", theme)
        self._restore.setObjectName("restore")
        for each in (self._list, self._none, self.notice, self._busy):
            self.body.addWidget(each)
        self.body.addLayout(with_room_above(theme, row(1, self._back, self._restore)))
        self.setFocusProxy(self._list)
        self._read()

    def restore(self) -> None:
        """Make the chosen backup the book again."""
        place = self._list.currentRow()
        if not self._restore.isEnabled() or not 0 <= place < len(self._found):
            return
        books, folder = self._doorway.books, self._folder
        backup, at = self._found[place]
        self.notice.hide()
        self._rest(False)
        job = self._doorway.operations.read(
            self,
            lambda _: books.restore(folder, backup),
            lambda _: self.restored.emit(
                f"已恢复到 {time_words(at)} 的样子。恢复前的内容也存成了一份备份。请输入密码打开。"
            ),
            self.notice.tell,
        )
        job.ended.connect(lambda: self._rest(True))
        self._busy.follow(job, "正在恢复…")

    def _rest(self, rested: bool) -> None:
        """The page must not be left while its work is under way: what is made would be lost."""
        self._restore.setEnabled(rested)
        self._back.setEnabled(rested)

    def _read(self) -> None:
        try:
            self._found = self._doorway.books.backups(self._folder)
        except QinglianError as error:
            self.notice.tell(error)
        for _, at in self._found:
            item = QListWidgetItem(time_words(at))
            item.setSizeHint(QSize(0, self._doorway.theme.px(ROW_HEIGHT)))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setVisible(bool(self._found))
        self._none.setVisible(not self._found and not self.notice.words)
        self._restore.setEnabled(bool(self._found))


def time_words(at: datetime) -> str:
    """A moment as one reads it in a list of days: 2026-11-22 星期日 17:20."""
    return f"{at:%Y-%m-%d} 星期{WEEKDAYS[at.weekday()]} {at:%H:%M}"

"""Where the program keeps what on this PC, each with a way to look there"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from qinglian_desktop.own_place import data_folder, log_folder
from qinglian_desktop.ui.doorway.recent_books import friendly
from qinglian_desktop.ui.look.file_dialogs import open_file
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, label
from qinglian_desktop.ui.look.theme import SPACE, Theme

_REGISTRY = "Windows 的注册表里"


class OwnPlaces(QWidget):
    """One line for each place; ``book`` is the folder of the open one, ``second`` its other."""

    def __init__(self, theme: Theme, notice: Notice, book: Path | None, second: str) -> None:
        super().__init__()
        self._notice = notice
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(2 * SPACE))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        if book is None:
            self._add("新建的台账库", data_folder(), "books")
        else:
            self._add("台账库和备份", book, "books")
        if second:
            self._add("第二处的备份", None, "", second)
        settings = QSettings().fileName()
        if "HKEY_" in settings:
            self._add("设置", None, "", _REGISTRY)
        else:
            self._add("设置", Path(settings).parent, "settings")
        self._add("日志", log_folder(), "log")

    def _add(self, name: str, folder: Path | None, key: str, words: str = "") -> None:
        line = self._grid.rowCount()
        said = label(friendly(folder) if folder is not None else words, wrap=True)
        self._grid.addWidget(label(name, "muted"), line, 0)
        self._grid.addWidget(said, line, 1)
        if folder is None:
            return
        said.setToolTip(str(folder))
        look = button("打开文件夹", lambda: self._look(folder), "quiet")
        look.setObjectName(f"open_{key}")
        look.setAccessibleName(f"打开{name}的文件夹")
        look.setAutoDefault(False)
        self._grid.addWidget(look, line, 2, Qt.AlignmentFlag.AlignRight)

    def _look(self, folder: Path) -> None:
        if not folder.is_dir():
            self._notice.say("这个文件夹还没有，用到的时候才建。", "plain")
        elif not open_file(folder):
            self._notice.say(f"没有能打开文件夹的程序，它在：{folder}", "warn")
        else:
            self._notice.hide()

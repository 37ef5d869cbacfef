"""The button that takes it all in: how many that are, and why it rests while a file is read"""

from __future__ import annotations

from collections.abc import Callable

from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.look.parts import PictureButton
from qinglian_desktop.ui.look.theme import Theme

UNREAD = "正在读其余各行，读完、核对完才能导入。"


class KeepButton(PictureButton):
    """Rests until there is anything to be kept."""

    def __init__(self, work: ImportWork, theme: Theme, on_click: Callable[[], object]) -> None:
        super().__init__("导入", "primary", "import", theme)
        self.setObjectName("keep")
        self.setProperty("kind", "primary")
        self._work = work
        self.clicked.connect(lambda: on_click())
        work.understood.connect(self.show_open)
        work.looked.connect(self._show_count)

    def show_open(self) -> None:
        """How many is not known yet, or not any more; of the first rows nothing is taken."""
        self.setText("导入")
        self.setEnabled(not self._work.is_part)
        self.setToolTip(UNREAD if self._work.is_part else "")

    def _show_count(self) -> None:
        count = self._work.count
        self.setText(f"导入 {count:,} 条")
        self.setEnabled(bool(count))

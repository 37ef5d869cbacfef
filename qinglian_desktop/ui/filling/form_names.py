"""Which form is shown: the kept ones by name, or the new one that has none yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from qinglian_desktop.ui.look.asking import ask_first
from qinglian_desktop.ui.look.parts import DropDown, button, row
from qinglian_desktop.ui.look.theme import Theme

_WIDTH = 260


class FormNames(QWidget):
    """``chosen`` carries the name of a kept form, ``forgotten`` that of one to keep no more."""

    chosen = Signal(str)
    forgotten = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = ""
        self._names = DropDown()
        self._names.setObjectName("form_name")
        self._names.setAccessibleName("哪一张表")
        self._names.setMinimumWidth(theme.px(_WIDTH))
        self._names.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._names.activated.connect(lambda at: self.chosen.emit(self._names.itemText(at)))
        self._forget = button("不再保留", self._on_forget_wanted, "quiet", "trash", theme)
        self._forget.setObjectName("forget_form")
        self.setLayout(row(self._names, self._forget))

    def offer(self, names: Sequence[str]) -> None:
        """The names of the kept forms; the one that is shown stays marked."""
        self._names.clear()
        self._names.addItems(list(names))
        for at, name in enumerate(names):
            self._names.setItemData(at, name, Qt.ItemDataRole.ToolTipRole)
        self._show()

    def show_form(self, name: str, file_name: str) -> None:
        """Mark the form that is shown; one that is new is called by its file."""
        self._name = name
        self._names.setPlaceholderText(f"{file_name}（还没有指定）" if file_name else "")
        self._show()

    def _show(self) -> None:
        self._names.setCurrentIndex(self._names.findText(self._name) if self._name else -1)
        self._names.setToolTip(self._name)
        self._forget.setVisible(bool(self._name))

    def _on_forget_wanted(self) -> None:
        name = self._name
        words = f"不再保留“{name}”，指定好的每一格也就没有了。填好的文件和台账记录不受影响。"
        ask_first(self, words, "不再保留", lambda: self.forgotten.emit(name))

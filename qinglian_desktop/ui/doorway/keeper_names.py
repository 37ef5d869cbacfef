"""Who keeps a book (使用人), before it is open: the name of the first one, and who opens it now"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QRadioButton, QWidget

from qinglian_desktop.domain.keeper import FIRST_KEEPER, LONGEST_NAME, Keeper
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.radio_group import RadioGroup
from qinglian_desktop.ui.look.theme import SPACE, Theme


class KeeperName(QWidget):
    """Who keeps the book: a name or an office, which whoever is in no mood for it leaves out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName("keeper")
        self.line.setAccessibleName("姓名或职务")
        self.line.setPlaceholderText(FIRST_KEEPER.name)
        self.line.setMaxLength(LONGEST_NAME)
        beside = label(f"记在每次修改后面，不填就记“{FIRST_KEEPER.name}”", "muted")
        self.setLayout(column(label("姓名或职务"), row(self.line, beside), spacing=theme.px(4)))
        self.setFocusProxy(self.line)

    @property
    def keeper(self) -> Keeper:
        """Who it is; the first keeper where nothing was typed."""
        name = self.line.text().strip()
        return replace(FIRST_KEEPER, name=name) if name else FIRST_KEEPER


class KeeperRow(QWidget):
    """The names of those who keep a book, to choose from; hidden where there is one alone.

    ``chosen`` comes when one is clicked.
    """

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: Sequence[str] = ()
        self._group = RadioGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._buttons = FlowLayout(theme.px(2 * SPACE))
        self.setLayout(column(label("使用人"), self._buttons, spacing=theme.px(4)))
        self.hide()

    @property
    def name(self) -> str:
        """Who opens the book; "" where nobody has to be chosen."""
        return self._shown[self._group.checkedId()] if len(self._shown) > 1 else ""

    def show_names(self, names: Sequence[str], last: str = "") -> None:
        """Offer these names; who opened the book ``last`` is chosen, else the first."""
        for each in self._buttons.widgets():
            self._buttons.removeWidget(each)
            each.deleteLater()
        self._shown = names
        for place, name in enumerate(names):
            made = QRadioButton(name.replace("&", "&&"))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(made, place)
            self._buttons.addWidget(made)
            made.setChecked(name == (last if last in names else names[0]))
        self.setVisible(len(names) > 1)

    def _on_clicked(self, button: QAbstractButton) -> None:
        """Who goes through them by arrows may go on to the next."""
        if not button.hasFocus():
            self.chosen.emit()

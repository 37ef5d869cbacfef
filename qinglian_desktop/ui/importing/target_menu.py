"""Where a column may go: nowhere, or to a field of the ledger"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from qinglian_desktop.domain.importing.matching import MatchedColumn
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.ui.importing.import_work import ImportWork, with_target
from qinglian_desktop.ui.importing.rows_model import NOWHERE


def target_menu(
    over: QWidget, work: ImportWork, found: Understanding, column: MatchedColumn
) -> QMenu:
    """A menu, still to be shown; what is taken by another column says by which."""
    menu = QMenu(over)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setStyleSheet("QMenu { menu-scrollable: 1; }")
    heads = {each.target: each.head.rpartition("／")[2] for each in found.columns}

    def add(words: str, key: str) -> None:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(column.target == key)
        action.triggered.connect(lambda: work.decide(with_target(work.plan, found, column.at, key)))
        if column.target == key:
            menu.setActiveAction(action)

    add(NOWHERE, "")
    menu.addSeparator()
    for key, target in found.known.items():
        is_taken = key in heads and key != column.target and not target.takes_many
        add(f"{target.label}　（现在是“{heads[key]}”）" if is_taken else target.label, key)
    return menu

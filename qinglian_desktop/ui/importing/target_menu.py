"""Where a column may go: nowhere, or to a field of the ledger"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from qinglian_desktop.domain.importing.matching import MatchedColumn
from qinglian_desktop.domain.importing.remarks import remarks_field
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.ui.importing.decisions import with_target
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.importing.rows_model import NOWHERE


def target_menu(
    over: QWidget, work: ImportWork, found: Understanding, column: MatchedColumn
) -> QMenu:
    """A menu, still to be shown; what is taken by another column says by which."""
    menu = QMenu(over)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setStyleSheet("QMenu { menu-scrollable: 1; }")
    others = [each for each in found.columns if each.target and each.at != column.at]

    def add(words: str, key: str) -> None:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(column.target == key)
        action.triggered.connect(lambda: work.decide(with_target(work.plan, found, column.at, key)))
        if column.target == key:
            menu.setActiveAction(action)

    add(NOWHERE, "")
    remarks = remarks_field(work.ledger)
    if remarks and column.beside is not None and not column.target:
        # There is room for one of both: what this one says need not be lost.
        add(f"原话记到{remarks.label}", remarks.key)
    menu.addSeparator()
    for key, target in found.known.items():
        heads = (e.head for e in others if target.excludes(found.known[e.target]))
        head = next((head.rpartition("／")[2].replace("\n", "") for head in heads), "")
        add(f"{target.label}　（现在是“{head}”）" if head else target.label, key)
    return menu

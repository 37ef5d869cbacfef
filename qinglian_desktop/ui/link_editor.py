"""Editor for a record of another ledger: type some words, choose one."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import RecordRef
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.values import Link
from qinglian_desktop.ui.field_editor import FieldEditor, Place
from qinglian_desktop.ui.parts import row


class LinkEditor(FieldEditor):
    """A drop-down list of that ledger's records which can also be typed into."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        kind = place.field.type
        self._links = (
            place.session.desk.records.linkable(kind.ledger) if isinstance(kind, RecordRef) else []
        )
        self._combo = QComboBox()
        self._combo.setEditable(True)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.addItems([link.label for link in self._links])
        completer = QCompleter(QStringListModel([link.label for link in self._links], self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.popup().setObjectName("completer")
        self._combo.setCompleter(completer)
        self._combo.setCurrentIndex(-1)
        self._combo.setAccessibleName(place.field.label)
        if (line := self._combo.lineEdit()) is not None:
            line.setPlaceholderText("点右边的箭头选择，或输入几个字查找")
            line.textEdited.connect(lambda _: self.edited.emit())
        self._combo.activated.connect(lambda _: self.edited.emit())
        self.setLayout(row(self._combo))

    @property
    def main(self) -> QComboBox:
        return self._combo

    def typed(self) -> object:
        text = self._combo.currentText().strip()
        same = [link for link in self._links if link.label == text]
        return to_plain(RecordRef(""), same[0]) if len(same) == 1 else text or None

    def show_typed(self, plain: object) -> None:
        try:
            link = cast("Link | None", from_plain(RecordRef(""), plain))
        except Unreadable:
            link = None
        if link is not None and all(each.id != link.id for each in self._links) and link.id:
            self._links.append(link)
            self._combo.addItem(link.label)
        self._combo.setCurrentText(link.label if link else "")

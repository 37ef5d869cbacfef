"""Editor for a record of another ledger: type some words, choose one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import cast

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import RecordRef
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.values import Link
from qinglian_desktop.ui.editors.field_editor import FieldEditor, Place
from qinglian_desktop.ui.look.parts import DropDown, row


class LinkEditor(FieldEditor):
    """A drop-down list of that ledger's records which can also be typed into."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        kind = place.field.type
        found = (
            place.session.desk.records.linkable(kind.ledger) if isinstance(kind, RecordRef) else []
        )
        self._links = _told_apart(found)
        self._combo = DropDown()
        # A long title must not make the whole form wider than its panel.
        self._combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._combo.setMinimumContentsLength(12)
        self._combo.setEditable(True)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.addItems(list(self._links))
        completer = QCompleter(QStringListModel(list(self._links), self), self)
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
        link = self._links.get(text)
        return text or None if link is None else to_plain(RecordRef(""), link)

    def show_typed(self, plain: object) -> None:
        try:
            link = cast("Link | None", from_plain(RecordRef(""), plain))
        except Unreadable:
            link = None
        if link is None:
            self._combo.setCurrentText("")
            return
        shown = (words for words, each in self._links.items() if each.id == link.id)
        words = next(shown, link.label)
        if link.id is not None and words not in self._links:
            self._links[words] = link
            self._combo.addItem(words)
        self._combo.setCurrentText(words)


def _told_apart(found: Iterable[tuple[Link, date]]) -> dict[str, Link]:
    """Links by the words shown; those called the same are shown with their day as well."""
    pairs = list(found)
    called = Counter(link.label for link, _ in pairs)
    told: dict[str, Link] = {}
    for link, day in pairs:
        words = link.label if called[link.label] == 1 else f"{link.label}（{day}）"
        while words in told:
            words += "·"
        told[words] = link
    return told

"""A line that finds people of the roster by name, pinyin or initials as one types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from qinglian_desktop.application.roster import matching
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui.editors.field_editor import FieldContext

MOST_OFFERED = 12


class PersonLine(QLineEdit):
    """Offers members while typing; Enter takes the first one offered.

    Those who were in the branch on the day of the record are offered, the others where the text
    means none of these: saving says when they came or left. ``picked`` carries the Person taken:
    a member, or the name as typed when none matches. With ``names_stand`` a name typed in full
    characters stands as it is, whoever begins like that.
    """

    picked = Signal(object)

    def __init__(self, context: FieldContext, *, names_stand: bool = False) -> None:
        super().__init__()
        self._context = context
        self._names_stand = names_stand
        self._offered: list[Member] = []
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(MOST_OFFERED)
        completer.popup().setObjectName("completer")
        completer.popup().installEventFilter(self)
        self._completer = completer
        completer.setWidget(self)
        completer.activated.connect(self._on_chosen)
        self.textEdited.connect(self._on_typed)
        self.installEventFilter(self)
        self.setPlaceholderText("姓名、拼音或首字母")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            popup = self._completer.popup()
            if enter and watched is popup:
                index = popup.currentIndex()
                popup.hide()
                self._take(index.row())
                return True
            if enter and watched is self and self.text().strip():
                self._take(-1)
                return True
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Take what is typed: the member of exactly that name, else the name itself."""
        text = self.text().strip()
        if text:
            same = [each for each in self._context.members().values() if each.name == text]
            day = self._context.day()
            if len(same) > 1 and day is not None:
                same = [each for each in same if each.belongs_on(day)] or same
            self._pick(Person(text, same[0].id if len(same) == 1 else None))

    def _on_typed(self, text: str) -> None:
        self._offered = self._matching(text)[:MOST_OFFERED] if text.strip() else []
        self._model.setStringList([_described(member) for member in self._offered])
        if self._offered:
            self._completer.complete()
        else:
            self._completer.popup().hide()

    def _on_chosen(self, _: str) -> None:
        self._take(self._completer.popup().currentIndex().row())

    def _take(self, place: int) -> None:
        """The one offered at this place; without a place (−1) the first, unless a name stands."""
        self._on_typed_settled()
        stands = place < 0 and self._names_stand and not self.text().isascii()
        place = len(self._offered) if stands else max(place, 0)
        if place < len(self._offered):
            member = self._offered[place]
            self._pick(Person(member.name, member.id))
        else:
            self.settle()

    def _on_typed_settled(self) -> None:
        self._completer.popup().hide()

    def _matching(self, text: str) -> list[Member]:
        members = self._context.members().values()
        return matching(members, text, self._context.day()) or matching(members, text)

    def _pick(self, person: Person) -> None:
        self._offered = []
        self.picked.emit(person)


def _described(member: Member) -> str:
    where = " ".join(part for part in (member.department, member.post) if part)
    return f"{member.name}　{where}" if where else member.name

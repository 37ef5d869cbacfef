"""A line that finds people of the roster by name, pinyin or initials as one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from qinglian_desktop.application.naming import Naming
from qinglian_desktop.application.roster import matching
from qinglian_desktop.domain.comparing import folded, spelled, tidied
from qinglian_desktop.domain.field_types import Name, PeopleRef, PersonRef
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.values import People, Person
from qinglian_desktop.ui.editors.field_editor import FieldContext
from qinglian_desktop.ui.editors.namesakes import asked_which, described, namesakes
from qinglian_desktop.ui.editors.suggestions import Suggestions
from qinglian_desktop.ui.look.hinted_line import HintedLine
from qinglian_desktop.ui.look.theme import mark

MOST_OFFERED = 12
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The focus comes back: a list of names opened, or another window came in front."""
_PASTED = 4
"""So many signs at once are pasted, if there are several names in them."""


class PersonLine(HintedLine):
    """Offers members while typing; Enter takes whom the text means, else the first one offered.

    Of two who bear the same name nobody is taken by chance: which of them is meant is asked, and
    the list stays open until one is marked.

    Those who were in the branch on the day of the record are offered, the others where the text
    means none of these: saving says when they came or left. ``picked`` carries the Person taken,
    a member or the name as typed when none matches; ``several`` the list of Person that a list
    of names means. Whoever bears exactly that name goes before all whose name is longer. With
    ``names_stand`` a name typed in characters stands as it is, whoever begins like that; a single
    character is no name. Leaving the line takes what stands in it in the same way; letters that
    are nobody's stay, and ``untold`` says so.
    """

    picked = Signal(object)
    several = Signal(object)
    untold = Signal(str)

    def __init__(
        self,
        members: Callable[[], Mapping[int, Member]],
        day: Callable[[], date | None],
        *,
        names_stand: bool = True,
        takes_many: bool = False,
    ) -> None:
        super().__init__()
        self._members = members
        self._day = day
        self._names_stand = names_stand
        self._takes_many = takes_many
        self._length = 0
        self._offered: list[Member] = []
        self._completer = completer = Suggestions(self, MOST_OFFERED)
        completer.popup().installEventFilter(self)
        completer.setWidget(self)
        completer.activated.connect(self._on_chosen)
        self.textEdited.connect(self._on_typed)
        self.installEventFilter(self)
        self.set_hints("姓名、拼音或首字母", "姓名或拼音", "姓名")

    @classmethod
    def of(cls, context: FieldContext) -> PersonLine:
        """The line of a field: its kind says who may stand there, and how many."""
        kind = context.field.type
        stand = isinstance(kind, Name) or (
            isinstance(kind, PersonRef | PeopleRef) and kind.outsiders
        )
        line = cls(
            context.members,
            context.day,
            names_stand=stand,
            takes_many=isinstance(kind, PeopleRef),
        )
        line.setAccessibleName(context.field.label)
        line.untold.connect(context.session.said)
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and watched is self._completer.popup():
                self._take(self._completer.marked, hangs=True)
                return True
            if enter and watched is self and self.text().strip():
                self._take(-1)
                return True
            down = event.key() == Qt.Key.Key_Down and not event.modifiers()
            if down and watched is self and self._find(self.text()):
                self._offer()
                self._completer.mark(0)
                return True
        if (
            watched is self
            and isinstance(event, QFocusEvent)
            and event.lostFocus()
            and event.reason() not in _STAYS
        ):
            self._completer.popup().hide()
            self.settle()
        return super().eventFilter(watched, event)

    @property
    def is_unclear(self) -> bool:
        """Whether something stands in it that is not known to be anybody."""
        return bool(self.text().strip()) and bool(self.read()[1])

    def settle(self) -> None:
        """Take what was typed: whom it means, else the names themselves; letters may stay."""
        if not self.isModified() or not self.text().strip():
            return
        people, left = self.read()
        if not self._takes_many and len(people) + len(left) > 1:
            return
        if left:
            # A member whose letters begin so is meant, where there is only one.
            found = [self._matching(each) for each in left]
            people += [Person(m[0].name, m[0].id) for m in found if len(m) == 1]
            left = [each for each, m in zip(left, found, strict=True) if len(m) != 1]
        self.setText("、".join(left))
        self.setModified(bool(left))
        mark(self, "problem", bool(left))
        if left:
            self.untold.emit("".join(self._unclear(left)))
        self._offered = []
        self._length = len(self.text())
        if len(people) == 1:
            self.picked.emit(people[0])
        elif people:
            self.several.emit(people)

    def take_letters(self, people: People) -> People:
        """Let letters that were nobody's when they were kept stand in it; gives the others."""
        letters = [
            each
            for each in people.attendees
            if each.person.id is None and spelled(each.person.name)
        ]
        self.setText("、".join(each.person.name for each in letters))
        self.setModified(bool(letters))
        others = tuple(each for each in people.attendees if each not in letters)
        return replace(people, attendees=others)

    def read(self) -> tuple[list[Person], list[str]]:
        """Whom the text means, and what of it is nobody's letters, the name of two or no name."""
        naming = Naming(self._members(), self._day())
        people: list[Person] = []
        left: list[str] = []
        for named in naming.people(tidied(self.text())):
            name, member = named.name, naming.member(named.id or 0)
            same = [member] if member else naming.called(name)
            letters = "" if same else spelled(name)
            if letters:
                same = naming.spelled(letters)
            if len(same) == 1:
                people.append(Person(same[0].name, same[0].id))
            elif same or letters or naming.is_remark(name) or naming.bracketed(name):
                left.append(name)
            else:
                people.append(Person(name))
        return people, left

    def _on_typed(self, text: str) -> None:
        mark(self, "problem", False)
        is_pasted = len(text) - self._length >= _PASTED
        self._length = len(text)
        if self._takes_many and is_pasted and self._are_several():
            self._completer.popup().hide()
            self.settle()
            self._length = len(self.text())
            return
        found = self._find(text)
        if found and not (len(found) == 1 and found[0].folded_name == folded(text)):
            self._offer()
        else:
            self._completer.popup().hide()

    def _find(self, text: str) -> list[Member]:
        """Who is offered for this text."""
        self._offered = self._matching(text)[:MOST_OFFERED] if text.strip() else []
        self._completer.offer(described(self._offered))
        return self._offered

    def _offer(self) -> None:
        """The list is as wide as what stands in it, however narrow the line."""
        popup = self._completer.popup()
        room = popup.sizeHintForColumn(0) + popup.verticalScrollBar().sizeHint().width()
        room += 2 * popup.frameWidth()
        self._completer.complete(QRect(0, 0, max(self.width(), room), self.height()))
        self._completer.mark()

    def _are_several(self) -> bool:
        people, left = self.read()
        return len(people) + len(left) > 1

    def _on_chosen(self, _: str) -> None:
        self._take(self._completer.marked)

    def _take(self, place: int, *, hangs: bool = False) -> None:
        """The one offered at this place; without a place (−1) whom the text means.

        While the list hangs there, that is the first in it before a name that nobody bears.
        """
        if 0 <= place < len(self._offered):
            self._completer.popup().hide()
            self._pick_member(self._offered[place])
            return
        people, left = self.read()
        is_known = len(people) > 1 or any(each.id is not None for each in people)
        stands = self._names_stand and len(self.text().strip()) > 1 and not hangs
        if not self._offered or (not left and (is_known or stands)):
            self._completer.popup().hide()
            self.setModified(True)
            self.settle()
        elif same := namesakes(self._offered):
            self.untold.emit(asked_which(same))
            self._offer()
        else:
            self._completer.popup().hide()
            self._pick_member(self._offered[0])

    def _unclear(self, left: list[str]) -> list[str]:
        """What is to be said of names that are two people's, and of letters that are nobody's."""
        words: list[str] = []
        unknown: list[str] = []
        for each in left:
            found = self._matching(each)
            exact = [m for m in found if m.folded_name == folded(each)] or found
            same = namesakes(exact) if exact else []
            if same and len(same) == len(exact):
                words.append(asked_which(same))
            else:
                unknown.append(each)
        if unknown:
            names = "、".join(unknown)
            words.append(f"“{names}”不知道是哪一位，请从列表里点选，或写汉字姓名。")
        return words

    def _matching(self, text: str) -> list[Member]:
        members = self._members().values()
        return matching(members, text, self._day()) or matching(members, text)

    def _pick_member(self, member: Member) -> None:
        self.clear()
        mark(self, "problem", False)
        self._offered = []
        self._length = 0
        self.picked.emit(Person(member.name, member.id))

"""Editors for people: one person, a name alone, and several as chips."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from qinglian_desktop.domain.comparing import spelled
from qinglian_desktop.domain.field_types import Name, PeopleRef, PersonRef
from qinglian_desktop.domain.plain_form import from_plain, plain_to_text, to_plain
from qinglian_desktop.domain.values import People, Person
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.editors.group_adding import GroupAdding
from qinglian_desktop.ui.editors.name_copying import NameCopying
from qinglian_desktop.ui.editors.person_chips import chip_words, remark_on, with_person
from qinglian_desktop.ui.editors.person_line import PersonLine
from qinglian_desktop.ui.editors.roster_link import RosterLink
from qinglian_desktop.ui.editors.which_namesake import WhichNamesake
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.placed import take_out


class PersonEditor(FieldEditor):
    """One person; the name typed stays as typed, picked from the roster it keeps who it was."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        self._context = context
        self._person: Person | None = None
        self._line = PersonLine.of(context)
        self._line.setMaximumWidth(context.session.theme.px(280))
        self._line.picked.connect(self._on_picked)
        self._line.textEdited.connect(self._on_typed)
        self._remark = label("", "muted")
        self._remark.setObjectName("remark")
        self._to_roster = RosterLink(context, self._line, self._on_registered)
        self._to_roster.outdated.connect(self._say_who)
        self._which = WhichNamesake(context, self._line, lambda _, meant: self._on_picked(meant))
        self._line.untold.connect(lambda _: self._ask_which(Person(self._line.text())))
        self.setLayout(
            column(row(self._line, self._remark, self._to_roster, 1), self._which, spacing=6)
        )

    @property
    def main(self) -> PersonLine:
        return self._line

    def settle(self) -> bool:
        text = self._line.text().strip()
        if self._person is not None and self._person.name == text:
            return True
        self._line.settle()
        return not self._line.is_unclear

    def _standing(self) -> object:
        text = self._line.text().strip()
        if self._person is not None and self._person.name == text:
            return to_plain(PersonRef(), self._person)
        return text or None

    def _show(self, plain: object) -> None:
        self._person = cast("Person | None", from_plain(PersonRef(), plain))
        self._line.setText(self._person.name if self._person else "")
        self._say_who()

    def _show_text(self, text: str) -> None:
        self._person = None
        self._line.setText(text)
        self._say_who()

    def _on_typed(self) -> None:
        self._remark.setText("")
        self._to_roster.hide()
        self._which.hide()
        self.edited.emit()

    def _say_who(self) -> None:
        """Whether it is somebody of the roster, and which of two namesakes; a name alone is not."""
        person, is_name = self._person, isinstance(self._context.field.type, Name)
        self._ask_which(person)
        if person is None or is_name or spelled(person.name):
            self._remark.setText("")
            self._to_roster.hide()
        else:
            self._remark.setText(remark_on(person, self._context.members(), self._kind))
            self._to_roster.offer([person])

    def _ask_which(self, person: Person | None) -> None:
        is_name = isinstance(self._context.field.type, Name)
        self._which.offer([person] if person is not None and not is_name else [])

    def _on_picked(self, person: Person) -> None:
        changed = person != self._person or self._line.text() != person.name
        self._person = person
        self._line.setText(person.name)
        # Left by Tab or by the mouse it is settled on the way.
        if self._line.hasFocus():
            # Enter goes to the next field: what may be offered now is not in its way yet.
            self._to_roster.hide()
            self._which.hide()
            self._line.focusNextPrevChild(True)
        self._say_who()
        if changed:
            self.edited.emit()

    def _on_registered(self, _: Person, person: Person) -> None:
        self._person = person
        self._line.setText(person.name)
        self._say_who()
        self.edited.emit()


class NameEditor(PersonEditor):
    """A name alone: of the roster by pinyin or initials, or anybody's as typed."""

    def settle(self) -> bool:
        return True

    def _standing(self) -> object:
        return self._line.text().strip() or None

    def _show(self, plain: object) -> None:
        self._show_text(plain_to_text(self._kind, plain))


class PeopleEditor(FieldEditor):
    """Several people: type, Enter adds one; Backspace in an empty line takes the last away."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        self._theme = context.session.theme
        self._context = context
        self._people: list[Person] = []
        self._line = PersonLine.of(context)
        self._line.setMinimumWidth(self._theme.px(180))
        self._line.picked.connect(lambda person: self._add([person]))
        self._line.several.connect(self._add)
        # What stands in the line belongs to what is typed: it is kept as a draft, too.
        self._line.textEdited.connect(lambda _: self.edited.emit())
        self._line.installEventFilter(self)
        adding = GroupAdding(context, self._line)
        adding.chosen.connect(self._add)
        self._copying = NameCopying(context, self._line, lambda: self._people)
        self._to_roster = RosterLink(context, self._line, self._replace)
        self._to_roster.outdated.connect(self._redraw)
        self._which = WhichNamesake(context, self._line, self._replace)
        self._flow = FlowLayout(6)
        self._parts = (self._line, adding, self._copying, self._to_roster)
        for part in self._parts:
            self._flow.addWidget(part)
        self.setLayout(column(self._flow, self._which, spacing=6))

    @property
    def main(self) -> PersonLine:
        return self._line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            back = event.key() == Qt.Key.Key_Backspace and not self._line.text()
            if back and self._people:
                self._remove(self._people[-1])
                return True
        return super().eventFilter(watched, event)

    def settle(self) -> bool:
        self._line.settle()
        return not self._line.is_unclear

    def _standing(self) -> object:
        read, left = self._line.read()
        now = self._people
        for person in read:
            now = with_person(now, person)
        people = People.named(*now, *map(Person, left))
        return to_plain(PeopleRef(), people)

    def _show(self, plain: object) -> None:
        people = cast("People | None", from_plain(PeopleRef(), plain)) or People()
        self._people = [each.person for each in self._line.take_letters(people).attendees]
        self._redraw()

    def _show_text(self, text: str) -> None:
        self._people = []
        self._line.setText(text)
        self._redraw()

    def _add(self, people: list[Person]) -> None:
        now = self._people
        for person in people:
            now = with_person(now, person)
        if now != self._people:
            self._people = now
            self._redraw()
            self.edited.emit()

    def _replace(self, old: Person, new: Person) -> None:
        self._people = list(dict.fromkeys(new if each == old else each for each in self._people))
        self._redraw()
        self.edited.emit()

    def _remove(self, person: Person) -> None:
        self._people.remove(person)
        self._redraw()
        self.edited.emit()

    def _redraw(self) -> None:
        for chip in self._flow.widgets()[: -len(self._parts)]:
            take_out(self._flow, chip)
        members = self._context.members()
        for place, person in enumerate(self._people):
            chip = QPushButton(f"{chip_words(person, members, self._kind)}  ×")
            chip.setToolTip(f"去掉{person.name}")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(lambda _=False, who=person: self._remove(who))
            self._flow.insert(place, chip)
            chip.show()
        self._copying.setVisible(bool(self._people))
        self._to_roster.offer(self._people)
        self._which.offer(self._people)
        self.updateGeometry()

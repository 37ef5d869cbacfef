"""Editor for attendance: everybody due stands there, and it is told who was absent and why."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from qinglian_desktop.domain.convening import (
    left_out_words,
    not_due,
    not_due_words,
    who_is_due,
)
from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import PeopleRef
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.values import Attendee, People, Person
from qinglian_desktop.ui.editors.attendance_parts import AbsenceList, CountLine
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor, Whereabouts
from qinglian_desktop.ui.editors.group_adding import GroupAdding
from qinglian_desktop.ui.editors.name_copying import NameCopying
from qinglian_desktop.ui.editors.person_chips import chip_words, same_name_untold
from qinglian_desktop.ui.editors.person_line import PersonLine
from qinglian_desktop.ui.editors.roster_link import RosterLink
from qinglian_desktop.ui.editors.which_namesake import WhichNamesake
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import button, column, label
from qinglian_desktop.ui.look.placed import clear


class AttendanceEditor(FieldEditor):
    """应到/实到/缺席: everyone due stands there; a click marks one absent and asks why."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        self._context = context
        self._people = People()
        self._counted: Mapping[str, object] | None = None
        self._counts = CountLine(context)
        self._counts.edited.connect(self._on_counted)
        self._why = label("", "muted", wrap=True)
        self._why.setObjectName("why_due")
        self._names = QWidget()
        self._flow = FlowLayout(6)
        self._names.setLayout(self._flow)
        self._absences = AbsenceList(context)
        self._absences.edited.connect(self._on_reasoned)
        self._absences.not_due.connect(self._on_not_due)
        self._line = PersonLine.of(context)
        self._line.set_hints("输入姓名：补一个人，或改为缺席", "输入姓名", "姓名")
        self._line.setAccessibleName("补充人员")
        self._line.setMinimumWidth(context.session.theme.px(250))
        self._line.picked.connect(self._on_added)
        self._line.several.connect(self._add)
        self._line.textEdited.connect(lambda _: self.edited.emit())
        adding = GroupAdding(context, self._line)
        adding.chosen.connect(self._add)
        self._copying = NameCopying(context, self._line, lambda: _present(self._people))
        below = FlowLayout(6)
        self._clear = button("清空名单", lambda: self._replace(), "link")
        self._clear.setToolTip("去掉所有人，再逐个添加，或者只填人数")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._to_roster = RosterLink(context, self._line, self._on_registered)
        self._to_roster.outdated.connect(self._redraw)
        self._which = WhichNamesake(context, self._line, self._on_registered)
        for part in (self._line, adding, self._copying, self._clear, self._to_roster):
            below.addWidget(part)
        parts = (self._counts, self._why, self._names, self._absences, below, self._which)
        self.setLayout(column(*parts, spacing=6))

    @property
    def main(self) -> QWidget:
        return self._line

    def place_of(self, part: QWidget) -> Whereabouts:
        """Who it is whose reason is written."""
        return self._absences.place_of(part) or super().place_of(part)

    def part_at(self, place: Whereabouts) -> QWidget:
        """His reason, whoever else is absent now."""
        return self._absences.part_at(place) or super().part_at(place)

    def look_around(self) -> None:
        """Say anew who is due and why: the kind of event, its day or the roster may be others."""
        kind, day = self._context.field.type, self._context.day()
        words = ""
        if isinstance(kind, PeopleRef) and kind.convened and day is not None:
            members = self._context.members()
            asked = who_is_due(kind.convened, self._context.values(), members, day)
            guests = self._context.ledger.field(kind.guests).label if kind.guests else ""
            words = asked.reason + left_out_words(asked, self._people)
            words += not_due_words(not_due(asked, self._people, members, day), guests)
        self._why.setText(words)
        self._why.setVisible(bool(words))

    def settle(self) -> bool:
        self._line.settle()
        return not self._line.is_unclear

    def _standing(self) -> object:
        """With what stands in the line, as Enter would take it."""
        people = self._people
        read, left = self._line.read()
        if self._counted is not None and not (read or left):
            return self._counted
        for person in read:
            people = _with(people, person, toggles=len(read) == 1)
        for name in left:
            people = _with(people, Person(name), toggles=False)
        return to_plain(self._kind, people)

    def _show(self, plain: object) -> None:
        people = cast("People | None", from_plain(self._kind, plain)) or People()
        self._people = self._line.take_letters(people)
        self._redraw()

    def _show_text(self, text: str) -> None:
        self._people = People()
        self._line.clear()
        self._redraw()
        given = cast("Mapping[str, object]", self._unread)
        if isinstance(given, Mapping) and given.keys() <= {"due", "present"}:
            self._counts.show_typed(given)
        else:
            self._counts.say(text)

    def show_problem(self, is_wrong: bool) -> None:
        """The words under it say what is wrong."""

    def _replace(self, *attendees: Attendee) -> None:
        self._people = People(attendees)
        self._redraw()
        self.edited.emit()

    def _on_added(self, person: Person) -> None:
        """By keyboard: a new name is added, one that stands there changes present and absent."""
        self._replace(*_with(self._people, person, toggles=True).attendees)

    def _add(self, people: list[Person]) -> None:
        """Several at once: those who are missing are added, nobody becomes absent by it."""
        now = self._people
        for person in people:
            now = _with(now, person, toggles=False)
        self._replace(*now.attendees)

    def _on_toggled(self, who: Person) -> None:
        # The chip that was clicked is made anew; the cursor goes to where the reason is asked.
        self._line.setFocus()
        self._replace(*_with(self._people, who, toggles=True).attendees)
        self._absences.focus(who)

    def _on_not_due(self, who: Person) -> None:
        # His line goes, perhaps with the cursor in it.
        self._line.setFocus()
        self._replace(*(each for each in self._people.attendees if each.person != who))

    def _on_registered(self, old: Person, new: Person) -> None:
        people = self._people.attendees
        self._replace(
            *(replace(each, person=new) if each.person == old else each for each in people)
        )

    def _on_counted(self) -> None:
        self._people, self._counted = People(), self._counts.typed()
        with contextlib.suppress(Unreadable):
            self._people = cast("People | None", from_plain(self._kind, self._counted)) or People()
            self._counted = None
        self.edited.emit()

    def _on_reasoned(self) -> None:
        reasons = self._absences.reasons()
        self._people = People(
            tuple(
                each if each.present else Attendee(each.person, False, reasons[each.person])
                for each in self._people.attendees
            )
        )
        self.edited.emit()

    def _redraw(self) -> None:
        clear(self._flow)
        self._counted = None
        self._counts.show_people(self._people)
        members = self._context.members()
        for each in self._people.attendees:
            chip = QPushButton(chip_words(each.person, members, self._kind))
            chip.setCheckable(True)
            chip.setChecked(each.present)
            chip.setProperty("kind", "chip")
            chip.setToolTip("点一下改为缺席" if each.present else "点一下改为到场")
            # A key that was meant for something else must make nobody absent.
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(lambda _=False, who=each.person: self._on_toggled(who))
            self._flow.addWidget(chip)
        self._names.setVisible(bool(self._people.attendees))
        self._copying.setVisible(bool(_present(self._people)))
        self._clear.setVisible(bool(self._people.attendees))
        self._absences.show_absent(self._people.absent)
        self._to_roster.offer(each.person for each in self._people.attendees)
        self._which.offer(each.person for each in self._people.attendees)
        self.look_around()
        self.updateGeometry()


def _with(people: People, person: Person, *, toggles: bool) -> People:
    """With one more, present; whoever stands there stays, or changes present and absent."""
    if (untold := same_name_untold((e.person for e in people.attendees), person)) is not None:
        told = (
            replace(e, person=person if e.person == untold else e.person) for e in people.attendees
        )
        return replace(people, attendees=tuple(told))
    if all(each.person != person for each in people.attendees):
        return replace(people, attendees=(*people.attendees, Attendee(person)))
    return replace(
        people,
        attendees=tuple(
            Attendee(person, not each.present) if toggles and each.person == person else each
            for each in people.attendees
        ),
    )


def _present(people: People) -> list[Person]:
    return [each.person for each in people.attendees if each.present]

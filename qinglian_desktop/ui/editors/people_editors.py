"""Editors for people: one person, several as chips, and attendance by who was absent."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import Name, PeopleRef, PersonRef
from qinglian_desktop.domain.plain_form import from_plain, plain_to_text, to_plain
from qinglian_desktop.domain.values import Attendee, People, Person
from qinglian_desktop.ui.editors.attendance_parts import AbsenceList, CountLine
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.editors.name_copying import NameCopying
from qinglian_desktop.ui.editors.person_line import PersonLine
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import button, clear, column, row

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The focus comes back: a list of names opened, or another window came in front."""


class PersonEditor(FieldEditor):
    """One person; the name typed stays as typed, picked from the roster it keeps who it was."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        self._person: Person | None = None
        self._line = PersonLine(context, names_stand=isinstance(context.field.type, Name))
        self._line.setAccessibleName(context.field.label)
        self._line.setMaximumWidth(context.session.theme.px(280))
        self._line.picked.connect(self._on_picked)
        self._line.textEdited.connect(lambda _: self.edited.emit())
        self.setLayout(row(self._line, 1))

    @property
    def main(self) -> PersonLine:
        return self._line

    def _standing(self) -> object:
        text = self._line.text().strip()
        if self._person is not None and self._person.name == text:
            return to_plain(PersonRef(), self._person)
        return text or None

    def _show(self, plain: object) -> None:
        self._person = cast("Person | None", from_plain(PersonRef(), plain))
        self._line.setText(self._person.name if self._person else "")

    def _show_text(self, text: str) -> None:
        self._person = None
        self._line.setText(text)

    def _on_picked(self, person: Person) -> None:
        changed = person != self._person or self._line.text() != person.name
        self._person = person
        self._line.setText(person.name)
        if changed:
            self.edited.emit()
        self._line.focusNextPrevChild(True)


class NameEditor(PersonEditor):
    """A name alone: of the roster by pinyin or initials, or anybody's as typed."""

    def _standing(self) -> object:
        return self._line.text().strip() or None

    def _show(self, plain: object) -> None:
        self._show_text(plain_to_text(self._kind, plain))


class PeopleEditor(FieldEditor):
    """Several people: type, Enter adds one; Backspace in an empty line takes the last away."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        self._theme = context.session.theme
        self._people: list[Person] = []
        self._line = PersonLine(context)
        self._line.setAccessibleName(context.field.label)
        self._line.setMinimumWidth(self._theme.px(180))
        self._line.picked.connect(self._on_picked)
        self._line.installEventFilter(self)
        self._copying = NameCopying(context, self._line, lambda: self._people)
        self._flow = FlowLayout(6)
        self._flow.addWidget(self._line)
        self._flow.addWidget(self._copying)
        self.setLayout(self._flow)

    @property
    def main(self) -> PersonLine:
        return self._line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            self._settle()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            back = event.key() == Qt.Key.Key_Backspace and not self._line.text()
            if back and self._people:
                self._remove(self._people[-1])
                return True
        return super().eventFilter(watched, event)

    def _standing(self) -> object:
        pending = [Person(self._line.text().strip())] if self._line.text().strip() else []
        people = People.named(*self._people, *pending)
        return to_plain(PeopleRef(), people)

    def _show(self, plain: object) -> None:
        people = cast("People | None", from_plain(PeopleRef(), plain)) or People()
        self._people = [each.person for each in people.attendees]
        self._line.clear()
        self._redraw()

    def _show_text(self, text: str) -> None:
        self._people = []
        self._line.setText(text)
        self._redraw()

    def _on_picked(self, person: Person) -> None:
        self._line.clear()
        if person not in self._people:
            self._people.append(person)
            self._redraw()
            self.edited.emit()

    def _settle(self) -> None:
        if self._unread is None:
            self._line.settle()

    def _remove(self, person: Person) -> None:
        self._people.remove(person)
        self._redraw()
        self.edited.emit()

    def _redraw(self) -> None:
        while self._flow.count() > 2:
            item = self._flow.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, person in enumerate(self._people):
            chip = QPushButton(f"{person.name}  ×")
            chip.setToolTip(f"去掉{person.name}")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(lambda _=False, who=person: self._remove(who))
            self._flow.insert(place, chip)
            chip.show()
        self._copying.setVisible(bool(self._people))
        self.updateGeometry()


class AttendanceEditor(FieldEditor):
    """应到/实到/缺席: everyone due stands there; a click marks one absent and asks why."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        self._context = context
        self._people = People()
        self._counted: Mapping[str, object] | None = None
        self._counts = CountLine(context)
        self._counts.edited.connect(self._on_counted)
        self._names = QWidget()
        self._flow = FlowLayout(6)
        self._names.setLayout(self._flow)
        self._absences = AbsenceList(context)
        self._absences.edited.connect(self._on_reasoned)
        self._absences.not_due.connect(self._on_not_due)
        self._line = PersonLine(context)
        self._line.setPlaceholderText("输入姓名：补一个人，或改为缺席")
        self._line.setAccessibleName("补充人员")
        self._line.setMinimumWidth(context.session.theme.px(250))
        self._line.picked.connect(self._on_added)
        self._copying = NameCopying(context, self._line, lambda: _present(self._people))
        below = FlowLayout(6)
        self._clear = button("清空名单", lambda: self._replace(), "link")
        self._clear.setToolTip("去掉所有人，再逐个添加，或者只填人数")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (self._line, self._copying, self._clear):
            below.addWidget(part)
        self.setLayout(column(self._counts, self._names, self._absences, below, spacing=6))

    @property
    def main(self) -> QWidget:
        return self._line

    def _standing(self) -> object:
        return to_plain(self._kind, self._people) if self._counted is None else self._counted

    def _show(self, plain: object) -> None:
        self._people = cast("People | None", from_plain(self._kind, plain)) or People()
        self._redraw()

    def _show_text(self, text: str) -> None:
        self._people = People()
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
        self._line.clear()
        if any(each.person == person for each in self._people.attendees):
            self._on_toggled(person)
        else:
            self._replace(*self._people.attendees, Attendee(person))

    def _on_toggled(self, who: Person) -> None:
        # The chip that was clicked is made anew; the cursor stays in this field.
        self._line.setFocus()
        self._replace(
            *(
                Attendee(each.person, not each.present) if each.person == who else each
                for each in self._people.attendees
            )
        )

    def _on_not_due(self, who: Person) -> None:
        self._replace(*(each for each in self._people.attendees if each.person != who))

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
        for each in self._people.attendees:
            chip = QPushButton(each.person.name)
            chip.setCheckable(True)
            chip.setChecked(each.present)
            chip.setProperty("kind", "chip")
            chip.setToolTip("点一下改为缺席" if each.present else "点一下改为到场")
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            chip.clicked.connect(lambda _=False, who=each.person: self._on_toggled(who))
            self._flow.addWidget(chip)
        self._names.setVisible(bool(self._people.attendees))
        self._copying.setVisible(bool(_present(self._people)))
        self._clear.setVisible(bool(self._people.attendees))
        self._absences.show_absent(self._people.absent)
        self.updateGeometry()


def _present(people: People) -> list[Person]:
    return [each.person for each in people.attendees if each.present]

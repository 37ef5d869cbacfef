"""Parts of the attendance editor: the line of counts, and the reasons of the absent."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qinglian_desktop.domain.values import Attendee, People, Person
from qinglian_desktop.ui.editors.field_editor import FieldContext, Whereabouts
from qinglian_desktop.ui.editors.in_sight import bring_into_sight
from qinglian_desktop.ui.editors.person_chips import chip_words
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.placed import take_out


class CountLine(QWidget):
    """应到 and 实到: counted from the names, or typed where the names were not kept."""

    edited = Signal()

    def __init__(self, context: FieldContext) -> None:
        super().__init__()
        self._due, self._present = QLineEdit(), QLineEdit()
        for line, name in ((self._due, "应到"), (self._present, "实到")):
            line.setAccessibleName(name)
            line.setFixedWidth(context.session.theme.px(64))
            line.textEdited.connect(lambda _: self.edited.emit())
        self._words = label("", "muted", wrap=True)
        layout = row(label("应到"), self._due, label("实到"), self._present, self._words)
        layout.setStretch(4, 1)
        self.setLayout(layout)

    def typed(self) -> dict[str, str]:
        """What is typed of both, as plain input; it need not be a number."""
        lines = {"due": self._due, "present": self._present}
        return {key: line.text() for key, line in lines.items() if line.text().strip()}

    def show_typed(self, typed: Mapping[str, object]) -> None:
        """Show what was typed and is no number."""
        self._due.setText(str(typed.get("due", "")))
        self._present.setText(str(typed.get("present", "")))

    def show_people(self, people: People) -> None:
        """Count them; with names the numbers follow and cannot be typed."""
        named = bool(people.attendees)
        for line, count in ((self._due, people.due), (self._present, people.present)):
            line.setReadOnly(named)
            blank = not named and people == People()
            line.setText("" if blank else str(count))
        absent = len(people.absent)
        self._words.setText(
            f"缺席 {absent} 人" if absent else "点姓名改为缺席" if named else "没有名单时直接填人数"
        )

    def say(self, words: str) -> None:
        """Say something beside the counts, until people are shown."""
        self._words.setText(words)


class AbsenceList(QWidget):
    """Each absent person with a line for the reason.

    ``not_due`` carries a Person who did not have to come after all.
    """

    edited = Signal()
    not_due = Signal(object)

    def __init__(self, context: FieldContext) -> None:
        super().__init__()
        self._context = context
        self._lines: dict[Person, QLineEdit] = {}
        self._holders: dict[Person, QWidget] = {}
        self._column = column(spacing=4)
        self.setLayout(self._column)

    def reasons(self) -> dict[Person, str]:
        """The reason typed for each."""
        return {person: line.text().strip() for person, line in self._lines.items()}

    def focus(self, person: Person) -> None:
        """Put the cursor where the person's reason is written, if he is absent."""
        if (line := self._lines.get(person)) is not None:
            line.setFocus()
            bring_into_sight(line)

    def place_of(self, part: QWidget) -> Whereabouts:
        """Whose reason it is, nothing where it is none."""
        who = (person for person, line in self._lines.items() if line is part)
        return next(((person.name, person.id or 0) for person in who), ())

    def part_at(self, place: Whereabouts) -> QWidget | None:
        """The line of the reason that stands there."""
        lines = self._lines.items()
        return next((line for who, line in lines if (who.name, who.id or 0) == place), None)

    def show_absent(self, absent: tuple[Attendee, ...]) -> None:
        """A line for each; those who stay keep theirs, and the keyboard that may be in it."""
        reasons = {each.person: each.reason for each in absent}
        for person in [each for each in self._lines if each not in reasons]:
            del self._lines[person]
            take_out(self._column, self._holders.pop(person))
        for place, (person, reason) in enumerate(reasons.items()):
            if person not in self._lines:
                self._holders[person] = self._line_for(person)
            self._column.insertWidget(place, self._holders[person])
            line = self._lines[person]
            if line.text().strip() != reason.strip():
                line.setText(reason)
        self.setVisible(bool(absent))

    def _line_for(self, person: Person) -> QWidget:
        called = chip_words(person, self._context.members(), self._context.field.type)
        self._lines[person] = line = QLineEdit()
        line.setPlaceholderText("缺席原因，例如 出差")
        line.setAccessibleName(f"{called}缺席原因")
        line.textEdited.connect(lambda _: self.edited.emit())
        name = label(f"缺席：{called}")
        name.setMinimumWidth(self._context.session.theme.px(130))
        drop = button("不用参加", lambda: self.not_due.emit(person), "link")
        drop.setToolTip(f"把{called}从应到里去掉")
        drop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setLayout(row(name, line, drop))
        return holder

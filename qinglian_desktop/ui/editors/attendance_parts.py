"""Parts of the attendance editor: the line of counts, and the reasons of the absent."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qinglian_desktop.domain.values import Attendee, People, Person
from qinglian_desktop.ui.editors.field_editor import FieldContext
from qinglian_desktop.ui.editors.in_sight import bring_into_sight
from qinglian_desktop.ui.editors.person_chips import chip_words
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.placed import clear


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

    def show_absent(self, absent: tuple[Attendee, ...]) -> None:
        """A line for each; those who stay keep theirs."""
        if [each.person for each in absent] == list(self._lines):
            return
        clear(self._column)
        self._lines = {}
        context = self._context
        for each in absent:
            called = chip_words(each.person, context.members(), context.field.type)
            line = QLineEdit(each.reason)
            line.setPlaceholderText("缺席原因，例如 出差")
            line.setAccessibleName(f"{called}缺席原因")
            line.textEdited.connect(lambda _: self.edited.emit())
            name = label(f"缺席：{called}")
            name.setMinimumWidth(context.session.theme.px(130))
            self._lines[each.person] = line
            drop = button("不用参加", lambda who=each.person: self.not_due.emit(who), "link")
            drop.setToolTip(f"把{called}从应到里去掉")
            drop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            holder = QWidget()
            holder.setLayout(row(name, line, drop))
            self._column.addWidget(holder)
        self.setVisible(bool(absent))

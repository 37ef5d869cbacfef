"""添加…: everybody of the branch, of a department or of a class, added at one go"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui.editors.field_editor import FieldContext
from qinglian_desktop.ui.look.parts import below, button, row


class GroupAdding(QWidget):
    """The button; ``chosen`` carries the list of Person of the group that was chosen."""

    chosen = Signal(object)

    def __init__(self, context: FieldContext, line: QWidget) -> None:
        super().__init__(line)
        self._context = context
        self.button: QPushButton = button("整组添加", self._open, "quiet")
        self.button.setObjectName("add_group")
        self.button.setToolTip("一次添加全体、一个部门或者一类人员")
        # Enter goes from field to field, past the button.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(row(self.button))

    def menu(self) -> QMenu:
        """Every group that has anybody in it on the day, with how many."""
        day = self._context.day() or self._context.session.desk.clock().date()
        menu = QMenu(self)
        for name, people in _groups(self._context.members().values(), day):
            action = menu.addAction(f"{name}（{len(people)} 人）")
            action.triggered.connect(lambda _=False, who=people: self.chosen.emit(who))
        if menu.isEmpty():
            menu.addAction("花名册里还没有人").setEnabled(False)
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(below(self.button))


def _groups(members: Iterable[Member], day: date) -> list[tuple[str, list[Person]]]:
    """Everybody, the party, its committee and groups, who is not of it, departments, classes."""
    there = [member for member in members if member.belongs_on(day)]
    party = [each for each in there if each.in_party_on(day)]
    others = [each for each in there if each not in party]
    circles = dict.fromkeys(name for each in party if (name := each.group_on(day)))
    outside = dict.fromkeys(each.politics for each in others if each.politics)
    departments = dict.fromkeys(each.department for each in there if each.department)
    classes = dict.fromkeys(word for each in there for word in each.classes_on(day))
    groups = [("全体在册", there), ("全体党员", party)]
    groups += [("支委", [each for each in party if each.seat_on(day)])]
    groups += [(name, [each for each in party if each.group_on(day) == name]) for name in circles]
    groups += [(name, [each for each in others if each.politics == name]) for name in outside]
    groups += [(name, [each for each in there if each.department == name]) for name in departments]
    groups += [(name, [each for each in there if name in each.classes_on(day)]) for name in classes]
    return [
        (name, [Person(each.name, each.id) for each in group]) for name, group in groups if group
    ]

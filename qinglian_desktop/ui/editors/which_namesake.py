"""Which of several who bear one name is meant: a button for each of them"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.naming import Naming
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui.editors.field_editor import FieldContext
from qinglian_desktop.ui.editors.namesakes import each_told, namesakes
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import button, label
from qinglian_desktop.ui.look.placed import clear


class WhichNamesake(QWidget):
    """Hidden while everybody is told; ``replace`` is told who becomes whom, then in ``line``."""

    def __init__(
        self,
        context: FieldContext,
        line: QWidget,
        replace: Callable[[Person, Person], object],
    ) -> None:
        super().__init__()
        self.setObjectName("which")
        self._context = context
        self._line = line
        self._replace = replace
        self._flow = FlowLayout(6)
        self.setLayout(self._flow)
        self.hide()

    def offer(self, people: Iterable[Person]) -> None:
        """Ask of the first of these whose name several bear, and that no id tells."""
        clear(self._flow)
        naming = Naming(self._context.members(), self._context.day())
        unclear = (each for each in people if each.id is None)
        asked = ((each, namesakes(naming.called(each.name))) for each in unclear)
        who, same = next(((who, same) for who, same in asked if same), (Person(""), []))
        if same:
            self._flow.addWidget(label(f"{who.name}是哪一位：", "muted"))
        for place, where in enumerate(each_told(same)):
            meant = Person(same[place].name, same[place].id)
            made = button(where, lambda to=meant: self._on_chosen(who, to))
            made.setAccessibleName(f"{meant.name}　{where}")
            self._flow.addWidget(made)
        self.setVisible(bool(same))

    def _on_chosen(self, who: Person, meant: Person) -> None:
        # Before the button goes with the keyboard.
        self._line.setFocus()
        self._replace(who, meant)

"""登记到花名册: whoever is named in a field and not on the roster is put there, in place"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.domain.comparing import folded, spelled
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui.editors.field_editor import FieldContext
from qinglian_desktop.ui.look.parts import PushButton


class RosterLink(PushButton):
    """Hidden while all are on the roster; ``replace`` is told who becomes whom.

    Then one is back in ``line``. ``outdated`` comes when another field put somebody there.
    """

    outdated = Signal()

    def __init__(
        self,
        context: FieldContext,
        line: QWidget,
        replace: Callable[[Person, Person], object],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "link")
        self.setObjectName("to_roster")
        self.setToolTip("在花名册里新增这个人，保存后回到这里")
        self._context = context
        self._line = line
        self._replace = replace
        self._who = Person("")
        self.clicked.connect(self._on_clicked)
        context.session.changed.connect(self._on_changed)
        self.hide()

    def offer(self, people: Iterable[Person]) -> None:
        """Offer it for the first of these who is not on the roster."""
        members = self._context.members()
        names = {member.folded_name for member in members.values()}
        missing = (
            each
            for each in people
            if each.id not in members and not spelled(each.name) and folded(each.name) not in names
        )
        self._who = next(missing, Person(""))
        roster = self._context.session.desk.catalogue.roster
        can = self._context.register is not None and roster is not None
        self.setText(f"把{self._who.name}登记到花名册…")
        self.setVisible(can and bool(self._who.name))

    def _on_clicked(self) -> None:
        roster, register, who = (
            self._context.session.desk.catalogue.roster,
            self._context.register,
            self._who,
        )
        if register is None or roster is None or roster.roster is None:
            return
        key = roster.roster.name

        def done(record: Record) -> None:
            # Before this button goes with the keyboard.
            self._line.setFocus()
            self._replace(who, Person(str(record.value(key) or ""), record.id))

        register(roster.key, {key: who.name}, done)

    def _on_changed(self, changed: Changed) -> None:
        roster = self._context.session.desk.catalogue.roster
        if not self.isHidden() and roster is not None and roster.key in changed.ledgers:
            self.outdated.emit()

"""What every field editor is: it takes plain input, and gives back what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.ui.look.theme import mark
from qinglian_desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class Place:
    """Where an editor stands: its field, that field's ledger, and what it may ask.

    A form lives as long as the window, so an editor asks anew each time: ``members`` for the
    roster, ``day`` for the day of the record as far as it is typed.
    """

    session: Session
    ledger: Ledger
    field: Field
    members: Callable[[], Mapping[int, Member]]
    day: Callable[[], date | None]
    in_row: bool = False


class FieldEditor(QWidget):
    """One field on a form. ``edited`` comes when the user changed something, not the program."""

    edited = Signal()

    @property
    def main(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self

    def typed(self) -> object:
        """What stands in it, as plain input; text that cannot be read is given as typed."""
        raise NotImplementedError

    def show_typed(self, plain: object) -> None:
        """Show plain input, text that cannot be read too."""
        raise NotImplementedError

    def show_problem(self, is_wrong: bool) -> None:
        """Mark the editor as holding a problem, or not."""
        mark(self.main, "problem", is_wrong)

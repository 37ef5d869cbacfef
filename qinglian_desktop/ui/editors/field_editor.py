"""What every field editor is: it takes plain input, and gives back what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain, plain_to_text
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import AnswersTo, Draft, Record
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ui.look.theme import mark
from qinglian_desktop.ui.session import Session


class Register(Protocol):
    """Makes a record of the ledger of this key in place, beginning with the plain input given.

    ``done`` is told of it once it is saved; never, if one comes back without. What it ``answers``
    links to it then, also when it is left half done and saved another day. A ``plan`` is gone on
    with.
    """

    def __call__(
        self,
        key: str,
        given: Mapping[str, object],
        done: Callable[[Record], None],
        answers: tuple[AnswersTo, ...] = (),
        plan: Draft | None = None,
    ) -> None: ...


Whereabouts: TypeAlias = tuple[str | int, ...]
"""Which part of an editor has the keyboard, told by what it shows and not by what shows it."""


@dataclass(frozen=True, slots=True)
class FieldContext:
    """What an editor works on: its field, that field's ledger, and what it may ask.

    A form lives as long as the window, so an editor asks anew each time: ``members`` for the
    roster, ``day`` for the day of the record as far as it is typed. ``register`` makes what is
    missing in another ledger; None where the editor stands in no form. ``plan`` makes a plan for
    what the field asks for, where it asks; ``draw`` opens the page for what is drawn in the editor
    that it is told of. ``values`` are all of the form, as far as they can be read;
    ``is_saved`` says whether what is shown is a record that was kept.
    """

    session: Session
    ledger: Ledger
    field: Field
    members: Callable[[], Mapping[int, Member]]
    day: Callable[[], date | None]
    in_row: bool = False
    register: Register | None = None
    plan: Callable[[], object] | None = None
    draw: Callable[[QWidget], object] | None = None
    values: Callable[[], Values] = dict
    is_saved: Callable[[], bool] = bool


FED = "由别的记录带出，不能在这里改，请照这张表最上面说的，到那里改。"


class FieldEditor(QWidget):
    """One field on a form. ``edited`` comes when the user changed something, not the program.

    Input that cannot be read is shown as text, and kept as it was given until it is changed.
    """

    edited = Signal()

    def __init__(self, context: FieldContext) -> None:
        super().__init__()
        self._kind = context.field.type
        self._unread: object = None
        self.edited.connect(self._on_changed_by_hand)

    def take_input(self, is_writable: bool, *, is_fed: bool) -> None:
        """Whether one may type here; not where another record decides it, which is said below the
        mouse."""
        self.setEnabled(is_writable and not is_fed)
        self.setToolTip(FED if is_fed else "")

    @property
    def main(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self

    def typed(self) -> object:
        """What stands in it, as plain input; what cannot be read is given as it came."""
        return self._standing() if self._unread is None else self._unread

    def show_typed(self, plain: object) -> None:
        """Show plain input, such that cannot be read too."""
        try:
            from_plain(self._kind, plain)
        except Unreadable:
            self._unread = plain
            self._show_text(plain_to_text(self._kind, plain))
        else:
            self._unread = None
            self._show(plain)

    def settle(self) -> bool:
        """Take what is only begun; False, and said, where nobody knows what it means."""
        return True

    @property
    def first_wrong(self) -> QWidget:
        """Where the first thing that is wrong is mended."""
        return self.main

    def show_problems(self, problems: list[Problem]) -> list[Problem]:
        """Mark what is wrong; gives those that are to be told below the editor."""
        self.show_problem(any(not problem.is_warning for problem in problems))
        return problems

    def show_problem(self, is_wrong: bool) -> None:
        """Mark the editor as holding a problem, or not."""
        mark(self.main, "problem", is_wrong)

    def look_around(self) -> None:
        """What else stands in the form was changed, or shown anew."""

    def place_of(self, part: QWidget) -> Whereabouts:
        """Where a part of it stands, so that it is found again once the same is shown anew."""
        parts = self._stops()
        return (parts.index(part),) if part in parts else ()

    def part_at(self, place: Whereabouts) -> QWidget:
        """What stands at a place now; where one begins if there is none any more."""
        parts = self._stops()
        at = place[0] if place else None
        return parts[at] if isinstance(at, int) and at < len(parts) else self.main

    def _stops(self) -> list[QWidget]:
        """What takes the keyboard, as it was made; not what only waits to be destroyed."""
        return [
            each
            for each in (self, *self.findChildren(QWidget))
            if each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.isVisibleTo(self)
        ]

    def _standing(self) -> object:
        raise NotImplementedError

    def _show(self, plain: object) -> None:
        """Show what can be read."""
        raise NotImplementedError

    def _show_text(self, text: str) -> None:
        """Show what cannot be read, as text."""
        raise NotImplementedError

    def _on_changed_by_hand(self) -> None:
        self._unread = None

"""What the application asks of those who keep a book, each by a slot of its key file."""

from __future__ import annotations

from typing import Protocol

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.keeper import Keeper


class BookKeepers(Protocol):
    """Who keeps an open book (使用人).

    ``own_secret`` is the password of whoever has opened it, or the recovery code: WrongPassword if
    it is neither. DataProblems where there would be two of one name, one without a name, or none
    left who may do all; EnvironmentProblem for an acting keeper who may not, and of the disk.
    Where somebody's way in is taken away the book gets another key: ``progress`` is told pages.
    """

    def all(self) -> tuple[Keeper, ...]:
        """In the order in which they came."""
        ...

    def add(self, keeper: Keeper, password: str, own_secret: str) -> None:
        """One more, with a password of their own."""
        ...

    def change(self, name: str, keeper: Keeper, own_secret: str) -> None:
        """Another name, role or sight; the password stays."""
        ...

    def set_password(
        self, name: str, password: str, own_secret: str, progress: Progress = no_progress
    ) -> None:
        """Another password of one who forgot theirs."""
        ...

    def remove(self, name: str, own_secret: str, progress: Progress = no_progress) -> None:
        """One keeper fewer."""
        ...

    def hand_over(
        self, successor: Keeper, password: str, own_secret: str, progress: Progress = no_progress
    ) -> None:
        """The successor's way in instead of one's own, at once."""
        ...

    def confirm(self, own_secret: str) -> None:
        """Raises WrongPassword where it is somebody else who sits there."""
        ...

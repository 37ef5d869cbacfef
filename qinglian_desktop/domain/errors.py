"""Two families of failure: the surroundings went wrong, or the program did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from qinglian_desktop.domain.problem import Problem


class QinglianError(Exception):
    """Root of every error that this program raises on purpose."""


class EnvironmentProblem(QinglianError):
    """Disk full, wrong password, stick gone, bad file: told to the user in three parts.

    ``happened`` what happened, ``kept`` what was preserved, ``todo`` what to do; each is
    one Chinese sentence without an id, a path of the program or an English word.
    """

    def __init__(self, happened: str, kept: str, todo: str) -> None:
        super().__init__(happened)
        self.happened = happened
        self.kept = kept
        self.todo = todo

    def __reduce__(self) -> tuple[object, ...]:
        # It comes from other processes, too, whatever its first words were made of.
        return _again, (type(self), self.args), self.__dict__

    @property
    def sentence(self) -> str:
        """The three parts as one paragraph."""
        return f"{self.happened}{self.kept}{self.todo}"


class OtherForm(EnvironmentProblem):
    """A workbook as another program saved it, which only a reader of anybody's tables knows."""


class NoReturn(EnvironmentProblem):
    """A table of somebody else where a return of this program was looked for."""


def _again(kind: type[EnvironmentProblem], told: tuple[str, ...]) -> EnvironmentProblem:
    return kind.__new__(kind, *told)


class WrongPassword(EnvironmentProblem):
    """Neither the password nor the recovery code opens the book."""


class NotAllowed(EnvironmentProblem):
    """The keeper who opened the book may not do this; somebody else can."""


class BookInUse(EnvironmentProblem):
    """Another window or PC has the book open for writing; it can be opened read-only.

    ``who`` names the user and machine, ``since`` the local time at which it was opened.
    """

    def __init__(self, who: str, since: datetime) -> None:
        super().__init__(
            f"这本台账库正由{who}打开着（{since:%Y-%m-%d %H:%M} 起）。",
            "里面的记录没有受影响。",
            "请先在那边关闭，或者选择“只读打开”。",
        )
        self.who = who
        self.since = since


class LeftOpenElsewhere(BookInUse):
    """Another PC did not close the book, or has it open where locks do not reach.

    It can be opened for writing by who knows that it is closed there.
    """

    def __init__(self, who: str, since: datetime) -> None:
        super().__init__(who, since)
        self.happened = (
            f"这本台账库在{who}上打开过（{since:%Y-%m-%d %H:%M} 起），那边没有正常关闭，"
            "或者现在还开着。"
        )
        self.todo = "请先看看那边，关掉了再打开；两边同时写会互相盖掉。只是看看，可以“只读打开”。"


class NeedsPassword(EnvironmentProblem):
    """The file of somebody else is encrypted, and the password that was given does not open it."""


class DamagedBook(EnvironmentProblem):
    """The book's database is not as it was written, or no book of ours; it was not touched."""


class AttachmentLost(EnvironmentProblem):
    """The file of an attachment is missing or damaged; all else of the book can be read."""


class DataProblems(QinglianError):
    """Input that cannot be saved; carries every problem, keyed by field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("；".join(problem.message for problem in problems))
        self.problems = tuple(problems)


class ManyProblems(DataProblems):
    """Problems of several records entered at once; ``places`` says which, counted from 1.

    ``places`` runs beside ``problems``; ``entered`` is how many records there were.
    """

    def __init__(self, found: Sequence[tuple[int, Problem]], entered: int) -> None:
        super().__init__([problem for _, problem in found])
        self.places = tuple(place for place, _ in found)
        self.entered = entered


class ReasonNeeded(DataProblems):
    """Reported months, by their labels, would say something else, and nobody said why.

    ``offered`` is the reason that was given for one of them last; "" where none was.
    """

    def __init__(self, months: Sequence[str], offered: str) -> None:
        said = f"{'、'.join(months)}已经上报，这样改，月报就和报出的不一样了。请写明更正原因。"
        super().__init__((Problem("", said),))
        self.months = tuple(months)
        self.offered = offered


class ProgramBug(QinglianError):
    """A state the program must never reach; goes to the log with its traceback."""


class BadDeclaration(ProgramBug):
    """A ledger, field or measure whose declaration contradicts itself."""


class Cancelled(QinglianError):
    """The user stopped long work; nothing was kept of it."""

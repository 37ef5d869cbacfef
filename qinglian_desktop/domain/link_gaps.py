"""The lens over what hangs together, and what can be missing in it"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Gap(Enum):
    """What is missing, or is not as it should be, at one node of the tree."""

    CHART = "a record without a chart"
    HUNG = "a record on which nothing hangs"
    STEP = "a step of weight on which nothing hangs"
    ROWS = "something that hangs without rows"
    OWNER = "a row without a person"
    LATE = "an open row whose day is past"
    OWNER_GONE = "something that hangs on a record that is void or was never there"
    STEP_GONE = "something whose step was taken out of its chart"


@dataclass(frozen=True, slots=True)
class Linked:
    """A tree: what a link leads to, the steps of its chart, what hangs on these, and its rows.

    ``step`` is the StepRef ``ledger.field`` from which all else follows: its link leads to the
    roots, its marks name rows and who answers for them, a Due of that ledger on the same rows
    when they are late. On a decision, and on a step of whose text one of the words ``weighty`` is
    part, something should hang. With ``only`` just the branches are shown that have this gap.
    """

    label: str
    step: str
    weighty: tuple[str, ...] = ()
    only: Gap | None = None

    @property
    def ledger(self) -> str:
        """The key of the ledger whose records hang on steps."""
        return self.step.partition(".")[0]

    @property
    def field(self) -> str:
        """The key of its field that names the step."""
        return self.step.partition(".")[2]

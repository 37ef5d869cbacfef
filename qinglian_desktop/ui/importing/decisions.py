"""What the user decided of an import, as it is taken back; and how a plan is decided anew"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.importing.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Decided:
    """The plan, and what becomes of doubles: of all, and of those that begin in these rows."""

    plan: ImportPlan = field(default_factory=ImportPlan)
    otherwise: Treatment = Treatment.SKIP
    treatments: Mapping[int, Treatment] = field(default_factory=dict[int, Treatment])

    def with_plan(self, plan: ImportPlan) -> Decided:
        """With another plan; where other rows are read, they are other records."""
        is_same = (plan.sheet, plan.head) == (self.plan.sheet, self.plan.head)
        return replace(self, plan=plan, treatments=self.treatments if is_same else {})

    def with_treatment(self, row: int | None, treatment: Treatment) -> Decided:
        """With what becomes of the record that begins in this row; None means of all."""
        if row is None:
            return replace(self, otherwise=treatment, treatments={})
        return replace(self, treatments={**self.treatments, row: treatment})


def with_target(plan: ImportPlan, found: Understanding, column: int, key: str) -> ImportPlan:
    """The plan by which a column goes somewhere else; one that would lose its room, nowhere."""
    targets = dict(plan.targets)
    targets[column] = key
    for each in found.columns:
        is_other = bool(key and each.target) and each.at != column
        if is_other and found.known[key].excludes(found.known[each.target]):
            targets[each.at] = ""
    return replace(plan, targets=targets)


def with_for_all(plan: ImportPlan, values: Mapping[str, object]) -> ImportPlan:
    """The plan by which these fields are filled in wherever nothing is said."""
    return replace(plan, for_all={**plan.for_all, **values})

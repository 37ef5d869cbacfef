"""Plans without a form: made of plain input, listed, and found by what people call them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.errors import DataProblems, ManyProblems
from qinglian_desktop.domain.field_types import Day
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.validation import day_typed, draft_title, read_input


@dataclass(frozen=True, slots=True)
class Plan:
    """A draft that is a plan, of which ledger, its day as far as it is typed, and its title."""

    draft: Draft
    ledger: Ledger
    day: date | None
    title: str


def make_plans(
    keeping: RecordKeeping, ledger: Ledger, sheet: Sequence[Mapping[str, object]], today: date
) -> list[Plan]:
    """Keep plans, all or none; each begins as a form does, with those who are due that day.

    Raises ManyProblems with everything that cannot be read, or is not ahead.
    """
    found: list[tuple[int, Problem]] = []
    for place, given in enumerate(sheet, 1):
        found += [(place, each) for each in _problems(ledger, given, today)]
    if found:
        raise ManyProblems(found, len(sheet))
    drafts = [Draft(ledger.key, keeping.start(ledger, given), is_plan=True) for given in sheet]
    return [_plan(ledger, keeping.keep_draft(each)) for each in drafts]


def list_plans(keeping: RecordKeeping, catalogue: Catalogue) -> list[Plan]:
    """All plans, in the order of their days."""
    drafts = (each for each in keeping.drafts() if each.is_plan and each.record_id is None)
    plans = [_plan(catalogue[each.ledger], each) for each in drafts]
    return sorted(plans, key=lambda each: (each.day or date.max, each.draft.id or 0))


def find_plan(plans: Sequence[Plan], called: str, day: date | None = None) -> Plan:
    """The plan of this id, or the one whose title holds these words, of that day if it is told.

    Raises DataProblems where there is none, or more than one.
    """
    by_id = [each for each in plans if called.isdigit() and each.draft.id == int(called)]
    named = [each for each in plans if folded(called) in folded(each.title)]
    found = [each for each in by_id or named if day is None or each.day == day]
    if len(found) == 1:
        return found[0]
    if not found:
        said = f"没有找到计划“{called}”，没有写文件。用 plan list 看有哪些计划。"
    else:
        several = "；".join(f"{each.draft.id}　{each.day or ''} {each.title}" for each in found)
        is_told = day is None and len({each.day for each in found}) > 1
        more = "或者加上 --day" if is_told else ""
        said = f"“{called}”有 {len(found)} 个计划，请写编号{more}：{several}。"
    raise DataProblems((Problem("plan", said),))


def _problems(ledger: Ledger, given: Mapping[str, object], today: date) -> list[Problem]:
    kind = ledger.field(ledger.occurred).type
    if not ledger.is_of_events or (isinstance(kind, Day) and kind.may_be_future):
        return [Problem("", f"{ledger.label}不能做计划。")]
    _, problems = read_input(ledger, given)
    label = ledger.field(ledger.occurred).label
    day = day_typed(ledger, given)
    if day is None and not any(each.field == ledger.occurred for each in problems):
        problems.append(Problem(ledger.occurred, f"计划要写{label}，没有保存。"))
    if day is not None and day < today:
        said = f"{label} {day} 已经过了，不能再做计划；办过的请登记成记录，没有办的改日子。"
        problems.append(Problem(ledger.occurred, said))
    return problems


def _plan(ledger: Ledger, draft: Draft) -> Plan:
    return Plan(draft, ledger, day_typed(ledger, draft.typed), draft_title(ledger, draft))

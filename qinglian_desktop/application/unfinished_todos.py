"""Forms that are no records yet, as lines of what there is to do: left half done, or planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from qinglian_desktop.application.day_reading import DayReading
from qinglian_desktop.application.places import ToDraft, ToUnfinished
from qinglian_desktop.application.preparing import told_changes
from qinglian_desktop.application.todos import Todo, Urgency
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.validation import day_typed, draft_title

SINGLY = 3
"""How many forms left half done in one ledger are told one by one; of more, how many they are."""


def unfinished_todos(catalogue: Catalogue, seen: DayReading) -> Iterator[Todo]:
    """Forms left half done, the latest first; then plans in the order of their days."""
    today, drafts = seen.today, seen.drafts
    new = Counter(each.ledger for each in drafts if each.is_unfinished)
    flocks = {key: many for key, many in new.items() if many > SINGLY}
    for key, many in flocks.items():
        text = f"没有填完：{catalogue[key].label} {many}张"
        why = "内容都还在，点这里从清单里接着填，不要的清空"
        yield Todo(Urgency.DUE, text, why, ToUnfinished(key))
    plans: list[tuple[date, Todo]] = []
    for draft in drafts:
        if draft.is_unfinished and draft.ledger in flocks:
            continue
        ledger, place = catalogue[draft.ledger], ToDraft(draft.ledger, draft.id or 0)
        called = draft_title(ledger, draft, seen.remarks)
        if not called.startswith(ledger.label):
            called = f"{ledger.label} {called}".strip()
        day = day_typed(ledger, draft.typed)
        if draft.is_plan and day is None:
            said = "还没有定日子，定了写上"
            plans.append((date.max, Todo(Urgency.PLANNED, f"计划：{called}", said, place)))
        elif day is None or not draft.is_plan:
            said = f"{draft.at:%m-%d %H:%M}填写，内容都还在" if draft.at else "内容都还在"
            yield Todo(Urgency.DUE, f"没有填完：{called}", said, place)
        elif (left := (day - today).days) > 0:
            said = f"{day}，还有{left}天"
            plans.append((day, Todo(Urgency.PLANNED, f"计划：{called}", said, place)))
        else:
            head = "计划到了日子" if not left else f"计划的日子过了{-left}天，还没有登记"
            said = f"计划在{day}，办了就登记，没办就改日子或者删掉"
            plans.append((day, Todo(Urgency.DUE, f"{head}：{called}", said, place)))
        if draft.is_plan and (said := told_changes(ledger, draft, seen.members)):
            yield Todo(Urgency.DUE, f"要重新通知：{called}", said, place)
    yield from (todo for _, todo in sorted(plans, key=lambda each: each[0]))

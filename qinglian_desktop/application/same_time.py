"""One person at two events of a ledger at the same time: most likely entered twice"""

from __future__ import annotations

from collections.abc import Iterator

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Interval, People, Values, is_same

_MOST_LOOKED_AT = 5
"""Records of one moment that are looked at: to be warned of one is enough."""


def met_before(
    work: UnitOfWork, ledger: Ledger, values: Values, previous: Record | None
) -> Iterator[Problem]:
    """Those of the field that the ledger declares who stand in another record of that time."""
    people, span = values.get(ledger.once_at_a_time), values.get(ledger.occurred)
    if not isinstance(people, People) or not isinstance(span, Interval) or span.is_whole_days:
        return
    twice: dict[str, None] = {}
    numbers: dict[str, None] = {}
    for record_id, number, other in work.records.at_once(ledger, span.start, _MOST_LOOKED_AT):
        if previous is not None and record_id == previous.id:
            continue
        if any(is_same(other, mine.person) for mine in people.attendees):
            twice[other.name] = None
            numbers[number] = None
    if twice:
        said = (
            f"{'、'.join(list(twice)[:5])}在 {span.start:%Y-%m-%d %H:%M} 已经有{ledger.noun}"
            f"（{'、'.join(list(numbers)[:5])}），请核对是不是重复登记。"
        )
        yield Problem(ledger.once_at_a_time, said, is_warning=True)

"""Small values of collected returns: three measures of an invented ledger, and units that report.

``PLAIN`` adds up over the months, ``PART`` is a part of it, ``STANDING`` does not add up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from qinglian_desktop.domain.collecting.collected import CollectedReturn, Fate, MetFile
from qinglian_desktop.domain.collecting.unit_figures import CollectedMeasure
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import SummaryLine

AT = datetime(2026, 11, 4, 9, 0)
PLAIN = CollectedMeasure("talks", "heads", "谈话", "谈话人次", "人次")
PART = replace(PLAIN, measure="posts", label="其中：重点岗位", whole=PLAIN.key)
STANDING = replace(PLAIN, measure="open", label="待回访", adds_up=False)
MEASURES = (PLAIN, PART, STANDING)


def month(index: int, year: int = 2026) -> Period:
    """The ``index``-th month of a year."""
    return Period.parse(f"{year}-{index:02}")


def line(
    measure: CollectedMeasure, this: int | Decimal | None, year: int | Decimal | None
) -> SummaryLine:
    """What a return tells of a measure."""
    return SummaryLine(measure.ledger, measure.measure, measure.label, measure.unit, this, year)


def returned(
    code: str = "A01",
    index: int = 10,
    lines: Sequence[SummaryLine] = (),
    **changes: object,
) -> CollectedReturn:
    """A first return of a month, reported on the third day of the next."""
    period = month(index)
    made = CollectedReturn(
        unit_code=code,
        unit_name=f"{code}局",
        period=period,
        revision=1,
        digest="ab" * 32,
        file_name=f"{code}.xlsx",
        taken_at=AT,
        taken_by="张明",
        lines=tuple(lines),
        reported_on=period.next.start.replace(day=3),
    )
    return replace(made, **changes)


def year_of(
    months: Mapping[int, int], measure: CollectedMeasure = PLAIN
) -> dict[int, CollectedReturn]:
    """Returns of these months whose years to date add up."""
    found: dict[int, CollectedReturn] = {}
    so_far = 0
    for index, value in sorted(months.items()):
        so_far += value
        found[index] = returned(index=index, lines=(line(measure, value, so_far),))
    return found


def refused(code: str = "A01", index: int = 10, revision: int = 1, **changes: object) -> MetFile:
    """A file of a unit's month that was not taken."""
    key = month(index).key
    made = MetFile(
        f"{code}.xlsx", Fate.REFUSED, ("内容与写出时不一样。",), code, f"{code}局", key, revision
    )
    return replace(made, **changes)


DAY = date(2026, 11, 7)
"""Two days after October was due."""

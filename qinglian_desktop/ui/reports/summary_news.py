"""What the page of the summary shows of a half-year or year, read at one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.summarising import SummaryDraft
from qinglian_desktop.application.summary_drafts import KeptDraft
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period, PeriodKind

YEARS_BACK = 5
_CHANGES_SHOWN = 3
"""How many changed figures are told one by one."""


@dataclass(frozen=True, slots=True)
class SummaryNews:
    """The names of the templates, the one in use, and what it and a person made of the period.

    ``draft`` is None where the template has a ``problem``; ``kept`` is the edited text.
    ``unit_name`` signs it where it does not say who does.
    """

    templates: tuple[str, ...]
    template: str
    draft: SummaryDraft | None
    problem: EnvironmentProblem | None
    kept: KeptDraft | None
    unit_name: str


def read_news(desk: Desk, period: Period) -> SummaryNews:
    """Everything about the summary of a period; takes its time over the figures."""
    summarising = desk.summarising
    templates = summarising.templates()
    name = summarising.drafts.template()
    name = name if name in templates else ""
    draft, kept, problem = None, None, None
    try:
        kept = summarising.drafts.get(period)
    except EnvironmentProblem as found:
        problem = found
    try:
        draft = summarising.draft(period, templates[name])
    except EnvironmentProblem as found:
        problem = found
    unit_name = summarising.unit_name()
    return SummaryNews(tuple(templates), name, draft, problem, kept, unit_name)


def changed_words(changes: Sequence[str]) -> str:
    """That figures under an edited text are no longer what they were."""
    more = f"等{len(changes)}处" if len(changes) > _CHANGES_SHOWN else ""
    shown = f"{'；'.join(changes[:_CHANGES_SHOWN])}{more}"
    return f"您改过这份总结，之后记录有变化：{shown}。请在文字里改，或者重新生成。"


def likely_period(today: date) -> Period:
    """What is written about at this time of the year: the last year, its half, or this year."""
    if today.month <= 4:
        return Period(PeriodKind.YEAR, today.year - 1)
    return Period(PeriodKind.HALF if today.month <= 9 else PeriodKind.YEAR, today.year)


def periods(year: int) -> list[Period]:
    """This year and those before, each with its halves, the latest first."""
    return [
        period
        for each in range(year, year - YEARS_BACK, -1)
        for period in (
            Period(PeriodKind.YEAR, each),
            Period(PeriodKind.HALF, each, 2),
            Period(PeriodKind.HALF, each, 1),
        )
    ]

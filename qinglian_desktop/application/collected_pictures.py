"""A collected year as pictures: how units handed in, and a handful of totals, month by month."""

from __future__ import annotations

from collections.abc import Iterator

from qinglian_desktop.application.collection_reading import CollectedMonth
from qinglian_desktop.application.level_months import LevelMonth, LevelMonths, level_picture
from qinglian_desktop.application.picture_layout import Bar, Chart, lay_out
from qinglian_desktop.application.pictures import PAPER_SIZE, PAPER_WIDTH
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.collecting.states import OWING, MonthState
from qinglian_desktop.domain.collecting.unit_figures import CollectedMeasure, FiguresOfUnits, ToldAs
from qinglian_desktop.domain.drawing import Drawing
from qinglian_desktop.domain.measures import FigureValue
from qinglian_desktop.domain.pictures import Trend
from qinglian_desktop.domain.return_content import NOT_KEPT

_LEVELS = ("没有收到或要重报", "迟报", "按时报")
_STATES = (OWING, (MonthState.LATE,), (MonthState.HANDED_IN,))


def collected_drawings(told: CollectedMonth, catalogue: Catalogue) -> list[Drawing]:
    """Who handed in, then the totals of whatever ledgers show month by month; no blank ones."""
    return [
        _turnout(told),
        *(lay_out(chart, PAPER_WIDTH, PAPER_SIZE) for chart in _charts(told, catalogue)),
    ]


def months_so_far(told: CollectedMonth) -> str:
    """The months that it tells of: 2026年1月至10月."""
    period = told.period
    return f"{period.year}年1月" if period.index == 1 else f"{period.year}年1月至{period.index}月"


def _turnout(told: CollectedMonth) -> Drawing:
    def counts(month: int) -> tuple[int, ...]:
        found = tuple(sum(told.year.count(month, each) for each in states) for states in _STATES)
        return found if any(found) else ()

    months = tuple(
        LevelMonth(each.period, each.period.end, counts(each.period.index)) for each in told.years
    )
    title = f"{told.period.year}年各月报送月报的单位（个）"
    return level_picture(LevelMonths(title, _LEVELS, months), PAPER_WIDTH, PAPER_SIZE)


def _charts(told: CollectedMonth, catalogue: Catalogue) -> Iterator[Chart]:
    shown = [
        (ledger.key, picture.measure, ledger.measure(picture.measure).unit)
        for ledger in catalogue
        for picture in ledger.pictures
        if isinstance(picture, Trend)
    ]
    known = {each.told_as: each for month in told.years for each in month.measures}
    for key in shown:
        values = [_total(month, key) for month in told.years]
        if (measure := known.get(key)) is not None and any(values):
            yield _chart(told, measure, values)


def _chart(told: CollectedMonth, measure: CollectedMeasure, values: list[FigureValue]) -> Chart:
    bars = tuple(
        Bar(
            f"{month.period.index}月",
            NOT_KEPT if value is None else f"{value:,}",
            float(value or 0),
            leads=bool(value),
        )
        for month, value in zip(told.years, values, strict=True)
    )
    below = f"{months_so_far(told)}各单位月报合计"
    if None in values:
        below += f"，“{NOT_KEPT}”是没有收到"
    return Chart(f"{measure.words}（{measure.unit}）", below, bars, upright=True)


def _total(month: FiguresOfUnits, key: ToldAs) -> FigureValue:
    """The total of all units in a month; None where none of them told of the measure."""
    at = next((at for at, each in enumerate(month.measures) if each.told_as == key), None)
    return None if at is None else month.totals[-1].month[at]

"""A collected month as tables of a workbook: totals, units, who is late, what is wrong, files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from qinglian_desktop.application.collection_reading import CollectedMonth
from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.application.picture_layout import wrapped
from qinglian_desktop.domain.collecting.collected import MetFile
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.states import MonthState
from qinglian_desktop.domain.collecting.unit_figures import (
    CollectedMeasure,
    SumOfUnits,
    UnitFigures,
)
from qinglian_desktop.domain.measures import FigureValue
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.domain.return_content import NOT_KEPT

_UNIT, _CODE, _KIND, _STATE = 13, 7, 6, 5
"""Widths in 汉字; with them what is no table of figures fits across a page at its own size."""
_FIGURE, _LONGEST_HEAD = 6, 6


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns that say of which unit a line is; of which kind only where any has one."""

    has_kinds: bool

    @property
    def heads(self) -> tuple[str, ...]:
        return ("单位", "单位编码", *(("类别",) if self.has_kinds else ()))

    @property
    def widths(self) -> tuple[int, ...]:
        return (_UNIT, _CODE, *((_KIND,) if self.has_kinds else ()))

    def of(self, unit: ListedUnit) -> tuple[CellValue, ...]:
        return (unit.name, unit.code, *((unit.kind or None,) if self.has_kinds else ()))

    def alone(self, words: str) -> tuple[CellValue, ...]:
        """Cells of a line that is of no unit."""
        return (words, *(None for _ in self.heads[1:]))


def _columns(told: CollectedMonth) -> _Columns:
    return _Columns(any(each.unit.kind for each in told.year.units))


def collected_tables(told: CollectedMonth) -> list[Table]:
    """The sheets of the workbook, in the order in which they are read."""
    return [
        _totals(told),
        _units(told, "各单位本月", "本月", lambda each: each.month),
        _units(told, "各单位累计", "本年累计", lambda each: each.year),
        _owed(told),
        _year(told),
        _problems(told),
        _questions(told),
        _files(told),
    ]


def turnout_words(told: CollectedMonth) -> str:
    """How many units there are and reported: 12个单位，收到9个，其中迟报1个、退回1个."""
    total = told.figures.totals[-1]
    months = [each.months[told.period.index - 1] for each in told.year.units]
    states = (MonthState.LATE, MonthState.GIVEN_BACK, MonthState.DOUBTFUL)
    beside = [
        f"{state.value}{count}个"
        for state in states
        if (count := sum(each.state is state and each.revision > 0 for each in months))
    ]
    said = f"{total.units}个单位，收到{total.reported}个"
    return f"{said}，其中{'、'.join(beside)}" if beside else said


def _totals(told: CollectedMonth) -> Table:
    figures = told.figures
    every = figures.totals[-1]
    kinds = figures.totals[:-1]
    heads = ["指标", "计量\n单位", "本月", "本年累计"]
    for each in kinds:
        heads += [f"{_broken(each.title)}\n{when}" for when in ("本月", "累计")]
    numbers = (_FIGURE + 1,) * (2 + 2 * len(kinds))

    def rows() -> Iterator[Sequence[CellValue]]:
        for place, measure in enumerate(figures.measures):
            sums = (every, *kinds)
            cells = [value for each in sums for value in _pair(each, place)]
            words = measure.label if measure.is_part else measure.words
            yield (words, measure.unit, *cells, measure.note or None)

    caption = f"{told.period.label}清廉机关建设工作月报合计（{turnout_words(told)}）"
    return Table("合计", (*heads, "说明"), (22, 5, *numbers, 18), rows(), caption)


def _units(
    told: CollectedMonth,
    title: str,
    when: str,
    of: Callable[[UnitFigures | SumOfUnits], tuple[FigureValue, ...]],
) -> Table:
    figures, columns = told.figures, _columns(told)
    shown = [
        place
        for place, _ in enumerate(figures.measures)
        if any(of(each)[place] for each in figures.units)
    ]
    measures = [figures.measures[place] for place in shown]
    months = {each.unit.code: each.months[told.period.index - 1] for each in told.year.units}

    def rows() -> Iterator[Sequence[CellValue]]:
        for each in figures.units:
            state = months[each.unit.code].state.value
            numbers = [_kept(of(each)[place]) if each.revision else None for place in shown]
            yield (*columns.of(each.unit), state, *numbers)
        for total in figures.totals:
            numbers = [_kept(of(total)[place]) for place in shown]
            title = total.title if total.kind is None else f"{total.title}合计"
            yield (*columns.alone(title), f"{total.reported}/{total.units}", *numbers)

    left = len(figures.measures) - len(measures)
    said = f"，{left}项都是0的不列" if left else ""
    caption = f"{told.period.label}各单位{when}（{turnout_words(told)}{said}）"
    heads = (*columns.heads, "月报", *map(_head, measures))
    widths = (*columns.widths, _STATE, *(_FIGURE for _ in measures))
    return Table(title, heads, widths, rows(), caption)


def _owed(told: CollectedMonth) -> Table:
    columns = _columns(told)
    rows = [
        (*columns.of(each.unit), month.state.value, _why(month.why))
        for each in told.year.units
        if (month := each.months[told.period.index - 1]).state is not MonthState.HANDED_IN
    ]
    due = f"{told.due.month}月{told.due.day}日"
    caption = f"{told.period.label}月报未报和迟报（{due}前报送，{turnout_words(told)}）"
    heads, widths = (*columns.heads, "情况", "原因"), (*columns.widths, _STATE, 40)
    none = (*columns.alone("都按时报了。"), None, None)
    return Table("未报和迟报", heads, widths, rows or [none], caption)


def _year(told: CollectedMonth) -> Table:
    """Units by months; a revision stands behind the state where it is not the first."""
    months = [each.index for each in Period.parse(str(told.period.year)).months]
    columns = _columns(told)

    def rows() -> Iterator[Sequence[CellValue]]:
        for each in told.year.units:
            states = (
                f"{month.state.value}\n第{month.revision}次"
                if month.revision > 1
                else ""
                if month.state is MonthState.NOT_ASKED
                else month.state.value
                for month in each.months
            )
            yield (*columns.of(each.unit), *states)
        for state in MonthState:
            numbers = [told.year.count(month, state) for month in months]
            if any(numbers) and state is not MonthState.NOT_ASKED:
                yield (*columns.alone(f"{state.value}（个）"), *numbers)

    heads = (*columns.heads, *(f"{each}月" for each in months))
    widths = (*columns.widths, *(5 for _ in months))
    return Table("全年报送", heads, widths, rows(), f"{told.period.year}年各单位报送月报情况")


def _problems(told: CollectedMonth) -> Table:
    rows = [
        (place, each.unit_name, each.unit_code, each.said, each.todo)
        for place, each in enumerate(told.problems, 1)
    ]
    caption = f"{told.period.label}月报里对不上的，和要留意的"
    heads = ("序号", "单位", "单位编码", "情况", "怎么办")
    none = (None, "没有对不上的。", None, None, None)
    return Table("差异", heads, (5, _UNIT, _CODE, 26, 18), rows or [none], caption)


def _questions(told: CollectedMonth) -> Table:
    rows = [
        (place, each.unit_name, each.unit_code, each.words)
        for place, each in enumerate(told.questions, 1)
    ]
    caption = f"{told.period.label}月报里可以问一问的（只和本单位以前各月比，不说明对错）"
    none = (None, "没有要问的。", None, None)
    heads = ("序号", "单位", "单位编码", "问题")
    return Table("要问的", heads, (5, _UNIT, _CODE, 40), rows or [none], caption)


def _files(told: CollectedMonth) -> Table:
    rows = [
        (f"{at:%Y-%m-%d}\n{at:%H:%M}", file.path, file.fate.value, *_whose(file), _why(file.why))
        for at, file in told.files
    ]
    caption = f"{told.period.label}汇总时见到的每一个文件"
    heads = ("收的时间", "文件", "结果", "单位", "单位编码", "月份", "第几次", "说明")
    none = ("还没有收过文件。", *(None for _ in heads[1:]))
    widths = (5, 16, 5, 10, _CODE, 5, 5, 16)
    return Table("文件", heads, widths, rows or [none], caption)


def _whose(file: MetFile) -> Iterator[CellValue]:
    month = Period.parse(file.period).label if file.period else ""
    yield from (file.unit_name, file.unit_code, month, file.revision or None)


def _why(why: Iterable[str]) -> str:
    return "".join(why)


def _pair(total: SumOfUnits, place: int) -> tuple[CellValue, CellValue]:
    return _kept(total.month[place]), _kept(total.year[place])


def _kept(value: FigureValue) -> CellValue:
    return NOT_KEPT if value is None else value


def _head(measure: CollectedMeasure) -> str:
    return f"{_broken(measure.words)}\n（{measure.unit}）"


def _broken(words: str) -> str:
    return "\n".join(wrapped(words, _LONGEST_HEAD))

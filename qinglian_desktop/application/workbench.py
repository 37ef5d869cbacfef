"""工作台: what is due and why, each line with the place where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from qinglian_desktop.application.answers import answers_to, returned_todos
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.day_reading import DayReading
from qinglian_desktop.application.festival_days import unkept
from qinglian_desktop.application.figures import FigureLine
from qinglian_desktop.application.offices import doubtful_head
from qinglian_desktop.application.owing import OFTEN, owed, years_read
from qinglian_desktop.application.places import (
    ToBackup,
    ToLens,
    ToNew,
    ToRecord,
    ToReturn,
    ToSecondPlace,
)
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.public_changes import publishing_todos
from qinglian_desktop.application.returning import Returning, ToSendAgain, months_in_words
from qinglian_desktop.application.second_place import SecondBackups, far_words
from qinglian_desktop.application.statistics import Covered, read_coverage, read_figures
from qinglian_desktop.application.step_todos import steps_gone
from qinglian_desktop.application.todos import Todo, Urgency
from qinglian_desktop.application.unfinished_todos import unfinished_todos
from qinglian_desktop.application.year_overview import YearOverview, year_overview
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import named_fields
from qinglian_desktop.domain.dues import open_days, told_until
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.how_far import all_beside, rows_for_beside
from qinglian_desktop.domain.ledger import BeforeFestivals, Due, Ledger
from qinglian_desktop.domain.lenses import Coverage, MonthGrid
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.record import Record, title_of

_BACKUP_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayNews:
    """All that the first page shows of a day."""

    month: Period
    year: YearOverview
    has_unit: bool
    has_people: bool
    todos: list[Todo]
    figures: list[FigureLine]
    last_backup: datetime | None


class Workbench:
    """What an open book asks of the secretary today."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        clock: Clock,
        returning: Returning,
        second: SecondBackups,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._returning = returning
        self._second = second

    def of_day(self) -> DayNews:
        """All that the first page tells, of one reading; of what is due the overdue first."""
        now = self._clock()
        with self._book.reading() as work:
            seen = DayReading(work, self._catalogue, now.date())
            again = self._returning.to_send_again(work, seen.returns)
            answers = answers_to(work, seen.returns)
            found = [*self._first_steps(seen), *returned_todos(answers), *self._returns(seen)]
            found += map(_sent_again, again)
            for ledger in self._catalogue:
                found += self._of_ledger(seen, ledger)
            found += unfinished_todos(self._catalogue, seen)
            found += publishing_todos(work, self._catalogue, now.date())
            year = year_overview(seen, now.year, {each.month for each in again}, answers)
            month = Period.month_of(now.date())
            figures = read_figures(work, self._catalogue, month)
            unit, roster = self._catalogue.unit, self._catalogue.roster
            has_unit = unit is None or seen.has_begun(unit)
            has_people = roster is None or seen.has_begun(roster)
        found += [*self._backup(now), *self._second_backup(now)]
        order = list(Urgency)
        todos = sorted(found, key=lambda todo: order.index(todo.urgency))
        return DayNews(month, year, has_unit, has_people, todos, figures, self._book.last_backup())

    def last_backup(self) -> datetime | None:
        """When the newest backup was made."""
        return self._book.last_backup()

    def _of_ledger(self, seen: DayReading, ledger: Ledger) -> Iterator[Todo]:
        for lens in ledger.lenses:
            match lens:
                case MonthGrid():
                    yield from self._missing(seen, ledger, lens)
                case Coverage() if not lens.everyone:
                    yield from self._uncovered(seen, ledger, lens)
                case _:
                    pass
        yield from steps_gone(seen, ledger)
        if ledger.dues:
            yield from self._dues(seen, ledger)
        if ledger.festivals is not None:
            yield from self._festivals(seen, ledger, ledger.festivals)

    def _first_steps(self, seen: DayReading) -> Iterator[Todo]:
        for ledger, why in (
            (self._catalogue.roster, "活动和谈话的名单都从花名册里选"),
            (self._catalogue.unit, "月报封面和打印的表格要用到单位名称"),
        ):
            if ledger is not None and not seen.has_begun(ledger):
                text = f"先登记{ledger.noun}"
                yield Todo(Urgency.DUE, text, why, ToNew(ledger.key, {}))
        of, unit = self._catalogue.unit, seen.unit
        if of is not None and of.unit is not None and unit is not None:
            head = unit.value(of.unit.head)
            if (doubt := doubtful_head(of, head, seen.members)) is not None:
                yield Todo(Urgency.DUE, *doubt, ToRecord(of.key, unit.id or 0))

    def _returns(self, seen: DayReading) -> Iterator[Todo]:
        """Last month's return is due now, of who sees all that it tells of."""
        if not self._book.keeper.sees_confidential:
            return
        month = Period.month_of(seen.today).previous
        counts = seen.counts(month.year)
        of_month = (
            counts[ledger.key][month.index - 1] for ledger in self._catalogue if ledger.in_return
        )
        if month.key not in seen.returns and any(of_month):
            yield Todo(
                Urgency.DUE,
                f"{month.label}月报还没有报出",
                "每月初报上个月的月报",
                ToReturn(month),
            )

    def _missing(self, seen: DayReading, ledger: Ledger, lens: MonthGrid) -> Iterator[Todo]:
        years = years_read(lens, seen.today)
        grids = [seen.grid(ledger, lens, year) for year in years]
        for each in owed(ledger, lens, grids, seen.since, seen.today):
            yield Todo(
                Urgency.OVERDUE if each.is_over else Urgency.DUE,
                each.text,
                each.reason,
                ToLens(ledger.key, lens) if each.given is None else ToNew(ledger.key, each.given),
            )

    def _uncovered(self, seen: DayReading, ledger: Ledger, lens: Coverage) -> Iterator[Todo]:
        turn = Period.holding(seen.today, PeriodKind(lens.every.value))
        people: dict[int, Covered] = {}
        for lines in read_coverage(seen, ledger, lens, turn).values():
            people |= {line.member.id: line for line in lines if not line.records}
        if people:
            names = [line.called for line in people.values()]
            more = "等" if len(names) > 4 else ""
            yield Todo(
                Urgency.DUE,
                f"{turn.label}还有{len(names)}人没有{ledger.label}：{'、'.join(names[:4])}{more}",
                f"{lens.whom}{OFTEN[turn.kind]}至少一次",
                ToLens(ledger.key, lens),
            )

    def _dues(self, seen: DayReading, ledger: Ledger) -> Iterator[Todo]:
        today = seen.today
        records = seen.due_records(ledger, _needed_by(ledger))
        for due, record in product(ledger.dues, records):
            until = told_until(due, today)
            days = [day for day in open_days(due, record.values) if day <= until]
            if days and record.id is not None:
                day = min(days)
                late = (today - day).days
                urgency = Urgency.OVERDUE if late > 0 else Urgency.SOON if late else Urgency.DUE
                when = f"已过{late}天" if late > 0 else f"还有{-late}天" if late else "今天到期"
                yield Todo(
                    urgency,
                    f"{due.label}：{title_of(ledger, record.values, seen.remarks)}",
                    f"{day}到期，{when}{_from_where(ledger, due, record)}",
                    ToRecord(ledger.key, record.id),
                )

    def _festivals(self, seen: DayReading, ledger: Ledger, rule: BeforeFestivals) -> Iterator[Todo]:
        try:
            found = list(unkept(seen.work, ledger, rule, seen.today, seen.since))
        except EnvironmentProblem as problem:
            new = ToNew(ledger.key, {})
            yield Todo(Urgency.DUE, f"{rule.label}：{problem.happened}", problem.todo, new)
            return
        for word, day in found:
            left = (day - seen.today).days
            when = f"还有{left}天" if left > 0 else "就是今天" if not left else f"已过{-left}天"
            yield Todo(
                Urgency.OVERDUE if left < 0 else Urgency.DUE,
                f"{word}前的{rule.label}还没有登记",
                f"{word}是{day}，{when}",
                ToNew(ledger.key, {rule.field: word}),
            )

    def _backup(self, now: datetime) -> Iterator[Todo]:
        if self._book.copy is not None:
            return
        last = self._book.last_backup()
        if last is None or now - last > _BACKUP_EVERY:
            text = "还没有做过备份" if last is None else f"上次备份是 {last:%Y-%m-%d}"
            yield Todo(Urgency.DUE, text, "至少每周备份一次", ToBackup())

    def _second_backup(self, now: datetime) -> Iterator[Todo]:
        if (place := self._second.due()) is not None:
            why = f"每周一份，上次放在“{place.spot.words}”；插上U盘，点这里"
            yield Todo(Urgency.DUE, far_words(place, now), why, ToSecondPlace())


def _needed_by(ledger: Ledger) -> set[str]:
    """The fields by which a due is told: what is due, whether it is open, the title, the source."""
    asked = {leaf.field for due in ledger.dues for leaf in named_fields(due.open)}
    asked |= {key for due in ledger.dues for key in (due.date.partition(".")[0], due.source) if key}
    return asked | set(ledger.title) | rows_for_beside(ledger)


def _from_where(ledger: Ledger, due: Due, record: Record) -> str:
    source = record.value(due.source) if due.source else None
    said = (source, all_beside(ledger, record.values))
    return "".join(f"，{each}" for each in said if each)


def _sent_again(again: ToSendAgain) -> Todo:
    return Todo(
        Urgency.DUE,
        f"{again.month.label}月报要再报一次（第{again.revision}次）",
        _changed_words(again),
        ToReturn(again.month),
    )


def _changed_words(again: ToSendAgain) -> str:
    words = "报出以后前面月份的记录又改了，本年累计变了"
    if again.records:
        words = f"报出以后又改了{again.records}条记录"
    if again.later:
        words += f"；{months_in_words(again.later)}的月报里本年累计也变了"
    if again.beside:
        others = "、".join(each.label for each in again.beside)
        words += f"；{others}的月报和现在也不一样，等上级要时再报"
    return words

"""How each unit's return of each month stands: handed in, late, given back, missing; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from qinglian_desktop.domain.collecting.collected import CollectedReturn, Fate, MetFile
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.file_names import RETURN_NAME, safe_unit_name
from qinglian_desktop.domain.period import Period

_BESIDE = re.compile(r"[/\\]")
"""Between the folders of a path, on either system."""
USUAL_DUE_DAY = 5
"""The day of the next month by which a month is to be reported, where nobody said otherwise."""


class MonthState(Enum):
    """How a unit's month stands; the value is how it is shown."""

    HANDED_IN = "已报"
    LATE = "迟报"
    GIVEN_BACK = "退回"
    DOUBTFUL = "有问题"
    MISSING = "未报"
    NOT_DUE = "还没到期"
    NOT_ASKED = "没有收过"


OWING = (MonthState.MISSING, MonthState.GIVEN_BACK, MonthState.DOUBTFUL)
"""Of these months something is still to come."""


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """A unit's month: how it stands, and the revision that counts; 0 while there is none.

    ``earlier`` are revisions that were taken before and do not count any more. ``why`` are the
    reasons for which it was given back or not taken, in sentences.
    """

    period: Period
    state: MonthState
    revision: int = 0
    earlier: tuple[int, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitYear:
    """The twelve months of a unit; one that is not in the list ``is_listed`` not."""

    unit: ListedUnit
    is_listed: bool
    months: tuple[UnitMonth, ...]


@dataclass(frozen=True, slots=True)
class YearOfUnits:
    """Units and months: those of the list in its order, then others that sent something."""

    year: int
    units: tuple[UnitYear, ...]

    def count(self, month: int, state: MonthState) -> int:
        """How many units stand so in a month, 1 to 12."""
        return sum(each.months[month - 1].state is state for each in self.units)


def month_due_on(month: Period, due_day: int) -> date:
    """The last day on which a month is handed in in time."""
    following = month.next
    return following.start.replace(day=min(max(due_day, 1), following.end.day))


def units_of(
    listed: Sequence[ListedUnit],
    returns: Iterable[CollectedReturn],
    files: Iterable[MetFile] = (),
) -> list[ListedUnit]:
    """The units of the list, then by code those that sent something, named as they did last."""
    known = {each.code for each in listed}
    sent = {each.unit_code: each.unit_name for each in files if each.unit_code}
    newest: dict[str, tuple[date, int]] = {}
    for each in returns:
        stands = each.period.start, each.revision
        if stands >= newest.get(each.unit_code, stands):
            newest[each.unit_code] = stands
            sent[each.unit_code] = each.unit_name
    others = sorted((code, name) for code, name in sent.items() if code not in known)
    return [*listed, *(ListedUnit(code, name) for code, name in others)]


def latest(returns: Iterable[CollectedReturn]) -> dict[tuple[str, Period], CollectedReturn]:
    """By unit code and month the return that counts: its highest revision."""
    found: dict[tuple[str, Period], CollectedReturn] = {}
    for each in returns:
        place = each.unit_code, each.period
        if place not in found or found[place].revision < each.revision:
            found[place] = each
    return found


def named_files(
    files: Iterable[tuple[datetime, MetFile]], units: Iterable[ListedUnit]
) -> list[tuple[datetime, MetFile]]:
    """The files, each with the unit and month that it does not tell itself as its name says.

    What could not be read (locked, of a later version) says nothing else; a name counts where
    exactly one of the units is called so.
    """
    called: dict[str, list[ListedUnit]] = {}
    for unit in units:
        called.setdefault(folded(safe_unit_name(unit.name)), []).append(unit)
    return [(at, _named(file, called)) for at, file in files]


def _named(file: MetFile, called: Mapping[str, Sequence[ListedUnit]]) -> MetFile:
    if file.unit_code and file.period:
        return file
    told = RETURN_NAME.search(_BESIDE.split(file.path)[-1])
    name, period, revision = file.unit_name, file.period, file.revision
    if told is not None and int(told[3]) in range(1, 13):
        name, period = name or told[1], period or f"{told[2]}-{told[3]}"
        revision = revision or int(told[4])
    units = called.get(folded(safe_unit_name(name)), ())
    if len(units) != 1 or not period:
        return file
    return replace(
        file,
        unit_code=units[0].code,
        unit_name=units[0].name,
        period=period,
        revision=revision,
    )


def still_refused(files: Iterable[tuple[datetime, MetFile]]) -> list[MetFile]:
    """The files that were refused and still are, of all that collections met, in any order.

    A file that was met again stands as it was met last. What was refused is done with once the
    same unit's same month was taken later, in that revision or a newer one.
    """
    met = sorted(files, key=lambda each: each[0])
    last = {(file.path, file.unit_code, file.period, file.revision): (at, file) for at, file in met}
    taken: dict[tuple[str, str, str], list[tuple[datetime, int]]] = {}
    for at, file in met:
        if file.fate in (Fate.TAKEN, Fate.KNOWN):
            place = file.unit_code, folded(file.unit_name), file.period
            taken.setdefault(place, []).append((at, file.revision))
    return [
        file
        for at, file in last.values()
        if file.fate is Fate.REFUSED
        and not any(
            then > at and revision >= file.revision
            for then, revision in taken.get(
                (file.unit_code, folded(file.unit_name), file.period), ()
            )
        )
    ]


def year_of_units(
    year: int,
    listed: Sequence[ListedUnit],
    returns: Sequence[CollectedReturn],
    refused: Sequence[MetFile],
    today: date,
    due_day: int = USUAL_DUE_DAY,
    since: Period | None = None,
) -> YearOfUnits:
    """The grid of a year, out of its returns and of the files of it that are still refused.

    Nothing was asked of months before ``since``, unless something came.
    """
    by_place: dict[tuple[str, str], list[CollectedReturn]] = {}
    for each in returns:
        by_place.setdefault((each.unit_code, each.period.key), []).append(each)
    not_taken: dict[tuple[str, str], list[MetFile]] = {}
    for file in refused:
        not_taken.setdefault((whose_file(file, listed), file.period), []).append(file)
    whole = Period.parse(str(year)).months
    codes = {each.code for each in listed}

    def stands(code: str, month: Period) -> UnitMonth:
        place = code, month.key
        taken, others = by_place.get(place, []), not_taken.get(place, [])
        found = _unit_month(month, taken, others, today, month_due_on(month, due_day))
        is_asked = since is None or month.start >= since.start
        if found.state is MonthState.MISSING and not is_asked:
            return UnitMonth(month, MonthState.NOT_ASKED)
        return found

    units = tuple(
        UnitYear(unit, unit.code in codes, tuple(stands(unit.code, month) for month in whole))
        for unit in units_of(listed, returns, refused)
    )
    return YearOfUnits(year, units)


def whose_file(file: MetFile, listed: Sequence[ListedUnit]) -> str:
    """The code of whose file it is: under the code of another, the unit of the list so called."""
    name = folded(file.unit_name)
    called = [each.code for each in listed if folded(each.name) == name]
    return called[0] if len(called) == 1 else file.unit_code


def _unit_month(
    month: Period,
    taken: Sequence[CollectedReturn],
    refused: Sequence[MetFile],
    today: date,
    due: date,
) -> UnitMonth:
    """A return that was not taken is what a unit's month stands by only where it is newer."""
    last = max(taken, key=lambda each: each.revision, default=None)
    revision = last.revision if last else 0
    newer = [each for each in refused if each.revision > revision]
    earlier = tuple(sorted(each.revision for each in taken if each is not last))
    if newer:
        said = dict.fromkeys(words for each in newer for words in each.why)
        return UnitMonth(month, MonthState.DOUBTFUL, revision, earlier, tuple(said))
    if last is None:
        is_over = today > due
        return UnitMonth(month, MonthState.MISSING if is_over else MonthState.NOT_DUE)
    if last.answered is not None and not last.answered.is_taken:
        return UnitMonth(month, MonthState.GIVEN_BACK, revision, earlier, last.answered.reasons)
    first = min(each.reported_on or each.taken_at.date() for each in taken)
    state = MonthState.LATE if first > due else MonthState.HANDED_IN
    return UnitMonth(month, state, revision, earlier)

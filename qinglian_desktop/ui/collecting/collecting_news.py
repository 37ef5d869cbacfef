"""What the page 汇总 reads of a month, off the window's thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from qinglian_desktop.application.collection_reading import CollectedMonth
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.collecting.collected import MetFile
from qinglian_desktop.domain.collecting.disagreements import Disagreement
from qinglian_desktop.domain.collecting.states import named_files, still_refused
from qinglian_desktop.domain.period import Period


@dataclass(frozen=True, slots=True)
class CollectingNews:
    """A month, the reminder for whom is missing, and the day by which a month is due.

    ``files`` are those that tell of its year or of no month, of the latest collection first.
    """

    month: CollectedMonth
    reminder: str
    due_day: int
    files: tuple[tuple[datetime, MetFile], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was listed or collected yet."""
        return not self.month.year.units and not self.files

    @property
    def refused(self) -> list[MetFile]:
        """The files that are not taken; what could not be read at all, as it was met last."""
        last: dict[str, datetime] = {}
        for at, file in self.files:
            last[file.path] = max(last.get(file.path, at), at)
        return still_refused(
            (at, file) for at, file in self.files if file.period or at == last[file.path]
        )

    def shown_files(self, *, is_every: bool, of_year: bool) -> list[MetFile]:
        """Files of the month, or its year, and of none that is told; all, or those not taken."""
        files = [file for _, file in self.files] if is_every else self.refused
        return [each for each in files if of_year or each.period in ("", self.month.period.key)]

    @property
    def refused_elsewhere(self) -> str:
        """How many files of other months of the year are not taken: 3月1个、9月2个; "" if none."""
        of = Counter(each.period for each in self.refused)
        others = sorted(key for key in of if key not in ("", self.month.period.key))
        return "、".join(f"{Period.parse(key).index}月{of[key]}个" for key in others)

    def state_of(self, code: str, month: Period) -> str:
        """How a unit's month stands, in a word; "" in another year."""
        if self.month.year.year != month.year:
            return ""
        found = (each for each in self.month.year.units if each.unit.code == code)
        return next((each.months[month.index - 1].state.value for each in found), "")

    def problems_of(self, code: str, month: Period) -> tuple[Disagreement, ...]:
        """What does not add up in what was taken of a unit."""
        return tuple(
            each
            for each in self.month.problems
            if (each.unit_code, each.period) == (code, month) and not (each.is_told or each.file)
        )

    @property
    def kinds(self) -> list[str]:
        """The kinds of units that there are."""
        return list(dict.fromkeys(e.unit.kind for e in self.month.year.units if e.unit.kind))


def collecting_news(desk: Desk, month: Period) -> CollectingNews:
    """Everything that the page shows of a month."""
    reading = desk.collection.reading
    told = reading.month(month)
    with desk.book.reading() as work:
        met = work.collected.files()
    files = named_files(met, (each.unit for each in told.year.units))
    of_year = tuple(each for each in files if each[1].period[:4] in ("", str(month.year)))
    return CollectingNews(told, reading.reminder(told), desk.preferences.due_day(), of_year)

"""What a desk's book says on its day, each asked for by itself."""

from __future__ import annotations

from qinglian_desktop.application.answers import answers_to
from qinglian_desktop.application.day_reading import DayReading
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.returning import ToSendAgain
from qinglian_desktop.application.todos import Todo
from qinglian_desktop.application.year_overview import YearOverview, year_overview


def todos_of(desk: Desk) -> list[Todo]:
    """Everything due, the overdue first."""
    return desk.workbench.of_day().todos


def again_of(desk: Desk) -> list[ToSendAgain]:
    """The months that must be reported again."""
    with desk.book.reading() as work:
        returns = DayReading(work, desk.catalogue, desk.clock().date()).returns
        return desk.returning.to_send_again(work, returns)


def year_of(desk: Desk, year: int) -> YearOverview:
    """The year month by month."""
    changed = {each.month for each in again_of(desk)}
    with desk.book.reading() as work:
        seen = DayReading(work, desk.catalogue, desk.clock().date())
        return year_overview(seen, year, changed, answers_to(work, seen.returns))

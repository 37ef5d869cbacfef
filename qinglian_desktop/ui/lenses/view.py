"""What every lens has: a ledger seen otherwise, read anew when its records change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.places import Place
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Lens
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.look.parts import DropDown
from qinglian_desktop.ui.look.place_table import PlaceTable
from qinglian_desktop.ui.look.year_chooser import YearChooser
from qinglian_desktop.ui.session import Session

if TYPE_CHECKING:
    from qinglian_desktop.application.seen_maps import SeenMap


@dataclass(frozen=True, slots=True)
class MapAsked:
    """What a map is asked for: a day (None: today), which day it is compared with, the filters.

    ``since`` is the place of what is chosen, ``since_day`` what is typed for another day.
    """

    day: date | None
    since: int
    since_day: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LensShown:
    """What of a lens is in sight: its year, what its lists to choose from say, and the cell.

    ``asked`` is what a map is asked for.
    """

    year: int | None
    choices: tuple[int, ...]
    cell: tuple[int, int]
    asked: MapAsked | None = None


class LensView(Fresh, QWidget):
    """Reads when it is shown, and again after a change; a hidden one waits until it is shown."""

    shows_drafts = False
    """Whether plans or forms left half done stand in it."""

    def __init__(self, session: Session, ledger: Ledger, lens: Lens) -> None:
        super().__init__()
        self._session = session
        self._ledger = ledger
        self.lens = lens
        """What is looked through."""
        self.keep_fresh(session)

    @property
    def period(self) -> Period | None:
        """The time chosen in it; None where it tells of how things stand now."""
        years = self.findChild(YearChooser)
        return Period(PeriodKind.YEAR, years.year) if years is not None else None

    @property
    def seen(self) -> SeenMap | None:
        """The map that it shows, as it stands; None where it is a table on paper."""
        return None

    def concerns(self, changed: Changed) -> bool:
        """A lens may look at the roster too, so records of every ledger count."""
        return bool(changed.ledgers) or (self.shows_drafts and changed.drafts)

    def shown(self) -> LensShown:
        """What is chosen in it."""
        years, table = self.findChild(YearChooser), self.findChild(PlaceTable)
        at = table.currentIndex() if table is not None else QModelIndex()
        return LensShown(
            years.year if years is not None else None,
            tuple(each.currentIndex() for each in self.findChildren(DropDown)),
            (at.row(), at.column()),
        )

    def look_again(self, shown: LensShown) -> None:
        """Choose what was chosen in another view of this lens."""
        for each, place in zip(self.findChildren(DropDown), shown.choices, strict=True):
            each.setCurrentIndex(place)
        if shown.year is not None and (years := self.findChild(YearChooser)) is not None:
            years.choose(shown.year)
        self.refresh()
        if (table := self.findChild(PlaceTable)) is not None:
            table.setCurrentIndex(table.model().index(*shown.cell))

    def _go(self, place: Place | None) -> None:
        """To what a chosen cell leads; some lead nowhere."""
        if place is not None:
            self._session.go(place)

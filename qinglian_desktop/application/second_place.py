"""A second place for backups, a stick or a share: where it is, when it is due, and its copies.

A place counts as there where the book's own folder is found in it: another stick under the same
letter is left alone, the same one under another letter is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import SECOND_PLACE, Clock, Progress, no_progress
from qinglian_desktop.application.reaching import reach
from qinglian_desktop.domain.errors import EnvironmentProblem

EVERY_DAYS = 7
_FOLDER, _WORDS, _AT, _OFFERED = (
    f"{SECOND_PLACE}{each}" for each in ("folder", "words", "at", "offered")
)
_LOOKED_FOR = 20.0
"""Seconds for which a place is looked for; a share that is gone may take minutes."""


@dataclass(frozen=True, slots=True)
class SecondSpot:
    """A folder to write to, and what people call it."""

    folder: Path
    words: str


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """The second place of a book, and when a copy was last put there, as the PC believed."""

    spot: SecondSpot
    at: datetime

    def days(self, now: datetime) -> int:
        """Days since then; less than none where the clock was wrong then or is now."""
        return (now.date() - self.at.date()).days

    def is_due(self, now: datetime) -> bool:
        """Whether another copy is to be made; one of the future counts as none, once."""
        return not 0 <= self.days(now) < EVERY_DAYS


class SecondBackups:
    """The copies of an open book in its second place; ``called`` gives the name of its unit."""

    def __init__(self, book: Book, clock: Clock, called: Callable[[], str]) -> None:
        self._book = book
        self._clock = clock
        self._called = called

    def place(self) -> SecondPlace | None:
        """The second place; None if none was ever chosen, or a copy is looked into."""
        if self._book.copy is not None:
            return None
        with self._book.reading() as work:
            folder, words, at = (work.settings.get(key) for key in (_FOLDER, _WORDS, _AT))
        try:
            then = datetime.fromisoformat(at or "")
        except ValueError:
            return None
        return SecondPlace(SecondSpot(Path(folder), words or folder), then) if folder else None

    def due(self) -> SecondPlace | None:
        """The second place if it has to have another copy."""
        place = None if self._book.read_only else self.place()
        return place if place is not None and place.is_due(self._clock()) else None

    def is_to_be_offered(self) -> bool:
        """Whether there is none and nobody was asked yet; from now on somebody was.

        No book that cannot note it keeps whoever asks from what was done.
        """
        if self._book.read_only or self.place() is not None:
            return False
        with suppress(EnvironmentProblem), self._book.writing() as work:
            if not work.settings.get(_OFFERED):
                work.settings.put(_OFFERED, self._clock().isoformat())
                return True
        return False

    def put(self, spot: SecondSpot, progress: Progress = no_progress) -> Path:
        """Put a copy there, which is the second place from now on; gives the copy's folder.

        Raises EnvironmentProblem, which tells of the place, or Cancelled.
        """
        called = self._called() or self._book.folder.name
        made = reach(lambda told: self._book.back_up_to(spot.folder, called, told), progress)
        assert made is not None
        kept = {
            _FOLDER: str(spot.folder),
            _WORDS: spot.words,
            _AT: self._clock().isoformat(timespec="seconds"),
        }
        try:
            with self._book.writing() as work:
                for key, text in kept.items():
                    work.settings.put(key, text)
        except EnvironmentProblem as problem:
            raise EnvironmentProblem(
                f"第二处的备份做好了，可是台账库里没能记下来。{problem.happened}",
                "备份是好的，在第二处。",
                problem.todo,
            ) from problem
        return made

    def once_a_week(
        self, find: Callable[[], Iterable[SecondSpot]], progress: Progress = no_progress
    ) -> str:
        """Put a copy there if one is due and the place is there; gives a sentence, or "".

        ``find`` finds the sticks that are plugged in. Raises Cancelled.
        """
        place = self.due()
        spot = None if place is None else self._there(place.spot, find, progress)
        if spot is None:
            return ""
        try:
            self.put(spot, progress)
        except EnvironmentProblem as problem:
            return f"每周的第二处备份没有做成：{problem}"
        return f"每周的第二处备份做好了，在“{spot.words}”。拔U盘以前，请先在系统里弹出。"

    def _there(
        self, spot: SecondSpot, find: Callable[[], Iterable[SecondSpot]], progress: Progress
    ) -> SecondSpot | None:
        """Where the book's folder is: in the place that was chosen, or on a stick."""

        def look(_: Progress) -> SecondSpot | None:
            if self._book.second_folder(spot.folder) is not None:
                return spot
            return next((each for each in find() if self._book.second_folder(each.folder)), None)

        return reach(look, progress, most=_LOOKED_FOR)


def far_words(place: SecondPlace, now: datetime) -> str:
    """How long ago the last copy there was made, in words."""
    days = place.days(now)
    if days < 0:
        return f"第二处备份的日期 {place.at:%Y-%m-%d} 比今天还晚"
    return f"第二处备份已经 {days} 天没有做了" if days else "第二处今天备份过"

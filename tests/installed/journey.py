"""A secretary's first hour with the installed program, by real keys: a book, a talk, the papers.

Nothing is asked of the program itself: what came of the keys is seen on the screen and in files.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path, PurePath

from tests.journeys.real_screen import TYPED, Screen, until

WINDOW = "^清廉机关台账$"
PERSON = "张杨丽"
UNIT = "某市某局机关党支部"
TALK = "谈岗位职责和廉政风险点。"
_CARET_BITS = 20_000
"""Of the picture's bits what a blinking caret or a moving bar changes."""


@dataclass(frozen=True)
class Place:
    """A folder by the name that the program knows, and where it is seen from here."""

    told: PurePath
    seen: Path


class Journey:
    """Keys to the program on a screen whose picture lies in a file.

    ``calm`` is by how much longer the screen must stay the same until it counts as at rest.
    """

    def __init__(self, screen: Screen, picture: Path, home: Place, calm: float = 1) -> None:
        self._screen = screen
        self._picture = picture
        self._home = home
        self._calm = calm

    @property
    def book(self) -> Path:
        """The folder of the one book in the home, as seen from here."""
        found = [each.parent for each in self._home.seen.rglob("ledger.db")]
        (book,) = [each for each in found if "backups" not in each.parts]
        return book

    def begin(self) -> None:
        """Wait for the first window, and give it the keyboard."""
        until(lambda: self._screen.windows(WINDOW), "no window came")
        self._turn_to(self._screen.windows(WINDOW)[-1])

    def make_book(self) -> None:
        """From the first window to the empty book, open."""
        door = self._screen.windows(WINDOW)
        self._press("Tab", "space")
        for _ in range(2):
            self._screen.type(TYPED)
            self._press("Return")
        until(lambda: [*self._home.seen.rglob("keys.json")], "no book was made")
        self._settle(2)
        self._screen.keys("space", "Tab", "Return")
        self._turn_to_new(door)

    def keep_person_and_unit(self) -> None:
        """What the first page of an empty book asks for."""
        self._press("alt+9", "ctrl+n")
        self._paste(PERSON, "End", "Return")
        # Past 性别, 民族 and five more to 政治面貌, whose first line is chosen.
        self._press(*["Return"] * 7, "Down", "Return")
        self._screen.type("2020-07-01")
        self._press(*["Return"] * 11)
        self._screen.type("2026-01-04")
        self._press("ctrl+s")
        self._press("alt+1")
        self._press("space")
        self._paste(UNIT, "Return")
        self._screen.type("A01")
        self._press("Return", "Return")
        self._paste(UNIT, "ctrl+s")

    def keep_talk(self) -> None:
        """Saving goes to what is still missing."""
        self._press("alt+3", "ctrl+n")
        self._choose_person()
        self._press("space", "ctrl+s")
        self._choose_person()
        self._press("space", "ctrl+s")
        # Where it stands already, or under wine where one more leads to.
        self._press("ctrl+s")
        self._paste(TALK)
        self._press("ctrl+s")

    def print_talk(self, name: str) -> Path:
        """The talk's paper as a PDF of that name in the home."""
        main = self._screen.windows(WINDOW)
        self._screen.keys("ctrl+p")
        preview = self._turn_to_new(main)
        self._settle(3)
        file = self._save("ctrl+s", name)
        self._turn_to(preview)
        self._press("Escape")
        self._turn_to(main[-1])
        return file

    def write_return(self, folder: str) -> Path:
        """This month's return, into a folder of that name in the home; its workbook."""
        to = self._home.seen / folder
        main = self._screen.windows(WINDOW)
        self._press("alt+0")
        self._settle(3)
        # Past the two signers, which table is shown, and two wishes.
        self._press(*["Tab"] * 5)
        known = self._screen.windows(".")
        self._screen.keys("space")
        chooser = self._turn_to_new(known)
        self._screen.keys("ctrl+a")
        self._screen.type(str(self._home.told / folder))
        self._screen.keys("Return")
        # This month is not over yet, which is asked about first; the button at hand leads back.
        self._turn_to_new([*known, chooser])
        self._press("Tab", "space")
        until(lambda: [*to.rglob("*.xlsx")], "no return was written")
        self._settle(2)
        self._turn_to(main[-1])
        return next(to.rglob("*.xlsx"))

    def lock_and_open(self) -> None:
        """Away from the seat and back."""
        self._press("ctrl+l")
        self._settle(2)
        self.open()

    def open(self) -> None:
        """The password to the window that asks for it, until the book is open."""
        self._turn_to(self._screen.windows(WINDOW)[-1])
        self._screen.type(TYPED)
        known = self._screen.windows(WINDOW)
        self._screen.keys("Return")
        until(lambda: self._screen.windows(WINDOW) != known, "the book was not opened")
        self._turn_to(self._screen.windows(WINDOW)[-1])

    def _choose_person(self) -> None:
        self._screen.type("zyl")
        self._settle()
        self._press("Return")
        self._press("ctrl+s")

    def _save(self, key: str, name: str) -> Path:
        self._press(key, wait=2)
        self._turn_to(self._screen.windows(".")[-1])
        self._screen.keys("ctrl+a")
        self._screen.type(str(self._home.told / name))
        self._screen.keys("Return")
        file = self._home.seen / name
        until(lambda: file.exists() and file.stat().st_size, f"{name} was not written")
        self._settle()
        return file

    def _paste(self, text: str, *keys: str) -> None:
        with self._screen.clipboard(text):
            self._press("ctrl+v", *keys)

    def _press(self, *keys: str, wait: float = 1) -> None:
        self._screen.keys(*keys)
        self._settle(wait)

    def _turn_to_new(self, known: list[str]) -> str:
        """Give the keyboard to the window that was not there yet."""
        until(lambda: {*self._screen.windows(".")} - {*known}, "no new window came")
        window = ({*self._screen.windows(".")} - {*known}).pop()
        self._turn_to(window)
        return window

    def _turn_to(self, window: str) -> None:
        self._screen.focus(window)
        self._settle()

    def _settle(self, seconds: float = 1) -> None:
        """Wait until the screen has stayed the same for so long."""
        shown, since = self._picture.read_bytes(), time.monotonic()
        end = since + 60
        while time.monotonic() - since < seconds * self._calm:
            assert time.monotonic() < end, "the screen does not come to rest"
            time.sleep(0.2)
            now = self._picture.read_bytes()
            if now != shown and _differing(shown, now) > _CARET_BITS:
                shown, since = now, time.monotonic()


def _differing(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one, "little") ^ int.from_bytes(other, "little")).bit_count()

"""What a guess at a secret costs: its derivation, and a wait after some that failed in a row."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import cast

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.files.durable import write_durably
from qinglian_desktop.storage.engine import DATABASE
from qinglian_desktop.storage.key_slots import MOST, OFFICE_COST, KeyCost, seconds_of

GUESSES = "guesses.json"
"""In the book's folder while guesses failed; gone once one was right."""
WAITS = (0, 0, 1, 2, 4, 8, 16, 30)
"""Seconds after so many wrong guesses in a row; the last for all that come after."""
LEAST = 0.25
"""Seconds that one derivation takes at least on the PC on which a slot is made."""
_ROOM = 1.2


class TooSoon(EnvironmentProblem):
    """Nothing was tried: the last wrong guess is not yet ``seconds`` ago."""

    def __init__(self, wrong: int, seconds: int) -> None:
        super().__init__(
            f"密码连着输错了 {wrong} 次，还要等 {seconds} 秒才能再试。",
            "台账库没有受影响，这一次没有算在里面。",
            "请等一等，看看大小写和输入法再输；忘记了密码，可以用恢复码打开。",
        )
        self.seconds = seconds


class Guessing:
    """For all books of the program; the ``cost`` of a slot is measured unless it is given."""

    def __init__(self, cost: KeyCost | None = None, waits: Sequence[float] = WAITS) -> None:
        self._given = cost
        self._waits = waits
        self._one = threading.Lock()
        self._wrong: dict[Path, tuple[int, float]] = {}

    @cached_property
    def cost(self) -> KeyCost:
        """Of a slot that is made now: never less than an office PC needs, never what is refused."""
        if self._given is not None:
            return self._given
        once = min(seconds_of(KeyCost(1, OFFICE_COST.memory_kib)) for _ in range(3))
        needed = math.ceil(_ROOM * LEAST / once)
        most = MOST * OFFICE_COST.iterations
        return KeyCost(min(most, max(OFFICE_COST.iterations, needed)), OFFICE_COST.memory_kib)

    @contextmanager
    def at(self, folder: Path) -> Generator[None]:
        """A guess at a secret of the book in a folder; raises TooSoon. WrongPassword is counted."""
        with self._one:
            wrong, last = self._wrong.get(folder) or _read(folder)
        wait = self._waits[min(wrong, len(self._waits)) - 1] if wrong > 0 else 0
        # A clock that was set back would keep the right one out for as long as that.
        passed = time.time() - last
        if 0 <= passed < wait:
            raise TooSoon(wrong, math.ceil(wait - passed))
        try:
            yield
        except WrongPassword:
            with self._one:
                self._wrong[folder] = wrong + 1, time.time()
                if len(self._waits) > 1:
                    _write(folder, *self._wrong[folder])
            raise
        with self._one:
            self._wrong.pop(folder, None)
            with suppress(OSError):
                (folder / GUESSES).unlink(missing_ok=True)


def _read(folder: Path) -> tuple[int, float]:
    try:
        found = cast("dict[str, object]", read_json((folder / GUESSES).read_bytes()))
        return int(str(found["wrong"])), float(str(found["last"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return 0, 0.0


def _write(folder: Path, wrong: int, last: float) -> None:
    """For the next start of the program; where nothing can be written this one alone knows."""
    if (folder / DATABASE).exists():
        with suppress(OSError):
            write_durably(folder / GUESSES, json.dumps({"wrong": wrong, "last": last}).encode())

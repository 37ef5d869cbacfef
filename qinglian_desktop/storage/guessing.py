"""What a guess at a secret costs: its derivation, and a wait after some that failed in a row.

They are counted for each keeper: who knows one password does not end the wait for another. A guess
that names nobody is one at all of them.
"""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias, cast

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.files.durable import write_durably
from qinglian_desktop.storage.engine import DATABASE
from qinglian_desktop.storage.key_slots import MOST, OFFICE_COST, KeyCost, KeySlot, seconds_of

Wrong: TypeAlias = Mapping[str, tuple[int, float]]
"""By the keeper's name, folded, "" for guesses that named nobody: how many, and when the last."""

GUESSES = "guesses.json"
"""In the book's folder while guesses failed; gone once one was right."""
WAITS = (0, 0, 1, 2, 4, 8, 16, 30)
"""Seconds after so many wrong guesses in a row; the last for all that come after."""
FORGOTTEN = 600
"""Seconds after which wrong guesses that named nobody are forgotten, where several keep the book:
by a right one alone, whoever knows one password could go on guessing at those of the others."""
LEAST = 0.25
"""Seconds that one derivation takes at least on the PC on which a slot is made."""
_ROOM = 1.2


class TooSoon(EnvironmentProblem):
    """Nothing was tried: the last wrong guess is not yet ``seconds`` ago."""

    def __init__(self, wrong: int, seconds: int, name: str = "") -> None:
        whose = f"“{name}”的" if name else ""
        super().__init__(
            f"{whose}密码连着输错了 {wrong} 次，还要等 {seconds} 秒才能再试。",
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
        self._wrong: dict[Path, Wrong] = {}

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
    def at(self, folder: Path, name: str = "") -> Generator[Right]:
        """A guess at a secret of the book in a folder; raises TooSoon. WrongPassword is counted.

        At that of the keeper of a name, if one is given. What is yielded is told whose it was.
        """
        called, name, right, now = name, folded(name), Right(), time.time()
        with self._one:
            known = dict(self._wrong.get(folder) or _read(folder))
        # One at nobody's was one at everybody's, too.
        at_all, then = known.get("", (0, 0.0))
        for each in {name} if name else {*known, ""}:
            wrong, last = known.get(each, (0, 0.0)) if each else (0, 0.0)
            wrong, last = wrong + at_all, max(last, then)
            wait = self._waits[min(wrong, len(self._waits)) - 1] if wrong > 0 else 0
            # A clock that was set back would keep the right one out for as long as that.
            if 0 <= now - last < wait:
                raise TooSoon(wrong, math.ceil(wait - now + last), called)
        try:
            yield right
        except WrongPassword:
            self._keep(folder, known | {name: (known.get(name, (0, 0.0))[0] + 1, time.time())})
            raise
        ended = {folded(each) for each in right.names}
        left = {each: of for each, of in known.items() if each not in ended}
        if "" in left and (right.is_only_one or not 0 <= now - left[""][1] < FORGOTTEN):
            left.pop("")
        if left != known:
            self._keep(folder, left)

    def _keep(self, folder: Path, wrong: Wrong) -> None:
        with self._one:
            self._wrong[folder] = wrong
            if not wrong:
                self._wrong.pop(folder)
                with suppress(OSError):
                    (folder / GUESSES).unlink(missing_ok=True)
            elif len(self._waits) > 1:
                _write(folder, wrong)


@dataclass(slots=True)
class Right:
    """Whose secret a right guess was, and whether nobody else has a password of the book."""

    names: tuple[str, ...] = ()
    is_only_one: bool = False

    def was_of(self, entered: KeySlot, slots: Sequence[KeySlot]) -> None:
        """By the slot that was opened; the recovery code opens for all of them."""
        everyone = tuple(each.keeper.name for each in slots if each.keeper is not None)
        by_code = entered.keeper is None
        self.names = everyone if entered.keeper is None else (entered.keeper.name,)
        self.is_only_one = by_code or len(everyone) == 1


def _read(folder: Path) -> Wrong:
    """None where nothing can be made of what stands there."""
    try:
        found = cast("dict[str, list[float]]", read_json((folder / GUESSES).read_bytes()))
        return {name: (int(wrong), float(last)) for name, (wrong, last) in found.items()}
    except (OSError, ValueError, AttributeError, TypeError, OverflowError, RecursionError):
        return {}


def _write(folder: Path, wrong: Wrong) -> None:
    """For the next start of the program; where nothing can be written this one alone knows."""
    if (folder / DATABASE).exists():
        with suppress(OSError):
            write_durably(folder / GUESSES, json.dumps(wrong).encode())

"""What an operation does step by step, and what it says of each: confirmed, told, or a bug."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from qinglian_desktop.domain.errors import EnvironmentProblem
from tests.faults import shim
from tests.faults.shim import Event

T = TypeVar("T")
_PROGRAM = "/qinglian_desktop/"


class Stopped(Exception):
    """A step ended in what no user is told; the rest is not tried."""


class Steps:
    """Says of each step, among what is done to the disk, how it ended."""

    def step(self, name: str, act: Callable[[], T]) -> T | None:
        """Do it; None if the user was told that it failed."""
        _say("begun", name)
        try:
            made = act()
        except EnvironmentProblem as problem:
            _say("told", name, problem.sentence)
            return None
        except BaseException as error:
            _say("bug", name, _in_short(error))
            raise Stopped from None
        _say("confirmed", name, made if isinstance(made, str) else "")
        return made


@dataclass(slots=True)
class Said:
    """What was said of the steps until the end or the cut: step → text."""

    confirmed: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    bugs: dict[str, str] = field(default_factory=dict)
    ended: bool = False

    @classmethod
    def among(cls, events: Iterable[Event]) -> Said:
        said = cls()
        for event in events:
            if event.kind == "n":
                how, step, text = json.loads(event.first)
                match how:
                    case "confirmed":
                        said.confirmed[step] = text
                    case "told":
                        said.told[step] = text
                    case "bug":
                        said.bugs[step] = text
                    case "ended":
                        said.ended = True
                    case _:
                        pass
        return said


def carry_out(work: Callable[[Steps], object]) -> None:
    """Do an operation's work and say that it came to its end."""
    try:
        work(Steps())
    except Stopped:
        pass
    except BaseException as error:
        _say("bug", "", _in_short(error))
    _say("ended", "")


def _in_short(error: BaseException | None) -> str:
    """The error with those behind it, each with the place where the program met it."""
    said: list[str] = []
    while error is not None:
        ours = [each for each in traceback.extract_tb(error.__traceback__) if _PROGRAM in each[0]]
        place = f"（{ours[-1].filename.rpartition('/')[2]}:{ours[-1].lineno}）" if ours else ""
        said.append(f"{type(error).__name__}: {str(error).partition(chr(10))[0]}{place}")
        error = error.__cause__
    return " ← ".join(said)


def _say(how: str, step: str, text: str = "") -> None:
    shim.note(json.dumps([how, step, text]))

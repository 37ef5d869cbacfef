"""Runs work in a child process that dies, or whose disk fails, at a chosen change of the disk.

A step is whatever changes names or flushes: a file opened to be written, a rename, a file or a
folder made or removed, a flush. What SQLite does inside its own files is not a step.
"""

from __future__ import annotations

import os
import pickle
import random
import secrets
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qinglian_desktop.domain.errors import EnvironmentProblem

_CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the work ended: ``steps`` taken, what the user was told, or that it was killed."""

    steps: int
    told: str = ""
    killed: bool = False
    bug: str = ""


def run(
    work: Callable[[], object], at: int = 0, error: int = 0, *, for_good: bool = False
) -> Outcome:
    """Do the work in a child; before step ``at`` it is killed, or the system says ``error``."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            same_chance()
            outcome = _carry_out(work, at, error, for_good)
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(outcome, pipe)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(said) if said else Outcome(at, killed=True)


def same_chance() -> None:
    """What is left to chance comes out the same each time, and with it the number of steps.

    The names of two files begin alike now and then, and then there is a folder less to be made.
    """
    chance = random.Random(0)
    os.urandom = chance.randbytes
    secrets.token_bytes = lambda nbytes=None: chance.randbytes(nbytes or 32)
    secrets.token_hex = lambda nbytes=None: chance.randbytes(nbytes or 32).hex()


def _carry_out(work: Callable[[], object], at: int, error: int, for_good: bool) -> Outcome:
    steps, is_over = 0, False

    def step() -> None:
        nonlocal steps
        if is_over:
            return
        steps += 1
        if at and (steps == at or (for_good and steps > at)):
            if not error:
                os._exit(9)
            raise OSError(error, os.strerror(error))

    def hear(event: str, given: tuple[Any, ...]) -> None:
        writes = (
            event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if event in _CHANGES or writes:
            step()

    def flush(handle: int) -> None:
        step()
        real(handle)

    real = os.fsync
    os.fsync = flush
    sys.addaudithook(hear)
    try:
        work()
        told = bug = ""
    except EnvironmentProblem as problem:
        told, bug = problem.sentence, ""
    except BaseException:
        told, bug = "", traceback.format_exc()
    is_over = True
    return Outcome(steps, told, bug=bug)

"""What is fuzzed: a kind of file that the program reads, and what reading it shall keep to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.mutations import BYTES, Mutation


class Amiss(Exception):
    """The program neither read what was written nor said that it could not."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A valid file by its name; ``others`` are valid files of the same kind."""

    name: str
    data: bytes
    others: tuple[bytes, ...] = ()
    ways: Sequence[Mutation] = ()


Attempt = Callable[[Path, str, bytes], None]
"""Reads a file of this name with these bytes in an empty folder.

Raises EnvironmentProblem or DataProblems where it is told in words, and Amiss.
"""


@dataclass(frozen=True, slots=True)
class Target:
    """``prepare`` makes, in a folder that stays, the samples and the attempt.

    ``ways`` are mutations of its structure, beside those of any bytes; so are those of a sample.
    ``few`` is how many are tried in each run of the tests: trials of some take longer.
    """

    title: str
    prepare: Callable[[Path], tuple[Sequence[Sample], Attempt]]
    ways: Sequence[Mutation] = ()
    few: int = 16

    def ways_of(self, sample: Sample) -> list[Mutation]:
        """All mutations; those of the structure as often as those of bytes."""
        own = [*self.ways, *sample.ways]
        return [*BYTES, *own * max(1, len(BYTES) // max(1, len(own)))]

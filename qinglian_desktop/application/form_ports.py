"""What is needed of documents to fill forms of somebody else. Protocols only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from qinglian_desktop.domain.filling.form_mapping import Writing
from qinglian_desktop.domain.filling.seen_form import FormPlace, SeenForm
from qinglian_desktop.domain.projection import CellValue


@dataclass(frozen=True, slots=True)
class FilledPlace:
    """What is written into a place: a number, a day, or text; nothing empties it.

    ``is_percent`` of a number that is so many of a hundred.
    """

    place: FormPlace
    value: CellValue
    writing: Writing = Writing.INSTEAD
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class FilledRows:
    """Rows written below each other from the row of the places on, which are one for each column.

    ``room`` rows are there; where there are more, rows like the last of them are inserted below
    it and what stands below moves down. Rows of the room that are not needed are emptied in these
    columns.
    """

    places: tuple[FormPlace, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    room: int


@dataclass(frozen=True, slots=True)
class FormFilling:
    """All that is written into a form, once."""

    places: tuple[FilledPlace, ...] = ()
    rows: tuple[FilledRows, ...] = ()


class FormFiles(Protocol):
    """Forms of somebody else: workbooks, with macros or without, and Word documents."""

    def see(self, file_name: str, content: bytes) -> SeenForm:
        """What a form shows.

        Raises EnvironmentProblem for what is none of the kinds, damaged, or too large, and
        NeedsPassword for an encrypted one.
        """
        ...

    def unlocked(self, file_name: str, content: bytes, password: str) -> bytes:
        """The bytes of an encrypted form without its password; raises NeedsPassword if wrong."""
        ...

    def fill(
        self, file_name: str, content: bytes, filling: FormFilling, target: Path
    ) -> tuple[str, ...]:
        """Write the filled form to exactly this path: only these places are other than before.

        Formulas lose their old values and are reckoned anew by whoever opens the file. Gives a
        sentence for each place that could not be filled. Raises EnvironmentProblem, which calls
        the form by its ``file_name``.
        """
        ...

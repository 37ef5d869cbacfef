"""A record as its rows say it, and what is wrong at their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qinglian_desktop.domain.importing.import_plan import Said
from qinglian_desktop.domain.values import Value


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong at a cell, by row and column counted from 0; ``said`` is what can be mended.

    ``options`` are the words out of which one may be meant.
    """

    row: int
    column: int
    message: str
    said: Said | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """A record as understood: its rows, counted from 0, and plain input by field key.

    ``number`` is what its column 编号 says. ``cells`` are, by field, or ``rows.field`` with the
    place of the child row, the cells out of which it was read; ``completed`` what was added at
    a cell that did not say it all. ``read`` is what fields of ``typed`` were read as, as far as
    that is known already. ``unfilled`` are fields whose cell holds only what is still to be filled
    in, and was not taken. ``section`` is the line under which it stands, if any.
    """

    rows: tuple[int, ...]
    typed: Mapping[str, object]
    number: str = ""
    cells: Mapping[tuple[str, int], tuple[int, int]] = field(
        default_factory=dict[tuple[str, int], tuple[int, int]]
    )
    completed: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    problems: tuple[CellProblem, ...] = ()
    read: Mapping[str, Value] = field(default_factory=dict[str, Value])
    unfilled: tuple[tuple[str, str], ...] = ()
    section: str = ""

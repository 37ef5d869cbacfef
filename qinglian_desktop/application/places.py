"""Where a click can lead: a record, a new one, a list, a lens, a return; as values"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from qinglian_desktop.domain.field_types import Choice, Moment, Span
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Lens
from qinglian_desktop.domain.period import Period

_MORNING = "09:00"


@dataclass(frozen=True, slots=True)
class ToRecord:
    """Open this record, in its form at this ``field``, or at this ``step`` of the chart there."""

    ledger: str
    record_id: int
    field: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class ToNew:
    """Begin a new record with this plain input."""

    ledger: str
    given: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ToDraft:
    """Go on with this draft."""

    ledger: str
    draft_id: int


@dataclass(frozen=True, slots=True)
class ToUnfinished:
    """Choose one of the forms of new records that were left half done in this ledger."""

    ledger: str


@dataclass(frozen=True, slots=True)
class ToLens:
    """Show the ledger through this lens."""

    ledger: str
    lens: Lens


@dataclass(frozen=True, slots=True)
class ToList:
    """Show just these records of the ledger; ``words`` say what they have in common."""

    ledger: str
    ids: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ToReturn:
    """Make the return of this month."""

    month: Period


@dataclass(frozen=True, slots=True)
class ToPublish:
    """Make a set for the public, as that of this record of the ledger; 0 is a new one."""

    ledger: str
    record_id: int = 0


@dataclass(frozen=True, slots=True)
class ToBackup:
    """Make a backup."""


@dataclass(frozen=True, slots=True)
class ToSecondPlace:
    """Choose the second place for backups, this folder first, and put one there."""

    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class ToScope:
    """Choose which ledgers the unit keeps."""


@dataclass(frozen=True, slots=True)
class ToKeepers:
    """Say who keeps the book."""


@dataclass(frozen=True, slots=True)
class ToImport:
    """Bring records into the ledger: out of this file, or what was copied in a spreadsheet.

    Without either the user is asked for a file.
    """

    ledger: str
    file: Path | None = None
    is_pasted: bool = False


Place: TypeAlias = (
    ToRecord
    | ToNew
    | ToDraft
    | ToUnfinished
    | ToLens
    | ToList
    | ToReturn
    | ToPublish
    | ToBackup
    | ToSecondPlace
    | ToScope
    | ToKeepers
    | ToImport
)


def new_input(
    ledger: Ledger, words: Mapping[str, str], day: date | None = None
) -> dict[str, object]:
    """Plain input with which a new record begins: a word by choice field, and its day.

    Without a day the form says it.
    """
    given: dict[str, object] = {
        key: word if isinstance(ledger.field(key).type, Choice) else [word]
        for key, word in words.items()
    }
    if day is not None:
        match ledger.field(ledger.occurred).type:
            case Span():
                given[ledger.occurred] = {"start": f"{day} {_MORNING}"}
            case Moment():
                given[ledger.occurred] = f"{day} {_MORNING}"
            case _:
                given[ledger.occurred] = day.isoformat()
    return given

"""What a ledger declares of events to which people are called beforehand, in writing"""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.domain.convening import Circle


@dataclass(frozen=True, slots=True)
class EventKind:
    """What an event of this word is called, and what one does with it, if not as the others."""

    word: str
    called: str
    verb: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event for which a notice, an agenda and a sheet to sign can be written beforehand.

    It is called what the word of ``kind`` says, else ``called``, and one ``verb`` it; ``kinds``
    are words, which no unit changes, with others. When it is says the ledger's ``occurred``,
    beside a day the text ``hours``. Who is to come says the field with attendance; where there is
    none ``people``, and nobody named, the ``circle``.
    ``guests`` are fields of others who come, beside the one that the attendance names. ``agenda``
    are rows, of which the first field is told, or lines of a text.
    """

    called: str
    verb: str = "开展"
    kind: str = ""
    kinds: tuple[EventKind, ...] = ()
    hours: str = ""
    place: str = ""
    theme: str = ""
    host: str = ""
    people: str = ""
    circle: Circle | None = None
    guests: tuple[str, ...] = ()
    agenda: str = ""

"""What a ledger declares of putting up in public (公开): which lists and charts make the set."""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.domain.field_types import Field, Name, PeopleRef, PersonRef
from qinglian_desktop.domain.paper import ListColumn


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """A column that no field holds: how many records in public lead here by ``by``, ledger.field.

    ``key`` is its own in the list, ``label`` stands above it.
    """

    key: str
    label: str
    by: str
    unit: str = ""

    @property
    def ledger(self) -> str:
        """The key of the ledger whose records lead here."""
        return self.by.partition(".")[0]


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A list of the set, called by a word of ``Publishing.contents``; columns as published.

    A record belongs to what its link ``owner`` leads to, or is it where there is none, and to the
    department in the field ``department``. Columns of the keys ``unticked`` are offered, and left
    out until somebody wants them; those of ``counts`` are counted. The Text ``charted`` says
    which chart of the set is that of the record, where there is one.
    """

    word: str
    ledger: str
    columns: tuple[ListColumn, ...]
    department: str
    owner: str = ""
    rows: str = ""
    unticked: tuple[str, ...] = ()
    counts: tuple[PublishedCount, ...] = ()
    charted: str = ""


@dataclass(frozen=True, slots=True)
class Publishing:
    """Records of this ledger say what was put up when: a set of ``lists``, then of charts.

    All of it is about the records of ``owner``; ``charts`` is the word, and the ledger, of the
    charts of these. The others name fields of the record that is kept: a choice ``scope`` of
    three words, which are the whole, the ``department`` and the ``single`` owner; the choices
    ``contents``; and a choice ``names`` of two words, with and without names of people. What is
    put up later takes the place of what says the same in ``places``, texts: how, and where.
    """

    title: str
    short: str
    owner: str
    lists: tuple[PublishedList, ...]
    charts: tuple[str, str]
    day: str
    until: str
    by: str
    scope: str
    department: str
    single: str
    contents: str
    names: str
    places: tuple[str, ...] = ()

    @property
    def ledgers(self) -> frozenset[str]:
        """The keys of the ledgers out of which the set is made."""
        return frozenset({self.owner, self.charts[1], *(each.ledger for each in self.lists)})


def is_of_names(field: Field) -> bool:
    """Whether a field holds names of people, and is left out where none shall be read."""
    return isinstance(field.type, Name | PersonRef | PeopleRef)

"""What a ledger declares of its paper: the form of one record, and the list of many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from qinglian_desktop.domain.values import Value


@dataclass(frozen=True, slots=True)
class EachSigns:
    """A place to sign for each of the people in a field; where it is one, a usual place."""

    label: str
    people: str


Signing: TypeAlias = str | EachSigns


@dataclass(frozen=True, slots=True)
class PaperKind:
    """What the paper of one word is called, and who signs it if not the same as for the others."""

    word: str
    title: str
    signatures: tuple[Signing, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetEach:
    """A sheet for each row of ``rows``: whoever a row is about gets, and signs, a sheet alone.

    ``name`` says in a row who that is. Of the other ``sorted_out`` rows, each with the field that
    names somebody, a sheet has those about its own and those about none of them.
    """

    rows: str
    name: str
    sorted_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The printed record: each line holds one or two field keys; signature lines stay blank.

    Where the choice ``kind`` has a word of ``kinds``, that title says it and its boxes are left
    out. A line of ``when_filled`` is left out while it is empty.
    """

    title: str
    lines: tuple[tuple[str, ...], ...]
    signatures: tuple[Signing, ...] = ()
    note: str = ""
    kind: str = ""
    kinds: tuple[PaperKind, ...] = ()
    when_filled: tuple[str, ...] = ()
    sheet_each: SheetEach | None = None

    def kind_of(self, values: Mapping[str, Value]) -> PaperKind | None:
        """The paper that these values ask for, if it is not the usual one."""
        word = values.get(self.kind)
        return next((each for each in self.kinds if each.word == word), None)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list on paper; ``width`` in 汉字, without a heading it has the field's label.

    ``key`` is a field's, ``rows.field`` in a list with a line for each of these rows,
    ``rows.latest`` for the last row alone, ``rows.field`` of other rows for what all of them say in
    that field, or ``people.due``, ``.present``, ``.absent``; several,
    joined by +, stand below each other.
    """

    key: str
    width: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class PaperList:
    """The list on paper, after 序号: a record a line, or each of its ``rows``, the rest merged.

    ``foot`` are the words below it to be filled by hand: who made it and who checked it.
    Beside the number of its records is told how many have each word of the choice ``counted``.
    """

    title: str
    columns: tuple[ListColumn, ...]
    rows: str = ""
    foot: tuple[str, ...] = ()
    counted: str = ""

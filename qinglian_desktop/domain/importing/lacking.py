"""What must be filled in and no column of a sheet tells, with the answer that stands around it"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from qinglian_desktop.domain.field_types import Field, Integer, Rows, Text
from qinglian_desktop.domain.importing.around import Around, Offered
from qinglian_desktop.domain.importing.targets import Target, lent
from qinglian_desktop.domain.ledger import Computed, Ledger
from qinglian_desktop.domain.values import Values

_Typed: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Lacked:
    """What must be filled in and no column tells: ``key`` is ``field`` or ``rows.field``."""

    key: str
    label: str
    field: Field
    offer: Offered | None = None


@dataclass(frozen=True, slots=True)
class Lacking:
    """Finds it by the targets of the columns, ``aimed``, and the ``first`` records of a sheet.

    ``of_cells`` are these without what is said for all. ``year`` is that of all its days,
    ``is_one`` where all its rows are of one record; ``sectioned`` are the fields that each
    section says.
    """

    ledger: Ledger
    aimed: Sequence[Target]
    around: Around
    first: Callable[[], Sequence[Values]]
    of_cells: Callable[[], Iterable[_Typed]]
    year: int | None
    is_one: bool
    sectioned: frozenset[str]

    def found(self) -> Iterator[Lacked]:
        """In the order of the form."""
        told = told_fields(self.aimed) | self.sectioned
        in_rows = {each.key for each in self.aimed if each.part}
        in_rows |= {*lent(self.ledger, in_rows)}
        for field in self.ledger.fields:
            if field.key not in told:
                offer = self._offer(field)
                is_said = offer is not None and field.shown_when is None
                if is_said or self._is_asked(field):
                    yield Lacked(field.key, field.label, field, offer)
            elif isinstance(field.type, Rows):
                # A row is there: then what each of its rows must have is, too.
                is_whole = field.key in {each.key for each in self.aimed}
                whole = self._told_whole(field.key) if is_whole else None
                for cell in field.type.fields if whole != set() else ():
                    key = f"{field.key}.{cell.key}"
                    is_told = key in in_rows or cell.key in (whole or ())
                    if _must(cell) and not is_told and not self._is_within(field.key, cell):
                        label = f"{field.label}：{cell.label}"
                        yield Lacked(key, label, cell, self.around.offer(cell))

    def _offer(self, field: Field) -> Offered | None:
        plain = field.titled(self.around.titles) if field.titled else None
        if plain is not None:
            return Offered(plain, "标题")
        if not self.is_one and not field.required:
            return self.around.of_lines(field)
        if not self.is_one:
            return self.around.offer(field)
        is_called = self._called() == [field.key]
        is_when = field.key == self.ledger.occurred
        return self.around.of_one_record(field, is_called=is_called, is_when=is_when)

    def _called(self) -> list[str]:
        """The fields of which a title may be the name: of two it would be one of them only."""
        told = told_fields(self.aimed)
        fields = (self.ledger.by_key[key] for key in self.ledger.title if key not in told)
        texts = (each for each in fields if isinstance(each.type, Text))
        return [each.key for each in texts if not isinstance(each.initial, Computed)]

    def _is_asked(self, field: Field) -> bool:
        # A year follows from a day of each record, unless the title says it of all.
        if field.required and isinstance(field.type, Integer) and field.type.is_year and self.year:
            return True
        if not _must(field):
            return False
        return field.shown_when is None or any(map(field.is_shown, self.first()))

    def _is_within(self, key: str, cell: Field) -> bool:
        """Whether texts of the first records tell it of each of their rows."""
        return bool(cell.within) and all(cell.key in row for row in self._rows_told(key))

    def _told_whole(self, key: str) -> set[str]:
        """What cells that hold whole child rows say of them, as far as the first records show."""
        return {inner for row in self._rows_told(key) for inner in row}

    def _rows_told(self, key: str) -> Iterator[Mapping[str, object]]:
        for each in self.of_cells():
            yield from cast("list[dict[str, object]]", each.get(key, []))


def told_fields(aimed: Sequence[Target]) -> frozenset[str]:
    """The fields of the ledger of which some column tells."""
    posts = {each.part.removeprefix("+") for each in aimed if "+" in each.key}
    return frozenset({each.field for each in aimed} | posts)


def _must(field: Field) -> bool:
    # What follows from the other fields is different for each record, and never said for all.
    return field.required and not isinstance(field.initial, Computed)

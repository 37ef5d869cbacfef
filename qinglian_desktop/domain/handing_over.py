"""What a record that is registered at a field of another begins with: what stands there"""

from __future__ import annotations

from typing import cast

from qinglian_desktop.domain.field_types import FieldType, PeopleRef, PersonRef, RecordRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.values import People, Person, Plain, Value, Values
from qinglian_desktop.domain.wording import in_present_words


def fits(kind: FieldType, other: FieldType) -> bool:
    """Whether a value of the one kind can begin a field of the other."""
    to_several = isinstance(kind, PersonRef) and isinstance(other, PeopleRef)
    return to_several or type(kind) is type(other)


def handed_over(
    link: RecordRef, ledger: Ledger, target: Ledger, values: Values
) -> dict[str, Plain]:
    """The plain input of the target's fields that a link's record begins with; no blank ones."""
    given: dict[str, Plain] = {}
    for here, there in link.begins_with:
        kind, other = ledger.field(here).type, target.field(there).type
        value: Value = values.get(here)
        if value is not None and isinstance(kind, PersonRef) and isinstance(other, PeopleRef):
            value = People.named(cast("Person", value))
        given[there] = to_plain(other, value)
    if link.begins is not None:
        for there, plain in link.begins(values).items():
            other = target.field(there).type
            given[there] = to_plain(other, in_present_words(other, from_plain(other, plain)))
    return {key: plain for key, plain in given.items() if plain is not None}

"""What other offices call the fields of a ledger and its words, said beside its declaration"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Choice, Choices, Field, FieldType, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.ticks import ticked


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What files of others say, by ``field`` or ``rows.field``.

    ``names`` of a field stand in one text, parted by blanks; so do ``words``, each as
    other=ours. ``ticks`` are the words that a tick and a cross mean. ``identity`` says which two
    records of the ledger are the same, and ``apart`` what tells even such two apart. ``measures``
    by key are called so in forms, likewise.
    """

    identity: tuple[tuple[str, ...], ...]
    names: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    ticks: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    apart: tuple[str, ...] = ()
    measures: Mapping[str, str] = field(default_factory=dict[str, str])


def known_elsewhere(ledger: Ledger, elsewhere: Elsewhere) -> Ledger:
    """The ledger, which knows what others call its fields, words and measures."""
    left = {*elsewhere.names, *elsewhere.words, *elsewhere.ticks, *elsewhere.measures}

    def known(each: Field, before: str = "") -> Field:
        key = before + each.key
        left.discard(key)
        kind = each.type
        if isinstance(kind, Rows):
            kind = replace(kind, fields=tuple(known(cell, f"{key}.") for cell in kind.fields))
        names = tuple(elsewhere.names.get(key, "").split())
        return replace(each, type=_knowing(kind, key, elsewhere), aliases=names)

    sections = tuple(
        replace(section, fields=tuple(map(known, section.fields))) for section in ledger.sections
    )
    measures = tuple(
        replace(each, aliases=tuple(elsewhere.measures.get(each.key, "").split()))
        for each in ledger.measures
    )
    if left := left - {each.key for each in measures}:
        raise BadDeclaration(f"ledger {ledger.key} has no fields or measures {sorted(left)}")
    return replace(
        ledger,
        sections=sections,
        measures=measures,
        identity=elsewhere.identity,
        apart=elsewhere.apart,
    )


def _knowing(kind: FieldType, key: str, elsewhere: Elsewhere) -> FieldType:
    if not isinstance(kind, Choice | Choices):
        return kind
    said = (pair.partition("=") for pair in elsewhere.words.get(key, "").split())
    ticks = ticked(*elsewhere.ticks[key]) if key in elsewhere.ticks else ()
    known = dict(ticks) | {other: ours for other, _, ours in said}
    return replace(kind, known_as=tuple(known.items()))

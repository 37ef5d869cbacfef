"""What contradicts in the paper that a ledger declares: its form and its list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Choice, PeopleRef, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import NUMBER, listed_columns
from qinglian_desktop.domain.paper import EachSigns, PaperForm, PaperList
from qinglian_desktop.domain.projection import Part


def check_paper(ledger: Ledger) -> None:
    """Reject a form or list that names what the ledger has not, or names it twice."""
    if ledger.paper is not None:
        _form(ledger, ledger.paper)
    if ledger.listing is not None:
        _list(ledger, ledger.listing)


def _form(ledger: Ledger, form: PaperForm) -> None:
    keys = [key for line in form.lines for key in line]
    _distinct(ledger, "paper field", keys)
    _known(ledger, "paper", (*keys, *form.when_filled))
    if any(not 1 <= len(line) <= 2 for line in form.lines):
        raise _bad(ledger, "a paper line holds one or two fields")
    if form.kinds:
        _known(ledger, "paper kind", (form.kind,))
        kind = ledger.field(form.kind).type
        words = {*kind.options, *dict(kind.former)} if isinstance(kind, Choice) else set[str]()
        _distinct(ledger, "paper kind", (each.word for each in form.kinds))
        if strange := [each.word for each in form.kinds if each.word not in words]:
            raise _bad(ledger, f"paper kinds {strange} are not options of {form.kind}")
    for each in (*form.signatures, *(one for kind in form.kinds for one in kind.signatures)):
        if isinstance(each, EachSigns):
            _known(ledger, "signature", (each.people,))
            if not isinstance(ledger.field(each.people).type, PeopleRef):
                raise _bad(ledger, f"signature: {each.people} is no field of people")


def _list(ledger: Ledger, listing: PaperList) -> None:
    keys = [key for column in listing.columns for key in column.key.split("+")]
    _distinct(ledger, "list column", keys)
    _known(ledger, "list", {key.partition(".")[0] for key in keys if key != NUMBER})
    if listing.rows:
        _known(ledger, "list", (listing.rows,))
        if not isinstance(ledger.field(listing.rows).type, Rows):
            raise _bad(ledger, f"list: {listing.rows} has no rows")
    try:
        columns = listed_columns(ledger)
    except KeyError as error:
        raise _bad(ledger, f"list: there is no {error}") from None
    if listing.counted:
        _known(ledger, "list", (listing.counted,))
        if not isinstance(ledger.field(listing.counted).type, Choice):
            raise _bad(ledger, f"list: {listing.counted} has no words to count by")
    for part in (part for column in columns for part in column.parts):
        kind = part.field.type if part.field else None
        if part.part is Part.BESIDE and (part.field is None or part.field.beside is None):
            raise _bad(ledger, f"list: nothing is said beside {part.key}")
        if part.part is Part.LATEST and not isinstance(kind, Rows):
            raise _bad(ledger, f"list: {part.key} has no rows")
        if part.part in (Part.DUE, Part.PRESENT, Part.ABSENT) and not isinstance(kind, PeopleRef):
            raise _bad(ledger, f"list: {part.key} is no attendance")


def _known(ledger: Ledger, what: str, keys: Iterable[str]) -> None:
    for key in keys:
        if key not in ledger.by_key:
            raise _bad(ledger, f"{what} names the unknown field {key!r}")


def _distinct(ledger: Ledger, what: str, keys: Iterable[str]) -> None:
    twice = [key for key, count in Counter(keys).items() if count > 1]
    if twice:
        raise _bad(ledger, f"{what} {', '.join(twice)} stands twice")


def _bad(ledger: Ledger, what: str) -> BadDeclaration:
    return BadDeclaration(f"ledger {ledger.key}: {what}")

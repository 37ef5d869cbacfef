"""Where words go that no field can take: the remarks of a ledger, else the text it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qinglian_desktop.domain.field_types import Field, LongText, Text
from qinglian_desktop.domain.ledger import Ledger

_REMARKS = "备注"


def remarks_field(ledger: Ledger) -> Field | None:
    """What is called 备注, here or elsewhere; else the first text that a record must have."""
    texts = [each for each in ledger.fields if isinstance(each.type, LongText | Text)]
    named = (each for each in texts if _REMARKS in (each.label, *each.aliases))
    asked = (each for each in texts if isinstance(each.type, LongText) and each.required)
    return next(named, None) or next(asked, None)


def is_from_elsewhere(field: Field, head: str) -> bool:
    """Whether these are remarks, and a column of that head says something else."""
    names = (field.label, *field.aliases)
    return _REMARKS in names and not any(name in head for name in names)


def with_remarks(field: Field, plain: object, lines: Iterable[str]) -> str:
    """What stands in the remarks, and below it each of these lines that is not there yet."""
    before = plain if isinstance(plain, str) else ""
    between = "\n" if isinstance(field.type, LongText) else "；"
    fresh = (line for line in lines if not _stands_in(before, line))
    return between.join(filter(None, (before, *fresh)))


def _stands_in(before: str, line: str) -> bool:
    """Whether it is said there as a whole: 备注：张 is not, where 备注：张三 is."""
    return re.search(rf"(?:^|[\n；;]){re.escape(line)}(?:$|[\n；;])", before) is not None

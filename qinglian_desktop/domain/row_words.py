"""Child rows as a table of words: its heads, and a line for each row."""

from __future__ import annotations

from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.values import Values
from qinglian_desktop.domain.words import Reading, words


def heads_of_rows(kind: Rows) -> list[str]:
    """The heads of the columns of child rows."""
    return ["序号", *(each.label for each in kind.fields)]


def words_of_row(kind: Rows, number: int, row: Values) -> list[str]:
    """What a child row says in these columns."""
    said = (words(each.type, row.get(each.key), Reading.FORM) for each in kind.fields)
    return [str(number), *said]

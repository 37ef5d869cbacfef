"""What a cell of a file means to us, whatever kind of file it stood in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qinglian_desktop.domain.sheet import FileCell

MOST_CELLS = 6_000_000
"""Of a sheet, the empty ones inside counted: calamine needs about 32 bytes for each."""
_EXACT = 10**15
"""From here on Excel has lost digits, which whoever reads the number has to be able to tell."""
_LIKE_A_FORMULA = r"[=+\-@＝＋－＠\t\r\n]"
"""With what a cell begins that spreadsheets may take for a formula, or for what goes before one.

WPS and Excel where full-width signs are typed read ＝ as =.
"""
_WANTS_A_MARK = re.compile(_LIKE_A_FORMULA)
_MARK = re.compile(rf"'(?='*(?:{_LIKE_A_FORMULA}|\d))")


def unmarked_text(text: str) -> str:
    """Lines ended one way, without the apostrophe that only says that this is text."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text[1:] if text.startswith("'") and _MARK.match(text) else text


def with_mark(text: str) -> str:
    """A text that no program takes for a formula, where there are no kinds of cells."""
    return f"'{text}" if _WANTS_A_MARK.match(text) else as_unmarked(text)


def as_unmarked(text: str) -> str:
    """A text that ``unmarked_text`` gives back: what begins like a mark is given one more."""
    return f"'{text}" if _MARK.match(text) else text


def plain_cell(value: FileCell) -> FileCell:
    """The value as it is meant: 20.0 of a file is 20."""
    if isinstance(value, str):
        return unmarked_text(value) if value else value
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return value


def trimmed(rows: Sequence[Sequence[FileCell]]) -> tuple[tuple[FileCell, ...], ...]:
    """Without what is empty at the ends of rows, and at the end of all."""
    kept = [tuple(row[: _filled(row)]) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _filled(row: Sequence[FileCell]) -> int:
    """Up to where a row holds something; blanks are nothing."""
    end = len(row)
    while end and _is_blank(row[end - 1]):
        end -= 1
    return end


def _is_blank(value: FileCell) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())

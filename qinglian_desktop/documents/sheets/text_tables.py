"""Tables as text: in which encoding, and what stands between two cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from qinglian_desktop.documents.sheets.cells import MOST_CELLS, trimmed, unmarked_text
from qinglian_desktop.documents.sheets.refusals import (
    CHOOSE_TABLE,
    SAVE_AS_XLSX,
    no_table,
    refused,
    too_large,
)
from qinglian_desktop.domain.sheet import FileCell

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEVER_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SEPARATORS = (",", "\t", ";", "|", "，", "、")
_OF_SENTENCES = ("，", "、")
"""They also part the words of one cell, so more has to speak for them."""
_LOOKED_AT, _LOOKED_INTO = 300, 200_000
"""Lines and characters."""
_EVEN_ENOUGH = {True: 0.8, False: 0.5}
_PARTED_AT_LEAST = 0.3
"""The share of the rows that must have it at all."""
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_LONGEST_CELL = 10_000_000
_OTHER_TEXTS = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "是 XML 格式的表格，不能直接读"),
    ("mime-version:", "是单个文件的网页，不能直接读"),
)


def decoded(data: bytes) -> str | None:
    """The text of the bytes, None where they are none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as_text(data[len(mark) :], encoding)
    if b"\0" in data:
        # Zeroes stand beside what is ASCII: line ends and separators, and before or after it.
        first = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
        text = _as_text(data, first)
        return text if text is not None and ("\n" in text or "\t" in text) else None
    text = _as_text(data, "utf-8")
    return text if text is not None else _as_text(data, "gb18030")


def _as_text(data: bytes, encoding: str) -> str | None:
    try:
        # Ctrl+Z is how programs of old ended a text.
        text = data.decode(encoding).rstrip("\x1a")
    except UnicodeDecodeError:
        return None
    return None if _NEVER_IN_TEXT.search(text) else text


def check_is_text_table(text: str, name: str) -> None:
    """Refuse text that is another kind of document, or has nothing in it."""
    start = text[:2000].lower()
    for sign, what in _OTHER_TEXTS:
        if sign in start:
            raise refused(name, what, SAVE_AS_XLSX)
    if start.lstrip().startswith("<?xml"):
        raise no_table(name, "是 XML 文件")
    if not text.strip():
        raise refused(name, "里面一个字也没有", CHOOSE_TABLE)


def rows_of_text(text: str, name: str) -> tuple[tuple[FileCell, ...], ...]:
    """The rows of a text, parted by what makes them even; one column where nothing does."""
    said = _SAID.match(text)
    if said:
        return _rows(text[said.end() :], said.group(1), name)
    return _rows(text, _separator(text), name)


def pasted_rows(text: str, name: str) -> tuple[tuple[FileCell, ...], ...]:
    """The same for what was copied, which spreadsheets part with tabs."""
    return _rows(text, "\t", name) if "\t" in text else rows_of_text(text, name)


def _separator(text: str) -> str:
    """The one that parts the most rows into the same number of cells, and into several.

    Titles, sections and notes are often written without it: the rows that have it are judged.
    """
    best = ("", 0, 0)
    sample = "".join(_first_lines(text[:_LOOKED_INTO]))
    for each in _SEPARATORS:
        rows = _parted(sample, each)
        widths = [len(row) for row in rows if len(row) > 1 or "".join(row).strip()]
        of_sentences = each in _OF_SENTENCES
        judged = widths if of_sentences else [width for width in widths if width > 1]
        if not judged or len(judged) < len(widths) * _PARTED_AT_LEAST:
            continue
        width, count = max(Counter(judged).items(), key=lambda pair: (pair[1], pair[0]))
        if width < 2 or count < len(judged) * _EVEN_ENOUGH[of_sentences]:
            continue
        if of_sentences and (len(widths) < 2 or best[0]):
            continue
        if (count, width) > best[1:]:
            best = (each, count, width)
    return best[0] or "\t"


def _first_lines(text: str) -> Iterator[str]:
    """The first lines; a cell of several lines is not cut within its quotes."""
    quotes = 0
    for count, line in enumerate(io.StringIO(text, newline="")):
        if count >= _LOOKED_AT and not quotes % 2:
            return
        quotes += line.count('"')
        yield line


def _parted(text: str, separator: str) -> list[list[str]]:
    """Rows of cells; where a quote was never closed, quotes are signs like others."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return list(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE)
        )


def _rows(text: str, separator: str, name: str) -> tuple[tuple[FileCell, ...], ...]:
    if text.count(separator) > MOST_CELLS:
        raise too_large(name, f"里面有{MOST_CELLS // 10_000}万格以上")
    return trimmed([[_cell(value) for value in row] for row in _parted(text, separator)])


def _cell(value: str) -> str:
    """Text, also where it was written as a formula so that Excel leaves it alone."""
    as_text = _AS_TEXT.fullmatch(value) if value.startswith("=") else None
    return unmarked_text(as_text.group(1) if as_text else value)

"""Tables of HTML: what spreadsheets put on the clipboard, and save under the name of a workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from qinglian_desktop.documents.sheets.cells import MOST_CELLS, trimmed, unmarked_text
from qinglian_desktop.documents.sheets.extents import room_problem
from qinglian_desktop.domain.sheet import FileCell, FileSheet, Merged

_START = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)
_BEFORE = 4000
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_ROUND_LINE_ENDS = re.compile(r" ?\n ?")
_UNSHOWN = re.compile(r"#+|\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
_AT_ONCE = 2**14
_WIDEST, _LONGEST = 16_384, 65_536
_LINES = frozenset(("br", "p", "div", "li"))
_SILENT = frozenset(("style", "script", "title"))
_TABLE = re.compile(r"<table\b", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a text is a page, or a part of one."""
    start = text.lstrip()[:_BEFORE]
    return start.startswith("<") and _START.search(start) is not None


def sheets_of_html(html: str, name: str, most: int | None = None) -> tuple[FileSheet, ...]:
    """Every table with something in it; one inside of another stands by itself.

    Where ``most`` says how many rows are wanted, those up to where one of them has so many.
    """
    # Whatever the clipboard says before the page about where its parts begin.
    tables = _tables(html[max(0, html.find("<")) :], name, most)
    if not tables and (begins := _TABLE.search(html)):
        # What never ends, like a script, was begun before it.
        tables = _tables(html[begins.start() :], name, most)
    several = len(tables) > 1
    return tuple(
        FileSheet(f"表{at}" if several else "", each.rows()[:most], tuple(each.merged))
        for at, each in enumerate(tables, 1)
    )


def _tables(html: str, name: str, most: int | None) -> list[_Table]:
    """Those in which there is something."""
    reader = _Tables(name)
    if most is None:
        reader.feed(html)
    else:
        for at in range(0, len(html), _AT_ONCE):
            if any(each.row >= most for each in reader.done):
                break
            reader.feed(html[at : at + _AT_ONCE])
    reader.close()
    return [each for each in reader.done if each.rows()]


@dataclass
class _Table:
    """A table as far as it was read; ``taken`` are places of cells that span."""

    name: str
    cells: dict[tuple[int, int], FileCell] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    spans: list[Merged] = field(default_factory=list)
    row: int = -1
    column: int = 0
    at: tuple[int, int] | None = None
    text: list[str] = field(default_factory=list)
    number: str = ""

    def rows(self) -> tuple[tuple[FileCell, ...], ...]:
        """All cells from the first on."""
        if not self.cells:
            return ()
        height = max(row for row, _ in self.cells) + 1
        width = max(column for _, column in self.cells) + 1
        if height * width > MOST_CELLS:
            raise room_problem(height, width, self.name)
        rows: list[list[FileCell]] = [[""] * width for _ in range(height)]
        for (row, column), value in self.cells.items():
            rows[row][column] = value
        return trimmed(rows)

    def start_row(self) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0
        self.spans = [each for each in self.spans if each.bottom >= self.row]

    def start_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        if self.row < 0:
            self.start_row()
        while over := next((each for each in self.spans if self._is_over(each)), None):
            self.column = over.right + 1
        wide = _span(attributes.get("colspan"), _WIDEST)
        high = _span(attributes.get("rowspan"), _LONGEST)
        self.at = (self.row, self.column)
        if wide > 1 or high > 1:
            span = Merged(self.row, self.column, self.row + high - 1, self.column + wide - 1)
            self.merged.append(span)
            self.spans.append(span)
        self.column += wide
        self.text = []
        self.number = attributes.get("x:num") or ""

    def _is_over(self, span: Merged) -> bool:
        return span.left <= self.column <= span.right and span.top < self.row

    def end_cell(self) -> None:
        if self.at is None:
            return
        text = _ROUND_LINE_ENDS.sub("\n", _BLANKS.sub(" ", "".join(self.text)).replace("\v", "\n"))
        value: FileCell = unmarked_text(text.strip())
        if self.number and _UNSHOWN.fullmatch(text.strip()):
            value = _number(self.number) or value
        if value != "":
            self.cells[self.at] = value
        self.at = None


class _Tables(HTMLParser):
    """Gathers the tables of a page."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._open: list[_Table] = []
        self._silent = ""
        self.done: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag if tag in _SILENT else ""
        if self._silent:
            return
        if tag == "table":
            table = _Table(self._name)
            self._open.append(table)
            self.done.append(table)
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].start_row()
        elif tag in ("td", "th"):
            self._open[-1].start_cell(dict(attrs))
        elif tag in _LINES:
            self._line(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif not self._open:
            return
        elif tag == "table":
            self._open.pop().end_cell()
        elif tag in ("td", "th", "tr"):
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].at is not None and not self._silent:
            self._open[-1].text.append(data)

    def close(self) -> None:
        super().close()
        while self._open:
            self._open.pop().end_cell()

    def _line(self, tag: str) -> None:
        """A new line, which what begins a cell does not need."""
        text = self._open[-1].text
        if tag == "br" or any(part.strip() for part in text):
            # Not a line end of the source, which is a blank like others.
            text.append("\v")


def _span(said: str | None, most: int) -> int:
    """How many cells one covers; whatever else is said means one."""
    said = (said or "").strip()
    return min(most, max(1, int(said))) if said.isdecimal() and len(said) < 7 else 1


def _number(said: str) -> int | float | None:
    try:
        number = float(said)
    except ValueError:
        return None
    return int(number) if number.is_integer() and abs(number) < 10**15 else number

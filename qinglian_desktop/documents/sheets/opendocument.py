"""Sheets of .ods, in which rows and cells are written once and said to be repeated.

Read here and not by calamine, which tells nothing of merged and hidden, and takes room for what
is repeated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

from qinglian_desktop.documents.sheets.cells import MOST_CELLS, plain_cell, trimmed
from qinglian_desktop.documents.sheets.extents import room_problem
from qinglian_desktop.documents.sheets.packages import Package
from qinglian_desktop.documents.sheets.refusals import damaged_table, refused
from qinglian_desktop.documents.sheets.watching import Watch
from qinglian_desktop.domain.sheet import FileCell, FileSheet, Merged

_DEEPEST = 200
_AT_ONCE = 2**20
_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_CELLS = ("table:table-cell", "table:covered-table-cell")


def sheets_of_open_document(
    package: Package, name: str, watch: Watch, most: int | None = None
) -> tuple[FileSheet, ...]:
    """All sheets, with their first rows where ``most`` says how many.

    Raises EnvironmentProblem for what is damaged, locked or too large.
    """
    if b"encryption-data" in package.content("META-INF/manifest.xml"):
        raise refused(
            name,
            "设了打开密码，这种格式的密码这里解不开",
            "请用原来的程序打开它，去掉密码，另存为 .xlsx 格式，再选一次。",
        )
    content = package.content("content.xml")
    reader = _Content(name, most)
    try:
        for start in range(0, len(content), _AT_ONCE):
            watch.at(start, len(content))
            reader.feed(content[start : start + _AT_ONCE])
        reader.end()
    except (expat.ExpatError, ValueError, OverflowError, LookupError) as error:
        raise damaged_table(name) from error
    return tuple(reader.sheets)


@dataclass
class _Open:
    """The sheet that is being read."""

    name: str
    style: str
    rows: list[list[FileCell]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    row: list[FileCell] = field(default_factory=list)
    empty_rows: int = 0
    empty_cells: int = 0
    width: int = 0


class _Content:
    """Gathers sheets out of the document's content, tag by tag."""

    def __init__(self, name: str, most: int | None) -> None:
        self.sheets: list[FileSheet] = []
        self._name = name
        self._most = most
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: _Open | None = None
        self._cell: dict[str, str] | None = None
        self._row_repeats = 1
        self._paragraphs: list[list[str]] = []
        self._depth = 0
        self._inside = 0
        self._note = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def feed(self, data: bytes) -> None:
        self._parser.Parse(data, False)

    def end(self) -> None:
        self._parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise damaged_table(self._name)
        if tag == "style:style":
            self._style = attributes.get("style:name", "")
        elif tag == "style:table-properties":
            if attributes.get("table:display") == "false":
                self._hidden_styles.add(self._style)
        elif tag == "table:table" and self._sheet is None:
            self._sheet = _Open(
                attributes.get("table:name", ""), attributes.get("table:style-name", "")
            )
        elif self._sheet is None or self._has_enough(self._sheet):
            return
        elif tag == "table:table-row":
            self._row_repeats = _times(attributes, "table:number-rows-repeated")
            self._sheet.row, self._sheet.empty_cells = [], 0
        elif tag in _CELLS and self._cell is None:
            self._cell, self._paragraphs = attributes, []
        elif self._cell is not None:
            self._start_in_cell(tag, attributes)

    def _has_enough(self, sheet: _Open) -> bool:
        return self._most is not None and len(sheet.rows) >= self._most

    def _start_in_cell(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("office:annotation", "draw:frame", "table:table"):
            self._note += 1
        elif self._note:
            return
        elif tag == "text:p":
            self._paragraphs.append([])
        elif tag == "text:s":
            self._text(" " * min(1000, _times(attributes, "text:c")))
        elif tag == "text:tab":
            self._text("\t")
        elif tag == "text:line-break":
            self._text("\n")

    def _text(self, text: str) -> None:
        if self._cell is not None and not self._note and self._paragraphs:
            self._paragraphs[-1].append(text)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._note:
            self._note -= tag in ("office:annotation", "draw:frame", "table:table")
        elif tag in _CELLS and self._cell is not None and self._sheet is not None:
            self._end_cell(self._sheet, self._cell, is_covered=tag == _CELLS[1])
            self._cell = None
        elif tag == "table:table-row" and self._sheet is not None:
            if not self._has_enough(self._sheet):
                self._end_row(self._sheet)
        elif tag == "table:table" and self._sheet is not None:
            sheet = self._sheet
            self.sheets.append(
                FileSheet(
                    sheet.name,
                    trimmed(sheet.rows),
                    tuple(sheet.merged),
                    is_hidden=sheet.style in self._hidden_styles,
                )
            )
            self._sheet = None

    def _end_cell(self, sheet: _Open, attributes: dict[str, str], *, is_covered: bool) -> None:
        value = "" if is_covered else self._value(attributes)
        repeats = _times(attributes, "table:number-columns-repeated")
        row, column = len(sheet.rows) + sheet.empty_rows, len(sheet.row) + sheet.empty_cells
        wide = _times(attributes, "table:number-columns-spanned")
        high = _times(attributes, "table:number-rows-spanned")
        if wide > 1 or high > 1:
            sheet.merged.append(Merged(row, column, row + high - 1, column + wide - 1))
        if value == "":
            # Only what stands before something takes room.
            sheet.empty_cells += repeats
            return
        sheet.width = max(sheet.width, column + repeats)
        self._check_room(row + 1, sheet.width)
        sheet.row += [""] * sheet.empty_cells
        sheet.row += [value] * repeats
        sheet.empty_cells = 0

    def _end_row(self, sheet: _Open) -> None:
        if not sheet.row:
            sheet.empty_rows += self._row_repeats
            return
        end = len(sheet.rows) + sheet.empty_rows + self._row_repeats
        self._check_room(end, sheet.width)
        sheet.rows += [[] for _ in range(sheet.empty_rows)]
        sheet.rows += [sheet.row] * self._row_repeats
        sheet.empty_rows = 0
        sheet.row = []

    def _check_room(self, rows: int, columns: int) -> None:
        if rows * columns > MOST_CELLS:
            raise room_problem(rows, columns, self._name)

    def _value(self, attributes: dict[str, str]) -> FileCell:
        """By what the cell says that it is; errors are shown as text, and are empty."""
        kind = attributes.get("office:value-type", "")
        shown = "\n".join("".join(each) for each in self._paragraphs)
        if attributes.get("calcext:value-type") == "error":
            return ""
        if kind in ("float", "percentage", "currency"):
            return plain_cell(float(attributes.get("office:value", "")))
        if kind == "boolean":
            return attributes.get("office:boolean-value") == "true"
        if kind == "date":
            return _day(attributes.get("office:date-value", ""))
        if kind == "time":
            return _clock(attributes.get("office:time-value", ""), shown)
        return plain_cell(attributes.get("office:string-value", shown))


def _times(attributes: dict[str, str], key: str) -> int:
    """How often, or over how many; none said is once."""
    said = attributes.get(key, "1")
    return max(1, int(said)) if said.isdecimal() and len(said) < 10 else 1


def _day(said: str) -> date | datetime:
    """A day, with a time of day only where one is said."""
    moment = datetime.fromisoformat(said)
    return moment if "T" in said else moment.date()


def _clock(said: str, shown: str) -> FileCell:
    """A time of day; of a day and more it is how long."""
    found = _DURATION.fullmatch(said)
    if found is None:
        return shown
    hours, minutes, seconds = (int(each) for each in found.groups())
    if hours < 24 and minutes < 60 and seconds < 60:
        return time(hours, minutes, seconds)
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)

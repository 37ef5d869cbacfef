"""What a JSON file says of the places of a form: a text for a cell, an object for rows of records.

An object stands for a block of cells, ``月报!A4:H13``: its ``ledger``, ``span`` and ``columns``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from qinglian_desktop.application.filling import Filling, OpenedForm
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.filling.cell_template import CellTemplate
from qinglian_desktop.domain.filling.form_columns import PLACE, row_columns, rows_asked
from qinglian_desktop.domain.filling.form_mapping import (
    FormMapping,
    MappedColumn,
    MappedPlace,
    MappedRows,
)
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.filling.seen_form import FormCell, FormPlace
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measure_names import MeasureNames, UnknownName
from qinglian_desktop.domain.problem import Problem

_ALL_RECORDS, _NUMBER = "全部记录", "序号"
UNTOUCHED = "台账库里的记录没有受影响，表没有被改动。"
_EXAMPLE = '{"月报!D5": "{{谈心谈话.谈心谈话次数}}"}'
_KEYS = ("ledger", "columns", "span")


def read_map(path: Path) -> dict[str, object]:
    """A text or an object by place; raises EnvironmentProblem and DataProblems for others."""
    try:
        said = read_json(path.read_text("utf-8-sig"))
        # Half a sign can be written in JSON, and nowhere else.
        json.dumps(said, ensure_ascii=False).encode()
    except (OSError, ValueError) as error:
        raise EnvironmentProblem(
            f"“{path.name}”读不出来。",
            UNTOUCHED,
            f"请写成 JSON：每一格是一项，例如 {_EXAMPLE}。",
        ) from error
    known: dict[str, object] = {"": None}
    if isinstance(said, dict):
        known = cast("dict[str, object]", said)
    if not all(isinstance(each, str | dict) for each in known.values()):
        raise DataProblems([Problem("map", f"“{path.name}”里要写成一格一项，例如 {_EXAMPLE}。")])
    return known


class MapReading:
    """Puts what a file says into the mapping of a form."""

    def __init__(self, filling: Filling, catalogue: Catalogue, opened: OpenedForm) -> None:
        self._filling = filling
        self._opened = opened
        self._template = CellTemplate(catalogue)
        self._names = MeasureNames(catalogue)
        tables = opened.seen.tables
        self._cells = {f"{place.table}!{place.at}": (place, c) for place, c in opened.seen.places}
        if len(tables) == 1:
            self._cells |= {place.at: (place, cell) for place, cell in opened.seen.places}

    def applied(self, said: dict[str, object], mapping: FormMapping) -> FormMapping:
        """The mapping with what is said; "" fills nothing there. Raises DataProblems."""
        problems: list[Problem] = []
        for at, what in said.items():
            try:
                mapping = self._one(at, what, mapping)
            except UnknownName as error:
                problems.append(Problem("map", f"{error}。"))
        if problems:
            raise DataProblems(problems)
        return mapping

    def _one(self, at: str, what: object, mapping: FormMapping) -> FormMapping:
        block = self._block(at)
        gone = {place for place, _ in block}
        mapping = replace(
            mapping,
            places=tuple(each for each in mapping.places if each.place not in gone),
            rows=tuple(
                each for each in mapping.rows if gone.isdisjoint(one.place for one in each.columns)
            ),
        )
        if isinstance(what, dict):
            rows = self._rows(at, block, cast("dict[str, object]", what))
            return replace(mapping, rows=(*mapping.rows, rows))
        read = self._template.read(str(what))
        if read.wrong:
            raise UnknownName("。".join(f"{at}：{each}" for each in read.wrong))
        if what and len(block) > 1:
            raise UnknownName(f"{at}：几格的一块要写明台账和栏目，文字只能填进一格")
        new = [MappedPlace(place, read.pieces) for place, _ in block if what]
        ledger = read.ledger or mapping.ledger
        return replace(mapping, places=(*mapping.places, *new), ledger=ledger)

    def _block(self, at: str) -> list[tuple[FormPlace, FormCell]]:
        """The places of a cell, or of a block from its first to its last cell."""
        first, _, last = at.rpartition(":") if at not in self._cells else (at, "", at)
        begin = self._cells.get(first or at)
        end = self._cells.get(last) or (
            self._cells.get(f"{begin[0].table}!{last}") if begin else None
        )
        if begin is None or end is None:
            raise UnknownName(
                f"表里没有{quoted(at)}这一格，请写成 工作表!D5，一块写成 工作表!A4:H13"
            )
        (place, top), (_, bottom) = begin, end
        if end[0].table != place.table or bottom.row < top.row or bottom.column < top.column:
            raise UnknownName(f"{quoted(at)}要从左上一格写到右下一格")
        rows = range(top.row, bottom.row + 1)
        columns = range(top.column, bottom.column + 1)
        return [
            (each, cell)
            for each, cell in self._opened.seen.places
            if each.table == place.table and cell.row in rows and cell.column in columns
        ]

    def _rows(
        self, at: str, block: list[tuple[FormPlace, FormCell]], said: dict[str, object]
    ) -> MappedRows:
        if others := [each for each in said if each not in _KEYS]:
            raise UnknownName(f"{at}：看不懂{quoted(others[0])}，一块只写 {'、'.join(_KEYS)}")
        name = str(said.get("ledger", ""))
        ledger = self._names.ledger(name)
        if ledger is None or not ledger.is_kept:
            raise UnknownName(f"{at}：没有{quoted(name)}这本台账")
        top, last = block[0][1].row, max(cell.row + cell.rows for _, cell in block)
        first = [place for place, cell in block if cell.row == top]
        offered = self._filling.rows_from(self._opened, first, last - top)
        rows = replace(next(each for each in offered if each.ledger == ledger.key), room=last - top)
        if "columns" in said:
            rows = replace(rows, columns=tuple(_columns(at, ledger, first, said["columns"])))
        if "span" in said:
            rows = replace(rows, span=_span(at, str(said["span"])))
        asked = rows_asked(ledger, (each.column for each in rows.columns))
        if len(asked) > 1:
            names = "和".join(f"“{ledger.field(each).label}”" for each in asked)
            raise UnknownName(f"{at}：{names}各有各的行，一行里只能填一种")
        if not rows.columns:
            raise UnknownName(f"{at}：没有写每一列填{quoted(ledger.label)}的哪个栏目")
        return rows


def _columns(
    at: str, ledger: Ledger, first: list[FormPlace], said: object
) -> Iterator[MappedColumn]:
    """One name or "" for each cell of the first row."""
    words = [str(each) for each in cast("list[object]", said)] if isinstance(said, list) else []
    if len(words) != len(first):
        raise UnknownName(f"{at}：第一行有{len(first)}格，columns 里要写{len(first)}个栏目")
    known = row_columns(ledger)
    by_name = {folded(each.heading): key for key, each in reversed(known.items())}
    by_name |= {folded(_NUMBER): PLACE, PLACE: PLACE, **{key: key for key in known}}
    for place, name in zip(first, words, strict=True):
        key = by_name.get(name) or by_name.get(folded(name))
        if key is None and name:
            raise UnknownName(f"{at}：{quoted(ledger.label)}没有{quoted(name)}这个栏目")
        if key is not None:
            yield MappedColumn(place, key)


def _span(at: str, words: str) -> FormSpan | None:
    if words == _ALL_RECORDS:
        return None
    try:
        return FormSpan(words)
    except ValueError as error:
        raise UnknownName(f"{at}：{error}") from None

"""One sheet of a saved workbook as the eye sees it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import range_boundaries

from qinglian_desktop.documents.returns.shown.cells import CellReader, SheetPlace, ShownCell
from qinglian_desktop.documents.returns.shown.elements import (
    all_within,
    child,
    children,
    cut_short,
    is_on,
    local_name,
    namespace,
    number_of,
)

_THINNEST_ROW = 8.0
"""Points, below which a row is as good as hidden; print of 10 points is cut through."""
_THINNEST_COLUMN = 1.0
"""Widths of a figure."""
_MOST_FROZEN_ROWS, _MOST_FROZEN_COLUMNS = 20, 10
"""What is frozen does not scroll: beyond the window it cannot be seen."""
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_ADDED = {
    "picture": "背景图片",
    "tablePart": "表格样式",
    "legacyDrawingHF": "页眉图片",
    "drawingHF": "页眉图片",
}
_FIELD = re.compile(
    r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[LCRBIUEXYSHO]|[PNDTFZAG])', re.IGNORECASE
)
"""Places, fonts and numbers of pages in a header."""


@dataclass(slots=True)
class SeenPage:
    """What a sheet shows: cells that hold something, and what lies beside and over them.

    ``hidden_rows`` and ``hidden_columns`` are ranges, counted from 1. ``oddities`` are sentences
    without their subject; ``headers`` and ``footers`` are words, those for some pages alone too.
    """

    cells: dict[SheetPlace, ShownCell] = field(default_factory=dict[SheetPlace, ShownCell])
    covered: set[SheetPlace] = field(default_factory=set[SheetPlace])
    hidden_rows: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    hidden_columns: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    headers: list[str] = field(default_factory=list[str])
    footers: list[str] = field(default_factory=list[str])
    oddities: list[str] = field(default_factory=list[str])


def seen_page(root: Element, reader: CellReader, beside: Iterable[str]) -> SeenPage:
    """A sheet from its XML; ``beside`` is said of its pictures, shapes and comments.

    Raises ValueError or IndexError where it makes no sense.
    """
    page = SeenPage(oddities=[*beside])
    usual = child(root, "sheetFormatPr")
    page.hidden_columns = list(_hidden_columns(root, usual))
    merged = [_bounds(each.get("ref", "")) for each in children(root, "mergeCells")]
    space = namespace(root)
    for each in root:
        match local_name(each) if each.tag.startswith(space) else "":
            case "sheetData":
                found = list(reader.cells(each, children(root, "cols")))
                page.cells = dict(found)
                if len(found) > len(page.cells):
                    page.oddities.append("有的格子写了两遍，换一个程序打开，看到的可能不一样")
                page.hidden_rows = list(_hidden_rows(each, usual))
            case "sheetViews":
                page.oddities += (words for view in each for words in _of_view(view))
            case "headerFooter":
                for said in each:
                    of = page.headers if "Header" in local_name(said) else page.footers
                    of.append(_literal(said.text or ""))
            case "mergeCells" | "cols":
                pass
            case _:
                page.oddities += _oddities(each)
    page.covered = _covered(page.cells, merged)
    return page


def _hidden_rows(rows: Element, usual: Element | None) -> Iterator[tuple[int, int]]:
    height = number_of(usual.get("defaultRowHeight"), 15.0) if usual is not None else 15.0
    row = 0
    for line in rows:
        row = int(line.get("r") or row + 1)
        if is_on(line, "hidden") or number_of(line.get("ht"), height) < _THINNEST_ROW:
            yield row, row


def _hidden_columns(root: Element, usual: Element | None) -> Iterator[tuple[int, int]]:
    width = number_of(usual.get("defaultColWidth"), 8.0) if usual is not None else 8.0
    free = 1
    for each in children(root, "cols"):
        first, last = sorted((int(each.get("min", "1")), int(each.get("max", "1"))))
        if is_on(each, "hidden") or number_of(each.get("width"), width) < _THINNEST_COLUMN:
            yield first, last
        if width < _THINNEST_COLUMN and first > free:
            yield free, first - 1
        free = last + 1
    if width < _THINNEST_COLUMN:
        yield free, _MOST_COLUMNS


def _of_view(view: Element) -> Iterator[str]:
    if is_on(view, "showFormulas"):
        yield "设成了显示公式，数和日期看上去不一样"
    if view.get("showZeros", "1") in {"0", "false"}:
        yield "设成了不显示0"
    if is_on(view, "rightToLeft"):
        yield "设成了从右往左排"
    pane = child(view, "pane")
    if pane is not None and pane.get("state", "").startswith("frozen"):
        top = view.get("topLeftCell", "A1")
        if top.replace("$", "") != "A1":
            yield f"冻结了窗格，{top}以前的格子看不到"
        rows, columns = (number_of(pane.get(each), 0) for each in ("ySplit", "xSplit"))
        if rows > _MOST_FROZEN_ROWS or columns > _MOST_FROZEN_COLUMNS:
            yield "冻结的格子太多，后面的翻不到"


def _oddities(element: Element) -> Iterator[str]:
    """What a sheet has that no return is written with."""
    for each in element.iter():
        match local_name(each):
            case "conditionalFormatting":
                yield f"{_range_of(each)}设了条件格式，看到的可能不是写出时的样子"
            case "dataValidation":
                words = " ".join(filter(None, (each.get("promptTitle"), each.get("prompt"))))
                if words:
                    yield f"{_range_of(each)}选中时会弹出提示“{cut_short(words)}”"
            case "hyperlink":
                words = each.get("tooltip") or each.get("location") or ""
                said = f"，提示“{cut_short(words)}”" if words else ""
                yield f"{each.get('ref', '')}有链接{said}"
            case "sparkline":
                yield f"{_range_of(each)}放了迷你图"
            case "picture" | "tablePart" | "legacyDrawingHF" | "drawingHF" as name:
                yield f"加了{_ADDED[name]}"
            case _:
                pass


def _range_of(element: Element) -> str:
    said = element.get("sqref")
    if said is None:
        # Later kinds of the same have it as text.
        said = next((each.text for each in all_within(element, "sqref") if each.text), "")
    first, *more = (said or "").split()[:4] or ["有的格子"]
    return "、".join([first.replace(":", "至"), *(each.replace(":", "至") for each in more)])


def _bounds(cells: str) -> tuple[int, int, int, int]:
    """First column and row, last column and row, also where the last are written first."""
    left, top, right, bottom = range_boundaries(cells)
    left, right = sorted((left or 1, right or _MOST_COLUMNS))
    top, bottom = sorted((top or 1, bottom or _MOST_ROWS))
    return left, top, right, bottom


def _covered(
    cells: Collection[SheetPlace], merged: Sequence[tuple[int, int, int, int]]
) -> set[SheetPlace]:
    """The cells that lie under the first one of a merged range."""
    found: set[SheetPlace] = set()
    for left, top, right, bottom in merged:
        # Titles are merged, and a range may have a million cells.
        if (right - left + 1) * (bottom - top + 1) > len(cells):
            found.update(
                (row, column)
                for row, column in cells
                if left <= column <= right and top <= row <= bottom
            )
        else:
            found.update(product(range(top, bottom + 1), range(left, right + 1)))
        found.discard((top, left))
    return found


def _literal(said: str) -> str:
    """The words of a header without codes and blanks; && is one &."""
    parts = said.split("&&")
    return "&".join("".join(_FIELD.sub("", part).split()) for part in parts)

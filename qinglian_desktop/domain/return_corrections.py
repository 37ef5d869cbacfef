"""What a return says otherwise than the one before it of the same month, as a sheet and in words.

A correction is a row: where, which record, which of its columns, what was told, what is now, why.
Returns of former versions tell no reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from qinglian_desktop.domain.projection import CellValue, cell_text
from qinglian_desktop.domain.return_content import (
    LedgerSheet,
    ReturnContent,
    SummaryLine,
    content_of,
)
from qinglian_desktop.domain.standing import STANDING

CORRECTIONS = "corrections"
"""Stands in the place of a ledger's key at the sheet of corrections."""
ADDED, GONE = "补记", "不再计入本月"
"""Stand in the place of a column where the whole record came or went."""
_COVER = "封面"
_STANDING = f".{STANDING}"
_DAY_OF_WRITING = "报出日期"
_KEYS = ("where", "number", "item", "before", "after", "why")
_WIDTHS = (9, 6, 12, 12, 12, 14)
_MONTH, _YEAR = "（本月）", "（本年累计）"
_BRIEF = 3
"""Cells that tell which record came or went."""
_MOST_REASONS = 4
_Row: TypeAlias = tuple[CellValue, ...]
Reasons: TypeAlias = "Mapping[tuple[str, str], Sequence[str]]"
"""Why records were corrected, by the ledger's key and the record's number."""


def corrected(content: ReturnContent, told: str, reasons: Reasons | None = None) -> ReturnContent:
    """The content with a sheet of what it says otherwise than ``told``; as it is without any.

    Without ``reasons`` the sheet is that of former versions, which told none.
    """
    if not told:
        return content
    before, now = content_of(told), content_of(content.told)
    found = tuple(_rows(before, now))
    if not found:
        return content
    rows = tuple(row for _, row in found)
    if reasons is not None:
        rows = tuple((*row, _why(key, row, found, reasons)) for key, row in found)
    count = len(rows[0])
    heads = ("台账", "编号", "项目", f"第{before.revision}次", f"第{now.revision}次", "更正原因")
    titled = (CORRECTIONS, "更正说明", _KEYS[:count], heads[:count], _WIDTHS[:count])
    return replace(content, sheets=(*content.sheets, LedgerSheet(*titled, rows)))


def _why(key: str, row: _Row, found: Sequence[tuple[str, _Row]], reasons: Reasons) -> str | None:
    """Why a row is other: of a figure the reasons of the records that are, if there are any."""
    ledger = key.removesuffix(_STANDING)
    of_ledger = {number: said for (of, number), said in reasons.items() if of == ledger}
    if row[1]:
        said = [each for number in _numbers(row, of_ledger) for each in of_ledger[number]]
    else:
        of_here = (each for of, each in found if of.removesuffix(_STANDING) == ledger and each[1])
        here = {number for each in of_here for number in _numbers(each, of_ledger)}
        is_year = cell_text(row[2]).endswith(_YEAR)
        told = [of_ledger[each] for each in of_ledger if each in here and not is_year]
        said = [each for many in told or of_ledger.values() for each in many]
    each_once = list(dict.fromkeys(said))
    more = "等" if len(each_once) > _MOST_REASONS else ""
    return "；".join(each_once[:_MOST_REASONS]) + more or None


def _numbers(row: _Row, of_ledger: Mapping[str, object]) -> list[str]:
    """By which numbers the record of a row may be known now: in another year it has another."""
    number = cell_text(row[1])
    if number in of_ledger:
        return [number]
    year = number.partition("-")[0]
    return [each for each in of_ledger if row[2] == GONE and each.partition("-")[0] != year]


def tells_otherwise(content: ReturnContent, told: str) -> bool:
    """Whether it says of records, not only on its cover, what ``told`` did not."""
    rows = _rows(content_of(told), content_of(content.told))
    return any(key for key, _ in rows)


def compared_with(content: ReturnContent) -> str:
    """With which return its corrections compare it, 第1次; "" without any."""
    of = (each for each in content.sheets if each.ledger == CORRECTIONS)
    return next((each.headings[_KEYS.index("before")] for each in of), "")


def correction_lines(content: ReturnContent) -> list[str]:
    """The corrections that a return carries: a line for each figure, then one for each record."""
    sheet = next((each for each in content.sheets if each.ledger == CORRECTIONS), None)
    if sheet is None:
        return []
    figures: dict[str, list[str]] = {}
    records: dict[str, list[str]] = {}
    reasons: dict[str, str] = {}
    for where, number, item, before, after, *why in sheet.rows:
        said, change = cell_text(item), f"{_shown(before)} → {_shown(after)}"
        if number:
            called = f"{cell_text(where)}{cell_text(number)}"
            of_record = records.setdefault(called, [])
            if any(why):
                reasons[called] = f"（原因：{cell_text(why[0])}）"
            brief = cell_text(after) or cell_text(before)
            came_or_went = said in (ADDED, GONE)
            of_record.append(f"{said}（{brief}）" if came_or_went else f"“{said}”{change}")
        else:
            when = next((each for each in (_MONTH, _YEAR) if said.endswith(each)), "")
            of_figure = figures.setdefault(said.removesuffix(when), [])
            of_figure.append(f"{when.strip('（）')}{change}")
    return [
        f"{what}：{'，'.join(said)}{reasons.get(what, '')}"
        for what, said in (*figures.items(), *records.items())
    ]


def corrected_ledgers(before: ReturnContent, now: ReturnContent) -> set[str]:
    """The keys of ledgers of which the one tells otherwise than the other."""
    figures, sheets = _figures(before), _sheets(before)
    return {
        line.ledger for line in now.summary if not _is_as_told(line, figures.get(_key(line)))
    } | {
        sheet.ledger
        for sheet in _sheets(now).values()
        if sheet.ledger in sheets and sheet.rows != sheets[sheet.ledger].rows
    }


def _rows(before: ReturnContent, now: ReturnContent) -> Iterator[tuple[str, _Row]]:
    """Each with the key of its sheet; "" is the cover."""
    told = dict(before.cover)
    for label, words in now.cover:
        if label != _DAY_OF_WRITING and told.get(label, words) != words:
            yield "", (_COVER, None, label, told[label] or None, words or None)
    figures, sheets = _figures(before), _sheets(before)
    said: dict[str, set[_Row]] = {}
    # How a record stands is told after what it says: the same correction is told once.
    for key, sheet in sorted(_sheets(now).items(), key=lambda each: _STANDING in each[0]):
        for line in (each for each in now.summary if each.ledger == key):
            was = figures.get(_key(line))
            if was is not None and was.month != line.month:
                yield key, (sheet.title, None, f"{line.label}{_MONTH}", was.month, line.month)
            if was is not None and was.year != line.year:
                yield key, (sheet.title, None, f"{line.label}{_YEAR}", was.year, line.year)
        of_ledger = said.setdefault(key.removesuffix(_STANDING), set())
        for row in _record_rows(sheets[key], sheet) if key in sheets else ():
            if row[1:] not in of_ledger:
                yield key, row
            of_ledger.add(row[1:])


def _record_rows(before: LedgerSheet, now: LedgerSheet) -> Iterator[_Row]:
    """What is said otherwise of records, which are known by their numbers, the first column."""
    was = {row[0]: row for row in before.rows}
    places = {key: place for place, key in enumerate(before.keys)}
    columns = [
        (place, places[key], heading)
        for place, (key, heading) in enumerate(zip(now.keys, now.headings, strict=True))
        if key in places
    ]
    for row in now.rows:
        old = was.pop(row[0], None)
        if old is None:
            yield (now.title, row[0], ADDED, None, _brief(row))
            continue
        for place, old_place, heading in columns:
            if row[place] != old[old_place]:
                yield (now.title, row[0], heading, old[old_place], row[place])
    for number, row in was.items():
        yield (now.title, number, GONE, _brief(row), None)


def _brief(row: Iterable[CellValue]) -> str:
    """The first cells after the number, on one line."""
    cells = [" ".join(cell_text(cell).split()) for cell in list(row)[1:]]
    return "，".join([cell for cell in cells if cell][:_BRIEF])


def _shown(value: CellValue) -> str:
    return cell_text(value) or "空"


def _figures(content: ReturnContent) -> Mapping[tuple[str, str], SummaryLine]:
    return {_key(line): line for line in content.summary}


def _sheets(content: ReturnContent) -> Mapping[str, LedgerSheet]:
    return {each.ledger: each for each in content.sheets if each.ledger != CORRECTIONS}


def _key(line: SummaryLine) -> tuple[str, str]:
    return line.ledger, line.measure


def _is_as_told(line: SummaryLine, was: SummaryLine | None) -> bool:
    return was is not None and (was.month, was.year) == (line.month, line.year)

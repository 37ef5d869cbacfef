"""The sample book: records of an invented unit, kept through the same door as any other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled, DataProblems, ProgramBug
from qinglian_desktop.domain.field_types import Day, Field, RecordRef, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import Interval, Values

KEEPER = "示例"
"""Who entered the sample's records."""
_THEN = "then"


def fill_with_sample(
    book: Book,
    catalogue: Catalogue,
    folder: Path,
    year: int,
    progress: Progress = no_progress,
) -> int:
    """Keep the records of every ``<ledger>.json`` in the folder; gives how many.

    Each file is a list of plain input in which ``{year}`` and ``{year-N}`` stand for years.
    Records are entered at five in the afternoon of the last day that they tell of, so the
    content depends on nothing but the files and the year. What became of one stands in it as
    ``then``: a list of ``on`` (the day), ``why`` and the fields that are other from that day
    on, or ``void``; each is saved on its day.
    """
    sheets = {
        ledger: _load(folder / f"{ledger.key}.json", year)
        for ledger in sorted(catalogue, key=lambda each: _depth(catalogue, each))
        if (folder / f"{ledger.key}.json").exists()
    }
    total, done = sum(map(len, sheets.values())), 0
    now = datetime(year, 1, 1, 9)
    keeping = RecordKeeping(book, catalogue, lambda: now, KEEPER)
    for ledger, sheet in sheets.items():
        for place, plain in enumerate(sheet, 1):
            typed = {key: each for key, each in plain.items() if key != _THEN}
            days = list(_days(ledger.fields, read_input(ledger, typed)[0]))
            now = datetime.combine(max(days), time(17)) if days else now
            try:
                (saved,) = keeping.add_all(ledger, [typed])
                for later in cast("list[dict[str, object]]", plain.get(_THEN, [])):
                    now = datetime.combine(date.fromisoformat(str(later.pop("on"))), time(17))
                    reason = str(later.pop("why", ""))
                    at = saved.record.id or 0
                    if later.pop("void", False):
                        keeping.void(ledger, at, reason)
                        continue
                    typed |= later
                    keeping.save(ledger, typed, record_id=at, reason=reason)
            except DataProblems as problems:
                where = f"{ledger.key}.json, record {place}"
                raise ProgramBug(f"{where}: {problems} In {plain}") from problems
            done += 1
            if not progress(done, total):
                raise Cancelled
    return done


def _depth(catalogue: Catalogue, ledger: Ledger) -> int:
    """The roster comes first, for all name people of it; then what others refer to."""
    if ledger.roster is not None:
        return 0
    targets = (field.type for field in ledger.of_type(RecordRef))
    named = (catalogue[kind.ledger] for kind in targets if isinstance(kind, RecordRef))
    return 1 + max((_depth(catalogue, target) for target in named), default=0)


def _days(fields: Iterable[Field], values: Values) -> Iterator[date]:
    """The days that had come when the record was entered; not time limits and plans."""
    for field in fields:
        value = values.get(field.key)
        if isinstance(field.type, Rows):
            for row in cast("tuple[Values, ...]", value or ()):
                yield from _days(field.type.fields, row)
        elif isinstance(field.type, Day) and field.type.may_be_future:
            continue
        elif isinstance(value, Interval):
            yield (value.end or value.start).date()
        elif isinstance(value, date):
            yield value.date() if isinstance(value, datetime) else value


def _load(path: Path, year: int) -> list[Mapping[str, object]]:
    text = re.sub(
        r"\{year(?:-(\d{1,2}))?\}",
        lambda found: str(year - int(found[1] or 0)),
        path.read_text(encoding="utf-8"),
    )
    return cast("list[Mapping[str, object]]", json.loads(text))

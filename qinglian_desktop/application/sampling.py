"""The sample book: records of an invented unit, kept through the same door as any other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import cast

from qinglian_desktop.application.ports import Book, Progress, no_progress
from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled, DataProblems, ProgramBug
from qinglian_desktop.domain.record import occurred_on
from qinglian_desktop.domain.validation import read_input

KEEPER = "示例"
"""Who entered the sample's records."""


def fill_with_sample(
    book: Book,
    catalogue: Catalogue,
    folder: Path,
    year: int,
    progress: Progress = no_progress,
) -> int:
    """Keep the records of every ``<ledger>.json`` in the folder; gives how many.

    Each file is a list of plain input in which ``{year}`` and ``{year-N}`` stand for years.
    Records are entered at five in the afternoon of their day, so the content depends on
    nothing but the files and the year.
    """
    sheets = {
        ledger: _load(folder / f"{ledger.key}.json", year)
        for ledger in catalogue
        if (folder / f"{ledger.key}.json").exists()
    }
    total, done = sum(map(len, sheets.values())), 0
    now = datetime(year, 1, 1, 9)
    keeping = RecordKeeping(book, catalogue, lambda: now, KEEPER)
    for ledger, sheet in sheets.items():
        for plain in sheet:
            day = occurred_on(ledger, read_input(ledger, plain)[0])
            now = datetime.combine(day, time(17)) if day else now
            try:
                keeping.save(ledger, plain)
            except DataProblems as problems:
                raise ProgramBug(f"sample {ledger.key} {plain}: {problems}") from problems
            done += 1
            if not progress(done, total):
                raise Cancelled
    return done


def _load(path: Path, year: int) -> list[Mapping[str, object]]:
    text = path.read_text(encoding="utf-8").replace("{year}", str(year))
    for back in range(1, 60):
        text = text.replace(f"{{year-{back}}}", str(year - back))
    return cast("list[Mapping[str, object]]", json.loads(text))

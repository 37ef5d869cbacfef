"""Sheets for tests, written in lines, and what a ledger understands of them."""

from __future__ import annotations

from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.understanding import Understanding, understand
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.sheet import FileCell, FileSheet, Merged, SheetFile
from qinglian_desktop.ledgers import ALL_LEDGERS

KNOWING = {each.key: each for each in ALL_LEDGERS}
"""The ledgers, each with what others call its fields and words."""


def sheet(*rows: str | list[FileCell], merged: str = "", name: str = "表") -> FileSheet:
    """Rows of cells between |; merged ranges as top,left,bottom,right."""
    cells = tuple(tuple(row.split("|")) if isinstance(row, str) else tuple(row) for row in rows)
    ranges = (Merged(*map(int, each.split(","))) for each in merged.split())
    return FileSheet(name, cells, tuple(ranges))


def file_of(*rows: str, digest: str = "") -> SheetFile:
    """A file of one sheet."""
    return SheetFile("文件.xlsx", digest, (sheet(*rows),))


def read(ledger: Ledger, *sheets: FileSheet, plan: ImportPlan | None = None) -> Understanding:
    ledger = KNOWING.get(ledger.key, ledger)
    return understand(ledger, SheetFile("文件.xlsx", "", sheets), plan or ImportPlan())


def told(found: Understanding) -> list[dict[str, object]]:
    return [dict(each.typed) for each in found.records()]

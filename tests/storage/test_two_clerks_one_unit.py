"""Two clerks who meet a new unit at the same moment, under two spellings, collect one unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application.collection import Collection
from qinglian_desktop.application.gathering_ports import ManyReturnFiles, ReadFile
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.documents.returns.many import ManyReturns
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.collecting.collected import Fate
from qinglian_desktop.domain.period import Period
from qinglian_desktop.storage.collection_store import CollectionDatabase
from tests.collected_corpus import Shape, month_of, months_of, signed_by
from tests.make_tools import make_tools
from tests.postgresql import Server
from tests.storage.collecting_clerks import opened

JANUARY, FEBRUARY = months_of(2026, 2)
FILES = ManyReturns(SheetReader())


class Meanwhile:
    """Reads as ever, after somebody else did something: what was known before is old by then."""

    def __init__(self, other: Callable[[], object]) -> None:
        self._other = other

    def read_all(
        self, paths: Sequence[Path], passwords: Sequence[str] = (), progress: Progress = no_progress
    ) -> Iterator[ReadFile]:
        self._other()
        yield from FILES.read_all(paths, passwords, progress)


def stick(folder: Path, code: str, month: Period, revision: int = 1) -> Path:
    """One with the return of a unit that writes its code so."""
    content = month_of(1, month, revision=revision, shape=Shape(1, 1))
    content = signed_by(1, replace(content, unit_code=code))
    folder.mkdir()
    ReturnWorkbook().write(content, folder / content.file_name)
    return folder


@pytest.mark.parametrize(("month", "revision"), [(JANUARY, 2), (FEBRUARY, 1)])
def test_they_collect_one_unit(
    server: Server, database: str, tmp_path: Path, month: Period, revision: int
) -> None:
    address = server.address(database)
    mine = stick(tmp_path / "甲", "ａ01", JANUARY)
    others = stick(tmp_path / "乙", "A 01 ", month, revision)
    with opened(address) as first, opened(address) as second:

        def clerk(store: CollectionDatabase, files: ManyReturnFiles) -> Collection:
            tools = make_tools(many_returns=files)
            return Collection(store, tools.catalogue, tools)

        other = clerk(second, FILES)
        met = clerk(first, Meanwhile(lambda: other.collect(others))).collect(mine).files
        assert [each.fate for each in met] == [Fate.SUPERSEDED if revision == 2 else Fate.TAKEN]
        (unit,) = other.reading.overview(2026).units
        assert unit.unit.code == "A01"
    asked = "SELECT unit_code, period, revision FROM collected_returns ORDER BY id"
    assert server.ask(asked, database) == [
        ("A01", month.key, revision),
        ("A01", JANUARY.key, 1),
    ]

"""A preview leaves nothing readable on the disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.printing import Printing
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger, ListColumn, PaperList
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from tests.invented import EVERYTHING, INVENTED_ROSTER, INVENTED_UNIT
from tests.unit.conftest import Voyage

PAGES = "一次谈话的全文".encode()


class KeptScrap:
    """Paper whose file stays reachable by a second name, as a disk keeps what is deleted."""

    def __init__(self, second_name: Path) -> None:
        self._second_name = second_name

    def records(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        source: PaperSource,
        target: Path,
        progress: Progress,
    ) -> None:
        target.write_bytes(PAGES)
        os.link(target, self._second_name)


def test_the_scrap_of_a_printed_talk_is_wiped(
    voyage: Voyage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scraps = tmp_path / "scraps"
    scraps.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scraps))
    files = KeptScrap(tmp_path / "scrap")
    book, catalogue = voyage.desk.book, voyage.desk.catalogue
    printing = Printing(book, catalogue, files, files, None)  # pyright: ignore[reportArgumentType]
    assert printing.preview_records(EVERYTHING, [voyage.event()]) == PAGES
    assert (tmp_path / "scrap").read_bytes() == bytes(len(PAGES))
    assert list(scraps.iterdir()) == []


class Named:
    """Paper of which only the name of its file matters."""

    def records(self, *arguments: object) -> None:
        self._write(arguments)

    def listing(self, *arguments: object) -> None:
        self._write(arguments)

    def _write(self, arguments: tuple[object, ...]) -> None:
        (target,) = (each for each in arguments if isinstance(each, Path))
        target.write_bytes(PAGES)


@pytest.mark.parametrize(
    ("title", "called"),
    [("万事台账", "万事台账_2026年.pdf"), ("万事簿", "万事簿一览表_2026年.pdf")],
)
def test_a_list_is_called_by_its_title_and_never_as_the_forms_are(
    voyage: Voyage, tmp_path: Path, title: str, called: str
) -> None:
    listed = replace(EVERYTHING, listing=PaperList(title, (ListColumn("line", 8),)))
    catalogue = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, listed))
    printing = Printing(voyage.desk.book, catalogue, Named(), Named(), None)  # pyright: ignore[reportArgumentType]
    forms = printing.records(listed, [voyage.event()], tmp_path, which="2026年")
    assert forms.name == "万事簿_2026年.pdf"
    assert printing.listing(Query("everything"), "2026年", tmp_path).name == called

"""A preview leaves nothing readable on the disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.printing import Printing
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from tests.invented import EVERYTHING
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
    printing = Printing(book, catalogue, files)  # pyright: ignore[reportArgumentType]
    assert printing.preview_records(EVERYTHING, [voyage.event()]) == PAGES
    assert (tmp_path / "scrap").read_bytes() == bytes(len(PAGES))
    assert list(scraps.iterdir()) == []

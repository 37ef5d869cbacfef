"""A preview leaves nothing readable on the disk."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from qinglian_desktop.application.printing import Printing
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import ListColumn, PaperList
from qinglian_desktop.domain.query import Query
from tests.invented import EVERYTHING, INVENTED_ROSTER, INVENTED_UNIT
from tests.unit.conftest import Voyage

PAGES = "一次谈话的全文".encode()


def test_a_preview_is_made_where_no_file_can_be_written(
    voyage: Voyage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a scrap")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    printing, chosen = voyage.desk.printing, [voyage.event()]
    for data in (
        printing.preview_records(EVERYTHING, chosen),
        printing.preview_listing(Query(EVERYTHING.key), "2026年"),
        printing.preview_blank(EVERYTHING, ""),
    ):
        assert data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")


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

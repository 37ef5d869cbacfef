"""A workbook is written without a readable file anywhere but where it was wanted."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from qinglian_desktop.application.document_ports import Table
from qinglian_desktop.documents.sheet_text import PackedText, save_workbook
from qinglian_desktop.documents.tables import TableWorkbook


@pytest.fixture(autouse=True)
def no_scraps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's files in the temporary folder are refused."""

    def refuse(*_: object, **__: object) -> str:
        raise AssertionError("a sheet was written into the temporary folder")

    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", refuse)


def test_row_by_row_and_as_a_whole_they_say_the_same(tmp_path: Path) -> None:
    rows = [(f"第{at}行", at) for at in range(800)]
    TableWorkbook().write([Table("表", ("名", "数"), (5, 5), rows)], tmp_path / "逐行.xlsx")
    whole = Workbook()
    sheet = whole.worksheets[0]
    for row in [("名", "数"), *rows]:
        sheet.append(row)
    save_workbook(whole, tmp_path / "整张.xlsx")
    read = [
        [*load_workbook(tmp_path / name).worksheets[0].iter_rows(values_only=True)]
        for name in ("逐行.xlsx", "整张.xlsx")
    ]
    assert read[0] == read[1] and len(read[0]) == 801
    assert sorted(each.name for each in tmp_path.iterdir()) == ["整张.xlsx", "逐行.xlsx"]


def test_a_workbook_without_rows_is_written() -> None:
    made = Workbook(write_only=True)
    save_workbook(made, kept := io.BytesIO())
    assert len(load_workbook(kept).worksheets) == 1


def test_a_packed_text_comes_out_as_it_went_in() -> None:
    text = PackedText()
    said = [f"<c>{at}</c>".encode() for at in range(100_000)]
    for each in said:
        text.write(each)
    assert text.size == sum(map(len, said))
    assert b"".join(text.pieces()) == b"".join(said)

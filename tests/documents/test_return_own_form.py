"""A file as the program wrote it is read at once; what is said of it is what the long way says."""

from __future__ import annotations

import io
import random
import tempfile
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qinglian_desktop.documents.returns import own_rows, reading
from qinglian_desktop.documents.returns.comparing import seen_otherwise
from qinglian_desktop.documents.returns.own_form import OwnForm, in_own_form
from qinglian_desktop.documents.returns.reading import read_return
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.return_content import LedgerSheet, Printed, ReturnContent, foot_of
from tests.collected_corpus import SMALL, month_of, months_of, signed_by
from tests.documents.return_contents import any_content, month_content
from tests.documents.tampered_returns import TAMPERED

FILES = ReturnWorkbook()


def tame(sheet: LedgerSheet) -> LedgerSheet:
    """Without the words that one program reads otherwise than another."""
    rows = tuple(row for row in sheet.rows if not any("_x" in str(cell) for cell in row))
    return replace(sheet, rows=rows)


def tame_month() -> ReturnContent:
    content = month_content()
    return replace(content, sheets=tuple(map(tame, content.sheets)))


def bytes_of(content: ReturnContent) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "return.xlsx"
        FILES.write(content, path)
        return path.read_bytes()


def the_long_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ReturnContent, list[str]]:
    with monkeypatch.context() as patched:
        patched.setattr(reading, "in_own_form", lambda _: None)
        read = read_return(path)
    return read.content, seen_otherwise(path, read)


@pytest.fixture(scope="module")
def tame_bytes() -> bytes:
    return bytes_of(tame_month())


@pytest.mark.parametrize("printed", [Printed(), Printed(zeros=True, sheets=True)])
def test_a_return_is_in_its_own_form(printed: Printed) -> None:
    (month,) = months_of(2026, 1)
    content = replace(signed_by(3, month_of(3, month, shape=SMALL)), printed=printed)
    assert in_own_form(bytes_of(content)) is not None


def test_what_is_read_of_it_is_what_the_long_way_reads(
    tmp_path: Path, tame_bytes: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(tame_bytes)
    read = read_return(path)
    assert read.shown is read.content
    assert the_long_way(path, monkeypatch) == (read.content, [])
    assert read.content.digest == tame_month().digest == read.stated_digest


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_content())
def test_any_return_is_read_as_the_long_way_reads_it(content: ReturnContent) -> None:
    content = replace(content, foot=foot_of(content.summary, content.sheets, content.printed))
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        path = Path(folder) / "return.xlsx"
        FILES.write(content, path)
        read = read_return(path)
        assert the_long_way(path, patched) == (read.content, [])


@pytest.mark.parametrize("what", TAMPERED)
def test_no_change_that_is_told_leaves_it_in_its_form(
    tmp_path: Path, tame_bytes: bytes, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(tame_bytes)
    change, _ = TAMPERED[what]
    change(path)
    assert_no_milder(path, monkeypatch)


def test_a_file_saved_again_goes_the_long_way(tmp_path: Path, tame_bytes: bytes) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(tame_bytes)
    openpyxl.load_workbook(path).save(path)
    assert in_own_form(path.read_bytes()) is None
    assert read_return(path).shown is None


PIECES = (
    (b' hidden="1"', b""),
    (b' customHeight="1">', b' customHeight="1" hidden="1">'),
    (b' ht="', b' ht="0'),
    (b' width="', b' hidden="1" width="'),
    (b' width="', b' width="0.0'),
    (b' s="15"', b' s="23"'),
    (b' s="31"', b' s="15"'),
    (b' s="15"', b' s="99"'),
    (b"<v>", b"<v>1"),
    (b"<v>", b"<f>1</f><v>"),
    (b't="n"', b't="e"'),
    (b't="inlineStr"', b't="str"'),
    (b"</t>", b" </t>"),
    (b"</t>", b"&#10;</t>"),
    (b"</t>", b"&#32;&#32;</t>"),
    (b"<t>", b"<t>_x0041_"),
    (b"</row>", b'<c r="Z3" s="15" t="n"><v>5</v></c></row>'),
    (b"</row>", b"</row><row/>"),
    (b"</row>", b""),
    (b'<row r="1" ', b'<c r="A1" s="11" t="n"></c><row r="1" '),
    (b":$2", b":&2"),
    (b'<dimension ref="', b'<dimension ref="8'),
    (b'<row r="', b'<row r="1'),
    (b'<c r="A', b'<c r="B'),
    (b'<c r="B', b'<c r="A'),
    (b"<mergeCells", b'<dataValidations count="0"/><mergeCells'),
    (b'<mergeCell ref="A1:F1"/>', b'<mergeCell ref="A3:F3"/>'),
    (b'<mergeCell ref="A1:F1"/>', b'<mergeCell ref="F3:A3"/>'),
    (b'<mergeCell ref="A1:F1"/>', b'<mergeCell ref="A1:F9"/>'),
    (b"&amp;R", b"&amp;L"),
    (b"<oddHeader>", b"<oddHeader>&amp;L9"),
    (b"<firstFooter>", b"<firstFooter>&amp;L9"),
    (b"</worksheet>", b'<picture r:id="rId1"/></worksheet>'),
    (b' state="visible"', b' state="hidden"'),
    (b' state="hidden"', b' state="visible"'),
    (b"$A$1", b"$B$1"),
    (b"<workbookPr/>", b'<workbookPr date1904="1"/>'),
    (b"sheet1.xml", b"sheet2.xml"),
    (b'val="', b'val="1'),
    (b"FF000000", b"FFFFFFFF"),
    (b"yyyy-mm-dd", b"yyyy-dd-mm"),
    (b"xl/workbook.xml", b"xl/styles.xml"),
)
"""What is exchanged in a part, and for what."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PIECES), st.randoms(use_true_random=False))
def test_nothing_is_milder_of_a_part_that_was_touched(
    tame_bytes: bytes, piece: tuple[bytes, bytes], chance: random.Random
) -> None:
    """Wherever one piece is another, the short way is silent only where the long one is."""
    before, after = piece
    with ZipFile(io.BytesIO(tame_bytes)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([each for each, data in parts.items() if before in data] or [*parts])
    spots = parts[name].split(before)
    place = chance.randrange(len(spots))
    left, right = before.join(spots[: place + 1]), before.join(spots[place + 1 :])
    parts[name] = left + (after + right if place + 1 < len(spots) else b"")
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        path = Path(folder) / "return.xlsx"
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for each, data in parts.items():
                archive.writestr(each, data)
        assert_no_milder(path, patched)


def test_rows_that_were_read_before_hold_the_same_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of returns with many rows in common, whether these are remembered, too many, or too long."""
    contents = [month_of(unit, each, shape=SMALL) for each in months_of(2026, 3) for unit in (1, 2)]
    for most, longest in ((10_000, 1000), (5, 1000), (10_000, 10)):
        monkeypatch.setattr(own_rows, "_MOST", most)
        monkeypatch.setattr(own_rows, "_LONGEST", longest)
        for place, content in enumerate(contents):
            path = tmp_path / f"{most} {longest} {place}.xlsx"
            FILES.write(content, path)
            read = read_return(path)
            assert read.shown is read.content
            assert read.content.told == content.told


def test_a_row_that_was_read_before_is_none_of_another_place(tame_bytes: bytes) -> None:
    assert in_own_form(tame_bytes) is not None
    with ZipFile(io.BytesIO(tame_bytes)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet2.xml"
    before, first, *rows = parts[sheet].split(b"<row ")
    for changed in ([*rows[1:], rows[0]], [rows[0], *rows], rows[1:]):
        parts[sheet] = b"<row ".join((before, first, *changed))
        kept = io.BytesIO()
        with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        assert in_own_form(kept.getvalue()) is None


def test_cells_outside_of_rows_are_another_form(tame_bytes: bytes) -> None:
    """Two ways of leaving out what the cells of a row are, found by exchanging pieces."""
    with ZipFile(io.BytesIO(tame_bytes)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet4.xml"
    before, end, after = parts[sheet].rpartition(b"</row>")
    first, cell = before.rsplit(b"<c ", 1)
    for changed in (
        first + end + b"<c " + cell + after,
        parts[sheet].replace(b"<sheetData>", b'<sheetData><c r="A1" s="11" t="n"></c>'),
    ):
        kept = io.BytesIO()
        with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
            for name, data in {**parts, sheet: changed}.items():
                archive.writestr(name, data)
        assert in_own_form(kept.getvalue()) is None


def assert_no_milder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the short way has nothing to tell, the long one reads the same and has nothing."""
    own = in_own_form(path.read_bytes())
    try:
        read = read_return(path)
    except EnvironmentProblem:
        return
    if read.shown is not None:
        assert isinstance(own, OwnForm)
        assert the_long_way(path, monkeypatch) == (read.content, [])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_more_or_in_another_order_is_another_form(tame_bytes: bytes) -> None:
    with ZipFile(io.BytesIO(tame_bytes)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for changed in ([*parts, ("xl/drawing.xml", b"")], [*parts, parts[0]], parts[::-1], parts[1:]):
        kept = io.BytesIO()
        with ZipFile(kept, "w") as archive:
            for name, data in changed:
                archive.writestr(name, data)
        assert in_own_form(kept.getvalue()) is None


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + bytes(100), b"no workbook"])
def test_what_is_no_workbook_is_no_such_form(data: bytes) -> None:
    assert in_own_form(data) is None

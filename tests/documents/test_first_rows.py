"""The first rows of a file say what they say in the whole, and only the whole tells what it is."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from qinglian_desktop.documents.sheets import opened_file
from qinglian_desktop.documents.sheets.opened_file import OpenedFile
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.sheet import FileSheet, Merged
from tests.bad_sheets import BAD_SHEETS, old_workbook, open_document, parts_of, workbook_of, zip_of
from tests.office_sheets import OFFICE_SHEETS
from tests.written_sheets import written

MOST = 3
ROWS: list[list[str | int]] = [["姓名", "年龄"], *([f"示例{at}", 40 + at] for at in range(9))]
SHEET = "xl/worksheets/sheet1.xml"
LINKS = "xl/_rels/workbook.xml.rels"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


@pytest.fixture(autouse=True)
def no_file_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened_file, "_READ_AT_ONCE", 0)
    monkeypatch.setattr(opened_file, "_FIRST_ROWS", MOST)


def opened(folder: Path, name: str, data: bytes) -> OpenedFile:
    path = folder / name
    path.write_bytes(data)
    return SheetReader().open(path)


def _as_html() -> bytes:
    rows = "".join(f"<tr><td>{name}</td><td>{age}</td></tr>" for name, age in ROWS)
    return f"<html><table>{rows}</table></html>".encode()


def _as_open_document() -> bytes:
    def cells(row: list[str | int]) -> str:
        texts = "".join(
            f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in row
        )
        return f"<table:table-row>{texts}</table:table-row>"

    return open_document(f'<table:table table:name="表">{"".join(map(cells, ROWS))}</table:table>')


def _as_text(separator: str = ",") -> str:
    return "\n".join(separator.join(map(str, row)) for row in ROWS)


KINDS = {
    "表.xlsx": lambda: workbook_of(ROWS, ("表", "第二张")),
    "表.xls": lambda: old_workbook(ROWS),
    "表.ods": _as_open_document,
    "表.csv": lambda: _as_text().encode("gb18030"),
    "表.txt": lambda: _as_text("\t").encode("utf-16"),
    "网页.xls": _as_html,
}


@pytest.mark.parametrize("name", KINDS)
def test_the_first_rows_come_out_of_every_kind_of_file(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qinglian_desktop.documents.sheets.html_tables._AT_ONCE", 40)
    file = opened(tmp_path, name, KINDS[name]())
    first, whole = file.first(), file.whole()
    assert first is not None
    assert [len(each.rows) for each in whole.sheets] == [len(ROWS)] * len(whole.sheets)
    assert [each.rows for each in first.sheets] == [each.rows[:MOST] for each in whole.sheets]
    assert (first.name, first.digest) == (whole.name, whole.digest)
    assert whole.is_whole and not first.is_whole


def _begins(whole: FileSheet, first: FileSheet) -> bool:
    """Whether all that is seen of the first rows is as it is in the whole."""
    rows = whole.rows[: len(first.rows)]
    blank = whole.rows[len(first.rows) : MOST]
    return first.rows == rows and not any(map(any, blank)) and first.merged == whole.merged


@pytest.mark.parametrize("name", OFFICE_SHEETS)
def test_the_first_rows_of_every_file_of_an_office_are_those_of_the_whole(
    tmp_path: Path, name: str
) -> None:
    file = opened(tmp_path, name, OFFICE_SHEETS[name]())
    first, whole = file.first(), file.whole()
    assert first is not None
    assert [(each.name, each.is_hidden) for each in first.sheets] == [
        (each.name, each.is_hidden) for each in whole.sheets
    ]
    for part, sheet in zip(first.sheets, whole.sheets, strict=True):
        assert len(part.rows) <= MOST
        assert _begins(sheet, part)


def test_what_is_merged_is_known_of_the_first_rows(tmp_path: Path) -> None:
    path = written(
        tmp_path / "表.xlsx", ["基本情况", None], ["姓名", "年龄"], *ROWS, merged=["A1:B1"]
    )
    first = SheetReader().open(path).first()
    assert first is not None
    assert first.sheets[0].merged == (Merged(0, 0, 0, 1),)


def _with_shared_texts(order: list[str]) -> bytes:
    """The workbook as Excel writes it: texts stand in a part of their own, in any order."""
    parts = parts_of(workbook_of(ROWS))

    def shared(found: re.Match[str]) -> str:
        return f't="s"><v>{order.index(html.unescape(found[1]))}</v>'

    sheet = re.sub(r't="inlineStr"><is><t>(.*?)</t></is>', shared, parts[SHEET].decode())
    texts = "".join(f"<si><t>{text}</t></si>" for text in order)
    link = f'<Relationship Id="rId99" Type="{_KIND}" Target="sharedStrings.xml"/>'
    links = parts[LINKS].decode().replace("</Relationships>", f"{link}</Relationships>")
    of_texts = f'<sst xmlns="{_MAIN}">{texts}</sst>'
    changed = {SHEET: sheet, LINKS: links, "xl/sharedStrings.xml": of_texts}
    return zip_of(parts | {part: text.encode() for part, text in changed.items()})


@pytest.mark.parametrize("by", [1, -1])
def test_texts_stand_in_any_order(tmp_path: Path, by: int) -> None:
    """That of the texts of a workbook is that of no sheet once it was changed."""
    texts = [str(row[0]) for row in ROWS] + ["年龄"]
    file = opened(tmp_path, "表.xlsx", _with_shared_texts(texts[::by]))
    first = file.first()
    assert first is not None
    assert first.sheets[0].rows == file.whole().sheets[0].rows[:MOST]
    assert first.sheets[0].rows[1] == ("示例0", 40)


def test_a_small_file_is_read_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook_of(ROWS)
    monkeypatch.setattr(opened_file, "_READ_AT_ONCE", len(data))
    assert opened(tmp_path, "表.xlsx", data).first() is None


@pytest.mark.parametrize("name", BAD_SHEETS)
def test_of_a_bad_file_the_first_rows_refuse_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(EnvironmentProblem, match=BAD_SHEETS[name].says):
        file = opened(tmp_path, name, BAD_SHEETS[name].data())
        file.first()
        file.whole()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('<row r="11"><c r="A11"><v>1</v></b></row>', "不完整或已经损坏"),
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "第1048576行、第16384列"),
    ],
)
def test_what_begins_well_may_end_badly(tmp_path: Path, row: str, says: str) -> None:
    parts = parts_of(workbook_of(ROWS))
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", f"{row}</sheetData>".encode())
    file = opened(tmp_path, "表.xlsx", zip_of(parts))
    first = file.first()
    assert first is not None and first.sheets[0].rows[1] == ("示例0", 40)
    with pytest.raises(EnvironmentProblem, match=says):
        file.whole()


def test_what_was_opened_is_read_when_the_file_is_gone(tmp_path: Path) -> None:
    file = opened(tmp_path, "表.xlsx", workbook_of(ROWS))
    (tmp_path / "表.xlsx").unlink()
    assert len(file.whole().sheets[0].rows) == len(ROWS)

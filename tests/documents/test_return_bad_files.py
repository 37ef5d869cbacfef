"""Files that are no return, or no longer a whole one: each is told in plain Chinese."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.return_content import SCHEMA
from tests.documents.return_contents import month_content
from tests.documents.return_tampering import replaced


@pytest.fixture
def month_file(tmp_path: Path) -> Path:
    target = tmp_path / "月报.xlsx"
    ReturnWorkbook().write(month_content(), target)
    return target


def refusal(source: Path) -> str:
    """What the user is told; all three parts are there and hold no English."""
    with pytest.raises(EnvironmentProblem) as caught:
        ReturnWorkbook().read(source)
    problem = caught.value
    assert problem.happened.endswith("。")
    assert problem.kept.endswith("。")
    assert problem.todo.endswith("。")
    said = re.sub(r"U盘|WPS|\.(xlsx?|et|ods)\b", "", problem.sentence.replace(source.name, ""))
    assert not re.search("[A-Za-z]", said)
    return problem.happened


def test_a_missing_file(tmp_path: Path):
    assert "找不到" in refusal(tmp_path / "没有.xlsx")


def test_a_folder_in_place_of_a_file(tmp_path: Path):
    assert "读不出来" in refusal(tmp_path)


@pytest.mark.parametrize("data", [b"hello", b"%PDF-1.7\n"])
def test_something_else_under_the_name(tmp_path: Path, data: bytes):
    other = tmp_path / "月报.xlsx"
    other.write_bytes(data)
    assert "不是本程序写出的月报" in refusal(other)


def test_a_file_saved_in_another_format_is_told_how_to_save_it(tmp_path: Path):
    other = tmp_path / "月报.xls"
    other.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "是旧的表格格式（.xls、.et），或者设了打开密码" in refusal(other)
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    assert "是 .ods 格式" in refusal(other)


def test_an_encrypted_return_is_told_to_be_one(tmp_path: Path):
    path = tmp_path / "月报.xlsx"
    ReturnWorkbook().write_locked(month_content(), path, "月报-2026")
    assert "设了打开密码，不能直接读" in refusal(path)


def test_an_empty_file(tmp_path: Path):
    empty = tmp_path / "月报.xlsx"
    empty.touch()
    assert "不完整" in refusal(empty)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.9, 0.999])
def test_a_file_cut_off(month_file: Path, part: float):
    data = month_file.read_bytes()
    month_file.write_bytes(data[: int(len(data) * part)])
    assert "不完整" in refusal(month_file)


def test_bad_bytes_anywhere_are_noticed_or_harmless(month_file: Path):
    """A stick with bad blocks: never a crash, never another content than was written."""
    data = month_file.read_bytes()
    chance = random.Random(3)
    for _ in range(150):
        broken = bytearray(data)
        place = chance.randrange(len(data))
        broken[place : place + 8] = bytes(chance.randrange(256) for _ in range(8))
        month_file.write_bytes(bytes(broken))
        try:
            read = ReturnWorkbook().read(month_file)
        except EnvironmentProblem:
            continue
        assert read.content.digest == month_content().digest


def test_another_workbook(tmp_path: Path):
    other = tmp_path / "工资表.xlsx"
    openpyxl.Workbook().save(other)
    assert "不是本程序写出的月报" in refusal(other)


def test_another_zip(tmp_path: Path):
    other = tmp_path / "照片.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "不是本程序写出的月报" in refusal(other)


def test_a_return_without_its_check_sheet(month_file: Path):
    workbook = openpyxl.load_workbook(month_file)
    workbook.remove(workbook["校验"])
    workbook.save(month_file)
    read, written = ReturnWorkbook().read(month_file), month_content()
    assert (read.stated_digest, read.content.unit_code, read.content.revision) == ("", "", 0)
    assert (read.content.unit_name, read.content.period) == (written.unit_name, written.period)
    workbook["封面"]["C5"] = "不知道哪个月"
    workbook.save(month_file)
    assert "被删掉了" in refusal(month_file)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("A1", "别的"),
        ("B1", "一"),
        ("B4", "十月"),
        ("B4", "2026"),
        ("B4", "2999-12"),
        ("B5", None),
        ("B5", "0"),
        ("B5", "99999999999"),
        ("B7", "-1"),
        ("B8", "-1"),
        ("D12", "99999999999"),
    ],
)
def test_a_check_sheet_that_makes_no_sense(month_file: Path, cell: str, value: object):
    workbook = openpyxl.load_workbook(month_file)
    workbook["校验"][cell] = value  # pyright: ignore
    workbook.save(month_file)
    assert "被改乱了" in refusal(month_file)


def test_a_return_of_a_newer_program(month_file: Path):
    workbook = openpyxl.load_workbook(month_file)
    workbook["校验"]["B1"] = str(SCHEMA + 1)
    workbook.save(month_file)
    assert "更新版本" in refusal(month_file)


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "1e300"])
def test_a_number_that_no_sheet_can_hold_is_another_content(month_file: Path, number: str):
    with zipfile.ZipFile(month_file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet3.xml"]
    assert b"<v>1.5</v>" in sheet
    parts["xl/worksheets/sheet3.xml"] = sheet.replace(b"<v>1.5</v>", f"<v>{number}</v>".encode(), 1)
    with zipfile.ZipFile(month_file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    read = ReturnWorkbook().read(month_file)
    assert read.content.digest != read.stated_digest
    told = ReturnWorkbook().seen_otherwise(month_file, read)
    assert all(each.startswith("“活动”页E3") for each in told)


def damaged_parts(month_file: Path, times: int) -> Iterator[tuple[str, bytes]]:
    """A part of the file and what may have become of it, with a right checksum."""
    with zipfile.ZipFile(month_file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(7)
    for _ in range(times):
        name = chance.choice(sorted(parts))
        found = chance.choice(list(re.finditer(rb'"[^"]*"|>[^<]+<', parts[name])))
        other = chance.choice([b"-1", b"nan", b"", b"1e999", b"A1:XFD1048576", b"#REF!", b"<x/>"])
        data = parts[name]
        yield name, data[: found.start() + 1] + other + data[found.end() - 1 :]


def test_parts_that_make_no_sense_are_told_or_harmless(month_file: Path):
    data = month_file.read_bytes()
    for name, part in damaged_parts(month_file, 16):
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(month_file, "w") as new:
            for each in archive.namelist():
                new.writestr(each, part if each == name else archive.read(each))
        try:
            read = ReturnWorkbook().read(month_file)
            told = ReturnWorkbook().seen_otherwise(month_file, read)
        except EnvironmentProblem:
            continue
        assert all(each.endswith("。") for each in told)


def test_a_zip_that_would_fill_the_memory(tmp_path: Path):
    bomb = tmp_path / "月报.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(201):
                member.write(bytes(2**20))
    assert "不是本程序写出的月报" in refusal(bomb)


@pytest.mark.parametrize("place", ["XFD1048576", "B12345678901", "ZZZZ9"])
def test_a_cell_at_the_end_of_the_world_is_refused(tmp_path: Path, place: str) -> None:
    """calamine would take room for all up to it, and end the program where there is none."""
    path = tmp_path / "return.xlsx"
    ReturnWorkbook().write(month_content(), path)
    replaced("汇总", '<c r="E3"', f'<c r="{place}"')(path)
    with pytest.raises(EnvironmentProblem, match="大得不合常理"):
        ReturnWorkbook().read(path)

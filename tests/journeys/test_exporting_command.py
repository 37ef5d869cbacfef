"""Out of a book and in again without a window."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.journeys.test_command_line import PASSWORD, Office
from tests.journeys.test_command_line import made as made
from tests.journeys.test_command_line import office as office

SEALED = {"QINGLIAN_ARCHIVE_PASSWORD": "信封里的话"}


def test_a_book_goes_out_sealed_and_comes_in_again(office: Office, tmp_path: Path) -> None:
    made = office.on_book("export-all", "--to", tmp_path, environ=SEALED)
    assert made.code == 0, made.err
    path = Path(made.json["path"])
    assert path.parent == tmp_path and path.suffix == ".qlz"
    assert made.json["records"] > 100 and made.json["lost"] == 0 and made.json["encrypted"]
    wrong = office.run(
        "--json", "import-all", path, "--book", tmp_path / "新", password="新的-2026"
    )
    assert wrong.code == 3, "no password of the archive was given"
    again = office.run(
        "--json",
        "import-all",
        path,
        "--book",
        tmp_path / "新",
        password="新的-2026",
        environ=SEALED,
    )
    assert again.code == 0 and again.json["recovery_code"]
    listed = ("--json", "record", "list", "talks")
    before = office.on_book("record", "list", "talks").json
    after = office.run("--book", tmp_path / "新", *listed, password="新的-2026")
    assert after.json == before
    assert office.run("--book", tmp_path / "新", *listed, password=PASSWORD).code == 3
    refused = office.run("import-all", path, "--book", tmp_path / "新", environ=SEALED)
    assert refused.code == 3 and "已经有东西" in refused.err


def test_a_book_goes_out_to_be_read(office: Office, tmp_path: Path) -> None:
    made = office.on_book("export-all", "--readable", "--to", tmp_path)
    assert made.code == 0 and made.json["encrypted"] is False
    folder = Path(made.json["path"])
    talks = openpyxl.load_workbook(folder / "谈心谈话.xlsx").worksheets[0]
    assert talks.max_row - 1 == len(office.on_book("record", "list", "talks").json["records"])
    told = office.run("export-all", "--readable", "--to", tmp_path, "--book", office.book)
    assert "谁拿到都能看" in told.out


def test_a_folder_that_is_not_there_is_told(office: Office, tmp_path: Path) -> None:
    made = office.run(
        "export-all", "--to", tmp_path / "没有", "--book", office.book, environ=SEALED
    )
    assert made.code == 3 and "找不到文件夹" in made.err

"""A blank sheet opened and saved again by LibreOffice still offers and explains the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qinglian_desktop.application.document_ports import BlankColumn, BlankTable, CellKind
from qinglian_desktop.documents.tables import TableWorkbook
from tests.documents.test_return_in_libreoffice import soffice as soffice

pytestmark = pytest.mark.slow


def test_saved_again_it_is_as_it_was(soffice: str, tmp_path: Path) -> None:
    words = tuple(f"第{n}组" for n in range(60))
    columns = (
        BlankColumn("＊组", 6, CellKind.TEXT, "必填。\n从下拉里选一个。", words, closed=True),
        BlankColumn("时限", 6, CellKind.DAY, "写日期，例如 2026-11-23。"),
        BlankColumn("电话", 6, CellKind.TEXT, ""),
    )
    TableWorkbook().write_blank(
        BlankTable("名册", "名册（＊为必填）", columns), tmp_path / "空.xlsx"
    )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    to = ["--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    command = [soffice, profile, *to, str(tmp_path / "空.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    book = load_workbook(tmp_path / "out" / "空.xlsx")
    page, hidden = book.worksheets
    assert hidden.sheet_state == "hidden" and hidden.max_row == 60
    assert [each.value for each in page[2]] == ["＊组", "时限", "电话"]
    assert [str(each.number_format).lower() for each in page[3]] == ["@", "yyyy\\-mm\\-dd", "@"]
    assert page["A2"].comment.text.startswith("必填。\n从下拉里选一个。")
    (offered,) = page.data_validations.dataValidation
    assert offered.formula1 == "选项!$A$1:$A$60" and str(offered.sqref).startswith("A3:A")
    assert page.print_title_rows == "$1:$2"
    assert page.page_setup.orientation == "landscape"

"""The return opened, recalculated, saved again and printed by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from qinglian_desktop.application.verifying import Verified, verify
from qinglian_desktop.documents.returns.many import ManyReturns
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.documents.sheets.reader import SheetReader
from tests.documents.return_contents import as_kept, month_content


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's command; CI installs it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("没有安装 LibreOffice（apt-get install libreoffice-calc），跳过真机打开的检查")
    return found


@pytest.fixture(scope="session")
def saved_again(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with return.xlsx, .ods and .xls as LibreOffice saved it again, and return.pdf."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "return.xlsx"
    ReturnWorkbook().write(month_content(), source)
    for kind in ("xlsx", "ods", "xls", "pdf"):
        subprocess.run(
            [
                soffice,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(folder / "out"),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    return folder / "out"


def test_saved_again_it_says_the_same(saved_again: Path):
    read = ReturnWorkbook().read(saved_again / "return.xlsx")
    assert as_kept(read.content) == as_kept(month_content())
    assert read.content.digest == read.stated_digest == month_content().digest


def test_saved_again_nothing_else_is_seen_in_it(saved_again: Path):
    found = verify(ReturnWorkbook(), saved_again / "return.xlsx")
    assert found.findings == ()
    assert len(found.remarks) == 1


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_saved_in_another_form_it_is_taken_as_far_as_its_content(saved_again: Path, kind: str):
    path = saved_again / f"return.{kind}"
    (read,) = ManyReturns(SheetReader()).read_all([path])
    assert isinstance(read.found, Verified)
    assert read.found.content.digest == month_content().digest
    assert read.found.findings == ()
    assert "样子没有核对" in read.found.remarks[-1]


def test_recalculated_it_holds_no_formula(saved_again: Path):
    for sheet in openpyxl.load_workbook(saved_again / "return.xlsx").worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type not in "fe" for cell in row)


def test_days_are_still_days_and_the_check_sheet_still_hidden(saved_again: Path):
    workbook = openpyxl.load_workbook(saved_again / "return.xlsx")
    assert workbook["活动"]["C3"].is_date
    assert workbook["校验"].sheet_state == "hidden"


def test_it_prints_cover_and_summary_on_a4_and_no_other_sheet(saved_again: Path):
    pdf = (saved_again / "return.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    if shutil.which("pdftotext") is None:
        pytest.skip("没有安装 pdftotext（apt-get install poppler-utils），跳过打印内容的检查")
    text = subprocess.run(
        ["pdftotext", "-layout", str(saved_again / "return.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "本月没有记录、不另列表的：走访/调研。" in text
    assert "第1页 共2页" in text
    assert "内容摘要" not in text
    assert month_content().digest not in text
    info = subprocess.run(
        ["pdfinfo", "-l", "9", str(saved_again / "return.pdf")],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    sizes = [line for line in info.splitlines() if "size" in line and line.startswith("Page ")]
    assert len(sizes) == 2
    assert all("(A4)" in line for line in sizes)

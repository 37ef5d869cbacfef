"""Filled forms opened, reckoned and saved again by LibreOffice: right sums, and nothing lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from tests.bad_sheets import parts_of
from tests.documents.form_packages import filled, place, rows_from
from tests.documents.invented_forms import invented_form, reckoned
from tests.documents.rich_forms import OTHER, TABLE, rich_form
from tests.documents.test_invented_forms import figures, places
from tests.documents.test_return_in_libreoffice import soffice as soffice
from tests.office_sheets import OFFICE_SHEETS

pytestmark = pytest.mark.slow
SEEDS = range(12)


@pytest.fixture(scope="session")
def saved(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the filled forms, and in 出 as LibreOffice saved them."""
    folder = tmp_path_factory.mktemp("forms")
    committee = OFFICE_SHEETS["工委统计表模板（待填）.xlsx"]()
    forms = {
        "工委": filled(
            folder,
            committee,
            *(place("月报", f"{c}{row}", row) for c in "DEFG" for row in range(5, 15)),
        )[0],
        "齐全": filled(
            folder,
            rich_form(),
            rows_from(TABLE, "A5 B5 D5", [(n, f"第{n}项", n * 10) for n in range(1, 8)], 4),
        )[0],
    }
    for seed in SEEDS:
        form = invented_form(seed)
        rows = rows_from(form.table, places(form), figures(form, seed, form.room + 3), form.room)
        forms[f"{seed}"] = filled(folder, form.data, rows)[0]
    paths = [folder / f"{name}.xlsx" for name in forms]
    for path, data in zip(paths, forms.values(), strict=True):
        path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to = ["--headless", "--convert-to", "xlsx", "--outdir", str(folder / "出")]
    command = [soffice, profile, *to, *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


def opened(saved: Path, name: str) -> Workbook:
    return load_workbook(saved / "出" / f"{name}.xlsx", data_only=True)


def test_a_committees_sums_are_right(saved: Path) -> None:
    sheet = opened(saved, "工委")["月报"]
    assert [cell.value for cell in sheet[15][3:7]] == [sum(range(5, 15))] * 4
    assert str(sheet.print_area) == "'月报'!$A$1:$H$16"
    assert len(sheet.merged_cells.ranges) == 13


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sum_of_an_invented_form_is_right(saved: Path, seed: int) -> None:
    form = invented_form(seed)
    book = opened(saved, f"{seed}")
    wanted = reckoned((saved / f"{seed}.xlsx").read_bytes(), form.table)
    for at, number in wanted.items():
        cell = book["汇总"][at[1:]] if at.startswith("!") else book[form.table][at]
        assert isinstance(cell, Cell)
        assert cell.value == number, at


def test_nothing_of_a_form_is_lost(saved: Path) -> None:
    book = opened(saved, "齐全")
    sheet, other = book[TABLE], book[OTHER]
    assert [row[3].value for row in sheet["A5:F12"]] == [10, 20, 30, 40, 50, 60, 70, 280]
    assert sheet["E12"].value == 1
    assert sheet["F12"].value == "7项（见A9）"
    assert [other[at].value for at in ("B1", "B2", "B3")] == [280, 280, 560]
    assert sheet["D12"].comment.text.endswith("自动合计")
    assert sheet["D4"].comment.text.endswith("按人次填")
    assert {"A1:F1", "B11:C11", "G5:G11"} <= {str(each) for each in sheet.merged_cells.ranges}
    rules = {str(each.sqref) for each in sheet.data_validations.dataValidation}
    assert rules == {"F5:F11", "D5:D11"}
    assert "A12:F12" in {str(each.sqref) for each in sheet.conditional_formatting}
    parts = parts_of((saved / "出" / "齐全.xlsx").read_bytes())
    assert len([each for each in parts if each.startswith("xl/media/")]) == 1
    assert len([each for each in parts if each.startswith("xl/charts/chart")]) == 1
    assert str(sheet.print_area).endswith("$A$1:$F$14")
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.auto_filter.ref == "A4:F11"

"""A ledger as a table, and its blank sheet, without a window."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Run


@pytest.fixture
def run(sample_folder: Path, commanded: Run) -> Run:
    """Runs a command that only reads."""
    return partial(commanded, sample_folder)


def test_a_ledger_is_written_as_a_workbook_or_as_lines(run: Run, tmp_path: Path) -> None:
    kept = run("record", "list", "talks", "--period", "2026-03")["records"]
    for name in ("谈话.xlsx", "谈话.CSV"):
        made = run("export", "talks", "--period", "2026-03", "--to", tmp_path / name)
        assert made == {
            "code": 0,
            "ledger": "talks",
            "path": str(tmp_path / name),
            "records": len(kept),
        }
    page = openpyxl.load_workbook(tmp_path / "谈话.xlsx").worksheets[0]
    assert page["A1"].value == "谈心谈话（2026年3月）"
    with (tmp_path / "谈话.CSV").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0][:3] == ["编号", "类别", "形式"]
    assert [line[0] for line in lines[1:]] == [each["number"] for each in kept]
    assert [page.cell(row, 1).value for row in range(3, page.max_row + 1)] == [
        line[0] for line in lines[1:]
    ]


def test_people_are_told_that_it_is_not_encrypted(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("export", "people", "--to", tmp_path / "册.csv", says=True)
    assert code == 0 and "没有加密" in out
    nothing = run("export", "talks", "--period", "2011", "--to", tmp_path / "无.csv")
    assert nothing["code"] == 1 and not (tmp_path / "无.csv").exists()
    wrong = run("export", "talks", "--to", tmp_path / "册.doc")
    assert wrong["code"] == 2 and ".xlsx 或 .csv" in wrong["error"]["message"]


def test_a_blank_sheet_is_written(run: Run, tmp_path: Path) -> None:
    made = run("template", "people", "--to", tmp_path / "花名册.xlsx")
    assert made["code"] == 0
    page = openpyxl.load_workbook(tmp_path / "花名册.xlsx").worksheets[0]
    assert page["A2"].value == "＊姓名" and page["A2"].comment.text == "必填。"
    refused = run("template", "people", "--to", tmp_path / "花名册.csv")
    assert refused["code"] == 2 and not (tmp_path / "花名册.csv").exists()
    gone = run("template", "people", "--to", tmp_path / "没有" / "花名册.xlsx")
    assert gone["code"] == 3 and "找不到文件夹" in gone["error"]["happened"]

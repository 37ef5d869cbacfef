"""A table of an office brought in without a window, first only looked at."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.conftest import Run
from tests.written_sheets import written

HEADS = ("时间", "在哪儿", "谈话对象", "对象类别", "谈话人", "重点内容", "谈话内容")
GOOD = ("2026-03-05 9:00", "谈话室", "张三", "其他", "李四", "岗位职责", "谈了工作。")
BAD = ("2026-03-06 9:00", "谈话室", "王五", "不知道", "李四", "岗位职责", "谈了工作。")


@pytest.fixture
def run(empty_folder: Path, tmp_path: Path, commanded: Run) -> Run:
    """Runs a command over the test's own empty book."""
    folder = tmp_path / "台账库"
    shutil.copytree(empty_folder, folder)
    return partial(commanded, folder)


@pytest.fixture
def mapped(tmp_path: Path) -> Path:
    decided = tmp_path / "列.json"
    decided.write_text(json.dumps({"columns": {"在哪儿": "place"}}), encoding="utf-8")
    return decided


def test_a_dry_run_tells_how_the_table_is_understood_and_keeps_nothing(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    file = written(tmp_path / "谈话.xlsx", HEADS, GOOD, BAD)
    told = run("import", "talks", file, "--map", mapped, "--dry-run")
    assert told["code"] != 0
    assert told["head_rows"] == [1] and told["columns"][1] == {
        "column": "B",
        "head": "在哪儿",
        "target": "place",
    }
    good, bad = told["records"]
    assert good["rows"] == [2] and good["typed"]["place"] == "谈话室"
    assert any(each["cell"] == "D3" and "不知道" in each["message"] for each in bad["problems"])
    assert run("record", "list", "talks")["records"] == []


def test_what_can_be_kept_is_kept_and_the_rest_is_written_to_be_mended(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    file = written(tmp_path / "谈话.xlsx", HEADS, GOOD, BAD)
    errors = tmp_path / "要改.xlsx"
    told = run("import", "talks", file, "--map", mapped, "--errors", errors)
    assert told["imported"] == ["2026-001"] and told["rejected"] == 1 and told["code"] != 0
    page = openpyxl.load_workbook(errors).worksheets[0]
    assert [cell.value for cell in page[2]] == [*HEADS, "没有导入的原因"]
    assert [cell.value for cell in page[3]][:7] == list(BAD)


def test_what_is_there_is_passed_over_or_brought_in_once_more(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    file = written(tmp_path / "谈话.xlsx", HEADS, GOOD)
    assert run("import", "talks", file, "--map", mapped)["code"] == 0
    again = run("import", "talks", file, "--map", mapped)
    assert (again["imported"], again["skipped"], again["code"]) == ([], 1, 0)
    more = run("import", "talks", file, "--map", mapped, "--on-duplicate", "add")
    assert more["imported"] == ["2026-002"]


def test_an_encrypted_table_is_opened_with_the_password_of_a_file(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    plain = written(tmp_path / "谈话.xlsx", HEADS, GOOD)
    locked = tmp_path / "加密.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt("开门", target)
    code, _, said = run("import", "talks", locked, "--map", mapped, says=True)
    assert code != 0 and "密码" in said
    key = tmp_path / "密码.txt"
    key.write_text("开门\n", encoding="utf-8")
    told = run("import", "talks", locked, "--map", mapped, "--table-password-file", key)
    assert told["imported"] == ["2026-001"] and told["code"] == 0


def test_it_is_said_in_sentences_what_was_brought_in(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    file = written(tmp_path / "谈话.xlsx", HEADS, GOOD, BAD)
    _, out, said = run("import", "talks", file, "--map", mapped, says=True)
    assert "已导入谈心谈话 1 条" in out
    assert "还有 1 条要改好再导入" in said and "D3：“不知道”" in said
    code, _, said = run("import", "talks", tmp_path / "没有.xlsx", says=True)
    assert code != 0 and "没有.xlsx" in said


def test_what_was_brought_in_stays_where_the_rest_cannot_be_written(
    run: Run, tmp_path: Path, mapped: Path
) -> None:
    file = written(tmp_path / "谈话.xlsx", HEADS, GOOD, BAD)
    target = tmp_path / "没有这个文件夹" / "要改.xlsx"
    _, out, said = run("import", "talks", file, "--map", mapped, "--errors", target, says=True)
    assert "已导入谈心谈话 1 条" in out
    assert "这些行没有写出来" in said and "已经导入的都保存了" in said
    assert len(run("record", "list", "talks")["records"]) == 1

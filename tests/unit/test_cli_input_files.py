"""Records come from JSON; whatever is wrong with a file is told with its place."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from qinglian_desktop.cli.input_files import read_records
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem


def put(folder: Path, data: str | bytes) -> str:
    file = folder / "记录.json"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(file)


def test_a_file_holds_one_record_or_a_list(tmp_path: Path) -> None:
    assert read_records(put(tmp_path, '{"a": "䶮"}')) == [{"a": "䶮"}]
    assert read_records(put(tmp_path, '[{"a": 1}, {"a": 2}]')) == [{"a": 1}, {"a": 2}]


def test_the_mark_that_windows_puts_before_utf_8_is_no_part_of_it(tmp_path: Path) -> None:
    assert read_records(put(tmp_path, b'\xef\xbb\xbf{"a": 1}')) == [{"a": 1}]


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO('{"a": "㛃"}'.encode()), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", typed)
    assert read_records("-") == [{"a": "㛃"}]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('{"a": 1,\n "b": }', "第 2 行第 7 个字"),
        ("", "文件是空的"),
        ('{"a": 1, "a": 2}', "“a”写了两次"),
        ('[{"a": 1}, 7]', "第 2 条应当是写在花括号里的一条记录"),
        ('"talks"', "第 1 条应当是写在花括号里的一条记录"),
        ("[]", "文件里没有记录"),
        ('{"a": NaN}', "NaN 不是数"),
        ('{"a": ' + "9" * 5000 + "}", "有一个数太长"),
        ("[" * 100_000, "括号套得太深"),
        ('{"a": "谈话"}\n'.encode("gb18030"), "第 1 行有不是 UTF-8 的文字"),
        (b'{"a":\n\xff\xfe', "第 2 行有不是 UTF-8 的文字"),
    ],
)
def test_what_is_no_json_is_a_problem_of_the_data(
    tmp_path: Path, data: str | bytes, said: str
) -> None:
    with pytest.raises(DataProblems) as problems:
        read_records(put(tmp_path, data))
    assert said in problems.value.problems[0].message
    assert "没有保存任何记录" in problems.value.problems[0].message


def test_a_file_that_is_not_there_is_a_problem_of_the_surroundings(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"读不到文件“没有\.json”"):
        read_records(str(tmp_path / "没有.json"))
    with pytest.raises(EnvironmentProblem):
        read_records(str(tmp_path))

"""A password comes from a file, the environment or a prompt, in this order."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from qinglian_desktop.cli import passwords
from qinglian_desktop.cli.passwords import (
    ARCHIVE_VARIABLE,
    VARIABLE,
    archive_password_for,
    password_for,
)
from qinglian_desktop.domain.errors import EnvironmentProblem


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def type_in(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    """Answer the prompts with these words."""
    answers = iter(typed)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys, "stdin", _Terminal())
    monkeypatch.setattr(passwords, "getpass", lambda prompt: next(answers))


def test_the_file_goes_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "环境")
    file = tmp_path / "密码.txt"
    file.write_bytes("﻿ 文件里的 \r\n第二行".encode())
    assert password_for(file) == " 文件里的 "
    assert password_for(None) == "环境"


def test_it_is_asked_for_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "当面")
    assert password_for(None) == "当面"


def test_a_new_one_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "一样", "一样", "一样", "两样")
    assert password_for(None, new=True) == "一样"
    with pytest.raises(EnvironmentProblem, match="两次输入的密码不一样"):
        password_for(None, new=True)


def test_nobody_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO("偷看的"))
    with pytest.raises(EnvironmentProblem, match="没有给出密码"):
        password_for(None)


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "是空的"), (b"\nsecret", "是空的"), (b"\xff\xfe\x00", "不是文字")]
)
def test_a_file_without_a_password_says_so(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "密码.txt"
    file.write_bytes(data)
    with pytest.raises(EnvironmentProblem) as problem:
        password_for(file)
    assert said in problem.value.happened


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="读不到密码文件"):
        password_for(tmp_path / "没有.txt")


def test_that_of_an_archive_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "信封", "信封", "信封", "信纸")
    monkeypatch.setenv(VARIABLE, "台账库的")
    monkeypatch.delenv(ARCHIVE_VARIABLE, raising=False)
    assert archive_password_for(None, new=True) == "信封"
    with pytest.raises(EnvironmentProblem, match="两次输入"):
        archive_password_for(None, new=True)
    monkeypatch.setenv(ARCHIVE_VARIABLE, "环境")
    assert archive_password_for(None, new=True) == "环境"
    with pytest.raises(EnvironmentProblem, match="读不到密码文件") as told:
        archive_password_for(tmp_path / "没有.txt")
    assert "--archive-password-file" in told.value.todo
    monkeypatch.delenv(ARCHIVE_VARIABLE)
    monkeypatch.setattr(sys, "stdin", io.StringIO("偷看的"))
    with pytest.raises(EnvironmentProblem, match="没有给出导出的密码"):
        archive_password_for(None)

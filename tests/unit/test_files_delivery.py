"""A file is there whole or not at all, whatever happens while it is written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem, ProgramBug
from qinglian_desktop.files.delivery import deliver


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def halfway(error: BaseException, path: Path) -> None:
    """Write half of it, then fail as the disk does."""
    path.write_text("半", encoding="utf-8")
    raise error


def test_the_file_stands_under_its_name_only_after_it_was_checked(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def check(path: Path) -> None:
        assert path.read_text("utf-8") == "全文"
        seen.append(names(tmp_path))

    deliver(tmp_path / "月报.xlsx", lambda path: void(path.write_text("全文", "utf-8")), check)
    assert names(tmp_path) == ["月报.xlsx"]
    assert "月报.xlsx" not in seen[0]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EACCES, "不能写入"),
        (errno.EROFS, "不能写入"),
        (errno.EIO, "U盘可能已经拔出"),
        (errno.ENODEV, "U盘可能已经拔出"),
    ],
)
def test_a_failure_of_the_disk_leaves_nothing_and_says_what_to_do(
    tmp_path: Path, code: int, said: str
) -> None:
    error = OSError(code, os.strerror(code))
    with pytest.raises(EnvironmentProblem) as problem:
        deliver(tmp_path / "月报.xlsx", lambda path: halfway(error, path))
    assert said in problem.value.happened
    assert "没有留下半个文件" in problem.value.kept
    assert problem.value.todo
    assert os.strerror(code) not in problem.value.sentence
    assert names(tmp_path) == []


@pytest.mark.parametrize("error", [ProgramBug("x"), KeyboardInterrupt(), MemoryError()])
def test_any_other_failure_leaves_nothing_either(tmp_path: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        deliver(tmp_path / "月报.xlsx", lambda path: halfway(error, path))
    assert names(tmp_path) == []


def test_what_stood_there_before_stays_when_the_new_one_fails(tmp_path: Path) -> None:
    target = tmp_path / "月报.xlsx"
    target.write_text("旧", encoding="utf-8")
    with pytest.raises(EnvironmentProblem):
        deliver(target, lambda path: halfway(OSError(errno.ENOSPC, ""), path))
    assert target.read_text("utf-8") == "旧"
    assert names(tmp_path) == ["月报.xlsx"]


def test_what_does_not_pass_its_check_gets_no_name(tmp_path: Path) -> None:
    def check(path: Path) -> None:
        raise EnvironmentProblem("对不上。", "都在。", "换一个U盘。")

    with pytest.raises(EnvironmentProblem, match="对不上"):
        deliver(tmp_path / "月报.xlsx", lambda path: void(path.write_text("坏", "utf-8")), check)
    assert names(tmp_path) == []


def test_a_stick_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="找不到文件夹“U盘”"):
        deliver(tmp_path / "U盘" / "月报.xlsx", lambda path: void(path.write_text("", "utf-8")))


def test_a_file_in_the_place_of_the_folder_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "U盘").write_text("不是文件夹", encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="找不到文件夹“U盘”"):
        deliver(tmp_path / "U盘" / "月报.xlsx", lambda path: void(path.write_text("", "utf-8")))
    assert (tmp_path / "U盘").read_text("utf-8") == "不是文件夹"


def test_a_stick_pulled_out_before_the_rename_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(self: Path, target: Path) -> Path:
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(Path, "replace", gone)
    with pytest.raises(EnvironmentProblem, match="拔出"):
        deliver(tmp_path / "月报.xlsx", lambda path: void(path.write_text("全", "utf-8")))
    assert names(tmp_path) == []


def void(_: object) -> None:
    """Drop what a write returns."""


def test_what_cannot_be_cleared_away_again_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(EnvironmentProblem) as problem:
        deliver(tmp_path / "月报.xlsx", lambda path: halfway(OSError(errno.EIO, "no"), path))
    (left,) = names(tmp_path)
    assert f"没有写完的“{left}”没能删掉" in problem.value.kept
    assert "没有留下" not in problem.value.sentence


def test_nothing_is_claimed_of_a_stick_that_was_pulled_out(tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()

    def pulled(path: Path) -> None:
        path.write_bytes(b"half")
        stick.rename(tmp_path / "gone")
        raise OSError(errno.ENODEV, "gone")

    with pytest.raises(EnvironmentProblem) as problem:
        deliver(stick / "月报.xlsx", pulled)
    assert problem.value.kept == "台账库里的记录没有受影响。"

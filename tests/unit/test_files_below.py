"""What lies below a folder: tables to be read, everything else with its reason, bounded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qinglian_desktop.application import files_below as below
from qinglian_desktop.application.files_below import files_below, readable_name
from qinglian_desktop.domain.errors import EnvironmentProblem


def stops(done: int, total: int) -> bool:
    return False


def test_tables_are_found_at_any_depth_whatever_their_names_end_in(tmp_path: Path) -> None:
    names = ("月报.xlsx", "甲局/月报.XLSX", "乙局/九月/3.月报.ods", "乙局/月报.xls", "乙局/月报.et")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"PK")
    found = files_below(tmp_path)
    assert found.tables == sorted(tmp_path / name for name in names)
    assert (found.unread, found.others, found.is_cut) == ([], 0, False)


def test_what_is_no_table_is_counted_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    for name in ("说明.docx", "~$月报.xlsx", "._月报.xlsx", "照片.jpg"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "都在这里.rar").write_bytes(b"x")
    (tmp_path / "空.xlsx").touch()
    (tmp_path / "断了.xlsx").symlink_to(tmp_path / "没有.xlsx")
    with (tmp_path / "大.xlsx").open("wb") as file:
        file.truncate(below.LARGEST + 1)
    for hidden in ("System Volume Information", "$RECYCLE.BIN", ".Trash-1000"):
        (tmp_path / hidden).mkdir()
        (tmp_path / hidden / "月报.xlsx").write_bytes(b"PK")
    found = files_below(tmp_path)
    assert found.tables == []
    assert found.others == 4
    assert {path.name: why.partition("，")[0] for path, why in found.unread} == {
        "都在这里.rar": "是压缩包",
        "空.xlsx": "是空文件",
        "断了.xlsx": "不是文件",
        "大.xlsx": "有 60 MB",
    }


def test_links_that_loop_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "甲局").mkdir()
    (tmp_path / "甲局" / "月报.xlsx").write_bytes(b"PK")
    (tmp_path / "甲局" / "回去").symlink_to(tmp_path, target_is_directory=True)
    assert files_below(tmp_path).tables == [tmp_path / "甲局" / "月报.xlsx"]


def test_folders_within_folders_end_somewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(below, "DEEPEST", 2)
    deep = tmp_path / "一" / "二" / "三" / "四"
    deep.mkdir(parents=True)
    (deep / "月报.xlsx").write_bytes(b"PK")
    found = files_below(tmp_path)
    assert found.tables == []
    assert [path for path, _ in found.unread] == [tmp_path / "一" / "二"]


def test_too_many_files_and_a_stop_are_told_apart_from_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10):
        (tmp_path / f"{number}.txt").touch()
    assert not files_below(tmp_path, stops).is_cut
    monkeypatch.setattr(below, "_OFTEN", 5)
    assert files_below(tmp_path, stops).is_cut
    monkeypatch.setattr(below, "MOST_FILES", 10)
    assert files_below(tmp_path).is_cut


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="找不到文件夹“没有”"):
        files_below(tmp_path / "没有")


def test_names_of_any_bytes_can_be_shown() -> None:
    path = Path(os.fsdecode(b"\xff\xe6\x9c\x88.xlsx"))
    assert readable_name(path) == "\N{REPLACEMENT CHARACTER}月.xlsx"

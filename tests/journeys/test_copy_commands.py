"""Backup, restore, check and repair without a window."""

from __future__ import annotations

import hashlib
import io
import shutil
import sys
from pathlib import Path

import pytest

from qinglian_desktop.domain.record import Draft
from tests.journeys.office import BOOKS, PASSWORD, Office
from tests.trust.altered_history import altered

PERSON = {"name": "韦明谦", "politics": "正式党员", "joined": "2020-01-01"}
PAGE = 4096


@pytest.fixture
def office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Office:
    """A new book with somebody in it."""
    monkeypatch.setenv("QINGLIAN_PASSWORD", PASSWORD)
    book, _ = BOOKS.create(tmp_path / "台账库", PASSWORD)
    book.close()
    made = Office(tmp_path / "台账库", capsys, monkeypatch)
    assert made.add("people", PERSON).code == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return made


def test_a_backup_is_made_listed_and_gone_back_to(office: Office) -> None:
    assert office.run("backups").json == {"backups": []}
    made = office.run("backup")
    assert (made.code, made.json["number"]) == (0, 1)
    assert Path(made.json["path"]).name == made.json["name"] == "000001-20261123-090000"
    assert made.json["size"] == (Path(made.json["path"]) / "ledger.db").stat().st_size
    assert office.run("backups").json == {"backups": [made.json]}
    office.add("people", {**PERSON, "name": "覃书宁"})
    told = office.run("restore", "--copy", "1")
    assert (told.code, told.json["restored"]) == (0, False)
    assert told.json["prospect"] == ["花名册：少 1 条。"]
    assert office.count("people") == 2
    done = office.run("restore", "--copy", made.json["name"], "--yes")
    assert (done.code, done.json["restored"]) == (0, True)
    assert Path(done.json["aside"]).is_dir() and done.json["missing"] == []
    assert office.count("people") == 1


def test_a_restore_says_which_attachments_are_nowhere(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "台账库"
    book = BOOKS.open(folder, PASSWORD)
    with book.writing() as work:
        work.attachments.put("灯.txt", b"light")
        work.drafts.put(Draft("people", {"files": hashlib.sha256(b"light").hexdigest()}))
    book.close()
    office.run("backup")
    for store in (folder, folder / "backups"):
        for path in (store / "attachments").glob("*/*"):
            path.unlink()
    done = office.run("restore", "--copy", "1", "--yes")
    assert done.json["missing"] == ["草稿或历史里的一个附件的文件不见了。"]


def test_what_a_check_finds_in_a_backup_keeps_it_from_being_gone_back_to(
    office: Office, tmp_path: Path
) -> None:
    made, stick = Path(office.run("backup").json["path"]), tmp_path / "U盘"
    altered(made, "UPDATE search_entries SET is_void = 1", password=PASSWORD)
    told = office.run("restore", "--copy", "1", "--yes")
    assert "检查出 1 处问题：花名册 2020-001 在搜索目录里的内容不对" in told.environment
    assert "--despite" in told.environment
    assert office.run("restore", "--copy", "1", "--yes", "--despite").json["restored"] is True
    stick.mkdir()
    made = Path(office.run("backup", "--second", str(stick)).json["path"])
    again = Office(tmp_path / "新的", office._capsys, office._patch)
    words = ["restore", "--from", str(stick), "--copy", made.name]
    assert "--despite" in again.run(*words).environment
    assert again.run(*words, "--despite").json["restored"] is True


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "left"), [("1\n恢复\n", 1), ("1\n不\n", 2), ("1\n", 2)])
def test_somebody_at_a_terminal_is_asked(
    office: Office, monkeypatch: pytest.MonkeyPatch, typed: str, left: int
) -> None:
    office.run("backup")
    office.add("people", {**PERSON, "name": "覃书宁"})
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    ran = office.run("restore")
    assert "花名册：少 1 条。" in ran.err and "写“恢复”" in ran.err
    assert ran.json["restored"] is (left == 1)
    assert office.count("people") == left


def test_which_backup_must_be_said(office: Office) -> None:
    office.run("backup")
    for words in (["restore", "--yes"], ["restore", "--yes", "--copy", "7"]):
        ran = office.run(*words)
        assert ran.code == 2
        assert "000001-20261123-090000" in ran.json["error"]["message"]


def test_a_wrong_password_restores_and_repairs_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.run("backup")
    monkeypatch.setenv("QINGLIAN_PASSWORD", "不是这个-1")
    assert "密码不对" in office.run("restore", "--copy", "1", "--yes").environment
    assert "密码不对" in office.run("repair").environment
    assert not office.book.with_name("台账库-修复").exists()


def test_a_sound_book_is_said_to_be_and_repaired_whole(office: Office) -> None:
    assert office.run("check").json == {
        "sound": True,
        "findings": [],
        "touched": [],
        "whole_backup": None,
    }
    ran = office.run("repair")
    to = office.book.with_name("台账库-修复")
    assert (ran.code, ran.json["book"], ran.json["records"]) == (0, str(to), 1)
    again = office.run("repair")
    assert "已经有“台账库-修复”了" in again.environment


def test_what_is_damaged_is_named_with_the_backup_that_has_it(
    office: Office, tmp_path: Path
) -> None:
    name = office.run("backup").json["name"]
    database = office.book / "ledger.db"
    whole = database.read_bytes()
    # The page of the one record is found by trying.
    for page in range(2, len(whole) // PAGE):
        broken = bytearray(whole)
        broken[page * PAGE + 99] ^= 1
        database.write_bytes(broken)
        checked = office.run("check")
        if checked.code == 1 and checked.json["touched"]:
            break
    else:
        raise AssertionError("no page has the record")
    touched = {"ledger": "people", "id": 1, "backup": name}
    assert checked.json["touched"] == [touched] and checked.json["whole_backup"] == name
    assert checked.json["findings"][1].startswith("花名册 ")
    ran = office.run("repair", "--to", tmp_path / "救出来")
    assert (ran.code, ran.json["records"]) == (1, 0)
    assert ran.json["touched"] == [touched]
    assert database.read_bytes() == bytes(broken)


def test_a_second_place_outlives_the_book(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    assert "找不到“U盘”了" in office.run("backup", "--second", str(stick)).environment
    stick.mkdir()
    assert office.run("backups", "--from", str(stick)).json == {"backups": []}
    made = office.run("backup", "--second", str(stick)).json
    assert Path(made["path"]).is_relative_to(stick) and office.run("backups").json["backups"] == []
    assert office.run("backups", "--from", str(stick)).json == {"backups": [made]}
    office.add("people", {**PERSON, "name": "覃书宁"})
    # Beside the book it is gone back to as to any other.
    ran = office.run("restore", "--from", str(stick), "--copy", str(made["number"]), "--yes")
    assert ran.json["prospect"] == ["花名册：少 1 条。"] and Path(ran.json["aside"]).is_dir()
    shutil.rmtree(office.book)
    ran = office.run("restore", "--from", str(stick), "--copy", made["name"])
    assert (ran.code, ran.json["restored"], ran.json["aside"]) == (0, True, None)
    assert office.count("people") == 1

"""A return and its receipt both ways between two books, without a window."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.journeys.office import Office


@pytest.fixture
def committee(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], office: Office
) -> Office:
    """Another book; its keys are its own, as neither has signed anything before."""
    book = tmp_path / "工委"
    shutil.copytree(sample, book)
    return Office(book, capsys, office._patch)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def handed_in(office: Office, stick: Path) -> Path:
    return Path(office.run("return", "--month", "2026-10", "--to", stick).json["path"])


def test_a_return_goes_up_and_its_receipt_comes_back(
    office: Office, committee: Office, stick: Path
) -> None:
    path = handed_in(office, stick)
    own = office.run("codes").json["key_code"]
    (seen,) = committee.run("verify", path).json["files"]
    assert (seen["sound"], seen["signature"]) == (True, "有签名，与内容相符")
    assert (seen["key_code"], seen["doubtful"]) == (own, False)
    assert "由同一台账库写出。" in committee.run("verify", path, says=True).out
    assert "由本台账库写出。" in office.run("verify", path, says=True).out
    (known,) = committee.run("codes").json["known"]
    assert (known["unit_code"], known["key_code"]) == ("SL-0001", own)

    back = committee.run("receipt", path, "--returned-because", "没有盖章", "电话不对")
    assert (back.code, back.json["reasons"]) == (0, ["没有盖章", "电话不对"])
    assert Path(back.json["path"]).parent == stick
    (read,) = office.run("receipts", "--from", stick).json["receipts"]
    assert (read["kept"], read["verdict"], read["period"]) == (True, "退回", "2026-10")
    again = office.run("receipts", "--from", stick)
    assert (again.code, again.json["receipts"][0]["kept"]) == (0, False)
    assert "已经读过了" in again.json["receipts"][0]["words"]


def test_a_book_that_changed_is_doubtful_until_its_key_is_accepted(
    office: Office, committee: Office, sample: Path, stick: Path, tmp_path: Path
) -> None:
    committee.run("verify", handed_in(office, stick))
    shutil.copytree(sample, tmp_path / "新电脑")
    new = Office(tmp_path / "新电脑", office._capsys, office._patch)
    (elsewhere := tmp_path / "另一个U盘").mkdir()
    path = handed_in(new, elsewhere)
    changed = committee.run("verify", path)
    (file,) = changed.json["files"]
    assert (changed.code, file["sound"], file["signature"]) == (1, True, "换了台账库")
    assert file["doubtful"] is True
    accepted = committee.run("verify", path, "--accept-key")
    assert (accepted.code, accepted.json["files"][0]["signature"]) == (0, "由同一台账库写出")
    assert committee.run("verify", path).code == 0


def test_a_command_that_says_neither_or_both_is_told(office: Office, stick: Path) -> None:
    path = handed_in(office, stick)
    neither = office.run("receipt", path)
    both = office.run("receipt", path, "--taken", "--returned-because", "没有盖章")
    assert (neither.code, both.code) == (2, 2)
    assert "--returned-because" in neither.out + neither.err


def test_what_is_not_there_is_told(office: Office, stick: Path) -> None:
    assert "找不到文件" in office.run("receipt", stick / "没有.xlsx", "--taken").environment
    assert "找不到文件夹" in office.run("receipts", "--from", stick / "没有").environment
    none = office.run("receipts", "--from", stick, says=True)
    assert (none.code, none.out.strip()) == (0, "这里没有回执。")


def test_a_forged_receipt_is_a_problem(office: Office, committee: Office, stick: Path) -> None:
    given = committee.run("receipt", handed_in(office, stick), "--taken", "--to", stick)
    receipt = Path(given.json["path"])
    body = json.loads(receipt.read_text("utf-8")) | {"结论": "退回"}
    receipt.write_text(json.dumps(body), "utf-8")
    said = office.run("receipts", "--from", stick)
    assert said.code == 1
    assert "签名对不上" in said.json["receipts"][0]["words"]

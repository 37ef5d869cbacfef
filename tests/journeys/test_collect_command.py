"""The returns of many units collected by the command: into a book, a database, or nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qinglian_desktop.cli.command_line import main
from tests.collected_corpus import SMALL, Flaw, month_of, months_of, write_corpus
from tests.journeys.office import BOOKS, TOOLS, Office
from tests.postgresql import PASSWORD, Server

Bare = Callable[..., Any]
JANUARY = months_of(2026, 1)


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str]) -> Bare:
    """Runs the command without a book; its JSON with "code" and "said", what stood beside it."""

    def run(*words: object) -> Any:
        code = main(["collect", "--json", *map(str, words)], TOOLS, BOOKS)
        told = capsys.readouterr()
        return json.loads(told.out) | {"code": code, "said": told.err}

    return run


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with the returns of two units, of which one was edited by hand."""
    folder = tmp_path / "U盘"
    write_corpus(folder, 2, JANUARY, {(2, "2026-01"): Flaw.EDITED}, shape=SMALL)
    return folder


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    folder = tmp_path / "回执"
    folder.mkdir()
    return folder


def unit_list(folder: Path, *rows: str) -> Path:
    target = folder / "单位.csv"
    target.write_text("\n".join(("单位名称,单位编码,类型", *rows)), "utf-8")
    return target


def fates(said: Any) -> list[str]:
    return [each["fate"] for each in said["files"]]


def test_without_a_book_a_month_is_summed_up(bare: Bare, stick: Path, tmp_path: Path) -> None:
    units = unit_list(tmp_path, "一支部,00650001,党支部", "三支部,00650003,党支部")
    target = tmp_path / "汇总.xlsx"
    said = bare("--from", stick, "--units", units, "--to", target)
    assert (said["code"], said["units"], said["month"]) == (1, 2, "2026-01")
    assert fates(said) == ["收下", "没有收"]
    book = openpyxl.load_workbook(target)
    words = {str(cell) for sheet in book for row in sheet.values for cell in row}
    assert {"一支部", "三支部"} <= words


def test_no_file_of_a_unit_is_written_over(bare: Bare, stick: Path) -> None:
    (path, *_) = sorted(stick.glob("*/*.xlsx"))
    before = path.read_bytes()
    said = bare("--from", stick, "--to", path)
    assert (said["code"], path.read_bytes() == before) == (3, True)
    assert "单位交来的一个文件" in said["said"]
    ours = stick / "汇总.xlsx"
    for fate in (None, "不是月报"):
        said = bare("--from", stick, "--to", ours)
        assert said["to"] == str(ours)
        assert (fate in fates(said)) is (fate is not None)


def test_a_month_that_is_still_to_come_is_not_the_latest(
    bare: Bare, stick: Path, tmp_path: Path
) -> None:
    write_corpus(stick, 1, months_of(2062, 1), shape=SMALL)
    assert bare("--from", stick, "--to", tmp_path / "汇总.xlsx")["month"] == "2026-01"


def test_a_book_keeps_them_and_answers_each_once(
    office: Office, stick: Path, answers: Path
) -> None:
    words = ("collect", "--from", stick, "--receipts", answers)
    first = office.run(*words).json
    assert [each["verdict"] for each in first["receipts"]] == ["已接收", "退回"]
    assert first["files"][1]["why"][-1].startswith("请退回，让"), "said to the clerk"
    receipt = Path(first["receipts"][1]["path"]).read_text("utf-8")
    assert "有人改动过" in receipt
    assert "请退回" not in receipt, "which the unit reads"
    again = office.run(*words).json
    assert fates(again) == ["已经收过", "没有收"]
    assert [each["verdict"] for each in again["receipts"]] == ["退回"]


def test_receipts_that_cannot_be_written_take_nothing_away(
    office: Office, stick: Path, answers: Path
) -> None:
    content = month_of(1, JANUARY[0], shape=SMALL)
    name = f"清廉回执_{content.unit_name}_2026-01_r1_已接收.txt"
    (answers / name).mkdir()
    told = office.run("collect", "--from", stick, "--receipts", answers, says=True)
    assert told.code == 3
    assert "收下" in told.out and "回执没有都写好" in told.err and "接着写" in told.err
    (answers / name).rmdir()
    (taken, _) = office.run("collect", "--from", stick, "--receipts", answers).json["receipts"]
    assert Path(taken["path"]).name == name


def test_a_database_keeps_them_once_and_its_password_is_not_shown(
    bare: Bare, stick: Path, server: Server, database: str
) -> None:
    address = server.address(database)
    first = bare("--from", stick, "--store", address)
    assert fates(first) == ["收下", "没有收"]
    assert "密码写在命令里" in first["said"]
    assert PASSWORD not in json.dumps(first, ensure_ascii=False)
    assert fates(bare("--from", stick, "--store", address)) == ["已经收过", "没有收"]
    assert server.ask("SELECT count(*) FROM collected_returns", database) == [(1,)]
    assert server.ask("SELECT count(*) > 5 FROM latest_figures", database) == [(True,)]


def test_a_password_is_taken_from_where_postgresql_keeps_it(
    bare: Bare,
    stick: Path,
    server: Server,
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = tmp_path / "pgpass"
    kept.write_text(f"*:*:*:clerk:{PASSWORD}\n", "utf-8")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    said = bare("--from", stick, "--store", server.address(database, ""))
    assert (fates(said), said["said"]) == (["收下", "没有收"], "")


def test_a_book_answers_what_a_database_keeps(
    office: Office, stick: Path, answers: Path, server: Server, database: str
) -> None:
    words = ("collect", "--from", stick, "--store", server.address(database))
    said = office.run(*words, "--receipts", answers).json
    assert [each["verdict"] for each in said["receipts"]] == ["已接收", "退回"]
    assert server.ask("SELECT is_taken FROM collected_returns", database) == [(True,)]
    assert fates(office.run("collect", "--from", stick).json) == ["收下", "没有收"]


def test_a_month_is_taken_back_from_a_book_and_from_a_database(
    office: Office, stick: Path, server: Server, database: str
) -> None:
    for where in (("--store", server.address(database)), ()):
        office.run("collect", "--from", stick, *where)
        gone = office.run("uncollect", "--month", "2026-01", *where)
        assert (gone.code, gone.json) == (0, {"month": "2026-01", "returns": 1})
        assert ("密码写在命令里" in gone.err) is bool(where)
        assert server.ask("SELECT count(*) FROM collected_returns", database) == [(0,)]
        told = office.run("uncollect", "--month", "2026-01", *where, says=True)
        assert "没有收下过2026年1月的月报" in told.out
    assert fates(office.run("collect", "--from", stick).json) == ["收下", "没有收"]


def test_what_is_taken_back_has_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["uncollect", "--month", "2026-01"], TOOLS, BOOKS) == 2
    assert "还缺少：--book 台账库文件夹，或者 --store" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--from", "没有的文件夹"), 3, "找不到"),
        (("--from", "{}", "--receipts", "{}"), 2, "--book"),
        (("--from", "{}", "--store", "mysql://x/y"), 3, "地址看不懂"),
        (("--from", "{}", "--password-from", "{}/没有"), 3, "密码文件"),
        (("--from", "{}", "--month", "2026"), 2, "月份"),
        (("--from", "{}", "--to", "汇总.txt"), 2, "要以 .xlsx、.pdf 或 .docx 结尾"),
        (("--from", "{}", "--units", "{}/没有.xlsx"), 3, "没有.xlsx"),
    ],
)
def test_what_is_wrongly_said_is_told(
    bare: Bare, tmp_path: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    said = bare(*(each.format(tmp_path) for each in words))
    assert said["code"] == code
    assert told in said["said"]


def test_a_list_with_rows_that_cannot_be_used_is_not_kept(bare: Bare, tmp_path: Path) -> None:
    units = unit_list(tmp_path, "甲局,A1,", "乙局,,", "丙局,A1,")
    said = bare("--from", tmp_path, "--units", units)
    assert said["code"] == 1
    messages = [each["message"] for each in said["problems"]]
    assert messages == [
        "第 3 行：“乙局”没有单位编码。",
        "第 4 行：“丙局”的编码“A1”和第 2 行“甲局”的一样。",
    ]


@pytest.mark.parametrize(("end", "begins"), [(".pdf", b"%PDF"), (".DOCX", b"PK"), (".xlsx", b"PK")])
def test_the_name_says_what_is_written(
    bare: Bare, stick: Path, tmp_path: Path, end: str, begins: bytes
) -> None:
    target = tmp_path / f"汇总{end}"
    assert bare("--from", stick, "--to", target)["to"] == str(target)
    assert target.read_bytes().startswith(begins)


def test_where_nothing_was_collected_no_workbook_is_written(bare: Bare, tmp_path: Path) -> None:
    said = bare("--from", tmp_path, "--to", tmp_path / "汇总.xlsx")
    assert (said["code"], said["files"]) == (1, [])
    assert "没有可以汇总的" in said["said"]


def test_a_workbook_that_cannot_be_written_takes_nothing_away(
    bare: Bare, stick: Path, tmp_path: Path
) -> None:
    said = bare("--from", stick, "--to", tmp_path / "没有" / "汇总.xlsx")
    assert (said["code"], fates(said)) == (3, ["收下", "没有收"])
    assert "汇总没有写出来" in said["said"]

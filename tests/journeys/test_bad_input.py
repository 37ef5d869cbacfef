"""Bad input and bad surroundings: a sentence that helps, the right exit code, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.keys import KeyRing
from tests.journeys.office import BOOKS, PASSWORD, TOOLS, Office

FAMILY: Mapping[str, object] = {
    "kind": "廉政倡议",
    "day": "2026-10-09",
    "people": "韦明谦",
    "relations": ["配偶"],
    "copies": 6,
}
EVENT: Mapping[str, object] = {
    "items": ["读一本红色书籍"],
    "day": "2026-10-16",
    "theme": "读书",
    "place": "会议室",
    "host": "韦明谦",
    "people": "韦明谦",
    "summary": "读书。",
}
PHOTO = {"name": "a.jpg", "digest": "0" * 64, "media_type": "image/jpeg", "size": 10}
PERSON: Mapping[str, object] = {"name": "新来的", "politics": "群众", "joined": "2026-01-05"}


@pytest.mark.parametrize(
    ("ledger", "given", "words"),
    [
        ("family", {**FAMILY, "day": "1" * 100_000}, "不是日期"),
        ("family", {**FAMILY, "kind": "类" * 100_000}, "没有“类类"),
        ("family", {**FAMILY, "钥" * 100_000: 1}, "没有“钥钥"),
        ("family", {**FAMILY, "people": "人" * 100_000}, "最多 50 字"),
        ("family", b'{"copies": ' + b"9" * 4000 + b"}", "太大"),
        ("family", b'{"copies": 1e400}', "太大"),
        ("family", {**FAMILY, "copies": 10**18}, "太大"),
        ("family", {**FAMILY, "copies": True}, "看不懂（true）"),
        ("family", {**FAMILY, "photos": [PHOTO]}, "附件“a.jpg”没有存进台账库"),
        ("family", {**FAMILY, "photos": [{**PHOTO, "size": 10**40}]}, "附件的写法看不懂"),
        ("family", {**FAMILY, "people": [{"name": "韦明谦", "id": 2}]}, "请核对是哪一位"),
        ("family", {**FAMILY, "people": [{"name": "韦明谦", "id": 10**30}]}, "编号看不懂"),
        ("family", {**FAMILY, "people": [{"name": "", "id": 999}]}, "没有姓名"),
        ("family", {**FAMILY, "delivery": "寄\ufffe出"}, "第 2 个字"),
        ("risks", {"power": {"id": 10**30, "label": "x"}}, "编号看不懂"),
        ("eight_ones", {**EVENT, "people": {"due": 10**9, "present": 3}}, "最多 999999 人"),
        (
            "eight_ones",
            {**EVENT, "people": [{"name": "韦明谦", "present": False, "reason": "病" * 101}]},
            "最多 100 字",
        ),
        ("people", {**PERSON, "name": "王\ufffd五"}, "不能用在姓名里"),
        ("people", {**PERSON, "name": "·"}, "请写汉字姓名"),
        ("people", {**PERSON, "name": "\u200b"}, "请填写“姓名”"),
        ("people", b"", "文件是空的"),
    ],
)
def test_what_cannot_be_kept_is_told_in_a_short_sentence(
    office: Office, ledger: str, given: object, words: str
) -> None:
    before = office.count(ledger)
    said = office.add(ledger, given)
    assert said.code == 1
    assert any(words in each for each in said.messages), said.messages
    assert max(map(len, said.messages)) < 300
    assert office.count(ledger) == before


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\ufe0f"])
def test_signs_that_are_not_seen_are_dropped_from_a_name(office: Office, sign: str) -> None:
    assert office.add("people", {**PERSON, "name": f"王{sign}五"}).code == 0
    names = [
        each["values"]["name"] for each in office.run("record", "list", "people").json["records"]
    ]
    assert "王五" in names


def test_lines_that_end_as_on_windows_are_kept_as_lines(office: Office) -> None:
    assert office.add("family", {**FAMILY, "summary": "一\r\n二\r三"}).code == 0
    (kept,) = [
        each["values"]["summary"]
        for each in office.run("record", "list", "family").json["records"]
        if "一" in each["values"].get("summary", "")[:1]
    ]
    assert kept == "一\n二\n三"


def test_a_control_sign_never_reaches_the_terminal(office: Office) -> None:
    said = office.add("family", {**FAMILY, "\x1b[31m": 1})
    assert said.code == 1
    assert "\x1b" not in said.err


def test_a_person_given_by_number_alone_is_named_from_the_roster(office: Office) -> None:
    said = office.add("family", {**FAMILY, "people": [{"name": "", "id": 1}]})
    assert said.code == 0
    records = office.run("record", "list", "family").json["records"]
    (kept,) = [each for each in records if each["id"] == said.json["saved"][0]["id"]]
    assert kept["values"]["people"]["people"] == [{"name": "韦明谦", "id": 1}]


def test_a_namesake_is_kept_with_a_word_of_warning(office: Office) -> None:
    said = office.add("people", {**PERSON, "name": "韦明谦"})
    assert said.code == 0
    assert "已经有一位" in said.json["saved"][0]["warnings"][0]["message"]


def test_the_bad_entry_of_a_list_is_named_by_its_place_even_if_it_is_the_first(
    office: Office,
) -> None:
    said = office.add("family", [{**FAMILY, "copies": -1}, FAMILY])
    assert said.code == 1
    assert said.err.startswith("第 1 条：")
    assert office.count("family") == 17


def test_a_file_without_end_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qinglian_desktop.cli.input_files.LARGEST", 1000)
    said = office.add("family", b" " * 1001)
    assert said.code == 1
    assert "太大" in said.messages[0]


def test_a_month_that_has_not_come_is_not_reported(office: Office, tmp_path: Path) -> None:
    said = office.run("return", "--month", "2027-01", "--to", tmp_path)
    assert "还没有到" in said.environment
    assert not list(tmp_path.glob("*.xlsx"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_an_answer_that_cannot_be_written_is_told(
    sample: Path, tmp_path: Path, form: tuple[str, ...]
) -> None:
    program = Path(__file__).parents[2] / "main.py"
    # The log of a test stays with the test.
    homes = dict.fromkeys(("HOME", "XDG_STATE_HOME", "LOCALAPPDATA"), str(tmp_path))
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, program, "--book", sample, "record", "list", "talks", *form],
            env={**os.environ, **homes, "QINGLIAN_PASSWORD": PASSWORD},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
    said = ran.stderr.decode()
    assert ran.returncode == 3
    assert "写不出去" in said
    assert "Traceback" not in said and "Exception" not in said


@pytest.mark.parametrize("length", [0, 1, 511, 4095, 4096, 100_000])
def test_a_database_cut_short_is_refused_and_left_as_it_is(office: Office, length: int) -> None:
    database = office.book / "ledger.db"
    os.truncate(database, length)
    assert "损坏" in office.run("check").environment
    assert "损坏" in office.add("family", FAMILY).environment
    assert database.stat().st_size == length


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE ledger_talks SET occurred_on = 'x' WHERE id = 3", "谈心谈话有 1 条记录"),
        ("UPDATE ledger_talks SET state = 'x' WHERE id = 3", "谈心谈话有 1 条记录"),
        ("UPDATE history SET after = '{' WHERE id = 5", "对不上"),
        ("DROP TABLE ledger_talks__focus", "少了 1 张表"),
    ],
)
def test_the_check_tells_what_another_hand_changed(
    office: Office, statement: str, words: str
) -> None:
    key = KeyRing.read(office.book / "keys.json").unlock(PASSWORD)
    connection = connect(office.book / "ledger.db", key, "rw")
    connection.execute(statement).close()
    connection.close()
    said = office.run("check")
    assert said.code == 1
    assert words in "".join(said.json["findings"])


def test_a_search_in_a_broken_index_says_what_to_do(office: Office) -> None:
    key = KeyRing.read(office.book / "keys.json").unlock(PASSWORD)
    connection = connect(office.book / "ledger.db", key, "rw")
    connection.execute("DELETE FROM search_text_data WHERE id > 10").close()
    connection.close()
    assert "从备份恢复" in office.run("search", "韦").environment


@pytest.fixture
def desk(sample: Path, tmp_path: Path) -> Any:
    book = tmp_path / "库"
    shutil.copytree(sample, book)
    opened = BOOKS.open(book, PASSWORD)
    yield Desk(opened, TOOLS)
    opened.close()


def test_a_void_record_is_not_brought_back_by_a_change(desk: Desk) -> None:
    ledger = TOOLS.catalogue["family"]
    void = desk.records.void(ledger, 1, "登错了")
    with pytest.raises(DataProblems, match="已经作废"):
        desk.records.save(ledger, FAMILY, record_id=1, revision=void.revision)
    kept = desk.records.get(ledger, 1)
    assert kept is not None
    assert kept.state == void.state


@pytest.mark.parametrize("name", ["a\x00b.txt", "a\udcff.txt", "a\nb.txt"])
def test_a_file_whose_name_is_no_text_can_be_kept(desk: Desk, name: str) -> None:
    kept = desk.records.add_file(name, b"words")
    assert kept["name"] == "a_b.txt" or kept["name"] == "a_.txt"
    saved = desk.records.save(TOOLS.catalogue["family"], {**FAMILY, "photos": [kept]})
    assert saved.record.id is not None


def test_a_return_that_reads_back_differently_is_told_by_its_own_words(tmp_path: Path) -> None:
    class Torn(ReturnWorkbook):
        """A stick that keeps half of what is written."""

        def write(self, content: ReturnContent, target: Path) -> None:
            super().write(content, target)
            os.truncate(target, 5000)

    book, _ = BOOKS.create(tmp_path / "库", PASSWORD)
    stick = tmp_path / "U盘"
    stick.mkdir()
    try:
        torn = Desk(book, replace(TOOLS, return_files=Torn()))
        unit = {
            "name": "单位",
            "code": "SL-9",
            "type": "机关工委",
            "committee": "工委",
            "since": "2026-01-01",
            "secretary": "甲",
        }
        torn.records.save(TOOLS.catalogue["unit"], unit)
        with pytest.raises(EnvironmentProblem, match="读回来核对"):
            torn.returning.deliver(Period.month_of(date(2026, 10, 1)), stick)
        assert list(stick.iterdir()) == []
        assert torn.returning.sent() == []
    finally:
        book.close()

"""The month's work without a window, from the sample to the check; and every mistake in it.

Over 300 lines because all journeys share one sample book, whose making takes seconds.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import Cell

from qinglian_desktop.application.book_ports import Books
from tests.documents.word_samples import faults

MAIN = Path(__file__).parents[2] / "main.py"
PASSWORD = "旅程-2026"


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Office:
    """A folder with a sample book in it, and how commands are run there."""

    folder: Path
    book: Path
    recovery_code: str

    def run(
        self,
        *words: object,
        password: str | None = PASSWORD,
        typed: str = "",
        environ: Mapping[str, str] | None = None,
    ) -> Ran:
        return run(self.folder, *words, password=password, typed=typed, environ=environ)

    def on_book(self, *words: object, **more: Any) -> Ran:
        return self.run("--book", self.book, "--json", *words, **more)


def run(
    folder: Path,
    *words: object,
    password: str | None,
    typed: str = "",
    environ: Mapping[str, str] | None = None,
) -> Ran:
    surroundings = {
        key: value
        for key, value in os.environ.items()
        if key not in ("QINGLIAN_PASSWORD", "DISPLAY")
    }
    # Logs of tests stay with the tests; a terminal without Chinese must not matter.
    surroundings |= {
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder),
        "LOCALAPPDATA": str(folder),
    }
    surroundings |= {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    if password is not None:
        surroundings["QINGLIAN_PASSWORD"] = password
    done = subprocess.run(
        [sys.executable, MAIN, *map(str, words)],
        cwd=folder,
        env={**surroundings, **(environ or {})},
        input=typed.encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    ran = Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert "Traceback" not in ran.out + ran.err
    return ran


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, books: Books) -> Office:
    """A sample book made by the program itself, which nobody changes."""
    folder = tmp_path_factory.mktemp("journey")
    book = folder / "示例台账库"
    ran = run(folder, "demo", "--book", book, "--json", password=PASSWORD)
    assert ran.code == 0, ran.err
    # The copies are opened some sixty times; what an office's password costs is not looked at.
    opened = books.open(book, PASSWORD)
    opened.change_password(PASSWORD, PASSWORD)
    opened.close()
    return Office(folder, book, ran.json["recovery_code"])


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    """The test's own copy."""
    book = tmp_path / "示例台账库"
    shutil.copytree(made.book, book)
    return Office(tmp_path, book, made.recovery_code)


def put(folder: Path, content: object) -> Path:
    file = folder / "记录.json"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file


TALK = {
    "category": "谈心谈话",
    "form": "集体",
    "time": "2026年10月29日 16:00 至 16:40",
    "place": "谈心谈话室",
    "people": "农知远、古丽扎·阿依登",
    "classes": "新入职年轻干部、新发展党员",
    "talker": "韦明谦",
    "focus": "工作作风",
    "content": "补谈两位下半年还没有谈到的同志。",
}

SOUND = {"sound": True, "findings": [], "touched": [], "whole_backup": None}


def test_a_month_is_kept_counted_handed_in_printed_and_checked(office: Office) -> None:
    stick = office.folder / "U盘"
    stick.mkdir()

    def heads() -> tuple[int, int]:
        measures = office.on_book("measures", "--period", "2026-10").json["measures"]
        (line,) = (each for each in measures if (each["ledger"], each["key"]) == ("talks", "heads"))
        return line["value"], line["year_to_date"]

    before = heads()
    assert before[1] == 59
    added = office.on_book("record", "add", "talks", "--file", put(office.folder, TALK))
    assert added.code == 0, added.err
    assert heads() == (before[0] + 2, 61)

    found = office.on_book("search", "还没有谈到").json["found"]
    assert [each["id"] for each in found] == [added.json["saved"][0]["id"]]
    assert found[0]["ledger"] == "talks"

    sent = office.on_book("return", "--month", "2026-10", "--to", stick)
    assert sent.code == 0, sent.err
    assert sent.json["verified"] is True
    path = Path(sent.json["path"])
    assert path.name == "清廉月报_示例市委机关工委_2026-10_r1.xlsx"
    assert [file.name for file in stick.iterdir()] == [path.name]

    verified = office.run("verify", path, "--json", password=None)
    assert verified.code == 0
    (file,) = verified.json["files"]
    assert (file["sound"], file["findings"]) == (True, [])
    assert file["digest"] == sent.json["digest"]

    states = {r["state"] for r in office.on_book("record", "list", "talks").json["records"]}
    assert states == {"已确认", "已上报"}
    again = office.on_book("return", "--month", "2026-10", "--to", stick)
    assert again.json["revision"] == 1
    unsaid = office.on_book("record", "add", "talks", "--file", put(office.folder, TALK))
    assert unsaid.code == 1
    assert "2026年10月已经上报" in unsaid.err and "请加上 --reason 写明原因" in unsaid.err
    late = office.on_book(
        "record", "add", "talks", "--file", put(office.folder, TALK), "--reason", "漏记"
    )
    assert late.json["saved"][0]["state"] == "已更正"
    secret = office.folder / "打开密码.txt"
    secret.write_text("口令-2026\n", encoding="utf-8")
    options = ("--to", stick, "--pdf", "--password-from", secret)
    second = office.on_book("return", "--month", "2026-10", *options)
    assert second.json["revision"] == 2
    assert second.json["digest"] != sent.json["digest"]
    assert any("（原因：漏记）" in each for each in second.json["corrections"])
    assert Path(second.json["pdf"]).read_bytes().startswith(b"%PDF")
    assert not Path(second.json["path"]).read_bytes().startswith(b"PK")

    handed = office.on_book("register", "--to", office.folder / "登记.pdf")
    assert handed.code == 0, handed.err
    told = [(each["revision"], each["has_password"]) for each in handed.json["handed_in"]]
    assert told == [(2, True), (1, False), (1, False)]
    assert Path(handed.json["path"]).read_bytes().startswith(b"%PDF")
    own = office.on_book("codes").json["key_code"]
    assert [each["key_code"] for each in handed.json["handed_in"]] == [own] * 3

    printed = office.on_book("print", "talks", "--period", "2026-10", "--to", stick)
    assert printed.code == 0, printed.err
    assert all(Path(each).read_bytes().startswith(b"%PDF") for each in printed.json["paths"])

    edited = office.on_book("print", "talks", "--period", "2026-10", "--docx", "--to", stick)
    assert edited.code == 0, edited.err
    beside = [str(Path(each).with_suffix(".docx")) for each in printed.json["paths"]]
    assert edited.json["paths"] == beside
    assert all(faults(Path(each)) == [] for each in beside)

    checked = office.on_book("check")
    assert (checked.code, checked.json) == (0, SOUND)


def test_people_are_registered_from_standard_input_and_found_by_initials(office: Office) -> None:
    person = {"name": "样例𬬭", "politics": "群众", "joined": "2026.3.2"}
    typed = json.dumps([person, {**person, "name": "样例新"}])
    added = office.on_book("people", "add", "--file", "-", typed=typed)
    assert added.code == 0, added.err
    assert len(added.json["saved"]) == 2
    assert office.on_book("search", "ylx").json["found"][0]["title"] == "样例新"


def test_it_speaks_to_people_in_sentences(office: Office) -> None:
    ran = office.run("--book", office.book, "measures", "--period", "2026-10")
    assert ran.code == 0
    assert "谈心谈话｜谈心谈话人次：" in ran.out
    assert "本年累计 59" in ran.out
    listed = office.run("record", "list", "people", "--book", office.book)
    assert "古丽扎·阿依登" in listed.out
    assert listed.out.splitlines()[-1] == "花名册共 23 条。"
    assert "𬭎" in listed.out


def test_an_edited_return_is_found_out(office: Office) -> None:
    sent = office.on_book("return", "--month", "2026-09", "--to", office.folder)
    book = openpyxl.load_workbook(sent.json["path"])
    edited = False
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if not edited and isinstance(cell, Cell) and cell.value == 8:
                    cell.value = 9
                    edited = True
    assert edited
    book.save(sent.json["path"])
    other = office.folder / "别的.xlsx"
    other.write_bytes(b"PK no workbook")
    ran = office.run("verify", sent.json["path"], other, "--json", password=None)
    assert ran.code == 1
    first, second = ran.json["files"]
    assert (first["sound"], second["sound"]) == (False, False)
    assert any("改动" in finding for finding in first["findings"])
    assert len(second["findings"]) == 1


@pytest.mark.parametrize("command", ["check", "return", "measures"])
def test_a_wrong_password_opens_nothing(office: Office, command: str) -> None:
    more = {
        "return": ["--month", "2026-10", "--to", office.folder],
        "measures": ["--period", "2026"],
    }.get(command, [])
    ran = office.on_book(command, *more, password="不对")
    assert ran.code == 3
    assert ran.json["error"]["happened"] == "密码不对。"
    assert ran.json["error"]["kept"]
    assert ran.json["error"]["todo"]


def test_the_recovery_code_opens_the_book_as_well(office: Office) -> None:
    file = office.folder / "恢复码.txt"
    file.write_text(office.recovery_code + "\n", encoding="utf-8")
    assert office.on_book("check", "--password-file", file, password=None).code == 0


def test_without_a_password_nobody_is_asked_where_there_is_no_terminal(office: Office) -> None:
    ran = office.on_book("check", password=None)
    assert ran.code == 3
    assert "没有给出密码" in ran.json["error"]["happened"]


def test_all_problems_are_listed_by_field_and_nothing_is_saved(office: Office) -> None:
    bad = [
        TALK,
        {**TALK, "time": "2026.2.30 9:00", "people": "", "odd": 1},
        {**TALK, "form": "个别", "people": "邓立衡、覃书宁"},
    ]
    before = office.on_book("record", "list", "talks").json
    ran = office.on_book("record", "add", "talks", "--file", put(office.folder, bad))
    assert ran.code == 1
    problems = [(each["place"], each["field"]) for each in ran.json["problems"]]
    assert {(2, "time"), (2, "people"), (2, "odd"), (3, "form"), (3, "people")} <= set(problems)
    assert not [place for place, _ in problems if place == 1]
    gone = [each["message"] for each in ran.json["problems"] if each["place"] == 3]
    assert any("邓立衡已于 2026-06-30 退休" in message for message in gone)
    assert "没有保存任何记录" in ran.err
    assert office.on_book("record", "list", "talks").json == before


BAD: list[tuple[dict[str, object], str, str]] = [
    ({"content": "字" * 1_000_000}, "content", "1,000,000 字，最多 20,000 字"),
    ({"content": "看不见\u0007的"}, "content", "看不见的控制字符"),
    ({"place": "谈" * 61}, "place", "最多 60 字"),
    ({"time": "2024.2.30 9:00"}, "time", "这一天不存在"),
    ({"time": "2099-01-01 09:00"}, "time", "还没有到"),
    ({"talker": "韦" * 51}, "talker", "最多 50 字"),
    ({"people": "😀"}, "people", "不能用在姓名里"),
    ({"people": {"people": ["覃书宁"], "due": 1, "present": 2}}, "people", "多于应到"),
    ({"people": {"present": -1}}, "people", "不能是负数"),
    ({"category": "闲谈"}, "category", "没有“闲谈”这个选项"),
    ({"colour": "红"}, "colour", "没有“colour”这一项"),
    ({"content": {"odd": 1}}, "content", "看不懂"),
]


def test_bad_input_is_told_in_sentences_all_at_once(office: Office) -> None:
    file = put(office.folder, [{**TALK, **changes} for changes, _, _ in BAD])
    ran = office.on_book("record", "add", "talks", "--file", file)
    assert ran.code == 1
    for place, (_, field, said) in enumerate(BAD, 1):
        told = [(p["field"], p["message"]) for p in ran.json["problems"] if p["place"] == place]
        assert any(key == field and said in message for key, message in told), (place, told)


def test_a_problem_in_rows_is_told_with_its_row_and_field(office: Office) -> None:
    steps = [{"day": "2026-10-01"}, {"day": "去年", "percent": "一半"}]
    task = {
        "task": "示例任务",
        "day": "2026-03-01",
        "year": 2026,
        "owner": "韦明谦",
        "due": "2026-12-31",
        "steps": steps,
    }
    ran = office.on_book("record", "add", "tasks", "--file", put(office.folder, [task]))
    assert ran.code == 1
    of_rows = {(p["row"], p["row_field"]) for p in ran.json["problems"] if "row" in p}
    assert {(2, "day"), (2, "percent")} <= of_rows
    assert all(p["field"] == "steps" for p in ran.json["problems"] if "row" in p)


def test_names_of_fifty_characters_and_pictures_in_text_are_kept(office: Office) -> None:
    name = "阿·" * 24 + "阿依"
    file = put(office.folder, {**TALK, "people": f"{name}、覃书宁", "content": "很好👍"})
    ran = office.on_book("record", "add", "talks", "--file", file)
    assert ran.code == 0, ran.out
    warned = {each["field"] for each in ran.json["saved"][0]["warnings"]}
    assert warned == {"people", "content"}
    assert office.on_book("search", name).json["found"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--json"], 2),
        (["tidy", "--json"], 2),
        (["check", "--json"], 2),
        (["record", "list", "talk", "--json"], 2),
        (["measures", "--json", "--period", "2026-13"], 2),
        (["check", "--book", "没有这里", "--json"], 3),
        (["verify", "没有.xlsx", "--json"], 3),
        (["people", "add", "--file", "没有.json", "--book", ".", "--json"], 3),
    ],
)
def test_mistakes_have_their_exit_codes(made: Office, words: list[str], code: int) -> None:
    ran = made.run(*words)
    if words[:3] == ["record", "list", "talk"]:
        ran = made.on_book("record", "list", "talk")
    assert ran.code == code
    assert ran.json["error"]
    assert ran.err


def test_a_book_is_not_made_over_something_else(office: Office) -> None:
    kept = {file.name: file.read_bytes() for file in office.book.iterdir() if file.is_file()}
    ran = office.run("demo", "--book", office.book, "--json")
    assert ran.code == 3
    assert {f.name: f.read_bytes() for f in office.book.iterdir() if f.is_file()} == kept


def test_a_return_into_a_folder_that_is_gone_locks_nothing(office: Office) -> None:
    ran = office.on_book("return", "--month", "2026-10", "--to", office.folder / "拔了")
    assert ran.code == 3
    assert "U盘可能已经拔出" in ran.json["error"]["happened"]
    records = office.on_book("record", "list", "talks").json["records"]
    assert {record["state"] for record in records} == {"已确认"}


def test_a_damaged_book_is_told_and_left_alone(office: Office) -> None:
    database = office.book / "ledger.db"
    whole = database.read_bytes()
    database.write_bytes(whole[: len(whole) // 2])
    ran = office.on_book("check")
    assert ran.code in (1, 3)
    assert database.read_bytes() == whole[: len(whole) // 2]


def test_what_nobody_expected_goes_to_the_log_and_a_sentence_to_the_user(office: Office) -> None:
    """A broken program says so in Chinese; the traceback stands in the log."""
    broken = office.folder / "broken.py"
    broken.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(MAIN.parent)!r})\n"
        "from qinglian_desktop.application import searching\n"
        "from qinglian_desktop.bootstrap import run\n"
        "searching.Searching.find = lambda *_: 1 / 0\n"
        "raise SystemExit(run(sys.argv[1:]))\n",
        encoding="utf-8",
    )
    environ = {**os.environ, "XDG_STATE_HOME": str(office.folder), "QINGLIAN_PASSWORD": PASSWORD}
    environ |= {"HOME": str(office.folder), "LOCALAPPDATA": str(office.folder)}
    done = subprocess.run(
        [sys.executable, broken, "search", "会", "--book", office.book, "--json"],
        env=environ,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["kind"] == "unexpected", done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    logs = "".join(file.read_text("utf-8") for file in office.folder.rglob("program.log"))
    assert "ZeroDivisionError" in logs

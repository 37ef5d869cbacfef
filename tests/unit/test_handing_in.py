"""A month handed in: the workbook and its PDF, both or none, and a line of the register."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.document_ports import ReadReturn
from qinglian_desktop.application.handing_in import PLAIN, Wish, handed_in_words
from qinglian_desktop.application.handing_ports import HandedIn
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.domain.signed import key_code, short_code
from qinglian_desktop.files.durable import flush_file
from tests.unit.conftest import Voyage
from tests.unit.test_application_returning import returning

OCTOBER = Period.parse("2026-10")
SECRET = "口令 2026"
BOTH = Wish(pdf=True, password=SECRET, medium="工作U盘")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_workbook_and_pdf_are_put_and_registered(sailing: Voyage, stick: Path) -> None:
    done = sailing.desk.returning.deliver(OCTOBER, stick, wish=BOTH)
    assert names(stick) == sorted([done.path.name, done.path.with_suffix(".pdf").name])
    assert done.beside is not None and done.beside.read_bytes().startswith(b"%PDF")
    (line,) = sailing.desk.register.all()
    assert handed_in_words(line) == "2026年10月 月报，附盖章用的PDF 第1次"
    assert (line.medium, line.by, line.digest) == (
        "工作U盘",
        sailing.desk.book.keeper.name,
        done.content.digest,
    )
    assert line.has_password and line.path == str(done.path)


def test_an_encrypted_return_opens_with_its_password_alone(sailing: Voyage, stick: Path) -> None:
    done = sailing.desk.returning.deliver(OCTOBER, stick, wish=BOTH)
    files = sailing.tools.return_files
    assert files.unlocked(done.path, SECRET).read(done.path).content.digest == done.content.digest
    with pytest.raises(EnvironmentProblem, match="给出的密码都打不开"):
        files.unlocked(done.path, "别的").read(done.path)
    with pytest.raises(EnvironmentProblem):
        files.read(done.path)
    # It stands nowhere: not in what is kept, and not where a mistake would print it.
    assert SECRET not in repr(BOTH)
    with sailing.desk.book.reading() as work:
        assert SECRET not in repr(work.handed_in.all()) + repr(work.returns.all())


def test_the_same_return_goes_onto_another_stick_and_is_registered_again(
    sailing: Voyage, stick: Path, tmp_path: Path
) -> None:
    first = sailing.desk.returning.deliver(OCTOBER, stick, wish=Wish(pdf=True))
    # Onto the same stick it takes the place of the same.
    sailing.desk.returning.deliver(OCTOBER, stick, wish=Wish(pdf=True))
    again = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    assert again.content.digest == first.content.digest
    lines = sailing.desk.register.all()
    assert [each.medium for each in lines] == [tmp_path.name, "stick", "stick"]
    assert {each.revision for each in lines} == {1}


def test_the_register_names_the_place_wherever_one_stands(
    sailing: Voyage, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(stick)
    sailing.desk.returning.deliver(OCTOBER, Path())
    (line,) = sailing.desk.register.all()
    assert (line.medium, Path(line.path).parent) == (stick.name, stick)


def test_the_same_return_takes_a_password_where_it_had_none(sailing: Voyage, stick: Path) -> None:
    plain = sailing.desk.returning.deliver(OCTOBER, stick)
    locked = sailing.desk.returning.deliver(OCTOBER, stick, wish=Wish(password=SECRET))
    assert locked.path == plain.path
    files = sailing.tools.return_files
    assert (
        files.unlocked(locked.path, SECRET).read(locked.path).content.digest == plain.content.digest
    )
    for other in (PLAIN, Wish(password="别的口令")):
        with pytest.raises(EnvironmentProblem, match="或者设了别的打开密码，没有盖掉它"):
            sailing.desk.returning.deliver(OCTOBER, stick, wish=other)
    assert len(sailing.desk.register.all()) == 2


@pytest.mark.parametrize("end", [".xlsx", ".pdf"])
def test_a_file_of_the_name_that_says_something_else_stays(
    sailing: Voyage, stick: Path, end: str
) -> None:
    name = sailing.desk.returning.preview(OCTOBER).file_name
    other = (stick / name).with_suffix(end)
    other.write_text("盖过章的扫描件", "utf-8")
    with pytest.raises(EnvironmentProblem, match="里面不是这一次的内容"):
        sailing.desk.returning.deliver(OCTOBER, stick, wish=Wish(pdf=True))
    assert names(stick) == [other.name]
    assert other.read_text("utf-8") == "盖过章的扫描件"
    assert sailing.desk.register.all() == [] == sailing.desk.returning.sent()


def test_a_workbook_that_is_open_in_wps_is_not_written_over(sailing: Voyage, stick: Path) -> None:
    done = sailing.desk.returning.deliver(OCTOBER, stick)
    mark = stick / f"~${done.path.name}"
    mark.write_bytes(b"")
    with pytest.raises(EnvironmentProblem, match="正在 WPS 或 Excel 里打开着"):
        sailing.desk.returning.deliver(OCTOBER, stick)
    mark.unlink()
    assert sailing.desk.returning.deliver(OCTOBER, stick).path == done.path


class Failing(ReturnWorkbook):
    """A stick that is pulled out while the workbook is written, after its PDF was."""

    def write(self, content: ReturnContent, target: Path) -> None:
        super().write(content, target)
        raise OSError(19, os.strerror(19))


class Torn(ReturnWorkbook):
    """A stick with bad blocks: what is read back is less than was written."""

    def write_locked(self, content: ReturnContent, target: Path, password: str) -> None:
        super().write_locked(content, target, password)
        os.truncate(target, 5000)
        flush_file(target)

    def read(self, source: Path) -> ReadReturn:
        raise AssertionError("an encrypted one is read by its password")


@pytest.mark.parametrize(
    ("files", "wish", "said"),
    [(Failing(), Wish(pdf=True), "U盘可能已经拔出"), (Torn(), BOTH, "读回来核对，内容对不上")],
)
def test_where_one_fails_neither_is_there_and_nothing_is_noted(
    sailing: Voyage, stick: Path, files: ReturnWorkbook, wish: Wish, said: str
) -> None:
    with pytest.raises(EnvironmentProblem, match=said):
        returning(sailing, files).deliver(OCTOBER, stick, wish=wish)
    assert names(stick) == []
    assert sailing.desk.register.all() == [] == sailing.desk.returning.sent()


@pytest.mark.parametrize("password", ["长" * 256, " 前面有空格", "有\n换行"])
def test_a_password_that_nobody_could_type_is_refused(
    sailing: Voyage, stick: Path, password: str
) -> None:
    with pytest.raises(DataProblems, match="没有写文件"):
        sailing.desk.returning.deliver(OCTOBER, stick, wish=Wish(password=password))
    assert names(stick) == []
    assert sailing.desk.returning.sent() == []


def test_whatever_goes_out_is_registered_and_printed(
    sailing: Voyage, stick: Path, tmp_path: Path
) -> None:
    sailing.desk.returning.deliver(OCTOBER, stick)
    form = HandedIn(sailing.now, "测试员", "统计表", "2026-10", "ab" * 32, "U盘", "统计表.xlsx")
    with sailing.desk.book.writing() as work:
        work.handed_in.add(form)
    assert handed_in_words(form) == "2026年10月 统计表"
    paper = sailing.desk.register.paper()
    said = [[cell.lines for cell in row.cells] for row in paper.rows]
    # As such a book is kept: the first on top.
    assert [row[2] for row in said] == [("2026年10月 月报 第1次",), ("2026年10月 统计表",)]
    # A return is signed by the book, a form is not.
    code = short_code(sailing.desk.register.own_key())
    assert key_code(sailing.desk.collecting.own_key()).startswith(code.removesuffix("…"))
    assert [row[4] for row in said] == [(code,), ()]
    target = tmp_path / "登记.pdf"
    sailing.desk.register.write(target)
    assert target.read_bytes().startswith(b"%PDF")
    table = tmp_path / "登记.xlsx"
    tools = replace(sailing.tools, table_files=TableWorkbook())
    Desk(sailing.desk.book, tools).register.write(table)
    lines = [[*row] for row in load_workbook(table).worksheets[0].iter_rows(values_only=True)]
    assert ["1", "2026年10月 月报 第1次", code] in [
        [str(line[at]) for at in (0, 2, 4)] for line in lines
    ]

"""What is no table, or a broken one, is refused in a sentence; what is only odd is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qinglian_desktop.documents.sheets import packages, source
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, NeedsPassword
from tests.bad_sheets import BAD_SHEETS, ODD_SHEETS, small_workbook, workbook_of

ROWS = (("姓名", "年龄"), ("示例甲", 41))
_ALLOWED = re.compile(r"WPS|Excel|Word|PDF|OFD|XML|LibreOffice|U盘|\.xlsx|\.xlsb|\.csv|\.ods")


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", BAD_SHEETS)
def test_a_bad_file_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    bad = BAD_SHEETS[name]
    path = written(tmp_path, name, bad.data())
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem) as caught:
        SheetReader().read(path)
    problem = caught.value
    assert bad.says in problem.happened
    assert not isinstance(problem, NeedsPassword)
    sentence = problem.sentence.replace(name, "")
    assert not re.search("[A-Za-z]", _ALLOWED.sub("", sentence))
    assert problem.happened.endswith("。") and problem.kept.endswith("。")
    assert problem.todo.endswith("。")
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ODD_SHEETS)
def test_an_odd_file_is_read(tmp_path: Path, name: str) -> None:
    file = SheetReader().read(written(tmp_path, name, ODD_SHEETS[name]()))
    assert {sheet.rows for sheet in file.sheets} == {ROWS}
    assert len(file.sheets) == (2 if name == "两页同名.xlsx" else 1)


def test_the_corpus_is_large() -> None:
    assert len(BAD_SHEETS) + len(ODD_SHEETS) >= 70


def test_a_file_that_is_away(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"找不到“没有\.xlsx”"):
        SheetReader().read(tmp_path / "没有.xlsx")


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "台账.xlsx"
    folder.mkdir()
    with pytest.raises(EnvironmentProblem, match="是一个文件夹"):
        SheetReader().read(folder)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(13, "in use"), "可能正在 WPS 或 Excel 里打开着"),
        (OSError(5, "input/output"), "U盘可能松动"),
        (FileNotFoundError(2, "gone"), "找不到"),
    ],
)
def test_a_file_that_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, says: str
) -> None:
    path = written(tmp_path, "表.xlsx", small_workbook())

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentProblem, match=says):
        SheetReader().read(path)


def test_a_file_that_grows_while_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "表.xlsx", small_workbook())

    def write_more(done: int, total: int) -> bool:
        with path.open("ab") as file:
            file.write(b"x")
        return True

    with pytest.raises(EnvironmentProblem, match="正在被别的程序写"):
        SheetReader().read(path, progress=write_more)


def test_a_file_that_vanishes_while_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "表.xlsx", small_workbook())

    def remove(done: int, total: int) -> bool:
        path.unlink(missing_ok=True)
        return True

    with pytest.raises(EnvironmentProblem, match="可能已被移走"):
        SheetReader().read(path, progress=remove)


def test_a_huge_file_is_not_even_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST_FILE", 2**20)
    path = tmp_path / "大.csv"
    with path.open("wb") as file:
        file.truncate(3 * 2**20)
    with pytest.raises(EnvironmentProblem, match="它有3兆，最多读1兆"):
        SheetReader().read(path)


def test_what_unpacks_to_too_much_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 5000)
    path = written(tmp_path, "炸弹.xlsx", workbook_of([["同样的"] * 50] * 50))
    with pytest.raises(EnvironmentProblem, match="解开以后的内容比正常的表格大得多"):
        SheetReader().read(path)


def test_progress_goes_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def listen(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    SheetReader().read(written(tmp_path, "表.xlsx", small_workbook()), progress=listen)
    assert told == sorted(told)
    assert told[-1] == (100, 100)


@pytest.mark.parametrize("name", ["表.xlsx", "表.xls", "表.ods", "表.csv"])
def test_reading_can_be_stopped_at_any_step(tmp_path: Path, name: str) -> None:
    data = {"表.csv": "甲,乙".encode(), "表.ods": ODD_SHEETS["整页样式.ods"]()}.get(
        name, ODD_SHEETS["金山.et" if name == "表.xls" else "其实是新格式.xls"]()
    )
    path = written(tmp_path, name, data)
    steps: list[int] = []

    def listen(done: int, total: int) -> bool:
        steps.append(done)
        return True

    SheetReader().read(path, progress=listen)
    for last in range(len(steps)):
        asked = 0

        def stop(done: int, total: int, last: int = last) -> bool:
            nonlocal asked
            asked += 1
            return asked <= last

        with pytest.raises(Cancelled):
            SheetReader().read(path, progress=stop)

"""The copy that anybody can read: everything is in it, and it is whole or not there."""

from __future__ import annotations

import errno
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from qinglian_desktop.application.exporting import Exporting
from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.collecting.collected import Answered
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from tests.invented import EVERYTHING
from tests.storage.collected_examples import AT, RETURN
from tests.unit.conftest import Voyage


@pytest.fixture
def exporting(voyage: Voyage) -> Exporting:
    desk = voyage.desk
    return Exporting(desk.book, desk.catalogue, desk.clock, TableWorkbook())


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


def filled(voyage: Voyage) -> None:
    voyage.ship(name="红星/轮")
    voyage.crew("韦𬭚", watches=[{"word": "值更", "since": "2026-01-02"}, {"word": "新手"}])
    with voyage.desk.book.writing() as work:
        files = [work.attachments.put(name, data) for name, data in FILES]
    plain: list[dict[str, Any]] = [
        {"name": each.name, "digest": each.digest, "media_type": each.media_type, "size": each.size}
        for each in files
    ]
    voyage.event(line="=1+1", files=plain)
    record = voyage.desk.records.get(EVERYTHING, 1)
    assert record is not None
    voyage.desk.records.void(EVERYTHING, 1, "写错了")
    templates = voyage.desk.book.folder / OWN_TEMPLATES
    templates.mkdir()
    (templates / "半年.txt").write_text("模板", encoding="utf-8")


FILES = [("名单.pdf", b"one"), ("a:b.txt", b"two"), ("名单.pdf", b"three")]


def rows(path: Path, sheet: str = "") -> list[list[Any]]:
    book = load_workbook(path)
    page = book[sheet] if sheet else book.worksheets[0]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_all_of_the_book_is_in_it(exporting: Exporting, voyage: Voyage, stick: Path) -> None:
    filled(voyage)
    told: list[tuple[int, int]] = []
    made = exporting.readable(stick, lambda done, total: told.append((done, total)) or True)
    assert made.path == stick / "清廉机关台账_红星_轮_2026-11-23_未加密"
    assert (made.records, made.files, made.lost) == (3, 3, 0)
    assert list(stick.iterdir()) == [made.path]
    assert told == sorted(told) and told[-1] == (6, 6)
    head, only = rows(made.path / f"{EVERYTHING.label}.xlsx")
    said = dict(zip(head, only, strict=True))
    assert said["编号"] == "2026-001" and said["记录状态"] == "已作废"
    for field in EVERYTHING.fields:
        assert field.label in said, field.label
    assert said[EVERYTHING.field("line").label] == "=1+1"
    assert isinstance(said[EVERYTHING.field("day").label], datetime)
    cell = load_workbook(made.path / f"{EVERYTHING.label}.xlsx").worksheets[0]
    marked = [each for each in cell[2] if each.value == "=1+1"]
    assert [(each.data_type, each.quotePrefix) for each in marked] == [("s", True)]
    assert rows(made.path / "船员名册.xlsx", "岗类") == [
        ["编号", "第几行", "类别", "起始日期"],
        ["2020-001", 1, "值更", datetime(2026, 1, 2)],
        ["2020-001", 2, "新手", None],
    ]
    attached = made.path / "附件" / EVERYTHING.label / "2026-001"
    kept = {each.name: each.read_bytes() for each in attached.iterdir()}
    assert kept == {"名单.pdf": b"one", "a_b.txt": b"two", "名单_2.pdf": b"three"}
    history = rows(made.path / "修改经过.xlsx")
    assert [line[4] for line in history if line[4] == "作废"] == ["作废"]
    assert [line[5] for line in history if line[4] == "作废"] == ["写错了"]
    assert (made.path / "总结模板" / "半年.txt").read_text(encoding="utf-8") == "模板"
    about = (made.path / "说明.txt").read_text(encoding="utf-8-sig")
    assert "没有加密" in about and f"{EVERYTHING.label}：1 条" in about and "附件：3 个" in about


def test_what_was_collected_of_others_is_in_it(
    exporting: Exporting, voyage: Voyage, stick: Path
) -> None:
    answered = Answered(False, AT, ("缺封面盖章", "电话不对"))
    with voyage.desk.book.writing() as work:
        work.collected.take(replace(RETURN, answered=answered), "told")
    made = exporting.readable(stick).path
    (_, kept) = rows(made / "收到的月报.xlsx")
    day = datetime(2026, 11, 3)
    assert kept[:5] == ["A01", "某局", "2026年10月", 1, day]
    assert kept[5:] == ["2026-11-05 09:30", "张明", "3.某局.xlsx", "退回", "缺封面盖章；电话不对"]
    (_, *figures) = rows(made / "收到的月报.xlsx", "收到的数")
    assert [line[4:] for line in figures] == [
        ["谈心谈话", "人次", 3, 59, None],
        ["协调资金", "万元", 0.5, None, "未含市级"],
    ]


def test_a_second_one_of_the_day_leaves_the_first_alone(
    exporting: Exporting, voyage: Voyage, stick: Path
) -> None:
    voyage.ship()
    one, two = exporting.readable(stick).path, exporting.readable(stick).path
    assert two.name == one.name.replace("_未", "_2_未")
    sealed = [exporting.archive(stick, "信封里的话").path for _ in range(2)]
    assert [each.suffix for each in sealed] == [".qlz", ".qlz"] and len(set(sealed)) == 2


@pytest.mark.parametrize("steps", [0, 2, 4])
def test_given_up_it_leaves_nothing(
    exporting: Exporting,
    voyage: Voyage,
    stick: Path,
    steps: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled(voyage)
    scraps = stick.with_name("scraps")
    scraps.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scraps))
    with pytest.raises(Cancelled):
        exporting.readable(stick, lambda done, total: done <= steps)
    assert list(stick.iterdir()) == [] and list(scraps.iterdir()) == []


def test_a_full_stick_is_told_and_keeps_nothing(
    exporting: Exporting, voyage: Voyage, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(voyage)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EnvironmentProblem, match="满了"):
        exporting.readable(stick)
    assert list(stick.iterdir()) == []


def test_what_a_kill_left_goes_with_the_next_and_nothing_else(
    exporting: Exporting, voyage: Voyage, stick: Path
) -> None:
    voyage.ship()
    (stick / "~清廉台账导出.123.tmp").mkdir()
    (stick / "~清廉台账导出.123.tmp" / "半个.xlsx").write_bytes(b"x")
    (stick / "~我的.123.tmp").mkdir()
    made = exporting.readable(stick)
    assert set(stick.iterdir()) == {made.path, stick / "~我的.123.tmp"}


def test_namesakes_are_told_apart_in_it(exporting: Exporting, voyage: Voyage, stick: Path) -> None:
    voyage.ship()
    first, second = (voyage.crew("韦𬭚", cabin=cabin) for cabin in ("机舱", "甲板"))
    voyage.event(chief={"id": first, "name": "韦𬭚"})
    voyage.event(chief={"id": second, "name": "韦𬭚"})
    made = exporting.readable(stick)
    head, *lines = rows(made.path / f"{EVERYTHING.label}.xlsx")
    chiefs = [line[head.index(EVERYTHING.field("chief").label)] for line in lines]
    assert chiefs == ["韦𬭚（机舱）", "韦𬭚（甲板）"]

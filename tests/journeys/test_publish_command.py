"""A set for the public without a window, noted as put up, and what is said of bad input."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qinglian_desktop.application.desk import Desk
from tests.journeys.office import BOOKS, PASSWORD, TOOLS, Office, Said


def publish(office: Office, to: Path, *more: object, names: str = "hidden") -> Said:
    return office.run("publish", "--names", names, "--to", to, *more)


@contextmanager
def opened(office: Office) -> Iterator[Desk]:
    """The desk of the window, between two commands."""
    book = BOOKS.open(office.book, PASSWORD)
    try:
        yield Desk(book, TOOLS)
    finally:
        book.close()


def test_a_power_is_published_with_its_poster_and_noted(office: Office, tmp_path: Path) -> None:
    to = tmp_path / "出"
    to.mkdir()
    said = office.run(
        *("publish", "--scope", "power", "GW-02", "--names", "hidden", "--to", to),
        *("--poster", "GW-02", "--columns", "风险清单.风险点", "风险清单.风险等级", "--register"),
    )
    assert said.code == 0, said.out + said.err
    names = sorted(Path(path).suffix for path in said.json["paths"])
    assert names == [".docx", ".pdf", ".pdf", ".png", ".xlsx"]
    assert all(Path(path).is_file() for path in said.json["paths"])
    assert (said.json["registered"], said.json["out_of_date"]) == ("2026-004", [])
    listed = office.run("record", "list", "publications").json["records"]
    assert {each["number"] for each in listed} >= {"2026-004"}


def test_what_the_window_remembers_is_neither_used_nor_changed(
    office: Office, tmp_path: Path
) -> None:
    with opened(office) as desk:
        ticked = replace(desk.publishing.usual(), contents=("防控清单",))
        desk.publishing.remember(ticked)
    only = ("--contents", "风险清单", "权责清单", "--columns", "风险清单.风险点", "--register")
    (_, excel, _) = publish(office, tmp_path, "--scope", "power", "GW-02", *only).json["paths"]
    assert load_workbook(excel).sheetnames == ["封面", "权责清单", "风险清单"]
    (_, excel, _) = publish(office, tmp_path, "--scope", "power", "GW-02").json["paths"]
    assert load_workbook(excel).sheetnames[1:4] == ["权责清单", "风险清单", "防控清单"]
    with opened(office) as desk:
        assert desk.publishing.usual() == ticked


def test_a_later_change_is_told(office: Office, tmp_path: Path) -> None:
    publish(office, tmp_path, "--scope", "department", "群团工作部", "--register")
    new = tmp_path / "职权.json"
    typed = {
        "code": "GW-99",
        "name": "新的职权",
        "area": "其他",
        "holder": "群团工作部",
        "day": "2026-11-20",
        "basis": "办法。",
    }
    new.write_text(json.dumps(typed, ensure_ascii=False), encoding="utf-8")
    assert office.run("record", "add", "powers", "--file", new).code == 0
    (told,) = publish(office, tmp_path, *("--scope", "power", "GW-06")).json["out_of_date"]
    assert "改了1条" in told
    assert "新的职权" in told


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--scope", "department", "没有的部"), 1, "没有“没有的部”这个部门"),
        (("--scope", "power", "GW-77"), 1, "没有“GW-77”"),
        (("--columns", "风险清单.没有"), 1, "这一栏"),
        (("--contents", "风险单"), 1, "没有“风险单”这张单"),
        (("--poster", "GW-09"), 1, "还没有权力运行流程图"),
        (("--scope", "village"), 2, "--scope 写 unit"),
    ],
)
def test_what_is_wrong_is_said(
    office: Office, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    found = publish(office, tmp_path, *words)
    assert (found.code, said in found.out) == (code, True), found.out


def test_a_folder_that_cannot_be_written_keeps_no_half_file(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "找不到文件夹" in publish(office, tmp_path / "没有").environment
    to = tmp_path / "出"
    to.mkdir()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(os, "rename", refuse)
    found = publish(office, to, "--scope", "power", "GW-02")
    assert "磁盘满了" in found.environment
    assert list(to.iterdir()) == []

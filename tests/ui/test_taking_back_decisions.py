"""What was decided on the page of an import is taken back as it was, and shown so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.domain.importing.import_plan import Treatment
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.look.parts import DropDown
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part
from tests.ui.import_pages import result_of, sheet, states, words

Opened: TypeAlias = Callable[..., BringingInPage]
_WHO = ("钟离䶮", "正式党员", "2020-3-1")


@pytest.fixture
def opened(session: Session, qtbot: QtBot) -> Opened:
    """The page over a file, with all its numbers."""

    def opened(file: Path, key: str = "people", ledger: Ledger | None = None) -> BringingInPage:
        page = BringingInPage(session, ledger or session.desk.catalogue[key])
        qtbot.addWidget(page)
        page.resize(1200, 640)
        page.show()
        page.open(ToImport(key, file))
        result_of(page, qtbot)
        return page

    return opened


def typed(page: BringingInPage, qtbot: QtBot, key: str, plain: object) -> None:
    page.strip.editors[key].show_typed(plain)
    page.strip.editors[key].edited.emit()
    page.strip.settle()
    result_of(page, qtbot)


@pytest.mark.reads
def test_the_strip_shows_again_what_stood_there_before(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(sheet(tmp_path, ("姓名", "政治面貌"), _WHO[:2]))
    typed(page, qtbot, "joined", "2020-03-01")
    typed(page, qtbot, "joined", "2021-03-01")
    editor = page.strip.editors["joined"]
    for before in ("2020-03-01", "2026-01-01"):
        page.work.undo()
        (record,) = result_of(page, qtbot).records
        assert record.typed["joined"] == before
        assert editor.typed() == before
    assert not page.work.is_decided


@pytest.mark.reads
def test_what_is_being_typed_stays_in_the_strip(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(sheet(tmp_path, ("姓名", "性别"), ("钟离䶮", "男")))
    typed(page, qtbot, "politics", "正式党员")
    editor = page.strip.editors["joined"]
    editor.show_typed("2020-03-01")
    editor.edited.emit()
    page.work.undo()
    result_of(page, qtbot)
    assert editor.typed() == "2020-03-01"
    assert not page.strip.editors["politics"].typed()


@pytest.mark.reads
def test_what_becomes_of_doubles_is_taken_back_with_the_sheet(
    opened: Opened, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    book = Workbook()
    for name, rows in (("甲", (_WHO, _WHO)), ("乙", (_WHO, ("闻人测", *_WHO[1:]), _WHO))):
        page_of = book.create_sheet(name)
        for row in (("姓名", "政治面貌", "调入日期"), *rows):
            page_of.append(list(row))
    del book["Sheet"]
    book.save(tmp_path / "册.xlsx")
    people = replace(session.desk.catalogue["people"], identity=(("name",),))
    page = opened(tmp_path / "册.xlsx", ledger=people)
    sheets = part(page, DropDown, "sheets")
    first = sheets.currentIndex()
    at = len(result_of(page, qtbot).records) - 1
    page.work.treat(at, Treatment.ADD)
    decided = page.work.decided
    sheets.activated.emit(1 - first)
    qtbot.waitUntil(lambda: page.work.found is not None and page.work.found.sheet_at != first)
    last = len(result_of(page, qtbot).records) - 1
    assert page.work.treatment(last) is Treatment.SKIP
    page.work.treat(None, Treatment.UPDATE)
    page.work.undo()
    assert page.work.treatment(last) is Treatment.SKIP
    page.work.undo()
    qtbot.waitUntil(lambda: page.work.found is not None and page.work.found.sheet_at == first)
    result_of(page, qtbot)
    assert page.work.decided == decided
    assert page.work.treatment(at) is Treatment.ADD
    page.work.undo()
    assert page.work.treatment(at) is Treatment.SKIP
    assert states(page)[-1].endswith("已有，跳过")


def test_another_file_begins_with_nothing_decided(
    opened: Opened, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    people = replace(session.desk.catalogue["people"], identity=(("name",),))
    heads = ("姓名", "政治面貌", "调入日期")
    page = opened(sheet(tmp_path, heads, _WHO, _WHO), ledger=people)
    page.work.treat(None, Treatment.ADD)
    assert page.keep_button.text() == "导入 2 条"
    page.work.read(sheet(tmp_path, heads, _WHO, _WHO, name="另一份.xlsx"))
    qtbot.waitUntil(lambda: page.keep_button.text() == "导入 1 条")
    assert page.work.decided.otherwise is Treatment.SKIP and not page.work.is_decided
    assert part(page, DropDown, "doubles").currentText() == "已有的跳过"


@pytest.mark.reads
def test_a_number_that_is_counted_only_when_it_is_kept_is_not_shown(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    heads = ("会议类型", "时间", "次数")
    rows = (("支委会", "2026-3-5 9:00", ""), ("支委会", "2026-3-6 9:00", "7"))
    page = opened(sheet(tmp_path, heads, *rows), "meetings")
    shown: list[str] = []
    for line in range(2):
        page.table.go_to(page.table.sheet.index(line, 0))
        lines = words(page, "as_kept").split("\n")
        shown += [each for each in lines if each.startswith("次数")]
    assert shown == ["次数：导入时接着编", "次数：7"]


@pytest.mark.reads
def test_what_is_wrong_with_a_field_of_the_strip_is_told(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    heads = ("时间", "地点", "谈话对象", "对象类别", "重点内容", "谈话内容", "类别")
    talk = ("2026-3-5 9:00", "谈话室", "钟离䶮、闻人测", "其他", "岗位职责", "谈了")
    page = opened(sheet(tmp_path, heads, (*talk, "谈心谈话")), "talks")
    assert list(page.strip.editors) == ["talker"]
    typed(page, qtbot, "talker", "zzzq")
    wrong = [each for each in result_of(page, qtbot).issues if not each.is_warning]
    assert [each.field.key for each in wrong if each.field] == ["talker"]
    assert "没有这个拼音的人" in wrong[0].message
    assert states(page) == ["2　要改 1 处"]
    typed(page, qtbot, "talker", "韦䶮")
    assert page.work.count == 1

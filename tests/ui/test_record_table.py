"""The list: windows of records, any length, sorted in the book, copied as a table."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.searching import Searching
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choices,
    PeopleRef,
    Rows,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import Part, cell, screen_columns
from qinglian_desktop.domain.query import Query, Sort, usual_order
from qinglian_desktop.domain.record import Record, Stamp
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.ledger.record_delegate import whole_until
from qinglian_desktop.ui.ledger.record_table import RecordTable
from qinglian_desktop.ui.ledger.record_table_model import (
    FIRST,
    KEPT,
    WINDOW,
    RecordRole,
    RecordTableModel,
)
from qinglian_desktop.ui.look.theme import SCALES
from qinglian_desktop.ui.session import Session
from tests.desk_parts import desk_with
from tests.ui.shown_order import in_order

pytestmark = pytest.mark.reads


@dataclass
class ManyRecords:
    """A search that finds as many records as one likes, and remembers what was fetched."""

    count: int
    fetched: list[int] = field(default_factory=list)

    def first(self, query: Query, count: int) -> tuple[list[Record], int]:
        return [self._record(n) for n in range(min(count, self.count))], self.count

    def ids(self, query: Query) -> array[int]:
        return array("q", range(self.count))

    def fetch(self, ledger: Ledger, ids: array[int]) -> list[Record]:
        self.fetched.extend(ids)
        return [self._record(n) for n in ids]

    def _record(self, number: int) -> Record:
        values = {"theme": f"主题{number}", "day": date(2026, 1, 1)}
        stamp = Stamp(datetime(2026, 1, 1), "样例")
        return Record("eight_ones", values, date(2026, 1, 1), stamp, id=number)


def test_the_model_keeps_qts_rules(session: Session) -> None:
    model = RecordTableModel(session, session.desk.catalogue["talks"])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.refresh()
    assert model.rowCount() > 20
    model.show(replace(model.query, text="没有这样的字"))
    assert model.rowCount() == 0


def test_a_long_list_is_read_in_windows(session: Session, qtbot: QtBot) -> None:
    many = ManyRecords(100_000)
    desk = desk_with(session.desk, searching=cast("Searching", many))
    long = Session(desk, session.theme)
    model = RecordTableModel(long, desk.catalogue["eight_ones"])
    model.refresh()
    assert model.rowCount() == 100_000
    qtbot.waitUntil(lambda: model.record(99_999) is not None, timeout=30_000)
    last = model.record(99_999)
    assert last is not None and last.values["theme"] == "主题99999"
    assert len(many.fetched) <= 2 * WINDOW
    for start in range(0, 100_000, WINDOW * 4):
        model.record(start)
    assert len(model._windows) <= KEPT
    long.operations.wait()


def test_sorting_is_done_by_the_book(session: Session) -> None:
    ledger = session.desk.catalogue["risks"]
    model = RecordTableModel(session, ledger)
    model.refresh()
    headings = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    model.sort(headings.index("风险等级"), Qt.SortOrder.AscendingOrder)
    records = [model.record(row) for row in range(model.rowCount())]
    levels = [str(record.values["level"]) for record in records if record is not None]
    assert levels == sorted(levels, key=["一级", "二级", "三级"].index)


@pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)
@pytest.mark.parametrize("order", list(Qt.SortOrder), ids=lambda order: order.name)
def test_every_column_of_every_list_is_sorted_by_what_it_shows(
    session: Session, ledger: Ledger, order: Qt.SortOrder
) -> None:
    model = RecordTableModel(session, session.desk.catalogue[ledger.key])
    for place, column in enumerate(model.columns):
        model.sort(place, order)
        kind = column.field.type if column.field is not None else None
        several = Rows | Attachments | Choices | PeopleRef
        records = [model.record(row) for row in range(min(model.rowCount(), FIRST))]
        if column.part is Part.BESIDE:
            # What is said beside a field is sorted with it.
            column = replace(column, part=Part.VALUE)
        shown = [cell(record, column) for record in records if record is not None]
        if isinstance(kind, several) and not column.is_number:
            # Lists of things are sorted by their first word or by how many there are.
            continue
        keys = [in_order(kind, content) for content in shown]
        is_falling = order is Qt.SortOrder.DescendingOrder
        assert keys == sorted(keys, reverse=is_falling), column.heading


def test_chosen_rows_are_copied_as_a_table(session: Session, qtbot: QtBot) -> None:
    ledger = session.desk.catalogue["eight_ones"]
    model = RecordTableModel(session, ledger)
    table = RecordTable(session, ledger, model)
    qtbot.addWidget(table)
    model.refresh()
    table.show()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["项目", "日期"]
    assert len(lines) == 2
    first = model.record(0)
    assert first is not None and str(first.values["theme"]) in lines[1]


@pytest.mark.writes
def test_columns_stay_as_they_were_arranged(session: Session, qtbot: QtBot) -> None:
    ledger = session.desk.catalogue["talks"]
    table = RecordTable(session, ledger, RecordTableModel(session, ledger))
    qtbot.addWidget(table)
    table.setColumnWidth(0, 222)
    table.horizontalHeader().moveSection(0, 2)
    table._keep_layout()
    again = RecordTable(session, ledger, RecordTableModel(session, ledger))
    qtbot.addWidget(again)
    assert again.columnWidth(0) == 222
    assert again.horizontalHeader().visualIndex(0) == 2


@pytest.mark.parametrize("key", [each.key for each in ALL_LEDGERS if each.listed_by])
def test_a_list_begins_in_its_own_order_until_a_heading_is_clicked(
    session: Session, qtbot: QtBot, key: str
) -> None:
    ledger = session.desk.catalogue[key]
    page = LedgerPage(session, ledger)
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()

    def listed() -> list[int]:
        model = page.table.model()
        rows = range(model.rowCount())
        return [model.index(row, 0).data(RecordRole).id for row in rows]

    def found(sort: Sort) -> list[int]:
        return list(session.desk.searching.ids(Query(key, sort=sort)))

    own = usual_order(ledger)
    assert listed() == found(own) != found(Sort())
    # What is printed is in the order that one sees.
    assert page.listing.query.sort == own
    columns = [column.key for column in screen_columns(ledger)]
    page.table.horizontalHeader().setSortIndicator(
        columns.index(ledger.occurred), Qt.SortOrder.DescendingOrder
    )
    page.listing.refresh()
    assert listed() == found(Sort(ledger.occurred))


def test_the_right_button_offers_what_can_be_done_with_the_rows(
    session: Session, qtbot: QtBot
) -> None:
    page = LedgerPage(session, session.desk.catalogue["talks"])
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    table = page.table
    table.selectRow(0)
    spot = table.visualRect(table.model().index(0, 0)).center()
    at = table.viewport().mapToGlobal(spot)
    table.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, at))
    (menu,) = table.findChildren(QMenu)
    steps = {each.text(): each for each in menu.findChildren(QAction) if each.text()}
    assert list(steps) == ["打开", "复制这一行", "打印"]
    steps["打开"].trigger()
    assert page.panel_in_front is not None
    menu.close()


@pytest.fixture
def table_of(session: Session, qtbot: QtBot) -> Callable[[str, int], RecordTable]:
    def made(key: str, width: int) -> RecordTable:
        ledger = session.desk.catalogue[key]
        model = RecordTableModel(session, ledger)
        table = RecordTable(session, ledger, model)
        qtbot.addWidget(table)
        table.resize(width, 500)
        table.show()
        model.refresh()
        return table

    return made


def cut_columns(table: RecordTable) -> list[str]:
    """The columns in which words of the first rows do not stand in one line."""
    columns = screen_columns(table._ledger)
    return [
        each.heading
        for place, each in enumerate(columns)
        if table.columnWidth(place) < table._delegate.longest(place)
    ]


@pytest.mark.parametrize(
    ("text", "end", "line"),
    [
        ("重点岗位负责人 2021-01-01", 9, "重点岗位负责人 "),
        ("2026-10-28 15:00 至 17:00", 22, "2026-10-28 15:00 至 "),
        ("韦明谦（参加培训）、李奏（值班）", 9, "韦明谦（参加培训）、李奏（值班）"[:7]),
        ("一二三四五六七八九十", 5, "一二三四五"),
        ("12345678901234567890123", 14, "12345678901234"),
        ("，，，，", 2, "，，"),
    ],
)
def test_a_line_of_a_cell_ends_before_a_day_and_after_a_mark(text: str, end: int, line: str):
    assert text[: whole_until(text, end)] == line


@pytest.mark.parametrize("width", [600, 1140, 1700])
def test_no_name_is_cut_beside_an_empty_column(
    table_of: Callable[[str, int], RecordTable], width: int
) -> None:
    table = table_of("people", width)
    keys = [column.key for column in screen_columns(table._ledger)]
    assert "姓名" not in cut_columns(table)
    assert table.columnWidth(keys.index("phone")) < table.columnWidth(keys.index("name"))


@pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)
def test_a_wide_list_gives_each_column_its_words_before_one_has_room_to_spare(
    table_of: Callable[[str, int], RecordTable], ledger: Ledger
) -> None:
    table = table_of(ledger.key, 1860)
    widths = [table.columnWidth(n) for n in range(table.model().columnCount())]
    wanted = [
        max(table._delegate.longest(n), table.horizontalHeader().sectionSizeHint(n))
        for n in range(len(widths))
    ]
    assert sum(widths) >= table.viewport().width()
    if cut_columns(table):
        assert all(has <= wants for has, wants in zip(widths, wanted, strict=True))


@pytest.mark.writes
def test_only_the_columns_a_hand_arranged_stay_so(
    session: Session, table_of: Callable[[str, int], RecordTable]
) -> None:
    table = table_of("people", 1140)
    place = [column.key for column in screen_columns(table._ledger)].index("phone")
    table.setColumnWidth(place, 150)
    table.resize(1300, 500)
    assert table.columnWidth(place) == 150
    table._keep_layout()
    again = table_of("people", 1140)
    assert again.columnWidth(place) == 150
    assert "姓名" not in cut_columns(again)


@pytest.mark.parametrize("scale", SCALES)
def test_two_lines_of_a_cell_stay_off_the_lines_of_the_grid(
    table_of: Callable[[str, int], RecordTable], scale: int
) -> None:
    table = table_of("eight_ones", 600)
    table._session.theme.set_scale(scale)
    delegate = table._delegate
    # The signs of the small type are as high as its size, in the middle of their line.
    free = table.rowHeight(0) - 1 - delegate._line - delegate._small.pixelSize()
    assert free >= 2 * 2

"""Every lens of every ledger: it shows the sample's records, leads on, and prints what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import assert_never

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.lens_pages import LensPrinter
from qinglian_desktop.domain.drawing import Words
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import (
    AlongChart,
    Coverage,
    Lens,
    Linked,
    Matrix,
    MonthGrid,
    RowList,
    Stages,
    Timeline,
)
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.matrix_model import MapCellRole
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.look.place_table import LinkRole, PlaceTable
from qinglian_desktop.ui.session import Session
from tests.documents.paper_samples import FONTS, squeezed
from tests.documents.test_lens_pages import assert_whole

pytestmark = pytest.mark.reads

SEEN = [
    (ledger, lens)
    for ledger in ALL_LEDGERS
    for lens in ledger.lenses
    if not isinstance(lens, Linked)
]
"""A tree is no table, and is read beside the window: ``test_linked`` looks at it."""


every_lens = pytest.mark.parametrize(
    ("ledger", "lens"), SEEN, ids=[f"{ledger.key} {lens.label}" for ledger, lens in SEEN]
)
TOLD_BY_LABELS = ("summary", "left")
"""Sentences around a lens that say nothing of a chosen cell, nor what to click."""


@every_lens
def test_it_shows_what_is_there_and_leads_to_it(
    ledger: Ledger, lens: Lens, session: Session, qtbot: QtBot
) -> None:
    view = lens_view(session, ledger, lens)
    qtbot.addWidget(view)
    view.resize(1334, 560)
    view.show()
    table = view.findChild(PlaceTable)
    assert table is not None
    qtbot.waitUntil(table.isVisible)
    model = table.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows, columns = range(model.rowCount()), range(model.columnCount())
    leading = [
        index
        for row in rows
        for column in columns
        if (index := model.index(row, column)).data(LinkRole)
    ]
    assert leading
    assert table.accessibleName() == lens.label
    with qtbot.waitSignal(session.place_wanted):
        table.index_chosen.emit(leading[-1])


@every_lens
def test_all_that_it_says_is_on_paper(
    ledger: Ledger, lens: Lens, session: Session, qtbot: QtBot
) -> None:
    view = lens_view(session, ledger, lens)
    qtbot.addWidget(view)
    view.refresh()
    said = squeezed("".join(_printed(ledger, lens, view, session)))
    table = view.findChild(PlaceTable)
    assert table is not None
    model = table.model()
    wanted = [*_heads(model), *_cells(lens, model)]
    assert len(wanted) > 6
    for words in wanted:
        assert squeezed(words) in said, words
    for label in view.findChildren(QLabel):
        if label.objectName() in TOLD_BY_LABELS and not label.isHidden():
            assert squeezed(label.text()) in said, label.text()


def _printed(ledger: Ledger, lens: Lens, view: LensView, session: Session) -> Iterator[str]:
    """All words on the pages; a map is printed as it was seen."""
    if isinstance(lens, Matrix | AlongChart):
        assert view.seen is not None
        for page in view.seen.pages():
            yield from (each.text for each in page.shapes if isinstance(each, Words))
        return
    paper = session.desk.lens_printing.paper(ledger, lens, view.period)
    printer = LensPrinter(paper, "示例市委机关工委", date(2026, 11, 23), Fonts(FONTS, ()))
    sheets = printer.sheets()
    assert_whole(printer, sheets)
    yield from (text.text for sheet in sheets for text in sheet.texts)


def _heads(model: QAbstractItemModel) -> Iterator[str]:
    """The words at the edges; numbers of rows are none."""
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    for column in range(model.columnCount()):
        yield from (model.headerData(column, across) or "").split("\n")
    for row in range(model.rowCount()):
        head = model.headerData(row, down)
        if isinstance(head, str):
            yield head


def _cells(lens: Lens, model: QAbstractItemModel) -> Iterator[str]:
    """What every cell says."""
    indexes = [
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    match lens:
        case MonthGrid() | RowList():
            for index in indexes:
                yield from (index.data() or "").split("\n")
        case Matrix():
            # The records stand by name in the cells, and are counted for who hears them only.
            for index in indexes:
                yield from (each.name for each in index.data(MapCellRole).named)
        case Coverage():
            # A column without a head says what a click does.
            across = Qt.Orientation.Horizontal
            for index in indexes:
                if model.headerData(index.column(), across):
                    yield index.data() or ""
        case AlongChart():
            for index in indexes:
                yield from re.split("[，、：]", index.data(Qt.ItemDataRole.AccessibleTextRole))
        case Stages() | Timeline():
            for index in indexes:
                yield from (index.data(Qt.ItemDataRole.AccessibleTextRole) or "").split("，")
        case Linked():
            raise AssertionError(lens)
        case _:
            assert_never(lens)

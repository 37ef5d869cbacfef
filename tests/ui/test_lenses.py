"""Every lens of every ledger: it shows the sample's records, and leads on from them."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Lens
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.look.place_table import LinkRole, PlaceTable
from qinglian_desktop.ui.session import Session

SEEN = [(ledger, lens) for ledger in ALL_LEDGERS for lens in ledger.lenses]


@pytest.mark.parametrize(
    ("ledger", "lens"), SEEN, ids=[f"{ledger.key} {lens.label}" for ledger, lens in SEEN]
)
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
        table.index_chosen.emit(leading[0])

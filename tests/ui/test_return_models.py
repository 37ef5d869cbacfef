"""The models of the return, and the records behind its figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.measures import RecordCount
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.dialogs.return_models import MONTH, SheetModel, SummaryModel
from qinglian_desktop.ui.look.place_table import LinkRole
from qinglian_desktop.ui.reports.returns_page import ReturnsPage

OCTOBER = Period.parse("2026-10")
Show = Callable[..., ReturnsPage]


def test_the_models_keep_the_rules_of_models(desk: Desk, qtbot: QtBot) -> None:
    content = desk.returning.preview(OCTOBER)
    summary, sheet = SummaryModel(), SheetModel()
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (summary, sheet)
    ]
    summary.show(content.summary)
    for each in content.sheets:
        sheet.show(each)
    sheet.show(None)
    assert summary.rowCount() == len(content.summary)
    nothing = [line.month == 0 or line.month is None for line in content.summary]
    leads = [bool(summary.index(row, MONTH).data(LinkRole)) for row in range(summary.rowCount())]
    assert leads == [not each for each in nothing]
    assert len(testers) == 2


def test_the_ids_behind_a_month_are_the_records_of_it(desk: Desk) -> None:
    plain = [
        (ledger, measure)
        for ledger in desk.catalogue
        for measure in ledger.measures
        if measure.counts == RecordCount() and not (measure.where or measure.on or measure.standing)
    ]
    sizes = set[int]()
    for ledger, measure in plain:
        figure = desk.statistics.figure(ledger, measure, OCTOBER)
        assert set(figure.records) == set(desk.searching.ids(Query(ledger.key, period=OCTOBER)))
        assert len(figure.records) == figure.value
        sizes.add(len(figure.records))
    assert max(sizes) > 1

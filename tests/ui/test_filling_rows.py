"""填台账的几行: which records stand below each other in a form, chosen by the heads over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.theme import Theme
from tests.ui.finding import part
from tests.ui.form_pages import Show, calm, opened, rows_choice, showing_forms
from tests.written_sheets import written

pytestmark = pytest.mark.writes


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[Show]:
    with showing_forms(qtbot, theme, []) as made:
        yield made


def test_rows_of_a_ledger_are_chosen_by_their_heads(
    show: Show, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    form = written(
        tmp_path / "名册.xlsx",
        ["人员名册"],
        ["序号", "姓名", "政治面貌"],
        *[["", "", ""]] * 3,
        ["制表："],
    )
    page = opened(show(desk), form, qtbot)
    dialog = rows_choice(page, "B3")
    ledger = part(dialog, QComboBox, "rows_ledger")
    ledger.setCurrentText("花名册")
    ledger.activated.emit(ledger.currentIndex())
    part(dialog, QPushButton, "rows_take").click()
    calm(page, qtbot)
    (kept,) = desk.filling.kept()
    (rows,) = desk.filling.open_kept(kept.name).mapping.rows
    assert rows.ledger == "people"
    assert [each.column for each in rows.columns] == ["name"]


def test_rows_may_be_those_within_records_but_of_one_kind(
    show: Show, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    heads = ["重点任务", "进展日期", "进展", "责任人", "议题", "发言人"]
    form = written(tmp_path / "进展.xlsx", ["进展"], heads, *[[""] * 6] * 3, ["制表："])
    page = opened(show(desk), form, qtbot)
    dialog = rows_choice(page, "A3", 6)
    ledger = part(dialog, QComboBox, "rows_ledger")
    ledger.setCurrentText("三会一课与主题党日")
    ledger.activated.emit(ledger.currentIndex())
    for at, column in (("E3", "agenda.item"), ("F3", "speeches.speaker")):
        line = part(dialog, QComboBox, f"rows_column_{at}")
        line.setCurrentIndex(line.findData(column))
    part(dialog, QPushButton, "rows_take").click()
    (said,) = [each.words for each in dialog.findChildren(Notice)]
    assert "“议题”和“发言记录”各有各的行" in said
    part(dialog, QComboBox, "rows_column_E3").setCurrentIndex(0)
    part(dialog, QPushButton, "rows_take").click()
    calm(page, qtbot)
    (kept,) = desk.filling.kept()
    (rows,) = desk.filling.open_kept(kept.name).mapping.rows
    assert rows.ledger == "meetings"
    assert [each.column for each in rows.columns][-1] == "speeches.speaker"
    # As many rows as the form left, though one was marked.
    assert rows.room == 3

"""A month is handed in in one step: workbook, PDF, password, 报送登记, and the stick taken off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.signed import key_code
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.doorway.passwords import SecretLine
from qinglian_desktop.ui.reports import return_side
from tests.hands import Hands
from tests.ui.finding import part, settled
from tests.ui.test_returns_page import Show, click, show, stick, went

__all__ = ["show", "stick", "went"]


def register(page: object) -> list[str]:
    log = part(page, QListWidget, "register")  # type: ignore[arg-type]
    return [log.item(row).text() for row in range(log.count())]


def test_a_month_with_its_pdf_is_handed_in_by_two_clicks_and_then_by_one(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    page, hands = show(desk, stick), Hands()
    assert register(page) == ["还没有报送过"]
    pdf = part(page, QCheckBox, "with_pdf")
    hands.click(pdf, QPoint(10, pdf.height() // 2))
    assert pdf.isChecked()
    hands.click(part(page, QPushButton, "write_return"))
    settled(qtbot, page._session)
    # The month is locked, both files are there, and the register has its line.
    assert hands.count <= 3
    assert sorted(each.suffix for each in stick.iterdir()) == [".pdf", ".xlsx"]
    (line,) = register(page)
    assert line.startswith("2026年10月 月报，附盖章用的PDF 第1次\n2026-11-23")
    assert "stick" in line
    # By phone its code is asked for: the first digits in the line, all of them under the mouse.
    own = key_code(desk.register.own_key())
    assert line.endswith(f"签名码 {own[:9]}…")
    assert own in part(page, QListWidget, "register").item(0).toolTip()
    # What was chosen is chosen the next time: one click.
    again, once = show(desk, stick), Hands()
    again.show_month(page.month)
    settled(qtbot, again._session)
    assert part(again, QCheckBox, "with_pdf").isChecked()
    once.click(part(again, QPushButton, "write_return"))
    settled(qtbot, again._session)
    assert "核对一致" in again.notice.words
    assert once.count == 1 and len(register(again)) == 2


def test_a_password_is_used_once_and_asked_for_where_it_lacks(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    page = show(desk, stick)
    locks, line = part(page, QCheckBox, "with_password"), part(page, SecretLine, "return_password")
    assert line.isHidden()
    locks.setChecked(True)
    click(qtbot, page, "write_return")
    assert "请先写上Excel的打开密码" in page.notice.words
    assert list(stick.iterdir()) == []
    line.setText("口令2026")
    click(qtbot, page, "write_return")
    assert "核对一致" in page.notice.words
    assert not locks.isChecked() and line.text() == ""
    assert "，有打开密码\n" in register(page)[0]
    (file,) = stick.iterdir()
    assert not file.read_bytes().startswith(b"PK")
    assert not part(show(desk, stick), QCheckBox, "with_password").isChecked()


def test_the_stick_can_be_taken_off_once_it_is_written(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ejected: list[Path] = []

    def stays(_: Path) -> None:
        raise EnvironmentProblem("U盘没有弹出来。", "已经写好的文件是完整的。", "请再点一次。")

    monkeypatch.setattr(return_side, "can_take_off", lambda: True)
    monkeypatch.setattr(return_side, "take_off", stays)
    page = show(desk, stick)
    eject = part(page, QPushButton, "eject")
    assert eject.isHidden()
    click(qtbot, page, "write_return")
    assert "可以安全拔出U盘" in page.notice.words and not eject.isHidden()
    click(qtbot, page, "eject")
    assert page.notice.words.startswith("U盘没有弹出来。") and not eject.isHidden()
    monkeypatch.setattr(return_side, "take_off", ejected.append)
    click(qtbot, page, "eject")
    assert ejected == [stick]
    assert page.notice.words == "U盘已弹出，可以拔下来了。" and eject.isHidden()


def test_the_register_leads_to_its_month_and_prints(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    page = show(desk, stick)
    october = page.month
    click(qtbot, page, "write_return")
    page.show_month(october.previous)
    settled(qtbot, page._session)
    log = part(page, QListWidget, "register")
    log.itemActivated.emit(log.item(0))
    settled(qtbot, page._session)
    assert page.month == october
    qtbot.mouseClick(part(page, QPushButton, "print_register"), Qt.MouseButton.LeftButton)
    preview = part(page.window(), PrintPreview, "print_preview")
    settled(qtbot, page._session)
    assert preview.title == "报送登记"
    preview.close()


def test_the_register_is_written_as_a_table(
    qtbot: QtBot,
    show: Show,
    desk: Desk,
    stick: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, target = show(desk, stick), tmp_path / "登记.xlsx"
    export = part(page, QPushButton, "export_register")
    assert not export.isEnabled()
    click(qtbot, page, "write_return")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(page._session.said) as said:
        export.click()
    assert said.args == ["报送登记写好了：登记.xlsx。"]
    assert target.read_bytes().startswith(b"PK")

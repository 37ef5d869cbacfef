"""Maps go out as they stand: to the preview, as pictures and as a workbook, by the menu 打印."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QComboBox, QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.chart_ports import ChartPicture
from qinglian_desktop.documents.charts.files import ChartDocuments
from qinglian_desktop.domain.drawing import Drawing
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.lenses.map_view import MapView
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part

pytestmark = pytest.mark.reads

NAMES = ("风险图", "部门与等级", "业务领域与等级", "沿流程看")


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> LedgerPage:
    made = LedgerPage(session, session.desk.catalogue["risks"])
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, str]]:
    """The names that were proposed and the kinds; each time another folder is chosen, no end."""
    found: list[tuple[str, str]] = []

    def chosen(_: object, __: str, start: str, kinds: str) -> tuple[str, str]:
        found.append((Path(start).name, kinds))
        return str(tmp_path / "我的图"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    return found


def map_in_front(page: LedgerPage, place: int) -> MapView:
    page.show_lens(page.ledger.lenses[place])
    view = page.lens_in_front()
    assert isinstance(view, MapView)
    return view


def offered(page: LedgerPage) -> list[str]:
    part(page, QPushButton, "print_ledger").click()
    menu = part(page, QMenu, "prints")
    found = [each.text() for each in menu.actions() if each.isVisible() and each.text()]
    menu.close()
    return found


def choose(page: LedgerPage, words: str) -> None:
    menu = part(page, QMenu, "prints")
    assert words in offered(page)
    next(each for each in menu.actions() if each.text() == words).trigger()


def test_pictures_and_a_workbook_are_offered_beside_a_map_alone(page: LedgerPage) -> None:
    kinds = {"图存为 图片…", "图存为 矢量图…", "图存为 Excel 表格…"}
    for place in (0, 3):
        map_in_front(page, place)
        assert kinds <= {*offered(page)}
    page.show_lens(page.ledger.lenses[-1])
    assert not kinds & {*offered(page)}
    page.show_list()
    assert not kinds & {*offered(page)}


def test_a_map_is_kept_as_a_workbook_of_what_is_seen(
    page: LedgerPage,
    session: Session,
    qtbot: QtBot,
    asked: list[tuple[str, str]],
    tmp_path: Path,
) -> None:
    view = map_in_front(page, 1)
    part(view, QComboBox, "filter_department").setCurrentText("办公室")
    qtbot.waitUntil(lambda: view.seen is not None and view.seen.narrowed != ())
    with qtbot.waitSignal(session.said) as said:
        choose(page, "图存为 Excel 表格…")
    assert asked == [("风险清单_部门与等级.xlsx", "Excel 表格 (*.xlsx)")]
    assert said.args == [f"已存为 我的图.xlsx，在 {tmp_path}。"]
    book = load_workbook(tmp_path / "我的图.xlsx")
    assert book.sheetnames == ["部门与等级", "风险点清单", "各月末"]
    cells, named = book["部门与等级"], book["风险点清单"]
    assert "只看：部门：办公室" in str(cells["A1"].value)
    assert cells.cell(cells.max_row, cells.max_column).value == named.max_row - 1
    assert {str(row[2].value) for row in named.iter_rows(min_row=2)} == {"办公室"}


@pytest.mark.parametrize("place", [0, 3])
def test_a_map_is_kept_as_pictures_a_page_each(
    page: LedgerPage,
    session: Session,
    qtbot: QtBot,
    asked: list[tuple[str, str]],
    tmp_path: Path,
    place: int,
) -> None:
    view = map_in_front(page, place)
    assert view.seen is not None
    count = len(view.seen.pages())
    with qtbot.waitSignal(session.said):
        choose(page, "图存为 矢量图…")
    written = sorted(tmp_path.glob("我的图*.svg"))
    assert asked == [(f"风险清单_{NAMES[place]}.svg", "矢量图 (*.svg)")]
    assert len(written) == count
    said = "".join(each.read_text("utf-8") for each in written)
    assert "2026-11-23 的情况" in said
    assert ("没有写明哪一步" in said) == (place == 3)


def test_the_picture_is_painted_as_what_was_chosen(
    page: LedgerPage,
    session: Session,
    qtbot: QtBot,
    asked: list[tuple[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Painting dots takes its time, and is looked at where charts are painted."""

    def paint(_: object, drawing: Drawing, title: str, kind: ChartPicture) -> bytes:
        return f"{title} {kind.value} {drawing.width}".encode()

    monkeypatch.setattr(ChartDocuments, "picture", paint)
    map_in_front(page, 1)
    with qtbot.waitSignal(session.said):
        choose(page, "图存为 图片…")
    assert asked == [("风险清单_部门与等级.png", "图片 (*.png)")]
    assert (tmp_path / "我的图.png").read_text("utf-8") == "风险清单　部门与等级 .png 842.0"


def test_a_map_is_previewed_as_it_stands(page: LedgerPage, qtbot: QtBot) -> None:
    view = map_in_front(page, 3)
    part(view, QComboBox, "since").setCurrentText("半年前")
    qtbot.waitUntil(lambda: view.seen is not None and view.seen.shown.crossing.since is not None)
    page.print_shown()
    preview = part(page, PrintPreview, "print_preview")
    qtbot.waitUntil(lambda: preview.is_ready)
    pages = range(preview.document.pageCount())
    said = "".join(preview.document.getAllText(each).text() for each in pages)
    preview.reject()
    assert "与 2026-05-23 相比" in said
    assert "变动" in said


def test_a_folder_that_is_gone_is_told_and_nothing_stands_there(
    page: LedgerPage, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    map_in_front(page, 0)
    gone = "/不在了/图.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (gone, ""))
    told: list[BaseException] = []
    monkeypatch.setattr(session, "tell", lambda problem, *_: told.append(problem))
    choose(page, "图存为 矢量图…")
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], EnvironmentProblem)
    assert "找不到文件夹" in told[0].happened

"""Take the pictures of the help: every tab over the sample book, at 1366 × 768.

    .venv/bin/python packaging/help_pictures.py [--to FOLDER] [--scale 150] [--dark] [--every]

Without a screen too; the pictures of resources/help/images are made by the plain call.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from qinglian_desktop.application.desk import Desk
    from qinglian_desktop.ui.collecting.collecting_page import CollectingPage

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 23, 10, 5)
SIZE = (1366, 728)
"""A screen of 768 lines less the bar of the desktop."""
OFFICE_TABLE = """\
2026年谈心谈话台账
序号,日期,谈话人,谈话对象,地点,谈话方式,谈话类别,对象类别,谈话主要内容,重点内容
1,1月8日,韦明谦,陈㛃,书记办公室,一对一,谈心,其他,新年工作打算,思想
2,2月9日 下午3点,韦明谦,李䶮、莫𦰡,谈心谈话室,集体谈话,节前集体谈话,重点岗位,廉洁过节,廉政风险
3,3月中旬,陈㛃,卢亦航,谈心谈话室,个别谈话,谈心,新党员,学习情况,思想
4,2026.4.15 9:00-9:40,韦明谦,农知远,书记办公室,个别谈话,日常谈话,年轻干部,岗位廉政风险,廉政风险
5,5月20日,韦明谦,周某某,书记办公室,个别谈话,谈心,其他,家庭困难,家庭
合计,5次,,,,,,,,
"""
"""As an office keeps it: a day is missing, and somebody is not on the roster."""


COMMITTEE_FORM = (
    "清廉机关建设工作情况统计表,,,,,,,",
    "填报单位（盖章）：,,,,2026年    月,,,",
    "类别,项目,单位,本月,,本年累计,,备注",
    ",,,数量,参加人次,数量,参加人次,",
    "教育,“八个一”活动,场次,,,,,",
    ",一月一警示,场次,,,,,",
    ",廉政党课,堂,,,,,",
    "用权,谈心谈话,次,,,,,",
    ",廉政提醒,条,,,,,",
    ",风险点,个,,,,,",
    "家风,廉洁家书,封,,,,,",
    ",廉政家访,户,,,,,",
    "合计,,,,,,,",
    "单位负责人：,,,填报人：,,联系电话：,,",
)
"""As a committee sends it: groups, two rows of heads, a line that adds up."""


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--to", type=Path, default=ROOT / "resources" / "help" / "images")
    words.add_argument("--scale", type=int, default=100)
    words.add_argument("--dark", action="store_true")
    words.add_argument("--every", action="store_true", help="a record of every ledger too")
    given = words.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    given.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        take(given.to, Path(scratch), given.scale, given.dark, given.every)
    return 0


def take(target: Path, scratch: Path, scale: int, dark: bool, every: bool) -> None:
    from PySide6.QtCore import QEventLoop, QSettings, QTimer
    from PySide6.QtWidgets import QToolButton

    from qinglian_desktop.application.places import ToImport
    from qinglian_desktop.application.sample_book import SAMPLE_PASSWORD
    from qinglian_desktop.application.sampling import fill_with_sample
    from qinglian_desktop.bootstrap import build_books, build_tools
    from qinglian_desktop.domain.field_types import Flow
    from qinglian_desktop.ui.application import Application
    from qinglian_desktop.ui.dressing import complete, make_application
    from qinglian_desktop.ui.editors.flow_editor import FlowEditor
    from qinglian_desktop.ui.reports.report_switch import COLLECTING, FORMS, RETURN, SUMMARY
    from qinglian_desktop.ui.reports.reports_page import ReportsPage
    from qinglian_desktop.ui.tab_page import TabPage
    from qinglian_desktop.ui.workbench.workbench_page import WorkbenchPage

    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(scratch))
    application = make_application(["pictures"])
    complete(application)
    tools = build_tools(clock=lambda: NOW)
    books = build_books(tools)
    program = Application(tools, books)
    program.theme.set_dark(dark)
    program.theme.ask_for(scale)

    def wait() -> None:
        # An event loop of its own lets the background threads work; QTest.qWait does not.
        loop = QEventLoop()
        QTimer.singleShot(500, loop.quit)
        loop.exec()

    welcome = program.welcome()
    wait()
    keep(welcome.grab().toImage(), target / "welcome.png")
    book, _ = books.create(scratch / "示例台账库", SAMPLE_PASSWORD)
    fill_with_sample(book, tools.catalogue, tools.resources / "sample", NOW.year)
    book.back_up()
    window = program.open_book(book)
    window.resize(*SIZE)

    def picture(name: str) -> None:
        wait()
        while window.session.operations.is_busy:
            wait()
        keep(window.grab().toImage(), target / f"{name}.png")

    for tab in tools.catalogue.tabs:
        page = window.show_tab(tab.key)
        if isinstance(page, ReportsPage):
            picture(tab.key)
            page.show_page(SUMMARY)
            picture("summary")
            form = scratch / "工作情况统计表.xlsx"
            made_form(form)
            page.show_page(FORMS)
            page.filling.open_file(form)
            picture("forms")
            collected = scratch / "收月报"
            made_collected(window.session.desk, collected)
            page.show_page(COLLECTING)
            page.collecting.work.collect(collected)
            wait()
            while window.session.operations.is_busy:
                wait()
            show_a_unit(page.collecting)
            picture("collecting")
            page.show_page(RETURN)
            continue
        if isinstance(page, WorkbenchPage):
            picture(tab.key)
            page.show_pictures()
            picture("workbench_pictures")
            continue
        if not isinstance(page, TabPage):
            raise TypeError(f"the tab {tab.key} is none of those that can be pictured")
        for key in tab.ledgers:
            is_first = key == tab.ledgers[0]
            name = tab.key if is_first else key
            shown = page.show_ledger(tools.catalogue[key])
            picture(name)
            for place, lens in enumerate(shown.ledger.lenses, 1):
                shown.show_lens(lens)
                picture(f"{name}_view{place}")
            shown.show_list()
            record = shown.table.model().record(0)  # pyright: ignore[reportAttributeAccessIssue]
            is_drawn = bool(shown.ledger.of_type(Flow))
            if record is not None and (is_first or every or is_drawn):
                shown.open_record(record)
                picture(f"{name}_record")
                charts = shown.panel.form.findChildren(FlowEditor)
                if charts:
                    charts[0].button.click()
                    picture("drawing")
                shown.close_record()
    table = scratch / "谈心谈话台账.csv"
    table.write_text(OFFICE_TABLE, encoding="utf-8")
    window.session.go(ToImport("talks", table))
    picture("importing")
    settings = next(
        tool
        for tool in window.header.findChildren(QToolButton)
        if tool.toolTip().startswith("设置")
    )
    settings.click()
    if window.header.settings is not None:
        wait()
        keep(window.header.settings.grab().toImage(), target / "settings.png")
    program.close()


def made_form(target: Path) -> None:
    """A form as a committee sends it, nothing filled in yet."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.worksheets[0]
    page.title = "月报"
    for line in COMMITTEE_FORM:
        page.append(line.split(","))
    for cells in ("A1:H1", "A2:D2", "E2:H2", "D3:E3", "F3:G3", "A3:A4", "B3:B4", "C3:C4", "H3:H4"):
        page.merge_cells(cells)
    for letter, width in zip("ABCDEFGH", (10, 28, 9, 9, 11, 9, 11, 12), strict=True):
        page.column_dimensions[letter].width = width
    for letter in "DEFG":
        page[f"{letter}13"] = f"=SUM({letter}5:{letter}12)"
    book.save(target)


def made_collected(desk: Desk, folder: Path) -> None:
    """Three months of a dozen units, listed; some sent a month wrong, twice or not at all."""
    from qinglian_desktop.domain.collecting.listed_units import ListedUnit
    from tests.collected_corpus import SMALL, Flaw, code_of, months_of, name_of, write_corpus

    flaws = {(2, "2026-10"): Flaw.EDITED, (3, "2026-10"): Flaw.REVISED}
    paths = write_corpus(folder, 11, months_of(2026, 10)[7:], flaws, shape=SMALL)
    for unit, month in ((5, "2026-09"), (5, "2026-10"), (9, "2026-10")):
        for path in paths:
            if path.parent.name == f"{unit:04}" and month in path.name:
                path.unlink()
    with desk.book.writing() as work:
        work.collected.put_units(
            [ListedUnit(code_of(unit), name_of(unit), "党支部") for unit in range(1, 12)]
        )


def show_a_unit(page: CollectingPage) -> None:
    """The states, and beside them a unit that reported a month twice."""
    from qinglian_desktop.ui.collecting.collecting_views import STATES

    page.views.buttons[STATES].click()
    states = page.views.states
    unit = states.shown.units[2]
    states.stand_on(unit.unit.code, 10)
    page.show_place(unit.unit, unit.months[9].period)


def keep(picture: QImage, target: Path) -> None:
    """As a PNG of 160 colours, rare ones among them, a quarter of the size."""
    from PIL import Image

    picture.save(str(target))
    with Image.open(target) as full:
        small = full.convert("RGB").quantize(
            160, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
    small.save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main())

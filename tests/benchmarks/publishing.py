"""A set for the public of 30 powers against one of 10: it shall take three times as long."""

from __future__ import annotations

import tempfile
import time
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.public_ports import PublicForm
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.storage.books import EncryptedBooks
from tests.benchmarks.row import Row
from tests.conftest import CHEAP, PASSWORD
from tests.unit.charts_in_book import chart, power, risk

FEW, MANY = 10, 30
_LINEAR = 3.3
_OUTLINE = (
    "( 申请 @申请人\n- 受理材料 @窗口 {a}\n? 材料是否齐全 @窗口\n  [否] 补正 >a\n  [是]\n"
    "- 初审 @业务科 ~3日\n- 集体研究 @工委会\n? 是否同意\n  [否] 说明理由\n  [是]\n"
    "- 公示 ~5日\n( 归档"
)
_CONTROLS = [
    {"measure": "双人审核", "owner": "韦甲", "leader": "黄乙", "status": "未落实"},
    {"measure": "公示五日", "owner": "韦甲", "leader": "黄乙", "status": "未落实"},
]


def run() -> list[Row]:
    """Seconds of the processor, fonts and libraries opened before."""
    tools = build_tools(lambda: datetime(2026, 11, 26, 9))
    books = EncryptedBooks(tools.catalogue, tools.clock, tools.who, cost=CHEAP)
    taken: dict[tuple[int, PublicForm], float] = {}
    with tempfile.TemporaryDirectory(prefix="ql") as folder:
        book, _ = books.create(Path(folder) / "库", PASSWORD)
        desk = Desk(book, tools)
        person = {"name": "覃书宁", "politics": "正式党员", "joined": "2020-01-01"}
        desk.records.save(desk.catalogue["people"], person)
        of, to, made = desk.publishing, Path(folder), 0
        for count in (FEW, MANY):
            for number in range(made, count):
                known = power(desk, f"GW-{number:02}")
                chart(desk, known, _OUTLINE)
                for step in ("第2步", "第5步"):
                    risk(desk, known, step, "审定", controls=_CONTROLS)
            made = count
            for form in PublicForm:
                if count == FEW:
                    of.to_folder(of.usual(), [form], to)
                begun = time.process_time()
                of.to_folder(of.usual(), [form], to)
                taken[count, form] = time.process_time() - begun
        begun = time.process_time()
        of.register(of.usual(), "覃书宁")
        desk.publishing.out_of_date()
        told = time.process_time() - begun
        book.close()
    rows = [
        Row(
            f"三单一图公开 {MANY} 项职权写成 {form.name}（处理器时间）/ {FEW} 项",
            taken[MANY, form],
            taken[FEW, form],
            taken[MANY, form] / taken[FEW, form],
            _LINEAR,
        )
        for form in PublicForm
    ]
    return [
        *rows,
        Row(f"登记 {MANY} 项并看是否最新（处理器时间）/ 0.5 秒", told, 0.5, told / 0.5, 1),
    ]

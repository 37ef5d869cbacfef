"""A return as it is collected, for tests of where it is kept."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from qinglian_desktop.domain.collecting.collected import CollectedReturn
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import SummaryLine

AT = datetime(2026, 11, 5, 9, 30)
OCTOBER = Period.parse("2026-10")
LINES = (
    SummaryLine("talks", "count", "谈心谈话", "人次", 3, 59),
    SummaryLine("service", "funds", "协调资金", "万元", Decimal("0.5"), None, "未含市级"),
)
RETURN = CollectedReturn(
    unit_code="A01",
    unit_name="某局",
    period=OCTOBER,
    revision=1,
    digest="ab" * 32,
    file_name="3.某局.xlsx",
    taken_at=AT,
    taken_by="张明",
    lines=LINES,
    reported_on=date(2026, 11, 3),
    key="7f" * 32,
    remarks=("文件名改过。",),
)

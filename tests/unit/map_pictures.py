"""Maps of a few risks, not of any book, as pictures that were looked at, and what they keep to.

``python -m tests.unit.map_pictures FOLDER`` writes the list of them anew, and the pictures
there, to be looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from qinglian_desktop.application.along_charts import ChartLine, HungRisk, LineStep
from qinglian_desktop.application.crossing_words import ShownCrossing
from qinglian_desktop.application.crossings import CrossedAt, Crossing, Shift, ShiftKind
from qinglian_desktop.application.level_months import LevelMonth, LevelMonths, level_picture
from qinglian_desktop.application.seen_maps import SeenMap
from qinglian_desktop.domain.drawing import Drawing
from qinglian_desktop.domain.flow.poster import poster_pages
from qinglian_desktop.domain.lenses import AlongChart, Matrix
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.ledgers.risks import RISKS
from tests.unit.flow_pictures import ROOT, digest, letters, risks_of, starting

KEPT = ROOT / "tests" / "data" / "map_pictures.txt"
LEVELS = ("一级", "二级", "三级")
TODAY, THEN = date(2026, 11, 23), date(2026, 3, 31)
_KNOWN = (
    ("考评打招呼、凭印象定结论", "组织部", "评先评优", "高", "重", "一级"),
    ("票据审核不严、虚列支出", "办公室", "财务管理", "高", "重", "一级"),
    ("个别酝酿代替集体研究", "组织部", "重大决策", "中", "重", "一级"),
    ("资料审核把关不严", "组织部", "评先评优", "中", "中", "二级"),
    ("小额采购化整为零", "办公室", "财务管理", "中", "中", "二级"),
    ("优秀等次轮流坐庄", "办公室", "评先评优", "高", "轻", "二级"),
    ("考察记录事后补写", "组织部", "重大决策", "低", "中", "三级"),
    ("接待清单与实际不符", "办公室", "财务管理", "低", "中", "三级"),
    ("服务对象催办影响规范办理", "党员教育中心", "党员发展", "低", "轻", "三级"),
)
"""Of each risk its name, department, field, how likely, how grave, and its level."""
_MOVED = (
    (1, ShiftKind.ROSE, ("中", "中", "二级")),
    (4, ShiftKind.FELL, ("高", "中", "一级")),
    (5, ShiftKind.FELL, ("高", "中", "一级")),
    (6, ShiftKind.FELL, ("高", "中", "一级")),
    (7, ShiftKind.MOVED, ("低", "轻", "三级")),
    (9, ShiftKind.CAME, None),
)
"""By number what became of a risk, and where and of which level it was."""


def seen(place: int, *, compared: bool = False) -> SeenMap:
    """One of the maps of risks by its place among their lenses."""
    lens = RISKS.lenses[place]
    assert isinstance(lens, Matrix | AlongChart)
    shown = ShownCrossing(RISKS, lens, _crossing(lens, compared=compared))
    lines = _lines(compared=compared) if isinstance(lens, AlongChart) else ()
    only = (("department", "组织部"),) if isinstance(lens, AlongChart) else ()
    return SeenMap(shown, MONTHS, lines, only, TODAY)


def pictures() -> dict[str, tuple[Drawing, ...]]:
    """Every picture by its name."""
    chart = starting()["公务接待"]
    return {
        "可能性与危害": seen(0).pages(),
        "可能性与危害 相比": seen(0, compared=True).pages(),
        "部门与等级": seen(1).pages(),
        "部门与等级 相比": seen(1, compared=True).pages(),
        "业务领域与等级": seen(2).pages(),
        "沿流程看": seen(3).pages(),
        "沿流程看 相比": seen(3, compared=True).pages(),
        "各月末": (level_picture(MONTHS, 442, 10.5),),
        "海报": poster_pages(chart, "公务接待", "示例机关", risks_of(chart), "责任岗位", letters),
    }


def golden(name: str) -> str:
    """A picture in a line: its name, its pages, and what is the same for equal drawings only."""
    found = pictures()[name]
    return f"{name} {len(found)}页 {digest(*found)}"


def _crossing(lens: Matrix | AlongChart, *, compared: bool) -> Crossing:
    ids: dict[CrossedAt, tuple[int, ...]] = {}
    for number, (_, department, field, likely, grave, level) in enumerate(_KNOWN, 1):
        cell = _cell(lens.label, department, field, likely, grave, level)
        ids[cell] = (*ids.get(cell, ()), number)
    levels = {number: each[-1] for number, each in enumerate(_KNOWN, 1)}
    tints = {
        cell: tuple((word, sum(levels[at] == word for at in own)) for word in LEVELS if own)
        for cell, own in ids.items()
    }
    xs, ys = (tuple(dict.fromkeys(cell[place] for cell in ids)) for place in (0, 1))
    if lens.x == "likelihood":
        xs, ys = ("高", "中", "低"), ("重", "中", "轻")
    heat = lens.heat
    return Crossing(
        xs,
        ys,
        ids,
        {cell: tuple(each for each in found if each[1]) for cell, found in tints.items()},
        (),
        beyond=(10,),
        names={number: each[0] for number, each in enumerate(_KNOWN, 1)},
        levels=levels,
        heat={(x, y): word for x in xs for y in ys if heat and (word := heat(x, y))},
        labels={"power.area": "业务领域"},
        moves=tuple(_moves(lens)) if compared else (),
        on=TODAY,
        since=THEN if compared else None,
        known_since=date(2026, 2, 3),
    )


def _cell(label: str, department: str, field: str, *of: str) -> CrossedAt:
    likely, grave, level = of
    return {"风险图": (likely, grave), "部门与等级": (level, department)}.get(label, (level, field))


def _moves(lens: Matrix | AlongChart) -> list[Shift]:
    found: list[Shift] = []
    for number, kind, was in _MOVED:
        name, department, field, likely, grave, level = _KNOWN[number - 1]
        now = _cell(lens.label, department, field, likely, grave, level)
        before = _cell(lens.label, department, field, *was) if was else None
        level_before = was[-1] if was else ""
        day = date(2026, 5, 20)
        found.append(Shift(kind, number, name, before, now, level_before, level, day, "复核。"))
    return found


def _lines(*, compared: bool) -> tuple[ChartLine, ...]:
    turns = {number: kind.value for number, kind, _ in _MOVED} if compared else {}

    def hung(*numbers: int) -> tuple[HungRisk, ...]:
        found = ((number, _KNOWN[number - 1]) for number in numbers)
        return tuple(
            HungRisk(number, name[:9], level, LEVELS.index(level), turns.get(number, ""))
            for number, (name, *_, level) in found
        )

    steps = (
        LineStep("a", 1, "受理申请", False, ()),
        LineStep("b", 2, "资料是否齐全", True, (), is_gap=True),
        LineStep("c", 3, "实地考评", False, hung(1, 4)),
        LineStep("d", 4, "集体研究", True, hung(3, 5, 6, 7)),
        LineStep("e", 5, "公示", False, hung(9)),
        *(LineStep(f"f{at}", at, f"归档第{at}卷", False, ()) for at in range(6, 12)),
    )
    return (
        ChartLine(1, "模范机关创建示范单位命名", 2, steps, hung(2)),
        ChartLine(3, "公务接待审批", None, (), hung(8), is_gone=True),
    )


def _month(place: int, month: Period) -> LevelMonth:
    counts = ((), (1, 2, 1), (2, 2, 2), (3, 3, 3))[min(place, 3)] if place < 11 else ()
    return LevelMonth(month, min(month.end, TODAY), counts)


MONTHS = LevelMonths(
    "2026年各月末的风险点（个）",
    LEVELS,
    tuple(_month(place, each) for place, each in enumerate(Period(PeriodKind.YEAR, 2026).months)),
)


def write(folder: Path, paint: Callable[[Drawing], bytes]) -> None:
    """The pictures as PNG, in colours."""
    for name, found in pictures().items():
        for place, page in enumerate(found, 1):
            (folder / f"{name}_{place}.png").write_bytes(paint(page))


if __name__ == "__main__":
    from qinglian_desktop.application.chart_ports import ChartPicture
    from qinglian_desktop.bootstrap import build_tools

    KEPT.write_text("".join(f"{golden(name)}\n" for name in pictures()), "utf-8")
    files = build_tools().chart_files
    write(Path(sys.argv[1]), lambda page: files.picture(page, "图", ChartPicture.PNG))

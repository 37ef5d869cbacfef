"""The return for its seal says what the workbook prints: cover, 汇总, and what it corrects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.return_pages import ReturnPrinter
from qinglian_desktop.documents.paper.sheet import A4, Sheet
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import LedgerSheet, ReturnContent, SummaryLine
from qinglian_desktop.domain.return_corrections import CORRECTIONS

FONTS = Fonts(Path(__file__).parents[2] / "resources" / "fonts", ())
CORRECTED = LedgerSheet(
    CORRECTIONS,
    "更正说明",
    ("where", "number", "item", "before", "after", "why"),
    ("台账", "编号", "项目", "第1次", "第2次", "更正原因"),
    (9, 6, 12, 12, 12, 14),
    (("谈心谈话", "2026-003", "人数", 3, 4, "数错了"),),
)


def content(lines: int, *sheets: LedgerSheet) -> ReturnContent:
    summary = tuple(
        SummaryLine("talks", f"m{n}", f"指标{n}", "次", n, 10 * n, "备注" * (n % 3))
        for n in range(1, lines + 1)
    )
    nothing = SummaryLine("talks", "none", "没有的", "次", 0, 0)
    kept = SummaryLine("talks", "unkept", "没有记的", "次", None, 5)
    return ReturnContent(
        unit_code="SL-1",
        unit_name="某局机关党支部",
        period=Period.parse("2026-10"),
        revision=2,
        cover=(("填报单位（盖章）", "某局机关党支部"), ("报出日期", date(2026, 11, 2).isoformat())),
        summary=(*summary, nothing, kept),
        sheets=sheets,
        foot=("其余1项本月和本年累计都是0：没有的。",),
    )


def said(sheet: Sheet) -> list[str]:
    return [each.text for each in sheet.texts]


def test_cover_and_summary_say_what_stands_in_the_workbook() -> None:
    pages = ReturnPrinter(content(5), FONTS).pages()
    assert [size for _, size in pages] == [A4, A4]
    cover, summary = (said(sheet) for sheet, _ in pages)
    assert {"清廉机关建设工作月报表", "某局机关党支部", "2026-11-02", "第1页 共2页"} <= {*cover}
    assert {"汇总", "本年累计", "指标5", "50", "—", "某局机关党支部　2026年10月"} <= {*summary}
    # What is nothing stands in the line below the table.
    assert "没有的" not in summary
    assert any(each.startswith("其余1项本月和本年累计都是0") for each in summary)


def test_a_long_summary_is_set_smaller_rather_than_on_a_third_page() -> None:
    pages = ReturnPrinter(content(105), FONTS).pages()
    assert len(pages) == 3
    for sheet, size in pages:
        for each in sheet.texts:
            assert each.x > 0 and each.x + each.typeface.width(each.text, each.size) < size[0]
            assert 0 < each.y < size[1]
    # Heads stand again on the second page.
    assert "指标" in said(pages[2][0])


def test_corrections_lie_on_their_side_with_their_reasons() -> None:
    (sheet, size) = ReturnPrinter(content(3, CORRECTED), FONTS).pages()[-1]
    assert size == (A4[1], A4[0])
    assert {"更正说明", "更正原因", "2026-003", "数错了", "3", "4"} <= {*said(sheet)}
    other = replace(CORRECTED, ledger="talks")
    assert len(ReturnPrinter(content(3, other), FONTS).pages()) == 2

"""A chart follows the form of its record: the same pages in print, pictures and a table in Word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from docx import Document

from qinglian_desktop.application.chart_ports import DrawnChart
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.documents.word.records import PaperWord
from qinglian_desktop.domain.drawing import Drawing, Panel, Words
from qinglian_desktop.domain.flow.risk_table import RiskRow
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record, State
from tests.documents.paper_samples import FONTS, SOURCE, about, pages, record
from tests.documents.word_samples import faults, word_text
from tests.invented import EVERYTHING, example_values

A4, A3_WIDE = (595.28, 841.89), (1190.55, 841.89)
RISK = RiskRow(1, "2. 转向", "走偏", "高", "看罗盘", "舵手")


def chart(size: tuple[float, float] = A4, count: int = 1) -> DrawnChart:
    drawn = [
        Drawing(*size, (Words(100, 100, f"航线第{place}张", 12), Panel(90, 120, 80, 30)))
        for place in range(1, count + 1)
    ]
    return DrawnChart("航线图", tuple(drawn), (RISK,))


def charts_of(ledger: Ledger, one: Record) -> list[DrawnChart]:
    assert ledger is EVERYTHING
    return {"1": [chart(A3_WIDE, 2)], "2": [], "3": [chart()]}[one.number]


SHEETS = replace(SOURCE, charts=charts_of)


def records(state: State = State.CONFIRMED) -> list[Record]:
    values = example_values(files=())
    return [record(EVERYTHING, values, number, state) for number in "123"]


def test_in_print_each_form_is_followed_by_its_chart_on_its_own_paper(tmp_path: Path):
    target = tmp_path / "forms.pdf"
    PaperPdf(FONTS, ()).records(EVERYTHING, records(State.VOID), SHEETS, target)
    said = pages(target)
    drawn = [place for place, text in enumerate(said) if "航线第" in text]
    forms = [place for place, text in enumerate(said) if "编号：" in text and "续" not in text]
    assert len(forms) == 3
    assert drawn[:2] == [forms[1] - 2, forms[1] - 1]
    assert drawn[2:] == [len(said) - 1]
    assert all("2步，图附后" in "".join(said[place : place + 2]) for place in forms)
    # A void record is marked as such on the chart, too.
    assert all("已作废" in text for text in said)
    alone = tmp_path / "one.pdf"
    PaperPdf(FONTS, ()).records(EVERYTHING, records()[:1], SHEETS, alone)
    assert "Page size:       595.276 x 841.89 pts (A4)" in about(alone)


def test_in_word_pictures_and_risks_stand_in_sections_of_their_own(tmp_path: Path):
    target = tmp_path / "forms.docx"
    word = PaperWord(FONTS, lambda: datetime(2026, 11, 3, 8), ())
    word.records(EVERYTHING, records(), SHEETS, target)
    assert faults(target) == []
    document = Document(str(target))
    sizes = [
        (round(one.page_width.mm), round(one.page_height.mm))
        for one in document.sections
        if one.page_width is not None and one.page_height is not None
    ]
    assert sizes == [(210, 297), (420, 297), (210, 297), (210, 297), (210, 297)]
    widths = [round(each.width.mm) for each in document.inline_shapes]
    assert widths == [400, 400, 190]
    text = word_text(target)
    assert text.count("廉政风险点和防控措施") == text.count("走偏") == 2
    assert len(re.findall("图附后", text)) == 3
    chart_feet = document.sections[1].first_page_footer.paragraphs
    assert [each.text for each in chart_feet] == [""]


def test_a_document_that_ends_without_a_chart_ends_with_the_form(tmp_path: Path):
    target = tmp_path / "forms.docx"
    word = PaperWord(FONTS, lambda: datetime(2026, 11, 3, 8), ())
    word.records(EVERYTHING, records()[:2], SHEETS, target)
    assert faults(target) == []
    assert [
        round(one.page_width.mm) for one in Document(str(target)).sections if one.page_width
    ] == [210, 420, 210]

"""{{…}} in a cell of a form: one grammar with the summary's template, told by what is wrong."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.filling.cell_template import CellTemplate, has_template
from qinglian_desktop.domain.filling.form_pieces import CountedIn, FieldIn, FormFact, FormPiece
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.summary import NumberStyle
from tests.invented import EVERYTHING, INVENTED

TEMPLATE = CellTemplate(INVENTED)
LABEL, KEY = EVERYTHING.label, EVERYTHING.key
MEASURE = EVERYTHING.measures[0]


@pytest.mark.parametrize(
    ("strokes", "span", "style"),
    [
        ("", "本月", NumberStyle.EXACT),
        ("|本年累计", "本年累计", NumberStyle.EXACT),
        ("|多", "本月", NumberStyle.MORE),
        ("| 上月 | 余", "上月", NumberStyle.OVER),
        ("|两|二季度", "二季度", NumberStyle.SPELT),
    ],
)
def test_a_figure_has_a_span_and_a_style(strokes: str, span: str, style: NumberStyle) -> None:
    read = TEMPLATE.read(f"共{{{{{LABEL}.{MEASURE.label}{strokes}}}}}次")
    assert read.pieces == ("共", CountedIn(KEY, MEASURE.key, FormSpan(span), style), "次")
    assert read.wrong == () and read.ledger == ""


def test_facts_and_signs_of_full_width_are_known() -> None:
    assert has_template("｛｛单位｝｝") and not has_template("{单位}")
    read = TEMPLATE.read("｛｛单位｝｝报 {{报告期}}")
    assert read.pieces == (FormFact.UNIT, "报 ", FormFact.PERIOD)


def test_a_field_is_that_of_each_record() -> None:
    field = EVERYTHING.fields[0]
    read = TEMPLATE.read(f"{{{{{LABEL}.{field.label}}}}}")
    assert read.pieces == (FieldIn(field.key),)
    assert read.ledger == KEY


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{{什么}}", "“{{什么}}”看不懂，要写成“{{台账名.指标名}}”"),
        ("{{没有.次数}}", "“{{没有.次数}}”：没有“没有”这本台账"),
        (f"{{{{{LABEL}.没有}}}}", f"：{LABEL}没有“没有”这个指标"),
        (f"{{{{{LABEL}.{MEASURE.label}|下月}}}}", "没有“下月”这种时段"),
    ],
)
def test_what_is_not_understood_is_told_and_stays(text: str, wrong: str) -> None:
    read = TEMPLATE.read(f"前{text}后")
    assert read.pieces == (f"前{text}后",)
    (told,) = read.wrong
    assert wrong in told


@pytest.mark.parametrize(
    "pieces",
    [
        ("共", CountedIn(KEY, MEASURE.key, FormSpan("上月"), NumberStyle.MORE), "次"),
        (FormFact.UNIT, "：", FormFact.TODAY),
        (FieldIn(EVERYTHING.fields[0].key),),
    ],
)
def test_what_is_written_is_read_again(pieces: tuple[FormPiece, ...]) -> None:
    assert TEMPLATE.read(TEMPLATE.written(pieces, KEY)).pieces == pieces

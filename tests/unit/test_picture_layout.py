"""A chart as shapes: the same whoever draws it, nothing out of its box, no label cut."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.picture_layout import Bar, Chart, lay_out, wrapped
from qinglian_desktop.domain.drawing import (
    Anchor,
    Box,
    Drawing,
    Spot,
    Stroke,
    Tone,
    Words,
    em_width,
    hatching,
)

UPRIGHT = Chart(
    "上船人次（人次）",
    "2026年",
    (
        Bar("1月", "4", 4, leads=True),
        Bar("2月", "0"),
        Bar("3月", "—"),
        Bar("4月", "8", 8, hatched=True, leads=True),
        Bar("5月", "·"),
    ),
    upright=True,
)
LYING = Chart(
    "活计",
    "2026年1月至11月",
    (
        Bar("补帆", "12件", 12, leads=True),
        Bar("看灯", "3件", 3, leads=True),
        Bar("把甲板从船头到船尾都擦一遍再晾干", "0件"),
    ),
)


def boxes(drawing: Drawing) -> list[Box]:
    return [shape for shape in drawing.shapes if isinstance(shape, Box)]


def words(drawing: Drawing) -> list[Words]:
    return [shape for shape in drawing.shapes if isinstance(shape, Words)]


def said(drawing: Drawing) -> list[str]:
    return [shape.text for shape in words(drawing)]


def test_upright_bars_are_as_high_as_what_they_count() -> None:
    low, high = boxes(lay_out(UPRIGHT, 500, 10))
    assert (low.height, high.height) == (35, 70)
    assert low.y + low.height == high.y + high.height == 115
    assert (low.hatch, high.hatch > 0) == (0, True)
    # The first month stands in the middle of the first fifth, the fourth in that of its own.
    assert (low.x + low.width / 2, high.x + high.width / 2) == (50, 350)


def test_every_number_is_written_and_nothing_and_unknown_have_no_bar() -> None:
    drawing = lay_out(UPRIGHT, 500, 10)
    assert said(drawing) == [
        "上船人次（人次）",
        "2026年",
        *("4", "1月", "0", "2月", "—", "3月", "8", "4月", "·", "5月"),
    ]
    assert len(boxes(drawing)) == 2
    bold = [shape.text for shape in words(drawing) if shape.bold]
    assert bold == ["上船人次（人次）", "4", "8"]


def test_lying_bars_stand_right_of_their_labels_with_the_number_behind() -> None:
    drawing = lay_out(LYING, 500, 10)
    long, short = boxes(drawing)
    assert long.x == short.x
    assert long.width == pytest.approx(4 * short.width)
    labels = [shape for shape in words(drawing) if shape.anchor is Anchor.END]
    assert {shape.x < long.x for shape in labels} == {True}
    number = next(shape for shape in words(drawing) if shape.text == "12件")
    assert long.x + long.width < number.x < number.x + em_width("12件") * 10 <= 500


@pytest.mark.parametrize("chart", [UPRIGHT, LYING], ids=["upright", "lying"])
@pytest.mark.parametrize(("width", "size"), [(442, 10.5), (250, 21), (900, 14)])
def test_nothing_lies_outside_the_box(chart: Chart, width: float, size: float) -> None:
    drawing = lay_out(chart, width, size)
    assert drawing.width == width
    for box in boxes(drawing):
        assert box.x >= 0 and box.x + box.width <= width
        assert box.y >= 0 and box.y + box.height <= drawing.height
    for shape in words(drawing)[2:]:
        long = em_width(shape.text) * shape.size
        before = {Anchor.START: 0, Anchor.MIDDLE: long / 2, Anchor.END: long}[shape.anchor]
        assert shape.x - before >= -0.1 and shape.x - before + long <= width + 0.1, shape
        assert 0 <= shape.y <= drawing.height


def test_a_long_label_goes_on_in_the_next_line() -> None:
    long = LYING.bars[2].label
    drawing = lay_out(LYING, 250, 12)
    lines = [shape.text for shape in words(drawing) if shape.text in long]
    assert len(lines) > 1
    assert "".join(lines) == long
    assert wrapped("甲乙丙", 2) == ["甲乙", "丙"]
    assert wrapped("", 2) == [""]


def test_only_what_has_records_behind_it_leads_somewhere() -> None:
    drawing = lay_out(UPRIGHT, 500, 10)
    assert [spot.place for spot in drawing.spots] == [0, 3]
    middle = drawing.height - 20
    assert drawing.spot_at(50, middle) == drawing.spots[0]
    assert drawing.spot_at(150, middle) is None
    assert drawing.spot_at(350, 5) is None
    assert [spot.place for spot in lay_out(LYING, 500, 10).spots] == [0, 1]
    assert Spot(0, 0, 2, 2, 7).holds(1.9, 0) and not Spot(0, 0, 2, 2, 7).holds(2, 0)


def test_the_least_number_is_seen_beside_a_great_one() -> None:
    bars = (Bar("多", "100,000", 100_000), Bar("少", "1", 1))
    assert min(box.height for box in boxes(lay_out(Chart("", "", bars, True), 200, 10))) >= 1
    assert min(box.width for box in boxes(lay_out(Chart("", "", bars), 200, 10))) >= 1


def test_hatching_stays_in_its_box() -> None:
    box = Box(10, 20, 30, 12, hatch=5)
    strokes = list(hatching(box))
    assert len(strokes) == 8
    assert strokes[0] == Stroke(10, 25, 15, 20, Tone.BAR)
    for stroke in strokes:
        assert 10 <= stroke.x1 <= stroke.x2 <= 40
        assert 20 <= stroke.y2 <= stroke.y1 <= 32
        assert stroke.x2 - stroke.x1 == stroke.y1 - stroke.y2
    assert list(hatching(Box(0, 0, 9, 9))) == []

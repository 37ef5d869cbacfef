"""Maps look as they did when they were looked at, and tell levels apart without colours."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from qinglian_desktop.application.crossings import CrossedAt, Shift, ShiftKind
from qinglian_desktop.application.map_arrows import CellPlace, move_shapes
from qinglian_desktop.documents.paper.drawn import COLOURS
from qinglian_desktop.domain.drawing import (
    Box,
    Drawing,
    Panel,
    Polygon,
    Polyline,
    Tone,
    Words,
    em_width,
)
from tests.unit.map_pictures import KEPT, MONTHS, golden, pictures

NAMES = tuple(pictures())
MARKS: dict[Tone | None, str] = {Tone.HIGH: "一级", Tone.MIDDLE: "二级", Tone.LOW: "三级"}
TONES = (Tone.HIGH, Tone.MIDDLE, Tone.LOW)


@pytest.mark.parametrize("name", NAMES)
def test_the_maps_look_as_they_did_when_they_were_looked_at(name: str) -> None:
    assert golden(name) in KEPT.read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", [each for each in NAMES if each not in ("各月末", "海报")])
def test_beside_each_mark_stands_its_level_in_words(name: str) -> None:
    marks = 0
    for page in pictures()[name]:
        words = [each for each in page.shapes if isinstance(each, Words)]
        for mark in (each for each in page.shapes if isinstance(each, Polygon)):
            level = MARKS.get(mark.ground)
            if level is None:
                continue
            marks += 1
            right, base = mark.points[2]
            near = [each for each in words if abs(each.y - base) < 1 and 0 <= each.x - right < 6]
            assert len(near) == 1 and near[0].text.startswith(level), mark
    assert marks >= 5


def test_levels_are_dark_middling_and_pale_without_colours() -> None:
    for tones in (TONES, (Tone.HIGH_GROUND, Tone.MIDDLE_GROUND, Tone.LOW_GROUND)):
        greys = [_grey(each) for each in tones]
        assert greys == sorted(greys)
    assert all(pale - dark >= 0.2 for dark, pale in pairwise(map(_grey, TONES)))
    assert all(abs(_grey(one) - _grey(Tone.INK)) > 0.15 for one in TONES)


def test_columns_of_months_have_lines_of_their_own_by_level() -> None:
    (page,) = pictures()["各月末"]
    hatches = {each.hatch for each in page.shapes if isinstance(each, Box)}
    grounds = [each.ground for each in page.shapes if isinstance(each, Panel) and each.outline]
    assert len(hatches) == 2 and {*grounds} == {*MARKS}
    assert max(sum(each.counts) for each in MONTHS.months) == 9


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_beyond_the_page_or_over_other_words(name: str) -> None:
    for page in pictures()[name]:
        for each in page.shapes:
            if isinstance(each, Words):
                left, right = _ends(each)
                assert left >= -1 and right <= page.width + 1 and 0 < each.y <= page.height, each
        if name != "海报":
            _assert_apart(page)


def test_arrows_that_go_the_same_way_lie_beside_each_other() -> None:
    areas: dict[CrossedAt, CellPlace] = {
        (x, y): (column * 300.0, row * 150.0, 300.0, 150.0)
        for column, x in enumerate("高中低")
        for row, y in enumerate("重中轻")
    }
    ways = [((a, "重"), (b, "重")) for a in "高中低" for b in "高中低" if a != b]
    moves = [
        Shift(ShiftKind.MOVED, at, "", one, other, "一级", "一级")
        for at, (one, other) in enumerate(ways)
    ]
    shapes = [*move_shapes(moves, areas.get, 14)]
    arrows = [each.points for each in shapes if isinstance(each, Polyline)]
    assert len(arrows) == len(ways) == 6
    for one, other in combinations(arrows, 2):
        (a, b), (c, d) = (sorted((each[0][0], each[-1][0])) for each in (one, other))
        assert one[0][1] != other[0][1] or b <= c or d <= a
    _assert_apart(Drawing(900, 450, tuple(shapes)))


def _assert_apart(page: Drawing) -> None:
    words = [each for each in page.shapes if isinstance(each, Words)]
    for one, other in combinations(words, 2):
        (left, right), (start, end) = _ends(one), _ends(other)
        low, high = sorted((one, other), key=lambda each: each.y)
        assert right <= start + 1 or end <= left + 1 or high.y - low.y >= 0.8 * high.size, (
            one.text,
            other.text,
        )


def _ends(words: Words) -> tuple[float, float]:
    wide = em_width(words.text) * words.size
    left = words.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor.value]
    return left, left + wide


def _grey(tone: Tone) -> float:
    red, green, blue = COLOURS[tone]
    return 0.299 * red + 0.587 * green + 0.114 * blue

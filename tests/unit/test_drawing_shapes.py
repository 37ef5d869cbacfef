"""Panels, polygons and lines with heads: what painters are told about them."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.drawing import (
    Box,
    Panel,
    Polygon,
    Polyline,
    Shape,
    Stroke,
    Tone,
    Words,
    arrow_head,
    line_points,
    transformed,
)


def test_a_head_ends_where_the_line_does_and_the_line_ends_within_it():
    line = Polyline(((0, 0), (0, 50)), arrow=5)
    head = arrow_head(line)
    assert head is not None
    assert head.points[1] == (0, 50)
    assert {y for _, y in (head.points[0], head.points[2])} == {45}
    assert line_points(line) == ((0, 0), (0, 45))


def test_a_line_without_length_or_head_has_none():
    assert arrow_head(Polyline(((0, 0), (9, 0)))) is None
    assert arrow_head(Polyline(((3, 3), (3, 3)), arrow=5)) is None
    assert line_points(Polyline(((0, 0), (9, 0)))) == ((0, 0), (9, 0))


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [
        (Box(1, 2, 3, 4, 5), Box(12, 24, 6, 8, 10)),
        (Stroke(1, 2, 3, 4, Tone.INK), Stroke(12, 24, 16, 28, Tone.INK)),
        (Words(1, 2, "字", 9), Words(12, 24, "字", 18)),
        (Panel(1, 2, 3, 4, radius=2), Panel(12, 24, 6, 8, radius=4)),
        (Polygon(((1, 2),)), Polygon(((12, 24),))),
        (Polyline(((1, 2),), arrow=3), Polyline(((12, 24),), arrow=6)),
    ],
)
def test_a_shape_is_made_larger_and_then_moved(shape: Shape, wanted: Shape):
    assert transformed(shape, 2, 10, 20) == wanted

"""Bars on paper: what is done is filled, what is left is hatched, other years are cut off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qinglian_desktop.application.boards import Step, TimelineBar
from qinglian_desktop.application.timeline_chart import axis_drawing, bar_drawing
from qinglian_desktop.domain.drawing import Box, Drawing, Stroke, Tone, Words

BAR = TimelineBar(1, "补帆", date(2026, 1, 1), date(2026, 6, 30))
TODAY = date(2026, 7, 1)
WIDTH = 360.0


def drawn(bar: TimelineBar, year: int = 2026, today: date = TODAY) -> Drawing:
    return bar_drawing(bar, year, today, WIDTH, 40.0)


def boxes(drawing: Drawing, *, hatched: bool) -> list[tuple[float, float]]:
    found = [each for each in drawing.shapes if isinstance(each, Box)]
    return [(each.x, each.x + each.width) for each in found if bool(each.hatch) is hatched]


def inked(drawing: Drawing) -> list[Stroke]:
    return [each for each in drawing.shapes if isinstance(each, Stroke) and each.tone is Tone.INK]


def test_the_bar_goes_from_its_first_day_to_the_end_of_its_last() -> None:
    assert boxes(drawn(BAR), hatched=True) == [(0.0, pytest.approx(180.0))]
    assert boxes(drawn(BAR), hatched=False) == []


def test_what_is_done_is_filled() -> None:
    half = replace(BAR, steps=(Step(date(2026, 4, 1), 50, "过半"),))
    assert boxes(drawn(half), hatched=False) == [(0.0, pytest.approx(90.0))]
    [step, today] = inked(drawn(half))
    assert (step.x1, today.x1) == (pytest.approx(90.0), pytest.approx(180.0))
    assert boxes(drawn(replace(BAR, is_done=True)), hatched=False) == [(0.0, pytest.approx(180.0))]


def test_days_over_are_dashed_up_to_today() -> None:
    late = replace(BAR, due=date(2026, 3, 31), days_over=92)
    *dashes, today = inked(drawn(late))
    assert len(dashes) > 5
    assert min(each.x1 for each in dashes) >= 90
    assert max(each.x2 for each in dashes) <= today.x1
    assert {each.y1 for each in dashes} == {20.0}


def test_other_years_are_cut_off_with_an_arrow() -> None:
    long = replace(BAR, start=date(2025, 5, 1), due=date(2027, 5, 1))
    assert boxes(drawn(long), hatched=True) == [(0.0, WIDTH)]
    assert len(inked(drawn(long))) == 2 + 2 + 1
    # Of a year that is over there is no today.
    assert len(inked(drawn(long, today=date(2028, 1, 1)))) == 2 + 2


def test_what_was_due_in_an_earlier_year_is_still_seen() -> None:
    old = replace(BAR, start=date(2025, 2, 1), due=date(2025, 6, 30), days_over=366)
    ((left, right),) = boxes(drawn(old), hatched=True)
    assert (left, right > left) == (0.0, True)
    for stroke in drawn(old).shapes:
        if isinstance(stroke, Stroke):
            assert -0.01 <= min(stroke.x1, stroke.x2) <= max(stroke.x1, stroke.x2) <= WIDTH + 0.01


def test_the_axis_names_twelve_months_in_seven_points_at_least() -> None:
    said = [each for each in axis_drawing(WIDTH, 24.0).shapes if isinstance(each, Words)]
    assert [each.text for each in said] == [f"{month}月" for month in range(1, 13)]
    assert min(each.size for each in said) >= 7

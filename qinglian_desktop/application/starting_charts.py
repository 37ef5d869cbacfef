"""The charts that a unit can begin with, as outlines in files: starting points, no rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.outline_reading import read_outline


@dataclass(frozen=True, slots=True)
class StartingChart:
    """A chart to begin with: what it is for, its title, and the sentence that says what it is."""

    name: str
    title: str
    note: str
    chart: FlowChart


def starting_charts(resources: Path, new_id: Callable[[], str]) -> tuple[StartingChart, ...]:
    """All that there are, in order; each call gives their steps new ids."""
    charts: list[StartingChart] = []
    for path in sorted((resources / "flows").glob("*.txt")):
        read = read_outline(path.read_text("utf-8"), new_id)
        # The number before a name puts the files in order.
        name = path.stem.partition("-")[2]
        charts.append(StartingChart(name, read.title, read.note, read.chart))
    return tuple(charts)

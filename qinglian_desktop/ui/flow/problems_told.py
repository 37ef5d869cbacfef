"""What is told to be wrong while a chart is drawn: nothing that one was only going to write yet"""

from __future__ import annotations

from collections.abc import Mapping

from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_check import (
    ChartProblem,
    hangs_together,
    problems_of_chart,
)


class ProblemsTold:
    """A mistake is told at once, what is unfinished when one is done there, or with the chart.

    What was told once is told until it is mended.
    """

    def __init__(self) -> None:
        self._told: frozenset[ChartProblem] = frozenset()

    def tell_all(self, chart: FlowChart) -> None:
        """One is done with the chart, or it was there before."""
        self._told = frozenset(problems_of_chart(chart))

    def wrong(self, kept: FlowChart, chart: FlowChart, row: str) -> Mapping[str, str]:
        """What is wrong with what is kept of a chart, in words, while one is at ``row``.

        By the id of a row, "" for the whole. One is not done with what that row hangs on, nor with
        the end.
        """
        last = kept.steps[-1].id if kept.steps else ""
        written, before = hangs_together(chart, row) | hangs_together(kept, last), self._told
        told = [
            problem
            for problem in problems_of_chart(kept)
            if problem in before or not problem.unfinished or problem.row not in written
        ]
        self._told = frozenset(told)
        wrong: dict[str, str] = {}
        for problem in told:
            key = problem.row or ""
            wrong[key] = wrong.get(key, "") + problem.message
        return wrong

"""A set for the public as it goes on paper: its charts drawn, lists without records left out"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from qinglian_desktop.application.chart_papers import pages_of
from qinglian_desktop.application.chart_ports import ChartFiles, DrawnChart
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.public_ports import PublicPaper
from qinglian_desktop.application.public_set import PublicChart, PublicSet, chart_place
from qinglian_desktop.domain.errors import Cancelled, DataProblems
from qinglian_desktop.domain.flow.risk_table import risk_rows
from qinglian_desktop.domain.ledger import Publishing
from qinglian_desktop.domain.problem import Problem


def public_paper(
    public: PublicSet,
    of: Publishing,
    unit_name: str,
    at: datetime,
    files: ChartFiles,
    progress: Progress,
) -> PublicPaper:
    """All of it; drawing is half of the work. Cancelled when ``progress`` answers False."""
    drawn: list[DrawnChart] = []
    for done, chart in enumerate(public.charts, 1):
        head = replace(chart.head, title=f"{chart_place(done)} {chart.head.title}")
        drawn.append(_drawn(replace(chart, head=head), files))
        if not progress(done, 2 * len(public.charts)):
            raise Cancelled
    tables = [table for table in public.tables if table.records]
    return PublicPaper(of.title, unit_name, public.of_words, at, tables, of.charts[0], drawn)


def nothing_to_publish(public: PublicSet) -> DataProblems:
    """Why nothing goes out, in sentences."""
    said = "".join(remark.words for remark in public.remarks)
    return DataProblems((Problem("", f"没有可以公开的内容，没有写文件。{said}"),))


def _drawn(chart: PublicChart, files: ChartFiles) -> DrawnChart:
    risks = [risk for _, risk in chart.risks]
    pages = pages_of(chart.of, risks, files, head=chart.head)
    drawings = tuple(page.drawing for page in pages)
    return DrawnChart(chart.head.title, drawings, risk_rows(chart.of.chart, risks))

"""A3 posters of what is put up in public: one owner's chart, large, with its risks and measures"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.chart_papers import put_picture
from qinglian_desktop.application.chart_ports import (
    ChartDocument,
    ChartFiles,
    ChartPaper,
    ChartPicture,
)
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.public_set import PublicSet
from qinglian_desktop.domain.errors import Cancelled, DataProblems
from qinglian_desktop.domain.file_names import safe_name
from qinglian_desktop.domain.flow.poster import poster_pages
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.files.delivery import deliver


@dataclass(frozen=True, slots=True)
class DrawnPoster:
    """A poster with its pictures, one a sheet; ``stem`` is what its files are called."""

    paper: ChartPaper
    pictures: Sequence[bytes]
    stem: str


def poster_paper(public: PublicSet, unit: str, at: datetime, files: ChartFiles) -> ChartPaper:
    """The sheets of the set's first chart; DataProblems without one."""
    if not public.charts:
        said = public.remarks[0].words if public.remarks else "没有这一项。"
        raise DataProblems((Problem("poster", f"{said}没有写文件。"),))
    chart = public.charts[0]
    risks = [risk for _, risk in chart.risks]
    answers = "责任人" if public.choice.shows_names else "责任岗位"
    pages = poster_pages(chart.of.chart, chart.head.title, unit, risks, answers, files.width)
    return ChartPaper(chart.head.title, pages, (), unit, at)


def drawn_posters(
    papers: Sequence[ChartPaper], files: ChartFiles, progress: Progress, *, shows_names: bool
) -> list[DrawnPoster]:
    """Their pictures, which take the time; one without names is never called like one with.

    Cancelled when ``progress`` answers False; nothing was written then.
    """
    total, made = sum(len(paper.pages) for paper in papers), list[DrawnPoster]()
    done = 0
    for paper in papers:
        pictures: list[bytes] = []
        for page in paper.pages:
            pictures.append(files.picture(page, paper.title, ChartPicture.PNG))
            done += 1
            if not progress(done, total):
                raise Cancelled
        stem = safe_name(f"{paper.title}_海报{'' if shows_names else '_公示版'}")
        made.append(DrawnPoster(paper, pictures, stem))
    return made


def put_poster(poster: DrawnPoster, files: ChartFiles, folder: Path) -> list[Path]:
    """The poster as PDF and as pictures, in the place of earlier ones."""
    target = folder / f"{poster.stem}.pdf"
    deliver(target, lambda path: files.write(poster.paper, ChartDocument.PDF, path))
    made = [target]
    for number, data in enumerate(poster.pictures, 1):
        more = f"_{number}" if len(poster.pictures) > 1 else ""
        put_picture(data, target := folder / f"{poster.stem}{more}.png")
        made.append(target)
    return made

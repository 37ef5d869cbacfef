"""A matrix on paper: the records by name in their cells, what is not in it, and what moved."""

from __future__ import annotations

from qinglian_desktop.application.crossing_words import ShownCrossing, no_crossing_words
from qinglian_desktop.application.lens_papers import head_column, paper_title
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lens_paper import GroundMark, LensCell, LensColumn, LensPaper, LensRow
from qinglian_desktop.domain.lenses import Matrix

_RANK_MARKS = (GroundMark.BAD, GroundMark.GRAVE, GroundMark.WARNED, GroundMark.PLANNED)
"""The gravest level first; those that come after them all have the last."""
_NOTHING = "—"
_MOST_NAMES = 12
_NAME = 10.0
"""In 汉字: the longest name of a record in a cell."""


def crossing_paper(ledger: Ledger, lens: Matrix, shown: ShownCrossing, when: str) -> LensPaper:
    """The crossing of two fields, with what is left out of it and what moved."""
    crossing = shown.crossing
    rows = (
        LensRow(
            (
                LensCell((shown.head(lens.y, y),), is_heading=True),
                *(_cell(shown, x, y) for x in crossing.xs),
            )
        )
        for y in crossing.ys
    )
    below = [*shown.day_words(), *(words for words, _ in shown.left_out())]
    if crossing.since is not None:
        count = len(crossing.moves)
        below.append(f"从 {crossing.since} 以来变动 {count} 处" if count else "这段时间没有变动")
        below += map(shown.moved_words, crossing.moves)
    above = f"{shown.axes()}；格子按等级上色、画线，里面是{ledger.noun}的简称。"
    return LensPaper(
        paper_title(ledger, lens),
        when,
        (
            head_column(shown.label(lens.y), [shown.head(lens.y, y) for y in crossing.ys]),
            *(LensColumn(shown.head(lens.x, x), _NAME) for x in crossing.xs),
        ),
        tuple(rows) if crossing.ids else (),
        no_crossing_words(ledger, lens)[0],
        tuple((rank_mark(rank), word) for rank, word in enumerate(shown.ranks)),
        (above,) if crossing.ids else (),
        tuple(f"{words}。" for words in below),
    )


def rank_mark(rank: int) -> GroundMark:
    """How a cell of this level is marked, 0 the gravest."""
    return _RANK_MARKS[min(rank, len(_RANK_MARKS) - 1)]


def _cell(shown: ShownCrossing, x: str, y: str) -> LensCell:
    """Counts by level above the names; an empty cell says how grave it would be."""
    rank, counts = shown.heat_rank(x, y), shown.counts(x, y)
    mark = None if rank is None else rank_mark(rank)
    if not counts:
        would = shown.crossing.heat.get((x, y), "")
        is_said = not would or would in (x, y)
        return LensCell((_NOTHING if is_said else f"{_NOTHING}（{would}）",), mark=mark)
    return LensCell(shown.listed(x, y, _MOST_NAMES), lead="、".join(counts), mark=mark)

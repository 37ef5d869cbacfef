"""Lenses as they go on paper: the words of the window, with a mark where it has a colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from qinglian_desktop.application.board_words import (
    NO_OUTCOME,
    no_cards_words,
    outcome_mark,
    stage_head,
    trend_words,
    why_here,
)
from qinglian_desktop.application.boards import Board, Card, TimelineBar
from qinglian_desktop.application.coverage_words import (
    NAME,
    OFFICE,
    STATE,
    ShownCoverage,
    count_line,
    covered_words,
    nobody_words,
    office_words,
)
from qinglian_desktop.application.crossing_words import ShownCrossing, no_crossing_words
from qinglian_desktop.application.grid_words import COUNTS, ShownGrid, turn_words
from qinglian_desktop.application.month_grids import GridMark
from qinglian_desktop.application.timeline_chart import KEY, KEY_TODAY, axis_drawing, bar_drawing
from qinglian_desktop.application.timeline_words import (
    DONE,
    GOING,
    IDLE,
    OVERDUE,
    latest_words,
    no_bars_words,
    state_of,
    status_words,
    timeline_summary,
)
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lens_paper import GroundMark, LensCell, LensColumn, LensPaper, LensRow
from qinglian_desktop.domain.lenses import Coverage, Lens, Matrix, MonthGrid, Stages, Timeline
from qinglian_desktop.domain.period import Period

_GRID_MARKS = {
    GridMark.DONE: GroundMark.GOOD,
    GridMark.PLANNED: GroundMark.PLANNED,
    GridMark.RUNNING: GroundMark.WARNED,
    GridMark.MISSING: GroundMark.BAD,
    GridMark.AHEAD: None,
    GridMark.BEFORE: None,
}
_RANK_MARKS = (GroundMark.BAD, GroundMark.GRAVE, GroundMark.WARNED, GroundMark.PLANNED)
"""The gravest level first; those that come after them all have the last."""
_STATE_MARKS = {
    DONE: GroundMark.GOOD,
    GOING: GroundMark.PLANNED,
    IDLE: None,
    OVERDUE: GroundMark.BAD,
}
_NOTHING = "—"
_WIDEST_HEAD = 14.0
_LEAST_HEAD = 4.0
"""In 汉字: the column of what a row is called."""


def paper_title(ledger: Ledger, lens: Lens) -> str:
    """What stands over a lens on paper."""
    return f"{ledger.label}　{lens.label}"


def grid_paper(ledger: Ledger, lens: MonthGrid, shown: ShownGrid) -> LensPaper:
    """A year's month grid; a cell spans the months of its turn."""
    grid, months = shown.grid, range(1, 13)
    rows = [
        LensRow(
            (
                LensCell((word,), is_heading=True),
                *(
                    LensCell(
                        (turn_words(cell)[0],),
                        mark=_GRID_MARKS[cell.mark],
                        columns=cell.turn.kind.value,
                    )
                    for cell in grid.turns(word)
                ),
            )
        )
        for word in grid.words
    ]
    counts = (LensCell((), lead=shown.count_words(month)) for month in months)
    if rows:
        rows.append(LensRow((LensCell((COUNTS,), is_heading=True), *counts)))
    gaps = shown.gaps()
    this_month = shown.today.month
    return LensPaper(
        paper_title(ledger, lens),
        f"{shown.year}年",
        (
            _head_column(ledger.field(lens.rows).label, grid.words),
            *(LensColumn(shown.head(month), 5.0) for month in months),
        ),
        tuple(rows),
        "没有按期要做的项目",
        tuple((_GRID_MARKS[mark], mark.value) for mark in GridMark if mark is not GridMark.BEFORE),
        (shown.month_sentence(this_month),) if rows and shown.is_now(this_month) else (),
        (f"以前空缺 {len(gaps)} 项：{'；'.join(gaps)}。",) if gaps else (),
    )


def crossing_paper(ledger: Ledger, lens: Matrix, shown: ShownCrossing, when: str) -> LensPaper:
    """The crossing of two fields, with what is left out of it."""
    crossing = shown.crossing
    heads = [shown.head(lens.x, x) for x in crossing.xs]
    longest = max((len(each) for y in crossing.ys for each in _counts_of(shown, y)), default=0)
    rows = (
        LensRow(
            (
                LensCell((shown.head(lens.y, y),), is_heading=True),
                *(_crossing_cell(shown, x, y) for x in crossing.xs),
            )
        )
        for y in crossing.ys
    )
    left_out = (
        shown.not_shown(shown.unplaced_words(), len(crossing.unplaced)),
        shown.not_shown(shown.beyond_words(), len(crossing.beyond)),
    )
    return LensPaper(
        paper_title(ledger, lens),
        when,
        (
            _head_column(shown.called(lens.y), [shown.head(lens.y, y) for y in crossing.ys]),
            *(LensColumn(head, max(min(len(head), 5), longest)) for head in heads),
        ),
        tuple(rows) if crossing.ids else (),
        no_crossing_words(ledger, lens)[0],
        tuple((_rank_mark(rank), word) for rank, word in enumerate(shown.ranks)),
        (f"{shown.axes()}；格子按其中最高的等级上色、画线。",) if crossing.ids else (),
        tuple(f"{words}。" for words in left_out if words),
    )


def coverage_paper(
    ledger: Ledger, lens: Coverage, shown: ShownCoverage, period: Period, catalogue: Catalogue
) -> LensPaper:
    """Everyone of each class, those without a record first."""
    rows: list[LensRow] = []
    for group, lines in shown.classes.items():
        rows.append(LensRow(group=f"{group}　{count_line(lens, lines)}"))
        rows += [
            LensRow(
                (
                    LensCell((line.called,)),
                    LensCell(
                        (covered_words(lens, line),),
                        mark=GroundMark.GOOD if line.records else GroundMark.BAD,
                    ),
                    LensCell((office_words(line),)),
                )
            )
            for line in lines
        ]
    missing = shown.missing_words()
    return LensPaper(
        paper_title(ledger, lens),
        period.label,
        (
            LensColumn(NAME, 6.0),
            LensColumn(STATE, 15.0),
            LensColumn(OFFICE, 10.0, 2.0, centred=False),
        ),
        tuple(rows),
        nobody_words(catalogue, lens)[0],
        ((GroundMark.BAD, f"本期未{lens.verb}"), (GroundMark.GOOD, f"已{lens.verb}")),
        (shown.summary(period.label),) if rows else (),
        (f"{missing}。",) if missing else (),
        upright=True,
    )


def board_paper(ledger: Ledger, lens: Stages, board: Board, year: int) -> LensPaper:
    """The cards of each stage below each other; then how those fared who have several records."""
    columns = list(board.columns.values())
    most = max(map(len, columns), default=0)
    return LensPaper(
        paper_title(ledger, lens),
        f"{year}年",
        tuple(LensColumn(stage_head(*each), 7.0) for each in board.columns.items()),
        tuple(
            LensRow(
                tuple(
                    _card_cell(cards[place], board.outcomes) if place < len(cards) else LensCell()
                    for cards in columns
                )
            )
            for place in range(most)
        ),
        no_cards_words(ledger, lens)[0],
        (
            *((outcome_mark(word, board.outcomes), word) for word in board.outcomes),
            (None, NO_OUTCOME),
        ),
        (),
        tuple(_trends(board)),
        keeps=0,
    )


def timeline_paper(
    ledger: Ledger, lens: Timeline, bars: Sequence[TimelineBar], year: int, today: date
) -> LensPaper:
    """A bar a record over the months of the year, as of a day."""
    key = (KEY, KEY_TODAY) if today.year == year else (KEY,)
    return LensPaper(
        paper_title(ledger, lens),
        f"{year}年",
        (
            LensColumn(ledger.noun, 16.0, 3.0, centred=False),
            LensColumn("", 24.0, 2.0, draw=axis_drawing),
            LensColumn("情况", 5.5, 0.3),
        ),
        tuple(
            LensRow(
                (
                    LensCell(_bar_lines(bar), lead=bar.title),
                    LensCell(draw=partial(bar_drawing, bar, year, today)),
                    LensCell((status_words(bar),), mark=_STATE_MARKS[state_of(bar)]),
                )
            )
            for bar in bars
        ),
        no_bars_words(ledger, lens)[0],
        tuple((_STATE_MARKS[word], word) for word in (DONE, GOING, IDLE, OVERDUE)),
        (f"{year}年{timeline_summary(bars)}。{'，'.join(key)}。",) if bars else (),
    )


def _bar_lines(bar: TimelineBar) -> tuple[str, ...]:
    """From when to when, and the latest step if there is one."""
    return (bar.span, latest_words(bar)) if bar.steps else (bar.span,)


def _head_column(heading: str, words: Sequence[str]) -> LensColumn:
    longest = max(map(len, words), default=0)
    return LensColumn(heading, min(max(longest, _LEAST_HEAD), _WIDEST_HEAD), 2.0)


def _counts_of(shown: ShownCrossing, y: str) -> Iterator[str]:
    return (each for x in shown.crossing.xs for each in shown.counts(x, y))


def _crossing_cell(shown: ShownCrossing, x: str, y: str) -> LensCell:
    rank = shown.rank(x, y)
    if rank is None:
        return LensCell((_NOTHING,))
    return LensCell(shown.counts(x, y), mark=_rank_mark(rank))


def _rank_mark(rank: int) -> GroundMark:
    return _RANK_MARKS[min(rank, len(_RANK_MARKS) - 1)]


def _card_cell(card: Card, outcomes: Sequence[str]) -> LensCell:
    lines = (why_here(card), card.words, f"{card.outcome or NO_OUTCOME}　{card.day}")
    return LensCell(
        tuple(line for line in lines if line),
        lead=card.who,
        mark=outcome_mark(card.outcome, outcomes),
    )


def _trends(board: Board) -> Iterator[str]:
    """What the window says of a chosen card's person, of each who has several records."""
    told: set[tuple[str, int | None]] = set()
    for card in (card for cards in board.columns.values() for card in cards):
        trend, who = board.trend(card), (card.who, card.person)
        if len(trend) > 1 and who not in told:
            told.add(who)
            yield trend_words(card.who, trend)

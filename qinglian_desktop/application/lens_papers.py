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
from qinglian_desktop.domain.lenses import Coverage, Lens, MonthGrid, Stages, Timeline
from qinglian_desktop.domain.period import Period

_GRID_MARKS = {
    GridMark.DONE: GroundMark.GOOD,
    GridMark.PLANNED: GroundMark.PLANNED,
    GridMark.RUNNING: GroundMark.WARNED,
    GridMark.MISSING: GroundMark.BAD,
    GridMark.AHEAD: None,
    GridMark.BEFORE: None,
}
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
            head_column(ledger.field(lens.rows).label, grid.words),
            *(LensColumn(shown.head(month), 5.0) for month in months),
        ),
        tuple(rows),
        "没有按期要做的项目",
        tuple((_GRID_MARKS[mark], mark.value) for mark in GridMark if mark is not GridMark.BEFORE),
        (shown.month_sentence(this_month),) if rows and shown.is_now(this_month) else (),
        (f"以前空缺 {len(gaps)} 项：{'；'.join(gaps)}。",) if gaps else (),
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
            *(((None, NO_OUTCOME),) if _lacks_outcome(board) else ()),
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


def head_column(heading: str, words: Sequence[str]) -> LensColumn:
    """The column of what a row is called."""
    longest = max(map(len, words), default=0)
    return LensColumn(heading, min(max(longest, _LEAST_HEAD), _WIDEST_HEAD), 2.0)


def _card_cell(card: Card, outcomes: Sequence[str]) -> LensCell:
    lines = (why_here(card), card.words, f"{card.outcome or NO_OUTCOME}　{card.when}")
    return LensCell(
        tuple(line for line in lines if line),
        lead=card.who,
        mark=outcome_mark(card.outcome, outcomes),
    )


def _lacks_outcome(board: Board) -> bool:
    return any(not card.outcome for cards in board.columns.values() for card in cards)


def _trends(board: Board) -> Iterator[str]:
    """What the window says of a chosen card's person, of each who has several records."""
    told: set[tuple[str, int | None]] = set()
    for card in (card for cards in board.columns.values() for card in cards):
        trend, who = board.trend(card), (card.who, card.record if card.way else card.person)
        if (len(trend) > 1 or len(card.way) > 1) and who not in told:
            told.add(who)
            yield trend_words(card.who, trend)

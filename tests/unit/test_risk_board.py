"""The board of the stages through which risks are passed on, each card with who did what when."""

from __future__ import annotations

from typing import cast

from qinglian_desktop.application.board_words import trend_words
from qinglian_desktop.application.boards import Board, Card
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.lens_papers import board_paper
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Stages
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ledgers.risk_grading import STAGES

ROW = {"stage": "销号", "day": "2026-11-20", "by": "专责小组", "opinion": "同意"}


def board_of(desk: Desk) -> tuple[Ledger, Stages, Board]:
    ledger = desk.catalogue["risks"]
    (lens,) = (each for each in ledger.lenses if isinstance(each, Stages))
    return ledger, lens, desk.boards.stages(ledger, lens, 2026)


def card_of(board: Board, record: int) -> Card:
    every = (card for cards in board.columns.values() for card in cards)
    return next(card for card in every if card.record == record)


def test_each_risk_lies_in_the_column_of_its_stage(desk: Desk) -> None:
    ledger, _, board = board_of(desk)
    with desk.book.reading() as work:
        records = work.records.fetch(ledger, work.records.ids(Query("risks")))
    assert tuple(board.columns) == STAGES
    for word, cards in board.columns.items():
        wanted = {each.id for each in records if each.value("stage") == word}
        assert {card.record for card in cards} == wanted
    assert board.outcomes == ("三级", "二级", "一级")


def test_a_card_says_who_did_its_last_step_and_the_line_below_all_of_them(desk: Desk) -> None:
    _, _, board = board_of(desk)
    card = board.columns["备案"][0]
    desk.passing.pass_on(desk.catalogue["risks"], [card.record], ROW)
    ledger, lens, board = board_of(desk)
    moved = card_of(board, card.record)
    assert moved in board.columns["销号"]
    assert (moved.when, moved.words) == ("2026-11-20 专责小组", card.words)
    said = trend_words(moved.who, board.trend(moved))
    assert said.startswith(f"{moved.who}：")
    assert said.endswith(" → 销号 2026-11-20 专责小组")
    paper = board_paper(ledger, lens, board, 2026)
    assert said in paper.below
    cells = [cell for row in paper.rows for cell in row.cells if cell.lead == moved.who]
    assert any(cast("str", cell.lines[-1]).endswith("2026-11-20 专责小组") for cell in cells)


def test_a_risk_without_a_way_stands_where_its_stage_says(desk: Desk) -> None:
    ledger, _, board = board_of(desk)
    card = board.columns["公示"][0]
    record = desk.records.get(ledger, card.record)
    assert record is not None
    plain = {**desk.records.plain(ledger, record), "passage": None}
    desk.records.save(ledger, plain, record_id=card.record)
    _, _, board = board_of(desk)
    alone = card_of(board, card.record)
    assert alone in board.columns["公示"]
    assert (alone.way, alone.by, alone.day) == ((), "", record.occurred_on)

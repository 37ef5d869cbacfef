"""What a stages board says, in the window and on paper: heads, cards, and how people fared."""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.application.boards import Card
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lens_paper import GroundMark
from qinglian_desktop.domain.lenses import Stages

NO_OUTCOME = "还没有结果"
LONGEST_TREND = 8
"""Records told of one person; the earlier ones are in the list."""


def stage_head(label: str, cards: Sequence[Card]) -> str:
    """A column's name, and below it how many cards it has."""
    return f"{label}\n{len(cards)} 个"


def why_here(card: Card) -> str:
    """Why a card is where it is: 缺：自诊清单."""
    return f"缺：{'、'.join(card.lacking)}" if card.lacking else ""


def record_words(card: Card) -> str:
    """What a card is called in a trend."""
    return card.words or f"{card.day}"


def trend_words(who: str, cards: Sequence[Card]) -> str:
    """李明：2025年下半年 亚健康 → 2026年上半年 健康."""
    if cards and cards[-1].way:
        return f"{who}：{way_words(cards[-1])}"
    outcomes = (f"{record_words(card)} {card.outcome or NO_OUTCOME}" for card in cards_told(cards))
    return f"{who}：{before(cards)}{' → '.join(outcomes)}"


def way_words(card: Card) -> str:
    """自查 2026-01-12 覃书宁 → 初评 2026-01-20 覃书宁."""
    left_out = "… → " if len(card.way) > LONGEST_TREND else ""
    return f"{left_out}{' → '.join(card.way[-LONGEST_TREND:])}"


def cards_told(cards: Sequence[Card]) -> Sequence[Card]:
    """The records of a person that a trend tells of."""
    return cards[-LONGEST_TREND:]


def before(cards: Sequence[Card]) -> str:
    """What stands in the place of records that a trend leaves out."""
    return "… → " if len(cards) > LONGEST_TREND else ""


def outcome_mark(word: str, outcomes: Sequence[str]) -> GroundMark | None:
    """The best outcome is good, the last is bad, between them a warning; None without any."""
    if word not in outcomes:
        return None
    match outcomes.index(word):
        case 0:
            return GroundMark.GOOD
        case place if place == len(outcomes) - 1:
            return GroundMark.BAD
        case _:
            return GroundMark.WARNED


def no_cards_words(ledger: Ledger, lens: Stages) -> tuple[str, str]:
    """Why a board is empty, and how to begin."""
    who = ledger.field(lens.who).label
    return (
        f"这一年还没有{ledger.noun}",
        f"登记{ledger.noun}并填上“{who}”，这里就会出现一张卡片，办完一步往后移一栏。",
    )

"""How a person has fared: their records in the order of their days, each with its outcome."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from qinglian_desktop.application.board_words import (
    NO_OUTCOME,
    before,
    cards_told,
    outcome_mark,
    record_words,
    trend_words,
    way_words,
)
from qinglian_desktop.application.boards import Card
from qinglian_desktop.domain.lens_paper import GroundMark
from qinglian_desktop.ui.look.palette import Colours
from qinglian_desktop.ui.look.theme import Theme


def outcome_colours(word: str, outcomes: Sequence[str], colours: Colours) -> tuple[str, str]:
    """Ink and ground of an outcome: the best is good, the last is bad, between them a warning."""
    match outcome_mark(word, outcomes):
        case None:
            return colours.muted, colours.ground
        case GroundMark.GOOD:
            return colours.good, colours.good_soft
        case GroundMark.BAD:
            return colours.bad, colours.bad_soft
        case _:
            return colours.warn, colours.warn_soft


class TrendLine(QLabel):
    """李明：2025年下半年 亚健康 → 2026年上半年 健康; each outcome in its colour and word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._who = ""
        self._cards: tuple[Card, ...] = ()
        self._outcomes: tuple[str, ...] = ()
        self.setObjectName("trend")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        theme.changed.connect(self._write)

    def show_trend(self, who: str, cards: tuple[Card, ...], outcomes: tuple[str, ...]) -> None:
        """Show what these records of a person say, the oldest first."""
        self._who, self._cards, self._outcomes = who, cards, outcomes
        self._write()

    def words(self) -> str:
        """What it says, without colours."""
        return trend_words(self._who, self._cards)

    def _write(self) -> None:
        parts: list[str] = []
        for card in cards_told(self._cards):
            ink, ground = outcome_colours(card.outcome, self._outcomes, self._theme.colours)
            outcome = escape(card.outcome or NO_OUTCOME)
            parts.append(
                f"{escape(record_words(card))}&nbsp;<span style='color:{ink};"
                f"background-color:{ground}'>&nbsp;{outcome}&nbsp;</span>"
            )
        way = self._cards[-1].way if self._cards else ()
        said = escape(way_words(self._cards[-1])) if way else " → ".join(parts)
        self.setText(f"<b>{escape(self._who)}</b>：{before(self._cards)}{said}")
        self.setAccessibleName(self.words())

"""The cards of a stages board as a model: a column a stage, its cards below each other."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from qinglian_desktop.application.board_words import NO_OUTCOME, stage_head, why_here
from qinglian_desktop.application.boards import Board, Card
from qinglian_desktop.application.places import Place, ToRecord
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.look.place_table import ROOT, Index, LinkRole

CardRole = int(Qt.ItemDataRole.UserRole) + 40
"""The Card of a place; None below the last card of a column."""


class StagesModel(QAbstractTableModel):
    """Columns are the stages and the end; a column's head counts its cards."""

    def __init__(self, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._board = Board({})
        self._columns: list[tuple[str, tuple[Card, ...]]] = []

    @property
    def board(self) -> Board:
        """What is shown."""
        return self._board

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else max((len(c) for _, c in self._columns), default=0)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.card(index)
        if card is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return card.who
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                stage = self._columns[index.column()][0]
                said = (card.who, card.words, card.outcome or NO_OUTCOME, card.when, stage)
                parts = (*said, why_here(card))
                return "，".join(part for part in parts if part)
            case _ if role == CardRole:
                return card
            case _ if role == LinkRole:
                return True
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return stage_head(*self._columns[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if self.card(index) is None else super().flags(index)

    def show(self, board: Board) -> None:
        """Show this board."""
        self.beginResetModel()
        self._board = board
        self._columns = list(board.columns.items())
        self.endResetModel()

    def card(self, index: Index) -> Card | None:
        """The card at a place; None where there is none."""
        if not index.isValid():
            return None
        cards = self._columns[index.column()][1]
        return cards[index.row()] if index.row() < len(cards) else None

    def index_of(self, record: int) -> QModelIndex:
        """Where the card of a record lies; an index that is not valid if it is not shown."""
        for place, (_, cards) in enumerate(self._columns):
            for row, card in enumerate(cards):
                if card.record == record:
                    return self.index(row, place)
        return ROOT

    def first(self) -> QModelIndex:
        """Where the first card lies; an index that is not valid if there is none."""
        return next((self.index(0, n) for n, (_, c) in enumerate(self._columns) if c), ROOT)

    def beside(self, index: Index, by: int) -> Index:
        """The nearest card in the next column on the left (−1) or right (1) that has any."""
        place = index.column() + by
        while 0 <= place < len(self._columns):
            if cards := self._columns[place][1]:
                return self.index(min(index.row(), len(cards) - 1), place)
            place += by
        return index

    def place(self, index: Index) -> Place | None:
        """The record of a card."""
        card = self.card(index)
        return None if card is None else ToRecord(self._ledger.key, card.record)

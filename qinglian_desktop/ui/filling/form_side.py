"""Beside a form: what goes into the marked places, all that is proposed, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.ui.dialogs.target_choice import TargetChoice
from qinglian_desktop.ui.filling.piece_choice import PieceChoice
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import DropDown, button, column, frame, label, row, rule
from qinglian_desktop.ui.look.sticks import Stick
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

WIDTH = 348
_MONTHLY = "每月填一张"
_NOT_MARKED = "点左边的一格（拖动可以选几格），再选填什么。"


class FormSide(QScrollArea):
    """Signals for what is wanted of the page; ``ledger_chosen`` carries a key, "" for monthly."""

    proposals_wanted = Signal()
    nothing_wanted = Signal()
    rows_wanted = Signal()
    records_wanted = Signal()
    back_wanted = Signal()
    ledger_chosen = Signal(str)

    def __init__(self, session: Session, find: Callable[[], list[Stick]]) -> None:
        super().__init__()
        theme = session.theme
        px = theme.px
        self.notice = Notice(theme)
        self.target = TargetChoice(session, "选择填好的表写到哪里", find)
        self.choice = PieceChoice(theme)
        self._marked = label("", "muted", wrap=True)
        self._marked.setObjectName("marked")
        self.proposals = button("", self.proposals_wanted.emit, "", "check", theme)
        self.proposals.setObjectName("take_proposals")
        self._nothing = button("这里不填", self.nothing_wanted.emit, "quiet", "x", theme)
        self._nothing.setObjectName("fill_nothing")
        self._rows = button("填台账的几行…", self.rows_wanted.emit, "quiet", "columns", theme)
        self._rows.setObjectName("fill_rows")
        self.back = button("退回一步", self.back_wanted.emit, "quiet", "undo", theme)
        self.back.setObjectName("mapping_back")
        self._records = button("", self.records_wanted.emit, "link")
        self._records.setObjectName("figure_records")
        self._whose = DropDown()
        self._whose.setObjectName("form_ledger")
        self._whose.setAccessibleName("这张表什么时候填")
        self._whose.activated.connect(
            lambda at: self.ledger_chosen.emit(str(self._whose.itemData(at)))
        )
        self._many = label("", "muted", wrap=True)
        self._many.setObjectName("form_records")
        self._many.hide()
        self._places = QWidget()
        places = column(
            row(label("填什么", "head"), 1, self.back),
            self._marked,
            self.choice,
            row(self._nothing, self._rows, 1),
            row(self._records, 1),
            spacing=px(6),
        )
        places.setContentsMargins(0, 0, 0, 0)
        self._places.setLayout(places)
        layout = column(
            self.notice,
            self.proposals,
            self._places,
            self._whose,
            self._many,
            rule(),
            self.target,
            spacing=px(SPACE),
        )
        layout.setContentsMargins(px(14), px(12), px(14), px(12))
        layout.setStretchFactor(self._places, 1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(px(WIDTH))
        self.setWidget(frame("card", layout))

    def offer_ledgers(self, catalogue: Catalogue) -> None:
        """Let the form be filled once a month, or once for each record of a ledger."""
        self._whose.clear()
        self._whose.addItem(_MONTHLY, "")
        for each in catalogue:
            if each.is_kept and each.unit is None:
                self._whose.addItem(f"每条“{each.label}”填一张", each.key)

    def show_ledger(self, ledger: str) -> None:
        """Mark how often the form is filled."""
        self._whose.setCurrentIndex(max(self._whose.findData(ledger), 0))

    def show_records(self, count: int | None, month: str) -> None:
        """For how many records of the month it is filled; None where it is one for the month."""
        self._many.setVisible(count is not None)
        many = f"有{count}条记录，写出{count}份，这里看的是第一条" if count else "没有要填的记录"
        self._many.setText(f"{month}{many}。")

    def show_proposals(self, count: int) -> None:
        """How many proposals are still to be taken."""
        self.proposals.setText(f"采用全部建议（{count}处）")
        self.proposals.setVisible(count > 0)

    def show_marked(self, words: str, said: Sequence[str], records: str) -> None:
        """Which places are marked, what goes there, and the link to the records of its figure."""
        self._marked.setText("\n".join((words or _NOT_MARKED, *said)))
        self._nothing.setEnabled(bool(said))
        self._records.setText(records)
        self._records.setVisible(bool(records))
        self.choice.setEnabled(bool(words))

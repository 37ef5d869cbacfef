"""At the head of a ledger's page: the forms left half done and the plans, to be opened again"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.validation import day_typed, draft_title
from qinglian_desktop.ui.ledger.half_done import HalfDone
from qinglian_desktop.ui.look.parts import PushButton, below
from qinglian_desktop.ui.session import Session

_MOST_WORDS = 30


class HalfDoneLinks(PushButton):
    """``chosen`` carries the draft to open; ``open_now`` says which one is open already.

    It says nothing before it is asked to ``refresh``, once it stands on its page.
    """

    chosen = Signal(object)

    def __init__(
        self, session: Session, ledger: Ledger, open_now: Callable[[], Draft | None]
    ) -> None:
        super().__init__()
        self.setProperty("kind", "link")
        self.setObjectName("half_done")
        self._ledger = ledger
        self._session = session
        self._half_done = HalfDone(session, ledger)
        self._open_now = open_now
        self._menu = QMenu(self)
        self.clicked.connect(self._on_clicked)
        session.changed.connect(self._on_changed)
        # Shown before it stands on a page it would be a window of its own for a moment.
        self.hide()

    def entries(self) -> list[tuple[str, Draft]]:
        """What can be opened, each in words, but what is open already."""
        unfinished, plans = self._read()
        found = [(self._words_of(each), each) for each in unfinished]
        return found + [(self._plan_words_of(each), each) for each in plans]

    def refresh(self) -> None:
        """Count them anew; hidden while there are none."""
        if self._session.operations.is_closed:
            return
        unfinished, plans = (len(each) for each in self._read())
        parts = [f"没有填完的 {unfinished} 张"] if unfinished else []
        parts += [f"计划 {plans} 个"] if plans else []
        self.setText(" · ".join(parts))
        self.setVisible(bool(parts))

    def click_when_shown(self) -> None:
        """Open the list, or the only one there is, below this link once it has its place."""
        QTimer.singleShot(0, self, self.click)

    def _read(self) -> tuple[list[Draft], list[Draft]]:
        now = self._open_now()
        here = now.id if now is not None else None
        unfinished, plans = self._half_done.unfinished(), self._half_done.plans()
        return [d for d in unfinished if d.id != here], [d for d in plans if d.id != here]

    def _words_of(self, draft: Draft) -> str:
        at = f"{draft.at:%m月%d日 %H:%M} 填写" if draft.at else ""
        return f"{self._title_of(draft)}　{at}"

    def _plan_words_of(self, draft: Draft) -> str:
        day = day_typed(self._ledger, draft.typed)
        when = self._half_done.day_words(day) if day else "还没有日期"
        return f"计划 {when}　{self._title_of(draft)}"

    def _title_of(self, draft: Draft) -> str:
        return draft_title(self._ledger, draft)[:_MOST_WORDS] or "还没有写标题"

    def _on_clicked(self) -> None:
        entries = self.entries()
        if len(entries) == 1:
            self.chosen.emit(entries[0][1])
            return
        self._menu.clear()
        for words, draft in entries:
            action = self._menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, it=draft: self.chosen.emit(it))
        self._menu.popup(below(self))

    def _on_changed(self, changed: Changed) -> None:
        if changed.drafts:
            self.refresh()

"""A banner inside a page that says in words what happened, and may offer ways out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtWidgets import QFrame, QWidget

from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.guarded_places import with_advice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import Theme, mark

LOG = logging.getLogger(__name__)
NoticeTone: TypeAlias = Literal["plain", "good", "warn", "bad"]


class Notice(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._words = label("", wrap=True)
        self._words.setObjectName("notice")
        self._act: Callable[[], object] | None = None
        self._action = button("", self._on_action_wanted)
        self._action.setObjectName("notice_action")
        self._last: QWidget = self._action
        self._offered = column(spacing=theme.px(4))
        beside = row(self._words, self._action)
        beside.setStretch(0, 1)
        layout = column(beside, self._offered, spacing=theme.px(6))
        layout.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self.setLayout(layout)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; "" while hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self,
        words: str,
        tone: NoticeTone = "plain",
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show the words; ``action`` labels a button that calls ``act``."""
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._act = act
        clear(self._offered)
        self._last = self._action
        mark(self, "tone", tone)
        self.show()

    def offer(self, action: str, act: Callable[[], object], name: str) -> None:
        """One more button, below what was said; ``name`` is how it is found."""
        made = button(action, act)
        made.setObjectName(name)
        self._offered.addWidget(made)
        # Made late, it would else be the last thing that Tab comes to.
        QWidget.setTabOrder(self._last, made)
        self._last = made

    def tell(
        self, error: BaseException, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show what went wrong."""
        self.say(sentence_of(error), "bad", action, act)

    def _on_action_wanted(self) -> None:
        if self._act is not None:
            self._act()


def sentence_of(error: BaseException) -> str:
    """What went wrong, what was kept and what to do; a bug goes to the log with its trace."""
    error = with_advice(error)
    match error:
        case EnvironmentProblem():
            return error.sentence
        case DataProblems():
            return "；".join(problem.message for problem in error.problems)
        case _:
            LOG.error("unexpected", exc_info=error)
            return (
                "程序遇到了没有料到的情况，这一步没有完成。已经保存的记录没有受影响，"
                "详细情况已记入日志。请再试一次；如果还是这样，请重新打开程序。"
            )

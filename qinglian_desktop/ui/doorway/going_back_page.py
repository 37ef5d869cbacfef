"""Before the step: what going back to a copy, or letting go of one, would mean; then it is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.soundness import UnsoundCopy
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.ui.doorway.backups_page import CARD_WIDTH
from qinglian_desktop.ui.doorway.copy_list import time_words
from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway, with_room_above
from qinglian_desktop.ui.look.parts import button, label, row
from qinglian_desktop.ui.look.under_way import UnderWay

if TYPE_CHECKING:
    from qinglian_desktop.application.going_back import Prospect
    from qinglian_desktop.application.ports import Progress

ALL_THE_SAME = "仍要恢复"
STOPPED = "已经停下，没有恢复。台账库还是原来的样子，备份都在。"


class _Step(CardPage):
    """A step with one copy of a book, which was unlocked; ``back_wanted`` leads back."""

    back_wanted = Signal()

    def __init__(self, doorway: Doorway, folder: Path, copy: Copy, secret: str, title: str) -> None:
        super().__init__(doorway.theme, title, "", CARD_WIDTH)
        self._doorway, self._folder, self._copy, self._secret = doorway, folder, copy, secret

    def _end_with(self, left: QPushButton, right: QPushButton) -> None:
        """What is said of the work, and the two ways on."""
        self._work = UnderWay(self._doorway.theme, left, right)
        self.notice = self._work.notice
        self.body.addWidget(self.notice)
        self.body.addWidget(self._work.bar)
        self.body.addLayout(with_room_above(self._doorway.theme, row(left, 1, right)))


class GoingBackPage(_Step):
    """``restored`` carries the words that tell of it."""

    restored = Signal(str)

    def __init__(
        self, doorway: Doorway, folder: Path, copy: Copy, secret: str, prospect: Prospect
    ) -> None:
        super().__init__(doorway, folder, copy, secret, f"恢复到 {time_words(copy)} 的样子？")
        self.body.addWidget(label("恢复以后，和现在相比：", "head"))
        words = label("\n".join(prospect.sentences), wrap=True)
        words.setObjectName("prospect")
        self.body.addWidget(words)
        self._known = {*prospect.findings}
        kept = "现在的内容会整个放在一边，不会删掉，以后还可以恢复回来。密码不变。"
        self.body.addWidget(label(kept, "muted", wrap=True))
        back = button("不恢复，返回", self.back_wanted.emit, "quiet")
        # Who sees what is wrong with it, and says so, goes back to it all the same.
        said = ALL_THE_SAME if prospect.findings else "恢复"
        restore = button(said, self.restore, "primary", "restore", doorway.theme)
        restore.setObjectName("restore")
        self._restore = restore
        self._end_with(back, restore)
        self.setFocusProxy(restore)

    def restore(self) -> None:
        """Make the copy the book; can be given up until the files are exchanged."""
        if self._work.is_going_on:
            return
        books, folder, copy, secret, known = (
            self._doorway.books,
            self._folder,
            self._copy.folder,
            self._secret,
            frozenset(self._known),
        )

        def work(progress: Progress) -> BaseException | None:
            # Given back rather than raised: who gave it up hears what became of it, too.
            try:
                books.restore(folder, copy, secret, progress, known)
            except Exception as problem:
                return problem
            return None

        job = self._doorway.operations.read(
            self, work, self._on_ended, self.notice.tell, unheard=self._on_ended
        )
        self._work.follow(job, "正在恢复…", can_cancel=True)

    def _on_ended(self, problem: BaseException | None) -> None:
        if problem is None:
            self.restored.emit(
                f"已恢复到 {time_words(self._copy)} 的样子。恢复前的内容整个放在一边，"
                "在“从备份恢复”里还能找到。请输入密码打开。"
            )
        elif isinstance(problem, Cancelled):
            self.notice.say(STOPPED, "plain")
        else:
            self.notice.tell(problem)
            if isinstance(problem, UnsoundCopy):
                self._known |= {*problem.findings}
                self._restore.setText(ALL_THE_SAME)


class LettingGoPage(_Step):
    """Deletes what a restore set aside; ``back_wanted`` comes also when it is done."""

    def __init__(
        self, doorway: Doorway, folder: Path, copy: Copy, secret: str, prospect: Prospect
    ) -> None:
        title = f"删掉 {time_words(copy)} 放在一边的这一份？"
        super().__init__(doorway, folder, copy, secret, title)
        words = label("\n".join(prospect.only_there), wrap=True)
        words.setObjectName("only_there")
        self.body.addWidget(words)
        self.body.addWidget(
            label("删掉以后找不回来。现在的台账库和备份不受影响。", "muted", wrap=True)
        )
        back = button("不删，返回", self.back_wanted.emit, "primary")
        delete = button("删掉", self.let_go, "quiet")
        delete.setObjectName("let_go")
        self._end_with(delete, back)
        self.setFocusProxy(back)

    def let_go(self) -> None:
        """Delete it."""
        if self._work.is_going_on:
            return
        books, folder, copy, secret = (
            self._doorway.books,
            self._folder,
            self._copy.folder,
            self._secret,
        )
        job = self._doorway.operations.read(
            self,
            lambda _: books.let_go(folder, copy, secret),
            lambda _: self.back_wanted.emit(),
            self.notice.tell,
        )
        self._work.follow(job, "正在删…")

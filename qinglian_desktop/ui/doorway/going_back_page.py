"""Before the step: what going back to a copy, or letting go of one, would mean; then it is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.ui.doorway.backups_page import CARD_WIDTH, time_words
from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway, with_room_above
from qinglian_desktop.ui.look.busy import Busy
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, label, row

if TYPE_CHECKING:
    from qinglian_desktop.application.going_back import Prospect
    from qinglian_desktop.application.ports import Progress

STOPPED = "已经停下，没有恢复。台账库还是原来的样子，备份都在。"


class GoingBackPage(CardPage):
    """``restored`` carries the words that tell of it; ``back_wanted`` leads back."""

    restored = Signal(str)
    back_wanted = Signal()

    def __init__(
        self, doorway: Doorway, folder: Path, copy: Copy, secret: str, prospect: Prospect
    ) -> None:
        theme = doorway.theme
        super().__init__(theme, f"恢复到 {time_words(copy)} 的样子？", "", CARD_WIDTH)
        self._doorway, self._folder, self._copy, self._secret = doorway, folder, copy, secret
        self.body.addWidget(label("恢复以后，和现在相比：", "head"))
        words = label("\n".join(prospect.sentences), wrap=True)
        words.setObjectName("prospect")
        self.body.addWidget(words)
        kept = "现在的内容会整个放在一边，不会删掉，以后还可以恢复回来。密码不变。"
        self.body.addWidget(label(kept, "muted", wrap=True))
        self.notice = Notice(theme)
        self._busy = Busy(theme)
        self._back = button("不恢复，返回", self.back_wanted.emit, "quiet")
        self._restore = button("恢复", self.restore, "primary", "restore", theme)
        self._restore.setObjectName("restore")
        self.body.addWidget(self.notice)
        self.body.addWidget(self._busy)
        self.body.addLayout(with_room_above(theme, row(self._back, 1, self._restore)))
        self.setFocusProxy(self._restore)

    def restore(self) -> None:
        """Make the copy the book; can be given up until the files are exchanged."""
        if not self._restore.isEnabled():
            return
        books, folder, copy, secret = (
            self._doorway.books,
            self._folder,
            self._copy.folder,
            self._secret,
        )

        def work(progress: Progress) -> BaseException | None:
            # Given back rather than raised: who gave it up hears what became of it, too.
            try:
                books.restore(folder, copy, secret, progress)
            except Exception as problem:
                return problem
            return None

        self.notice.hide()
        self._rest(False)
        job = self._doorway.operations.read(
            self, work, self._on_ended, self.notice.tell, unheard=self._on_ended
        )
        self._busy.follow(job, "正在恢复…", can_cancel=True)

    def _on_ended(self, problem: BaseException | None) -> None:
        self._rest(True)
        if problem is None:
            self.restored.emit(
                f"已恢复到 {time_words(self._copy)} 的样子。恢复前的内容整个放在一边，"
                "在“从备份恢复”里还能找到。请输入密码打开。"
            )
        elif isinstance(problem, Cancelled):
            self.notice.say(STOPPED, "plain")
        else:
            self.notice.tell(problem)

    def _rest(self, rested: bool) -> None:
        """The page must not be left while its work is under way."""
        self._restore.setEnabled(rested)
        self._back.setEnabled(rested)


class LettingGoPage(CardPage):
    """Deletes what a restore set aside; ``back_wanted`` leads back, also when it is done."""

    back_wanted = Signal()

    def __init__(
        self, doorway: Doorway, folder: Path, copy: Copy, secret: str, prospect: Prospect
    ) -> None:
        theme = doorway.theme
        super().__init__(theme, f"删掉 {time_words(copy)} 放在一边的这一份？", "", CARD_WIDTH)
        self._doorway, self._folder, self._copy, self._secret = doorway, folder, copy, secret
        words = label("\n".join(prospect.only_there), wrap=True)
        words.setObjectName("only_there")
        self.body.addWidget(words)
        self.body.addWidget(
            label("删掉以后找不回来。现在的台账库和备份不受影响。", "muted", wrap=True)
        )
        self.notice = Notice(theme)
        self._busy = Busy(theme)
        self._back = button("不删，返回", self.back_wanted.emit, "primary")
        self._delete = button("删掉", self.let_go, "quiet")
        self._delete.setObjectName("let_go")
        self.body.addWidget(self.notice)
        self.body.addWidget(self._busy)
        self.body.addLayout(with_room_above(theme, row(self._delete, 1, self._back)))
        self.setFocusProxy(self._back)

    def let_go(self) -> None:
        """Delete it."""
        if not self._delete.isEnabled():
            return
        books, folder, copy, secret = (
            self._doorway.books,
            self._folder,
            self._copy.folder,
            self._secret,
        )
        self.notice.hide()
        self._rest(False)
        job = self._doorway.operations.read(
            self,
            lambda _: books.let_go(folder, copy, secret),
            lambda _: self.back_wanted.emit(),
            self.notice.tell,
        )
        job.ended.connect(lambda: self._rest(True))
        self._busy.follow(job, "正在删…")

    def _rest(self, rested: bool) -> None:
        self._delete.setEnabled(rested)
        self._back.setEnabled(rested)

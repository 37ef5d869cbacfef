"""修复: a new book beside a damaged one, made of what can be read of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.ui.doorway.backups_page import CARD_WIDTH
from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway, with_room_above
from qinglian_desktop.ui.doorway.passwords import SecretLine, SecretWork
from qinglian_desktop.ui.doorway.recent_books import friendly
from qinglian_desktop.ui.look.parts import button, label, row

if TYPE_CHECKING:
    from qinglian_desktop.application.ports import Progress
    from qinglian_desktop.application.soundness import Repaired

WHAT = (
    "把读得出来的记录、修改经过、草稿和附件放进旁边一本新的台账库，备份也带过去，密码不变。"
    "“{name}”本身不改动，原样留着。"
)
STOPPED = "修复已经停下，没有留下半本台账库。原来的台账库没有改动。"


class RepairPage(CardPage):
    """``repaired`` carries the folder of the new book; ``back_wanted`` leads back."""

    repaired = Signal(object)
    back_wanted = Signal()

    def __init__(self, doorway: Doorway, folder: Path) -> None:
        theme = doorway.theme
        super().__init__(theme, "修复", WHAT.format(name=folder.name), CARD_WIDTH)
        self._doorway = doorway
        self._folder = folder
        self._made: Path | None = None
        self._what = label("密码（或恢复码）")
        self.secret = SecretLine(theme, "密码")
        self.secret.setObjectName("password")
        self.secret.returnPressed.connect(self.repair)
        self._said = label("", "head", wrap=True)
        self._said.setObjectName("repaired")
        self._lines = QPlainTextEdit()
        self._lines.setObjectName("what_was_read")
        self._lines.setAccessibleName("读出来的和没有读出来的")
        self._lines.setReadOnly(True)
        self._lines.setTabChangesFocus(True)
        self._lines.setMinimumHeight(theme.px(240))
        back = button("返回", self.back_wanted.emit, "quiet")
        self._repair = button("修复", self.repair, "primary")
        self._repair.setObjectName("repair")
        self._go = button("打开新的台账库", self._on_go_wanted, "primary", "unlock", theme)
        self._go.setObjectName("open_repaired")
        self._work = SecretWork(theme, self.secret, "密码", back, self._repair)
        self.notice = self._work.notice
        for each in (self._what, self.secret, self._said, self._lines, self.notice, self._work.bar):
            self.body.addWidget(each)
        for each in (self._said, self._lines, self._go):
            each.hide()
        self.body.addLayout(with_room_above(theme, row(back, 1, self._repair, self._go)))
        self.setFocusProxy(self.secret)

    def repair(self) -> None:
        """Make the new book; given up or failed, nothing of it stays."""
        from qinglian_desktop.application.repairing import place_beside

        secret = self._work.given()
        if not secret:
            return
        books, folder = self._doorway.books, self._folder
        target = place_beside(folder)

        def work(progress: Progress) -> Repaired | Exception:
            # Given back rather than raised: who gave it up hears what became of it, too.
            try:
                return books.repair(folder, target, secret, progress)
            except Exception as problem:
                return problem

        def ended(found: Repaired | Exception) -> None:
            if isinstance(found, Cancelled):
                self.notice.say(STOPPED, "warn")
            elif isinstance(found, Exception):
                self._work.tell(found)
            else:
                self._show(target, found)

        job = self._doorway.operations.read(self, work, ended, self._work.tell, unheard=ended)
        self._work.follow(job, "正在一条一条读…", can_cancel=True)

    def _show(self, target: Path, repaired: Repaired) -> None:
        from qinglian_desktop.application.repairing import by_ledger, losses

        self._made = target
        self.secret.clear()
        self._doorway.recent.put(target)
        where = friendly(target)
        lost = f"，有 {len(repaired.lost)} 处没有读出来" if repaired.lost else ""
        self._said.setText(f"修复好了，读出 {repaired.records} 条记录{lost}。放在：{where}")
        self._said.setToolTip(str(target))
        lines = [*by_ledger(repaired, self._doorway.tools.catalogue), "", *losses(repaired)]
        self._lines.setPlainText("\n".join(lines))
        for each in (self._what, self.secret, self._repair):
            each.hide()
        for each in (self._said, self._lines, self._go):
            each.show()
        self._go.setFocus()

    def _on_go_wanted(self) -> None:
        self.repaired.emit(self._made)

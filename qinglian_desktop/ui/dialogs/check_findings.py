"""检查发现的问题: what is damaged, which backup has it whole, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from qinglian_desktop.application.checking_up import Checkup
from qinglian_desktop.domain.rights import must_have_everything
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.refused import rest_where_refused
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.look.under_way import UnderWay
from qinglian_desktop.ui.session import Session

LATER = "{}，取不回来；请能写入的使用人打开一次，再检查。"
_MOST = 500
"""Lines shown; of a book that lost more one does not read each."""


class CheckFindings(QDialog):
    """One line for each finding, the advice below, and the ways that it speaks of."""

    def __init__(self, session: Session, checkup: Checkup, parent: QWidget | None) -> None:
        super().__init__(parent)
        theme = session.theme
        self._session = session
        self.setWindowTitle("检查发现了问题")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines, day = checkup.lines, checkup.day
        shown = lines[:_MOST]
        if len(lines) > _MOST:
            shown.append(f"……另外还有 {len(lines) - _MOST} 处。")
        self.lines = QPlainTextEdit("\n".join(shown))
        self.lines.setObjectName("findings")
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        said = f"{day.year}年{day.month}月{day.day}日检查，发现 {len(lines)} 处问题"
        kept = "检查只是看，什么也没有改动。"
        book = session.desk.book
        has_attachments = bool(checkup.whole.attachments)
        why = session.why_fixed
        later = LATER.format(why) if has_attachments and why else ""
        self.advice = label(f"{checkup.advice}{later}", wrap=True)
        self._bring = button("取回附件", self.bring_back)
        self._bring.setObjectName("bring_back")
        backups = button("看备份…", self._on_backups_wanted)
        backups.setObjectName("backups")
        repair = button("修复…", self._on_repair_wanted)
        repair.setObjectName("repair")
        rest_where_refused(repair, lambda: must_have_everything(book.keeper, "修复台账库"))
        self._bring.setVisible(has_attachments and not book.read_only)
        backups.setVisible(book.copy is None)
        # Attachments alone are no reason for a new book, and what was altered must not become it.
        is_more = any(not each.attachment for each in checkup.findings) and not checkup.is_altered
        repair.setVisible(book.copy is None and is_more)
        copy = button("复制", self._on_copy, "quiet")
        close = button("知道了", self.accept, "primary")
        close.setObjectName("close")
        self._work = UnderWay(theme, self._bring, backups, repair, close)
        self.notice = self._work.notice
        self.setLayout(
            column(
                label(said, "head"),
                label(kept, "muted", wrap=True),
                self.lines,
                label("怎么办", "head"),
                self.advice,
                self.notice,
                self._work.bar,
                row(copy, 1, self._bring, backups, repair, close),
                spacing=theme.px(SPACE),
                margins=theme.px(2 * SPACE),
            )
        )
        self.resize(theme.px(640), theme.px(420))
        close.setFocus()

    def bring_back(self) -> None:
        """Have the attachments from the copies that have them whole; nothing else is touched."""
        job = self._session.change(
            self,
            self._session.desk.book.bring_attachments_back,
            self._on_brought,
            self.notice.tell,
            is_long=True,
        )
        self._work.follow(job, "正在从备份里取回附件…", can_cancel=True)

    def reject(self) -> None:
        """Esc; not while attachments are brought back."""
        if not self._work.is_going_on:
            super().reject()

    def _on_brought(self, counts: tuple[int, int]) -> None:
        brought, left = counts
        self._bring.hide()
        words = f"取回了 {brought} 个附件，都读回来核对过。"
        if left:
            words += f"还有 {left} 个，备份里也没有完好的；手里有原来的文件，可以重新添加一次。"
        self.notice.say(words, "warn" if left else "good")

    def _on_backups_wanted(self) -> None:
        self.accept()
        self._session.go_to_backups()

    def _on_repair_wanted(self) -> None:
        self.accept()
        self._session.go_to_repair()

    def _on_copy(self) -> None:
        words = f"{self.lines.toPlainText()}\n\n{self.advice.text()}"
        QApplication.clipboard().setText(words)

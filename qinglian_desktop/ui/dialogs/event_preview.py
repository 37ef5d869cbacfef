"""Preview of what goes out before an event: printed, kept as PDF or Word, or copied as text"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.preparing import Beforehand, EventPaper, Preparing
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.dialogs.word_documents import ToWord
from qinglian_desktop.ui.look.parts import button
from qinglian_desktop.ui.session import Session


class EventPreview(PrintPreview):
    """``gone_out`` is called with those printed or kept, ``copied`` with a notice that was."""

    def __init__(
        self,
        session: Session,
        papers: Sequence[EventPaper],
        gone_out: Callable[[Sequence[EventPaper]], object],
        copied: Callable[[EventPaper], object],
        parent: QWidget,
    ) -> None:
        self._papers = papers
        self._copied = copied
        title = "和".join(each.title for each in papers)
        preparing = session.desk.preparing
        super().__init__(
            session,
            title,
            lambda _: preparing.pages(papers),
            f"{papers[0].name}.pdf",
            parent,
            documents=[(each.name, _writes(preparing, each)) for each in papers],
            much_of=(),
        )
        self.went_out.connect(lambda: gone_out(papers))
        self.went_out_in_word.connect(lambda many: gone_out(papers[:many]))
        self._copy = button("复制通知文字", self.copy_notice, "quiet", "copy", session.theme)
        self._copy.setObjectName("copy_notice")
        self._copy.setAutoDefault(False)
        self.head.insertWidget(3, self._copy)
        self._copy.setEnabled(self.is_ready)
        self._ready_only += (self._copy,)
        self._copy.setVisible(self._notice is not None)

    def copy_notice(self) -> None:
        """The notice as text on the clipboard, to be sent in a message."""
        if (notice := self._notice) is not None:
            QGuiApplication.clipboard().setText(notice.message)
            self._copied(notice)
            self._say("通知的文字已经复制，可以粘贴到微信等处发出去。")

    def _on_rendered(self, data: bytes) -> None:
        super()._on_rendered(data)
        remarks = dict.fromkeys(remark for each in self._papers for remark in each.remarks)
        if remarks:
            self._say("\n".join(remarks))

    @property
    def _notice(self) -> EventPaper | None:
        return next((p for p in self._papers if p.beforehand is Beforehand.NOTICE), None)


def _writes(preparing: Preparing, paper: EventPaper) -> ToWord:
    return lambda target, _: preparing.word(paper, target)

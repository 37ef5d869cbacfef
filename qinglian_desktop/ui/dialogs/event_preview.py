"""Preview of what goes out before an event: printed, kept as PDF or Word, or copied as text"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from qinglian_desktop.application.preparing import Beforehand, EventPaper
from qinglian_desktop.domain.file_names import with_end
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.look.asking import ask_first
from qinglian_desktop.ui.look.notice import sentence_of
from qinglian_desktop.ui.look.parts import button
from qinglian_desktop.ui.session import Session


class EventPreview(PrintPreview):
    """``gone_out`` is called once they were printed or kept, ``copied`` with a notice that was."""

    def __init__(
        self,
        session: Session,
        papers: Sequence[EventPaper],
        gone_out: Callable[[], object],
        copied: Callable[[EventPaper], object],
        parent: QWidget,
    ) -> None:
        self._papers = papers
        self._copied = copied
        title = "和".join(each.title for each in papers)
        render = session.desk.preparing.pages
        super().__init__(session, title, lambda _: render(papers), f"{papers[0].name}.pdf", parent)
        self.went_out.connect(gone_out)
        self._to_folder = button("存为Word", self._on_word_wanted, "", "download", session.theme)
        self._to_folder.setObjectName("save_papers")
        self._copy = button("复制通知文字", self.copy_notice, "quiet", "copy", session.theme)
        self._copy.setObjectName("copy_notice")
        for place, each in enumerate((self._to_folder, self._copy), 2):
            each.setAutoDefault(False)
            self.head.insertWidget(place, each)
            each.setEnabled(self.is_ready)
        self._ready_only += (self._to_folder, self._copy)
        self._copy.setVisible(self._notice is not None)

    def copy_notice(self) -> None:
        """The notice as text on the clipboard, to be sent in a message."""
        if (notice := self._notice) is not None:
            QGuiApplication.clipboard().setText(notice.message)
            self._copied(notice)
            self._say("通知的文字已经复制，可以粘贴到微信等处发出去。")

    def save_words(self, targets: Sequence[Path]) -> None:
        """Keep each of the papers as a Word document, off the window's thread."""
        word = self._session.desk.preparing.word
        pairs = list(zip(self._papers, targets, strict=True))
        self._rest(False, "正在存为Word…")

        def write() -> None:
            for paper, target in pairs:
                word(paper, target)

        def done(_: object) -> None:
            self.went_out.emit()
            named = "、".join(f"“{target.name}”" for target in targets)
            self._rest(True, f"已存为{named}。")

        def failed(error: BaseException) -> None:
            if self._is_closed:
                self._session.tell(error)
            self._rest(True, sentence_of(error), "error")

        self._session.change(self, lambda _: write(), done, failed, is_long=True)

    def _on_rendered(self, data: bytes) -> None:
        super()._on_rendered(data)
        remarks = dict.fromkeys(remark for each in self._papers for remark in each.remarks)
        if remarks:
            self._say("\n".join(remarks))

    def _on_word_wanted(self) -> None:
        if not self.is_ready:
            return
        names = [f"{each.name}.docx" for each in self._papers]
        if len(names) == 1:
            chosen, _ = QFileDialog.getSaveFileName(
                self, "存为Word", str(documents_folder() / names[0]), "Word 文档 (*.docx)"
            )
            targets = [with_end(Path(chosen), ".docx")] if chosen else []
        else:
            chosen = QFileDialog.getExistingDirectory(
                self, "存到哪个文件夹", str(documents_folder())
            )
            targets = [Path(chosen) / name for name in names] if chosen else []
        if there := "、".join(f"“{each.name}”" for each in targets if each.exists()):
            words = f"{there}已经有了，换成新的，以前存的就没有了。"
            ask_first(self, words, "换成新的", lambda: self.save_words(targets))
        elif targets:
            self.save_words(targets)

    @property
    def _notice(self) -> EventPaper | None:
        return next((p for p in self._papers if p.beforehand is Beforehand.NOTICE), None)

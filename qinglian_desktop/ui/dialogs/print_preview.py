"""Print preview: the pages as they will come out, printed, kept as a PDF or in Word from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.saving_as import save_as
from qinglian_desktop.domain.file_names import safe_name
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.dialogs.page_view import PageView
from qinglian_desktop.ui.dialogs.password_again import ask_again
from qinglian_desktop.ui.dialogs.print_run import PrintRun, ask_printer
from qinglian_desktop.ui.dialogs.waiting_page import WaitingPage
from qinglian_desktop.ui.dialogs.word_documents import ToWord, WordDocuments
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.look.file_dialogs import ask_where
from qinglian_desktop.ui.look.fitting_line import FittingLine, spared_words
from qinglian_desktop.ui.look.notice import sentence_of
from qinglian_desktop.ui.look.parts import button, column, frame, label, row
from qinglian_desktop.ui.look.theme import mark
from qinglian_desktop.ui.session import Session


class PrintPreview(QDialog):
    """Pages that ``render`` makes as the bytes of a PDF, on another thread.

    ``much_of`` are the ledgers of which many records go out; of a confidential one it opens only
    once the password was given again. ``save_name`` is the file name that is proposed for keeping
    them; ``to_word`` writes the same as a Word document, where it can be had as one, or
    ``documents`` do, each with its name. ``went_out`` comes once printed or kept,
    ``went_out_in_word`` with how many documents were written, the first ones.
    """

    went_out = Signal()
    went_out_in_word = Signal(int)

    def __init__(
        self,
        session: Session,
        title: str,
        render: Callable[[Progress], bytes],
        save_name: str,
        parent: QWidget | None = None,
        to_word: ToWord | None = None,
        documents: Sequence[tuple[str, ToWord]] = (),
        *,
        much_of: Iterable[Ledger],
    ) -> None:
        super().__init__(parent)
        alone = ((safe_name(save_name).removesuffix(".pdf"), to_word),) if to_word else ()
        self._documents = WordDocuments(documents or alone)
        self.setWindowTitle("打印预览")  # Read by others: nothing of a record, as in print jobs.
        self.setObjectName("print_preview")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._session = session
        self._much_of = much_of
        self.title = title
        self._save_name = safe_name(save_name)
        self._data = b""
        self._view = PageView(session.theme, self)
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._job: Job | None = None
        self._run: PrintRun | None = None
        self._writing: Job | None = None
        self._is_saving = self._is_closed = False
        self.finished.connect(self._on_finished)
        self._build()
        self._resize_to_screen()
        self._wait("正在排版…")
        self._job = session.read(self, render, self._on_rendered, self._on_failed)
        self._job.progressed.connect(self._waiting.progress)
        self._job.ended.connect(self._on_ended)

    @property
    def document(self) -> QPdfDocument:
        """The pages; empty until they are made."""
        return self._document

    @property
    def is_ready(self) -> bool:
        """Whether the pages are there and nothing is under way."""
        under_way = self._job or self._run or self._writing
        return under_way is None and not self._is_saving and bool(self._data)

    def open(self) -> None:
        """Show it, where need be after the password was given again."""
        over = self.parentWidget() or self
        ask_again(self._session, over, self._much_of, super().open, self.reject)

    def reject(self) -> None:
        """Esc: the first one stops printing or writing under way, else the preview closes."""
        if self._run is not None or self._writing is not None:
            self._on_cancelled()
            return
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def print_to(self, printer: QPrinter) -> None:
        """Draw the chosen pages onto a printer that is set up, with progress."""
        run = self._run = PrintRun(self._document, printer, self)
        run.progressed.connect(self._waiting.progress)
        run.done.connect(lambda count: self._say(f"已送往打印机，共 {count} 页。"))
        run.done.connect(lambda _: self.went_out.emit())
        run.failed.connect(self._on_failed)
        run.cancelled.connect(lambda: self._say("已停止，后面的页没有送往打印机。"))
        for end in (run.done, run.failed, run.cancelled):
            end.connect(self._on_ended)
        self._wait("正在送往打印机…")
        run.start()

    def save_to(self, target: Path) -> None:
        """Keep the pages as a PDF file, off the window's thread: a stick may take its time."""
        data = self._data
        self._rest(False, "正在另存…")

        def done(_: object) -> None:
            self._rest(True, f"已另存为“{target.name}”。")
            self.went_out.emit()

        def failed(error: BaseException) -> None:
            if self._is_closed:
                self._session.tell(error)
            self._rest(True, sentence_of(error), "error")

        self._session.change(self, lambda _: save_as(target, data), done, failed, is_long=True)

    def word_to(self, *targets: Path) -> None:
        """Write the same in Word to these paths, with progress, off the window's thread."""
        documents = self._documents

        def ended() -> None:
            self._writing = None
            if documents.written:
                self.went_out_in_word.emit(documents.written)
            if self._is_closed and documents.error is not None:
                self._session.tell(documents.error)
            self._on_ended()
            self._say(*documents.outcome)

        self._wait("正在写成Word…")
        self._writing = self._session.change(
            self,
            lambda progress: documents.write(targets, progress),
            None,
            documents.failed,
            is_long=True,
        )
        self._writing.progressed.connect(self._waiting.progress)
        self._writing.ended.connect(ended)

    def _build(self) -> None:
        theme = self._session.theme
        self._print = button("打印", self._on_print_wanted, "primary", "print", theme)
        self._print.setObjectName("print")
        self._print.setToolTip(actions.PRINT.shown)
        self._print.setDefault(True)
        self._save = button("另存为PDF", self._on_save_wanted, "", "download", theme)
        self._save.setObjectName("save_pdf")
        self._save.setToolTip(actions.SAVE_PDF.shown)
        self._word = button("存为Word", self._on_word_wanted, "", "download", theme)
        self._word.setObjectName("save_word")
        self._word.setToolTip(actions.SAVE_WORD.shown)
        self._word.setVisible(bool(self._documents))
        self._pages = label("", "muted")
        self._pages.setObjectName("pages")
        smaller = button("缩小", self._view.smaller, "quiet", "zoom-out", theme)
        larger = button("放大", self._view.larger, "quiet", "zoom-in", theme)
        smaller.setToolTip(actions.ZOOM_OUT.shown)
        larger.setToolTip(actions.ZOOM_IN.shown)
        fit = button("整页宽", self._view.fit, "quiet")
        close = button("关闭", self.reject, "quiet", "x", theme)
        close.setToolTip(actions.CLOSE_PREVIEW.shown)
        for each in (self._save, self._word, smaller, larger, fit, close):
            each.setAutoDefault(False)
        self._ready_only = (self._print, self._save, self._word, smaller, larger, fit)
        self.head = row(*self._ready_only[:3], 1, self._pages, *self._ready_only[3:], close)
        self.head.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(8))
        line = FittingLine(self.head, *map(spared_words, (larger, smaller, close, self._word)))
        self._view.pageNavigator().currentPageChanged.connect(self._show_page_count)
        self._waiting = WaitingPage(theme, self._on_cancelled)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self._view)
        self._said = label("", "muted", wrap=True)
        self._said.setObjectName("said")
        self._foot = QWidget()
        foot = row(self._said)
        foot.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        self._foot.setLayout(foot)
        self._foot.hide()
        self.setLayout(column(frame("header", row(line)), self._stack, self._foot, spacing=0))
        for action, slot in (
            (actions.PRINT, self._on_print_wanted),
            (actions.SAVE_PDF, self._on_save_wanted),
            (actions.SAVE_WORD, self._on_word_wanted),
            (actions.ZOOM_IN, self._view.larger),
            (actions.ZOOM_OUT, self._view.smaller),
        ):
            actions.bind(self, action, slot)

    def _resize_to_screen(self) -> None:
        room, px = self.screen().availableGeometry(), self._session.theme.px
        self.resize(min(px(960), room.width() - 40), min(px(760), room.height() - 60))

    def _wait(self, words: str) -> None:
        self._stack.setCurrentIndex(0)
        self._foot.hide()
        for each in self._ready_only:
            each.setEnabled(False)
        self._waiting.begin(words)

    def _on_cancelled(self) -> None:
        if (under_way := self._run or self._writing or self._job) is not None:
            under_way.cancel()
            self._waiting.stopping()

    def _on_finished(self) -> None:
        self._is_closed = True
        if not (self._job or self._run or self._writing or self._is_saving):
            self._end()

    def _on_ended(self) -> None:
        self._job = self._run = None
        if self._is_closed:
            self._end()
            return
        if not self._data:
            # Neither pages nor words about a failure: it was cancelled.
            if not self._foot.isVisibleTo(self):
                super().reject()
            return
        self._stack.setCurrentWidget(self._view)
        for each in self._ready_only:
            each.setEnabled(True)
        self._print.setFocus()

    def _end(self) -> None:
        """Go for good; the view's drawing thread has to let go of the pages first."""
        self._view.setDocument(QPdfDocument(self))
        self.deleteLater()

    def _on_rendered(self, data: bytes) -> None:
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._view.setDocument(self._document)
        self._data = data
        self._view.fit()
        self._show_page_count()

    def _on_failed(self, error: BaseException) -> None:
        if not self._data:
            self._waiting.end("没有排好，这次没有打印。")
        self._say(sentence_of(error), "error")

    def _rest(self, is_over: bool, words: str, kind: str = "muted") -> None:
        """While the pages are saved, and when that is over."""
        self._is_saving = not is_over
        if is_over and self._is_closed:
            self._end()
            return
        for each in (self._print, self._save, self._word):
            each.setEnabled(is_over)
        self._say(words, kind)

    def _on_print_wanted(self) -> None:
        if not self.is_ready:
            return
        ask_printer(self._document, self, self.print_to)

    def _on_save_wanted(self) -> None:
        if not self.is_ready:
            return
        proposed, kinds = documents_folder() / self._save_name, "PDF 文件 (*.pdf)"
        ask_where(self, "另存为PDF", proposed, kinds, self.save_to)

    def _on_word_wanted(self) -> None:
        if self.is_ready and self._documents:
            self._documents.ask(self, lambda targets: self.word_to(*targets))

    def _say(self, words: str, kind: str = "muted") -> None:
        self._said.setText(words)
        mark(self._said, "kind", kind)
        self._foot.show()

    def _show_page_count(self) -> None:
        if count := self._document.pageCount():
            here = self._view.pageNavigator().currentPage() + 1
            self._pages.setText(f"第 {here} 页，共 {count} 页")

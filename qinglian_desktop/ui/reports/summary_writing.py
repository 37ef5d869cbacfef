"""Writing the summary as a file: where it goes, off the window's thread, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qinglian_desktop.application.document_ports import SummaryForm
from qinglian_desktop.application.summarising import WrittenSummary
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.summary import Paragraph
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.look.file_dialogs import ask_where, open_file
from qinglian_desktop.ui.reports.summary_side import SummarySide
from qinglian_desktop.ui.session import Session

TextSource = Callable[[], tuple[Period, tuple[Paragraph, ...]]]


class SummaryWriting:
    """Writes what ``text`` gives when it is asked for, and says so on the side."""

    def __init__(self, session: Session, side: SummarySide, text: TextSource) -> None:
        self._session = session
        self._side = side
        self._text = text
        side.write_wanted.connect(self.ask)

    def ask(self, form: SummaryForm) -> None:
        """Ask for a place and write the text there."""
        period, _ = self._text()
        name = self._session.desk.summarising.file_name(period, form)
        kinds = f"总结 (*{form.value})"
        ask_where(self._side, "总结写到哪里", documents_folder() / name, kinds, self.write)

    def write(self, path: Path) -> None:
        """Write the text, as it stands, to this file."""
        side, said = self._side, self._session.said
        summarising = self._session.desk.summarising
        period, paragraphs = self._text()
        side.rest(False)
        side.notice.say("正在写出…")

        def done(written: WrittenSummary) -> None:
            side.rest(True)
            words = f"已写好：{path.name}"
            more = "".join((*written.warnings, written.told))
            words = f"{words}。{more}" if more else words
            tone = "warn" if written.warnings else "good"
            side.notice.say(words, tone, "打开", lambda: open_file(path))
            said.emit(f"{period.label}总结已写好：{path.name}")

        def failed(error: BaseException) -> None:
            side.rest(True)
            side.notice.tell(error)

        self._session.change(
            side, lambda _: summarising.write(paragraphs, path), done, failed, is_long=True
        )

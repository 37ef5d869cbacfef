"""Receipts on sticks, read in by themselves, and the codes by which keys are told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from qinglian_desktop.application.answers import (
    ReceiptKind,
    SeenReceipt,
    answer_sentence,
    receipts_in,
)
from qinglian_desktop.application.handing_ports import KeptReceipt, Verdict
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.ui.dialogs.target_choice import TargetChoice
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.look.notice import Notice, NoticeTone
from qinglian_desktop.ui.look.parts import button, row
from qinglian_desktop.ui.reports.codes_view import CodesView
from qinglian_desktop.ui.session import Session

_TOLD = (ReceiptKind.NEW, ReceiptKind.WRONG, ReceiptKind.OTHER_KEY)
"""What is said of receipts that lie on a stick; the others are nobody's business there."""


class ReceiptsLine(QWidget):
    """Two buttons; the notices stand elsewhere: of what was read, and of the month shown."""

    def __init__(self, session: Session, target: TargetChoice) -> None:
        super().__init__()
        self._session = session
        self._target = target
        self._said: set[str] = set()
        self.notice = Notice(session.theme)
        self.notice.setObjectName("receipts")
        self.answer = Notice(session.theme)
        self.answer.setObjectName("answer")
        read = button("读回执…", self.choose, "quiet", "folder-open", session.theme)
        read.setObjectName("read_receipts")
        read.setToolTip("插着的U盘上有回执，会自己读；放在别处的，在这里选")
        read.setEnabled(not session.desk.book.read_only)
        codes = button("签名码…", self.show_codes, "quiet", "check-circle", session.theme)
        codes.setObjectName("codes")
        codes.setToolTip("打电话核对：月报、回执是不是真由这个台账库写出")
        self.setLayout(row(read, codes, 1))
        target.shown.connect(self.look_on_sticks)

    def look_on_sticks(self) -> None:
        """Read the receipts on the sticks that were found; what is new is kept and told."""
        folders = self._target.sticks
        if folders and not self._session.desk.book.read_only:
            self._look(lambda: [path for each in folders for path in receipts_in(each)], _TOLD)

    def choose(self) -> None:
        """Ask for receipts, and read them."""
        start = self._target.chosen or documents_folder()
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择回执", str(start), "回执 (*.txt)")
        if chosen:
            self.take([Path(each) for each in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Read these receipts, and say of each what it is."""
        self._said.clear()
        self._look(lambda: list(paths), tuple(ReceiptKind))

    def show_answer(self, answer: KeptReceipt | None) -> None:
        """Why the month shown was sent back; nothing where it was not, or was just told."""
        self.answer.hide()
        if answer is not None and answer.verdict is Verdict.RETURNED:
            words = answer_sentence(answer)
            if words not in self.notice.words:
                self.answer.say(f"{words}改好以后再报一次。", "warn")

    def show_codes(self) -> None:
        """The code of this book's key, and those that are remembered."""
        CodesView(self._session, self.window()).show()

    def _look(self, find: Callable[[], list[Path]], told: Sequence[ReceiptKind]) -> None:
        desk = self._session.desk

        def work(_: Progress) -> list[SeenReceipt]:
            return desk.answers.look(find())

        def seen(found: list[SeenReceipt]) -> None:
            news = [each for each in found if each.kind in told and each.words not in self._said]
            if news:
                self._keep(news)

        self._session.read(self, work, seen, self.notice.tell, latest="receipts")

    def _keep(self, seen: list[SeenReceipt], *, accepts_key: bool = False) -> None:
        desk = self._session.desk

        def kept(new: list[SeenReceipt]) -> None:
            by_path = {each.path: each for each in new}
            self._tell([by_path.get(each.path, each) for each in seen])

        self._session.change(
            self,
            lambda _: desk.answers.keep(seen, accepts_key=accepts_key),
            kept,
            self.notice.tell,
        )

    def _tell(self, seen: list[SeenReceipt]) -> None:
        self._said |= {each.words for each in seen}
        self.notice.say("\n".join(each.words for each in seen), _tone(seen))
        others = [each for each in seen if each.kind is ReceiptKind.OTHER_KEY]
        if others:
            self.notice.offer(
                "核对过了，认可新的签名",
                lambda: self._keep(others, accepts_key=True),
                "accept_receipts",
            )


def _tone(seen: Sequence[SeenReceipt]) -> NoticeTone:
    if any(each.kind is not ReceiptKind.NEW for each in seen):
        return "warn"
    answered = [each.kept for each in seen if each.kept is not None]
    is_good = all(each.verdict is Verdict.TAKEN for each in answered)
    return "good" if is_good else "warn"

"""A return of any unit verified, and what whoever collects the returns can answer to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QScrollArea

from qinglian_desktop.application.authorship import Authorship
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.receipts import typed_reasons
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.errors import NeedsPassword
from qinglian_desktop.ui.dialogs.target_choice import TargetChoice
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.half_typed import ask_why_returned
from qinglian_desktop.ui.look.notice import Notice, NoticeTone
from qinglian_desktop.ui.reports.short_digest import short_digest
from qinglian_desktop.ui.session import Session


class ReturnAnswering:
    """Says in a notice what was found, and offers there what can be done about it.

    ``over`` is what the notice is in, and is asked over. Nothing is offered where the book wrote
    the return itself, or is only read.
    """

    def __init__(
        self, session: Session, notice: Notice, target: TargetChoice, over: QScrollArea
    ) -> None:
        self._session = session
        self._notice = notice
        self._target = target
        self._over = over

    def choose(self) -> None:
        """Ask for a file, and verify it."""
        start = self._target.chosen or documents_folder()
        chosen, _ = QFileDialog.getOpenFileName(
            self._over, "选择要核对的月报文件", str(start), "月报文件 (*.xlsx *.xls *.et *.ods)"
        )
        if chosen:
            self.verify(Path(chosen))

    def verify(self, path: Path, password: str = "") -> None:
        """Say whether a return, of any unit, is as it was written, and by whom."""
        desk = self._session.desk
        self._notice.say("正在核对…")

        def failed(error: BaseException) -> None:
            self._notice.tell(error)
            if isinstance(error, NeedsPassword):
                self._notice.offer("写上密码…", lambda: self._ask_password(path, error), "password")

        self._session.read(
            self._over, lambda _: desk.returning.verify(path, password), self.tell, failed
        )

    def _ask_password(self, path: Path, why: NeedsPassword) -> None:
        typed, agreed = QInputDialog.getText(
            self._over, "打开密码", why.happened, QLineEdit.EchoMode.Password
        )
        if agreed and typed:
            self.verify(path, typed)

    def tell(self, found: Verified) -> None:
        """What reading a file back found."""
        content, author = found.content, found.author
        what = (
            f"{content.unit_name}，{content.period.label}月报第{content.revision}次，"
            f"校验码 {short_digest(content.digest)}"
        )
        is_bad = bool(found.findings)
        is_doubtful = author is not None and author.is_doubtful
        state = "有问题：" if is_bad else "完好，内容和样子与写出时一致。"
        lines = (f"{found.path.name}{state}", *found.findings, found.todo, *found.remarks, what)
        tone: NoticeTone = "bad" if is_bad else "warn" if is_doubtful else "good"
        self._notice.say("\n".join(filter(None, lines)), tone)
        self._over.verticalScrollBar().setValue(0)
        if author is not None and not self._session.desk.book.read_only:
            self._offer(found, author.kind)

    def _offer(self, found: Verified, kind: Authorship) -> None:
        desk, notice = self._session.desk, self._notice
        if kind is Authorship.FIRST and not found.findings:
            self._session.change(self._over, lambda _: desk.collecting.remember(found))
        if kind is Authorship.CHANGED and not found.findings:
            notice.offer("认可新的台账库", lambda: self._accept(found), "accept_key")
        if kind is not Authorship.HERE:
            if not found.findings:
                taken = Verdict.TAKEN
                notice.offer("写回执：已接收", lambda: self._answer(found, taken), "taken")
            notice.offer("写回执：退回…", lambda: self._return(found), "returned")

    def _accept(self, found: Verified) -> None:
        desk = self._session.desk
        self._session.change(
            self._over,
            lambda _: desk.collecting.accept(found),
            lambda _: self.verify(found.path),
            self._notice.tell,
        )

    def _return(self, found: Verified) -> None:
        words = "退回的原因，一行一条，会写进回执："
        which = found.content.unit_code, found.content.period, found.content.revision
        reasons = ask_why_returned(self._session, which, self._over, words, found.findings)
        if reasons is not None:
            self._answer(found, Verdict.RETURNED, typed_reasons(reasons))

    def _answer(self, found: Verified, verdict: Verdict, reasons: tuple[str, ...] = ()) -> None:
        desk, chosen = self._session.desk, self._target.chosen
        is_stick = chosen is not None and self._target.is_stick(chosen)
        folder = chosen if chosen is not None and is_stick else found.path.parent
        self._notice.say("正在写回执…")

        def told(path: Path) -> None:
            where = self._target.name_of(folder)
            unit, month = found.content.unit_name, found.content.period.label
            self._notice.say(
                f"回执已写好，读回核对一致：{unit}{month}月报{verdict.value}。\n"
                f"写在“{where}”：{path.name}\n请随U盘交还，单位插上U盘就看得到。",
                "good",
            )

        self._session.change(
            self._over,
            lambda _: desk.collecting.answer(found, verdict, reasons, folder),
            told,
            self._notice.tell,
            is_long=True,
        )

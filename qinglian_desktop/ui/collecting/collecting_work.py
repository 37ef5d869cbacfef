"""What is done on the page 汇总: collect, answer, take back, open; told in a notice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.answering_units import AnsweringUnits, Receipts
from qinglian_desktop.application.collection import Gathered
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.receipts import typed_reasons
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.collecting.collected import CollectedReturn, MetFile
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.ui.collecting.gathered_words import (
    gathered_words,
    is_all_well,
    wants_password,
)
from qinglian_desktop.ui.collecting.place_asking import PlaceAsking
from qinglian_desktop.ui.dialogs.return_reading import ReturnReading
from qinglian_desktop.ui.doorway.recent_books import friendly
from qinglian_desktop.ui.half_typed import ask_why_returned
from qinglian_desktop.ui.look.asking import ask_first, ask_lines
from qinglian_desktop.ui.look.file_dialogs import begins_at, open_file
from qinglian_desktop.ui.look.notice import Notice, NoticeTone, sentence_of
from qinglian_desktop.ui.look.under_way import UnderWay
from qinglian_desktop.ui.session import Session

FROM, RECEIPTS, TABLES = "collect", "receipts", "collected_tables"
"""The purposes for which a folder is remembered."""
_GIVE_BACK = "退回的原因，一行一条，会写进回执："
_PASSWORDS = "单位给月报加了打开密码的，把密码写在这里，一行一个（不保存）："


class CollectingWork(QObject):
    """``collected`` carries what a collection Gathered; ``answered`` comes after a receipt."""

    collected = Signal(object)
    answered = Signal()

    def __init__(
        self, session: Session, page: QWidget, places: PlaceAsking, under_way: UnderWay
    ) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._places = places
        self._under_way = under_way
        self._passwords: tuple[str, ...] = ()
        self._from: Path | None = None
        desk = session.desk
        self._answering = AnsweringUnits(desk.book, desk.collecting, desk.clock)

    def choose(self, opener: QWidget) -> None:
        """Ask from where, and collect."""
        self._places.ask(opener, "收哪个文件夹里的月报", FROM, self.collect)

    def collect(self, folder: Path) -> None:
        """Collect whatever lies below a folder; it can be stopped, and what was taken stays."""
        desk, passwords = self._session.desk, self._passwords
        self._from = folder
        stop = threading.Event()

        def work(progress: Progress) -> Gathered:
            def told(done: int, total: int) -> bool:
                return progress(done, total) and not stop.is_set()

            return desk.collection.collect(folder, passwords, told)

        def done(gathered: Gathered) -> None:
            tone: NoticeTone = "good" if is_all_well(gathered) else "warn"
            has_locked = any(map(wants_password, gathered.files))
            self._notice.say(
                gathered_words(gathered),
                tone,
                "输入打开密码…" if has_locked else "",
                lambda: self._ask_passwords(folder),
            )
            self.collected.emit(gathered)

        job = self._session.change(self._page, work, done, self._notice.tell, is_long=True)
        self._under_way.follow(job, f"正在收“{friendly(folder)}”里的月报…", stop=stop.set)

    def take_back(self, month: Period) -> None:
        """Ask, and forget what was collected of a month."""
        words = (
            f"撤回{month.label}收下的全部月报，这个月的数和答复都不再保留。"
            "U盘上的文件不受影响，可以再收。"
        )
        ask_first(self._page, words, "撤回", lambda: self._take_back(month))

    def take_all(self, opener: QWidget, month: Period) -> None:
        """Ask whereto, and write 已接收 for each return of a month that is not answered yet."""
        self._places.ask(
            opener, "回执写到哪里", RECEIPTS, lambda folder: self._take_all(month, folder)
        )

    def write_out(self, opener: QWidget, month: Period) -> None:
        """Ask whereto, and write workbook, pictures and words of a month."""
        self._places.ask(
            opener, "汇总表写到哪里", TABLES, lambda folder: self._write_out(month, folder)
        )

    def take(self, opener: QWidget, returned: CollectedReturn) -> None:
        """Ask whereto, and write 已接收."""
        self._answer_kept(opener, returned, Verdict.TAKEN, ())

    def give_back(self, opener: QWidget, returned: CollectedReturn, offered: Sequence[str]) -> None:
        """Ask why and whereto, and write 退回; the ``offered`` reasons stand there already."""
        asked = f"{returned.unit_name}：{_GIVE_BACK}"
        which = returned.unit_code, returned.period, returned.revision
        reasons = ask_why_returned(self._session, which, self._page, asked, offered)
        if reasons is not None:
            self._answer_kept(opener, returned, Verdict.RETURNED, typed_reasons(reasons))

    def give_file_back(self, opener: QWidget, file: MetFile) -> None:
        """The same for a file that was not taken, as long as it can be read."""

        def read(found: Verified) -> None:
            offered = found.findings or file.why[:1]
            asked = f"{found.content.unit_name}：{_GIVE_BACK}"
            which = found.content.unit_code, found.content.period, found.content.revision
            reasons = ask_why_returned(self._session, which, self._page, asked, offered)
            if reasons is None:
                return
            said, collecting = typed_reasons(reasons), self._session.desk.collecting
            self._write(
                opener,
                found.content.unit_name,
                Verdict.RETURNED,
                lambda folder: collecting.answer(found, Verdict.RETURNED, said, folder),
            )

        self._read_file(file, read)

    def enter_password(self, file: MetFile) -> None:
        """Ask for the passwords, and collect once more from where the file was met last."""
        folder = self._from or begins_at(FROM)
        if (folder / file.path).exists():
            self._ask_passwords(folder)
        else:
            self._say_gone(file)

    def accept_key(self, returned: CollectedReturn) -> None:
        """From now on the unit's key is that of this return."""

        def done(_: None) -> None:
            self._notice.say(f"以后“{returned.unit_name}”的月报按新的签名核对。", "good")
            self.answered.emit()

        self._session.change(
            self._page, lambda _: self._answering.accept_key(returned), done, self._notice.tell
        )

    def open_return(
        self, code: str, month: Period, revision: int, at: tuple[str, str] = ("", "")
    ) -> None:
        """Show a kept return, standing ``at`` a measure of 汇总."""
        reading = self._session.desk.collection.reading

        def show(content: ReturnContent | None) -> None:
            if content is not None:
                self._show(content, at=at)

        self._session.read(
            self._page, lambda _: reading.returned_content(code, month, revision), show
        )

    def look(self, file: MetFile) -> None:
        """Show what a file says that was not taken, as long as it can be read."""
        self._read_file(file, lambda found: self._show(found.content, "\n".join(file.why)))

    @property
    def _notice(self) -> Notice:
        return self._under_way.notice

    def _ask_passwords(self, folder: Path) -> None:
        typed = ask_lines(self._page, "打开密码", _PASSWORDS, "\n".join(self._passwords))
        if typed is not None:
            self._passwords = tuple(filter(None, map(str.strip, typed.splitlines())))
            self.collect(folder)

    def _take_back(self, month: Period) -> None:
        collection = self._session.desk.collection

        def done(count: int) -> None:
            self._notice.say(f"已撤回{month.label}的{count}份月报。要重新收，再点“收月报”。")

        self._session.change(
            self._page, lambda _: collection.take_back(month), done, self._notice.tell
        )

    def _take_all(self, month: Period, folder: Path) -> None:
        def done(receipts: Receipts) -> None:
            where, count = friendly(folder), len(receipts.written)
            said = f"写好{count}份回执，读回核对一致，在“{where}”。" if count else ""
            stopped = sentence_of(receipts.problem) if receipts.problem else ""
            unwritten = [*receipts.unwritten, *filter(None, (stopped,))]
            if not count and not unwritten:
                said = f"{month.label}收下的都已经写过回执。"
            tone: NoticeTone = "warn" if unwritten else "good"
            self._notice.say("\n".join(filter(None, (said, *unwritten))), tone)
            self.answered.emit()

        job = self._session.change(
            self._page,
            lambda progress: self._answering.take_all(month, folder, progress),
            done,
            self._notice.tell,
            is_long=True,
        )
        self._under_way.follow(job, "正在写回执…")

    def _write_out(self, month: Period, folder: Path) -> None:
        writing = self._session.desk.collection.writing

        def done(paths: tuple[Path, ...]) -> None:
            names = "\n".join(each.name for each in paths)
            words = f"{month.label}的汇总写好了，在“{friendly(folder)}”：\n{names}"
            self._notice.say(words, "good", "打开汇总表", lambda: open_file(paths[0]))

        job = self._session.change(
            self._page,
            lambda _: writing.deliver(month, folder),
            done,
            self._notice.tell,
            is_long=True,
        )
        self._under_way.follow(job, "正在写汇总表…")

    def _answer_kept(
        self,
        opener: QWidget,
        returned: CollectedReturn,
        verdict: Verdict,
        reasons: tuple[str, ...],
    ) -> None:
        self._write(
            opener,
            returned.unit_name,
            verdict,
            lambda folder: self._answering.answer(returned, verdict, reasons, folder),
        )

    def _write(
        self, opener: QWidget, unit: str, verdict: Verdict, answer: Callable[[Path], Path]
    ) -> None:
        def done(path: Path) -> None:
            where = friendly(path.parent)
            said = f"回执已写好，读回核对一致：{unit}{verdict.value}。\n在“{where}”：{path.name}"
            self._notice.say(f"{said}\n请交给单位，单位插上U盘就看得到。", "good")
            self.answered.emit()

        def write(folder: Path) -> None:
            self._notice.say("正在写回执…")
            self._session.change(
                self._page, lambda _: answer(folder), done, self._notice.tell, is_long=True
            )

        self._places.ask(opener, "回执写到哪里", RECEIPTS, write)

    def _read_file(self, file: MetFile, then: Callable[[Verified], object]) -> None:
        """Read a file again where it was collected from last."""
        path = (self._from or begins_at(FROM)) / file.path
        desk = self._session.desk

        def failed(error: BaseException) -> None:
            if path.exists():
                self._notice.tell(error)
            else:
                self._say_gone(file)

        self._session.read(self._page, lambda _: desk.returning.verify(path), then, failed)

    def _say_gone(self, file: MetFile) -> None:
        name = Path(file.path).name
        self._notice.say(
            f"“{name}”现在读不到，U盘可能已经拔出。请插上当时的U盘，再收一次。", "warn"
        )

    def _show(
        self, content: ReturnContent, warning: str = "", at: tuple[str, str] = ("", "")
    ) -> None:
        shown = ReturnReading(self._session.theme, content, self._page, warning)
        shown.show_line(*at)
        shown.open()

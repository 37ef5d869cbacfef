"""A file read off the window's thread: the first rows of a large one at once, and then all of it"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.sheet_ports import OpenedSheets
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.session import Session

T = TypeVar("T")


class FileReading(QObject):
    """``read`` carries a SheetFile: the first rows, and later the whole; or the whole alone.

    ``failed`` carries why there is none, ``given_up`` what is to be said where the user stopped
    it, ``began`` the Job under way and its words.
    """

    began = Signal(object, str)
    read = Signal(object)
    failed = Signal(object)
    given_up = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._rest: OpenedSheets | None = None
        self.opened: OpenedSheets | None = None
        """What is still being read, once its bytes are in hand."""

    def open(self, source: Path, password: str) -> None:
        """Read a file, as far as it can be shown."""
        importing = self._session.desk.importing
        self._forget()
        self._open(lambda progress: importing.open(source, password, progress), source.name)

    def go_on(self, opened: OpenedSheets) -> None:
        """Read what was opened before, whatever became of the file."""
        self._forget()
        self.opened = opened
        self._open(lambda _: opened, opened.name)

    def paste(self, html: str, text: str) -> None:
        """Read what was copied."""
        importing = self._session.desk.importing
        self._forget()
        words = "正在读取粘贴的内容…"
        self._begin(lambda _: importing.pasted(html, text), self._on_whole, words, "粘贴的内容")

    def read_rest(self) -> None:
        """Read the whole of what was opened, once its first rows are shown."""
        rest, self._rest = self._rest, None
        if rest is not None:
            self._begin(rest.whole, self._on_whole, "正在读其余各行…", f"“{rest.name}”")

    def _open(self, take: Callable[[Progress], OpenedSheets], name: str) -> None:
        def work(progress: Progress) -> tuple[SheetFile, OpenedSheets]:
            opened = take(progress)
            return opened.first() or opened.whole(progress), opened

        def show(answer: tuple[SheetFile, OpenedSheets]) -> None:
            file, opened = answer
            if file.is_whole:
                self._on_whole(file)
            else:
                self.opened = self._rest = opened
                self.read.emit(file)

        self._begin(work, show, "正在读取文件…", f"“{name}”")

    def _on_whole(self, file: SheetFile) -> None:
        self._forget()
        self.read.emit(file)

    def _on_failed(self, problem: BaseException) -> None:
        self._forget()
        self.failed.emit(problem)

    def _forget(self) -> None:
        """Nothing of another file may be read on: its first rows may still be understood."""
        self.opened = self._rest = None

    def _begin(
        self, work: Callable[[Progress], T], show: Callable[[T], object], words: str, what: str
    ) -> None:
        job = self._job = self._session.read(self, work, show, self._on_failed, latest="file")

        def stopped() -> None:
            # Not where it only made room for another.
            if isValid(self) and job is self._job:
                self._forget()
                self.given_up.emit(_given_up(what))

        if not job.is_over:
            job.stopped.connect(stopped)
            self.began.emit(job, words)


def _given_up(what: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"{what}没有读完就停下了。",
        "一条也没有导入，台账库和原来一样。",
        "要导入它，请重新选一次。",
    )

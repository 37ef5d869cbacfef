"""Putting a return onto a stick: the workbook and its PDF, both or none, read back from there"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.document_ports import PaperFiles, ReadReturn, ReturnFiles
from qinglian_desktop.application.handing_in import (
    RETURN,
    WITH_PDF,
    Wish,
    must_be_a_password,
)
from qinglian_desktop.application.handing_ports import HandedIn
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.files.delivery import ToPut, deliver_together

_KEPT = "台账库里的记录没有受影响。"


@dataclass(frozen=True, slots=True)
class ReturnPutting:
    """One return, going into one folder."""

    files: ReturnFiles
    paper: PaperFiles
    content: ReturnContent
    folder: Path
    wish: Wish

    @property
    def target(self) -> Path:
        """Where the workbook goes."""
        return self.folder / self.content.file_name

    @property
    def beside(self) -> Path | None:
        """Where its PDF goes; None where none is wanted."""
        return self.target.with_suffix(".pdf") if self.wish.pdf else None

    def deliver(self) -> None:
        """Put it there. Raises DataProblems for the password, and EnvironmentProblem."""
        must_be_a_password(self.wish.password)
        puts = [ToPut(self.target, self._write, self._check)]
        if self.beside is not None:
            pages = self.paper.return_for_seal(self.content)
            self._must_be_ours(self.beside, lambda path: path.read_bytes() == pages)
            put = ToPut(
                self.beside,
                lambda path: _put(path, pages),
                lambda path: _told_unless(path.read_bytes() == pages),
            )
            puts.insert(0, put)
        self._must_be_ours(self.target, self._is_same_there, "，或者设了别的打开密码")
        deliver_together(puts)

    def noted(self, at: datetime, by: str) -> HandedIn:
        """It as a line of the register."""
        content, wish = self.content, self.wish
        return HandedIn(
            at=at,
            by=by,
            what=WITH_PDF if wish.pdf else RETURN,
            period=content.period.key,
            digest=content.digest,
            medium=wish.medium or self.folder.name or str(self.folder),
            path=str(self.target),
            revision=content.revision,
            has_password=bool(wish.password),
        )

    def _write(self, path: Path) -> None:
        if self.wish.password:
            self.files.write_locked(self.content, path, self.wish.password)
        else:
            self.files.write(self.content, path)

    def _read(self, path: Path) -> ReadReturn:
        secret = self.wish.password
        return (self.files.unlocked(path, secret) if secret else self.files).read(path)

    def _check(self, path: Path) -> None:
        _told_unless(self._is_same(path))

    def _is_same(self, path: Path) -> bool:
        """Whether what stands at the path is this return."""
        try:
            found = self._read(path)
        except EnvironmentProblem:
            # Its sentences are for whoever receives a file, under a name that is passing.
            return False
        same = found.content.digest == found.stated_digest == self.content.digest
        return same and found.content.signed == self.content.signed

    def _is_same_there(self, path: Path) -> bool:
        """Whether what was put there before is this return, with the password or without one."""
        plain = replace(self, wish=replace(self.wish, password=""))
        return self._is_same(path) or plain._is_same(path)

    def _must_be_ours(self, target: Path, is_same: Callable[[Path], bool], more: str = "") -> None:
        """A file of the name that says something else is somebody's, and stays."""
        try:
            is_ours = not target.exists() or is_same(target)
        except OSError:
            is_ours = False
        if not is_ours:
            raise EnvironmentProblem(
                f"“{self.folder.name or self.folder}”里已经有一个“{target.name}”，"
                f"里面不是这一次的内容{more}，没有盖掉它。",
                f"{_KEPT}原来的文件没有动。",
                "请把那个文件改名或者移走，再做一次；换一个U盘也可以。",
            )


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _told_unless(is_same: bool) -> None:
    if not is_same:
        raise EnvironmentProblem(
            "月报写好后读回来核对，内容对不上，U盘可能有坏块。",
            _KEPT,
            "请换一个U盘再做一次。",
        )

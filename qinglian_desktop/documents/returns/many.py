"""The returns of many units, read and verified many at a time."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from qinglian_desktop.application.gathering_ports import ReadFile
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.sheet_ports import SheetFiles
from qinglian_desktop.application.verifying import verify
from qinglian_desktop.documents.returns.opening import KEPT, OLD_OFFICE, file_bytes
from qinglian_desktop.documents.returns.shortest import (
    ShortestReturn,
    know_shortest,
    shortest_return,
)
from qinglian_desktop.documents.returns.workbook import ReturnInHand, ReturnWorkbook
from qinglian_desktop.documents.returns.workers import Workers
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, OtherForm

_FEW = 40
"""Files up to which another process would not have started before they are read."""
_log = logging.getLogger(__name__)


class ManyReturns:
    """Implements ``gathering_ports.ManyReturnFiles``; ``sheets`` reads other forms."""

    def __init__(self, sheets: SheetFiles) -> None:
        self._sheets = sheets

    def read_all(
        self, paths: Sequence[Path], passwords: Sequence[str] = (), progress: Progress = no_progress
    ) -> Iterator[ReadFile]:
        """Each as verified, in the order of the paths; see ``ManyReturnFiles``."""
        tried = list(dict.fromkeys(passwords))
        done = 0
        if len(paths) > _FEW:
            try:
                work = partial(_read_there, tried, shortest_return())
                for read in Workers(work, _no_answer).all(paths, progress):
                    yield self._in_any_form(read)
                    done += 1
            except OSError:
                _log.warning("No processes can be started here.", exc_info=True)
        for place, path in enumerate(paths[done:], done):
            if not progress(place, len(paths)):
                raise Cancelled
            yield self._in_any_form(_read(tried, path))

    def _in_any_form(self, read: ReadFile) -> ReadFile:
        """The same; what another program saved in its own form is read by its reader."""
        if not isinstance(read.found, OtherForm):
            return read
        try:
            found = verify(ReturnWorkbook(), read.path, sheets=self._sheets)
            return ReadFile(read.path, found.in_short)
        except EnvironmentProblem as problem:
            return ReadFile(read.path, problem)


def _read(passwords: list[str], path: Path) -> ReadFile:
    try:
        data = file_bytes(path)
        if data.startswith(OLD_OFFICE):
            from qinglian_desktop.documents.returns.password import opened_by_one_of

            data = opened_by_one_of(path, data, passwords)
        return ReadFile(path, verify(ReturnInHand(data), path).in_short)
    except EnvironmentProblem as problem:
        return ReadFile(path, problem)
    except Exception:
        # One file must not keep thousands of others from being read.
        _log.exception("A file could not be read as a return.")
        return _no_answer(path)


def _read_there(passwords: list[str], shortest: ShortestReturn, path: Path) -> ReadFile:
    """The same in another process, which need not load what writes returns."""
    know_shortest(shortest)
    return _read(passwords, path)


def _no_answer(path: Path) -> ReadFile:
    """Of a file over which reading broke down, or would not end."""
    return ReadFile(
        path,
        EnvironmentProblem(
            f"读“{path.name}”的时候出了问题，这个文件没有读成，别的文件接着读了。",
            KEPT,
            "请让填报单位重新生成一份，再收一次。",
        ),
    )

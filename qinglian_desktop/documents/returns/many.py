"""The returns of many units, read and verified many at a time."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qinglian_desktop.application.gathering_ports import ReadFile
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.sheet_ports import SheetFiles
from qinglian_desktop.application.verifying import Verified, verify
from qinglian_desktop.documents.returns.opening import KEPT, OLD_OFFICE, file_bytes
from qinglian_desktop.documents.returns.workbook import ReturnInHand, ReturnWorkbook
from qinglian_desktop.documents.returns.workers import Workers
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, OtherForm
from qinglian_desktop.domain.return_content import content_of
from qinglian_desktop.domain.signed import Signed

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
                workers = Workers(partial(_sent, tried), _no_answer)
                for path, each in zip(paths, workers.all(paths, progress), strict=True):
                    read = each if isinstance(each, ReadFile) else each.read(path)
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
            return ReadFile(read.path, verify(ReturnWorkbook(), read.path, sheets=self._sheets))
        except EnvironmentProblem as problem:
            return ReadFile(read.path, problem)


def _read(passwords: list[str], path: Path) -> ReadFile:
    try:
        data = file_bytes(path)
        if data.startswith(OLD_OFFICE):
            from qinglian_desktop.documents.returns.password import opened_by_one_of

            data = opened_by_one_of(path, data, passwords)
        return ReadFile(path, verify(ReturnInHand(data), path))
    except EnvironmentProblem as problem:
        return ReadFile(path, problem)
    except Exception:
        # One file must not keep thousands of others from being read.
        _log.exception("A file could not be read as a return.")
        return _no_answer(path)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A return on its way from another process: the content as what it told, which is short."""

    told: str
    signed: Signed | None
    findings: tuple[str, ...]
    remarks: tuple[str, ...]
    stated_digest: str

    def read(self, path: Path) -> ReadFile:
        """The same here."""
        content = content_of(self.told, self.signed)
        found = Verified(path, content, self.findings, self.remarks, self.stated_digest)
        return ReadFile(path, found)


def _sent(passwords: list[str], path: Path) -> _Sent | ReadFile:
    each = _read(passwords, path)
    if isinstance(each.found, EnvironmentProblem):
        return each
    found, content = each.found, each.found.content
    return _Sent(content.told, content.signed, found.findings, found.remarks, found.stated_digest)


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

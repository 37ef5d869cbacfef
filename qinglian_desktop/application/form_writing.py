"""Filled forms put where they shall be: all or none, read back, and none over somebody else's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from qinglian_desktop.application.form_ports import FormFiles
from qinglian_desktop.application.form_values import FormValues
from qinglian_desktop.application.form_words import PlaceWords
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.domain.filling.seen_form import FormKind, SeenForm
from qinglian_desktop.domain.record import Record
from qinglian_desktop.files.delivery import ToPut, beside_others, deliver_together


class FormWriting:
    """Filled forms on their way: each is written once, and read back when all are there.

    ``digests`` are of the files that were written, SHA-256 in hexadecimal.
    """

    def __init__(
        self,
        files: FormFiles,
        content: bytes,
        seen: SeenForm,
        planned: Sequence[tuple[Path, FormValues]],
        progress: Progress,
    ) -> None:
        self._files = files
        self._content = content
        self._seen = seen
        self._planned = planned
        self._progress = progress
        self._told: dict[str, None] = {}
        self.digests: dict[Path, str] = {}

    def deliver(self) -> None:
        """Write them. Raises EnvironmentProblem, and Cancelled where that was wanted."""
        deliver_together(self._files_to_put())

    def _files_to_put(self) -> Iterator[ToPut]:
        """Each file with what writes it and reads it back."""
        for number, (target, values) in enumerate(self._planned):
            if not self._progress(number, len(self._planned)):
                raise Cancelled
            yield ToPut(target, self._writer(target, values), self._checker(target))

    def _writer(self, target: Path, values: FormValues) -> Callable[[Path], None]:
        def write(path: Path) -> None:
            told = self._files.fill(self._seen.file_name, self._content, values.filling, path)
            self._told |= dict.fromkeys(told)
            self.digests[target] = _digest(path)

        return write

    def _checker(self, target: Path) -> Callable[[Path], None]:
        def check(path: Path) -> None:
            if _digest(path) != self.digests[target]:
                raise EnvironmentProblem(
                    f"写好的“{target.name}”读回来和写的不一样，U盘可能坏了。",
                    "台账库里的记录没有受影响，没有留下写坏的文件。",
                    "请换一个U盘，再做一次。",
                )

        return check

    def lacking(self) -> tuple[str, ...]:
        """What could not be filled, each once."""
        where = PlaceWords(self._seen)
        found = {
            f"{where(place)}：{why}。": None
            for _, values in self._planned
            for place, why in values.lacking.items()
        }
        return tuple(self._told | found)


def form_target(
    folder: Path, called: str, kind: FormKind, record: Record | None, ours: Mapping[str, str]
) -> Path:
    """Where a filled form goes: to its place again, but not over what somebody else put there."""
    which = f"_{record.number}" if record is not None else ""
    target = folder / f"{called}{which}{kind.value}"
    if record is None and target.is_file():
        with suppress(OSError):
            if ours.get(str(target)) == _digest(target):
                return target
    return beside_others(target)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

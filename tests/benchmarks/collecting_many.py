"""As many returns as a province has collected into a book, from the files to the totals.

Run by ``tests.benchmarks.collecting``.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial, reduce
from multiprocessing import active_children, get_context
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.documents.returns.reading import read_return
from qinglian_desktop.domain.collecting.collected import Fate
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import ReturnContent, content_of
from qinglian_desktop.storage.books import EncryptedBooks
from tests.benchmarks.collecting import MONTHS, UNITS, corpus
from tests.collected_corpus import code_of, name_of, signed_by

_FOLD = 21


def main() -> None:
    """As many as a province has, and 48 units of them: does time grow as they do?"""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        paths = corpus(few)
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            list(pool.map(partial(_copy, many), paths, chunksize=12))
        first = _collected(few, len(paths))
        second = _collected(many, len(paths) * _FOLD)
    print(f"{_FOLD} 倍的份数，处理器 {second / first:.1f} 倍的时间")


def _copy(folder: Path, path: Path) -> None:
    """The same return as itself and as others would have sent it, which takes less than theirs."""
    unit = int(path.parent.name)
    content = read_return(path).content
    with ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for other in range(unit, unit + _FOLD * UNITS, UNITS):
        told = content.told.replace(name_of(unit), name_of(other))
        copied = signed_by(other, content_of(told.replace(code_of(unit), code_of(other))))
        exchanged = list(zip(_named(content), _named(copied), strict=True))
        target = folder / f"{other:04}" / copied.file_name
        target.parent.mkdir(parents=True, exist_ok=True)
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in parts:
                archive.writestr(name, reduce(_exchanged, exchanged, data))


def _exchanged(data: bytes, pair: tuple[bytes, bytes]) -> bytes:
    return data.replace(*pair)


def _named(content: ReturnContent) -> Sequence[bytes]:
    """What is otherwise in the same return of another unit, as a sheet has it."""
    assert content.signed is not None
    seal = content.digest, content.signed.key, content.signed.signature
    words = content.unit_name, content.unit_code, *seal
    return [each.encode("ascii", "xmlcharrefreplace") for each in words]


def _collected(stick: Path, count: int) -> float:
    """From the files to all that is told of December and its year, by way of a book.

    Gives the seconds of the processor: they do not know what else a PC is busy with.
    """
    tools = build_tools(clock=lambda: datetime(2027, 1, 4, 9))
    memory, december = _Memory(), Period.parse("2026-12")
    with tempfile.TemporaryDirectory() as folder:
        book, _ = EncryptedBooks(tools.catalogue, tools.clock, tools.who).create(
            Path(folder) / "book", "测量口令-2026"
        )
        collection = Desk(book, tools).collection
        begun, spent = time.perf_counter(), _spent()
        gathered = collection.collect(stick, (), memory)
        read = time.perf_counter()
        told = collection.reading.month(december)
        done, spent = time.perf_counter(), _spent() - spent
        book.close()
    assert len(gathered.of(Fate.TAKEN)) == count
    assert len(told.figures.units) * MONTHS == count
    print(f"{count} 份：收进台账库 {read - begun:.1f} 秒，", end="")
    print(f"全年的合计 {done - read:.1f} 秒，处理器 {spent:.1f} 秒，", end="")
    print(f"内存同时最多 {memory.most:.0f} MB，合计的时候 {_memory(os.getpid(), 'VmHWM'):.0f} MB")
    return spent


def _spent() -> float:
    """Seconds of the processor, those of processes that have ended too."""
    return sum(os.times()[:4])


class _Memory:
    """Watches how much memory this process and those that read take together at most, in MB."""

    most = 0.0

    def __call__(self, done: int, total: int) -> bool:
        if done % 100 == 0:
            pids = [os.getpid(), *(each.pid or 0 for each in active_children())]
            self.most = max(self.most, sum(_memory(pid, "VmRSS") for pid in pids))
        return done <= total


def _memory(pid: int, which: str) -> float:
    """What the system says of a process, in MB: VmRSS, or VmHWM, the most until now."""
    told = Path(f"/proc/{pid}/status").read_text()
    return float(told.partition(f"{which}:")[2].split()[0]) / 1024

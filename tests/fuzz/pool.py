"""Processes that try mutations one by one: what hangs is ended, what died is begun anew."""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path

from tests.fuzz.trial import Prepared, Tried, Verdict

HANG = 60.0
"""Seconds after which a trial hangs, on a machine that is busy with something else, too."""
WILD = 300.0
"""MB that a trial must not take beyond what the valid file took."""
_BOUND = 2**31
"""Bytes of address space beyond which nothing more is given to a process."""


@dataclass(slots=True)
class _Worker:
    process: ForkProcess
    pipe: Connection
    case: int | None = None
    since: float = 0.0


def run(
    prepared: Prepared, cases: Iterable[int], workers: int, hang: float = HANG
) -> Iterator[Tried]:
    """Each case as it ends, in no order."""
    left = iter(cases)
    pool = [_begun(prepared, at) for at in range(workers)]
    try:
        for worker in pool:
            _give(worker, left)
        while busy := [each for each in pool if each.case is not None]:
            ready = wait([each.pipe for each in busy], timeout=0.5)
            for worker in busy:
                case = worker.case
                assert case is not None
                if worker.pipe in ready:
                    try:
                        yield worker.pipe.recv()
                        _give(worker, left)
                        continue
                    except EOFError:
                        worker.process.join()
                        words = f"进程没有了（{worker.process.exitcode}）"
                elif time.monotonic() - worker.since > hang:
                    words = f"{hang:g} 秒没有完"
                else:
                    continue
                yield Tried(case, Verdict.FAULT, words, time.monotonic() - worker.since)
                _end(worker)
                at = pool.index(worker)
                pool[at] = _begun(prepared, at)
                _give(pool[at], left)
    finally:
        for worker in pool:
            _end(worker)


def _give(worker: _Worker, left: Iterator[int]) -> None:
    worker.case = next(left, None)
    if worker.case is not None:
        worker.since = time.monotonic()
        worker.pipe.send(worker.case)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _begun(prepared: Prepared, at: int) -> _Worker:
    # Forked, so that no process has to load the program or make the samples.
    context = multiprocessing.get_context("fork")
    mine, its = context.Pipe()
    own = replace(prepared, place=prepared.place / str(at))
    process = context.Process(target=_work, args=(own, its))
    process.start()
    its.close()
    return _Worker(process, mine)


def _work(prepared: Prepared, pipe: Connection) -> None:
    has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (has + _BOUND, has + _BOUND))
    # What libraries in C have to say of pictures is nobody's here.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    while True:
        try:
            case = pipe.recv()
        except EOFError:
            return
        pipe.send(prepared.tried(case))

"""Trials of an operation: each in a child that dies or whose disk fails, judged in another."""

from __future__ import annotations

import errno
import os
import pickle
import random
import shutil
import signal
import tempfile
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.faults import shim
from tests.faults.contents import Finding, Kind
from tests.faults.judging import judge
from tests.faults.operation import Facts, Operation
from tests.faults.power_cut import Disk, fingerprint
from tests.faults.shim import CAN_FAIL, CHANGES, KINDS, LINK, READ, Event
from tests.faults.steps import Said, carry_out
from tests.storage.faulty_steps import same_chance

T = TypeVar("T")
LONGEST = 120
"""Seconds after which a child is given up; SQLite itself waits for ten."""
_JUDGED: dict[tuple[str, str, str], list[Finding]] = {}

KILLED, HALF_WRITTEN, ONCE, FOR_GOOD = "k", "h", "e", "E"
POWER_CUT, POWER_CUT_RANDOM = "p", "q"
HOW = {
    KILLED: "在它之前被杀",
    HALF_WRITTEN: "写到一半被杀",
    ONCE: "失败一次",
    FOR_GOOD: "从此一直失败",
    POWER_CUT: "在它之后断电，没有落盘的全丢",
    POWER_CUT_RANDOM: "在它之后断电，没有落盘的随机留一部分",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One way in which one call goes wrong; ``call`` counts from 1."""

    how: str
    call: int
    error: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    operation: str
    trial: Trial
    struck: str
    findings: list[Finding]

    @property
    def words(self) -> str:
        error = f" {errno.errorcode[self.trial.error]}" if self.trial.error else ""
        return (
            f"{self.operation} 第 {self.trial.call} 次 {self.struck} {HOW[self.trial.how]}{error}"
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """An operation made ready: the folder before it, and what it does when nothing goes wrong."""

    name: str
    operation: Operation
    place: Path
    facts: Facts
    events: list[Event]

    @property
    def book(self) -> Path:
        return self.place / "before" / "book"

    def trials(self) -> Iterator[Trial]:
        """Every call in every way in which it can go wrong."""
        counted = READ if self.operation.reads else CHANGES
        kinds = dict(_calls(self.events, counted))
        last = max(event.call for event in self.events)
        for call in range(1, last + 1):
            # A call that fails when nothing is wrong, as an unlink of what is not there.
            kind = kinds.get(call, "")
            if kind == READ:
                yield Trial(ONCE, call, errno.EIO)
                yield Trial(FOR_GOOD, call, errno.EIO)
                continue
            yield Trial(KILLED, call)
            if kind == "w":
                yield Trial(HALF_WRITTEN, call)
            for error, can_fail in CAN_FAIL.items():
                if kind and kind in can_fail:
                    yield Trial(ONCE, call, error)
                    yield Trial(FOR_GOOD, call, error)
            if kind:
                yield Trial(POWER_CUT, call)
                yield Trial(POWER_CUT_RANDOM, call)


def prepare(name: str, operation: Operation, place: Path) -> Prepared:
    """Make the book before the operation, and record what the operation does."""
    before = place / "before"
    before.mkdir(parents=True)
    # What it prepares once is there in every child.
    operation.books()
    facts = _in_child(lambda: operation.prepare(before / "book"))
    prepared = Prepared(name, operation, place, facts, [])
    with _copy_of(prepared) as (top, trace):
        status = _work(prepared, top, trace, Trial(ONCE, 0))
        events = list(shim.read_trace(trace))
        said = Said.among(events)
        if status or not said.ended or said.told or said.bugs:
            raise RuntimeError(f"{name} does not even work by itself: {status} {said}")
        # In the trace the folder is called as the copy was.
        events = _below(events, top, before)
        if _replayed(events, before) != fingerprint(top):
            raise RuntimeError(f"{name} changes the disk by calls that are not seen")
        found = _in_child(lambda: judge(operation, top / "book", facts, said))
        if found:
            raise RuntimeError(f"{name} is not as it shall be by itself: {found}")
    return Prepared(name, operation, place, facts, events)


def _replayed(events: list[Event], before: Path) -> str:
    disk = Disk(before, before)
    for event in events:
        disk.take(event)
    with tempfile.TemporaryDirectory() as folder:
        disk.whole(Path(folder))
        return fingerprint(Path(folder))


def run(prepared: Prepared, trial: Trial) -> Result:
    """Carry out one trial and judge it. What cannot be judged is a finding, too."""
    struck = ""
    try:
        if trial.how in (POWER_CUT, POWER_CUT_RANDOM):
            struck, findings = _cut(prepared, trial)
        else:
            struck, findings = _strike(prepared, trial)
    except Exception:
        findings = [Finding(Kind.UNJUDGED, traceback.format_exc())]
    return Result(prepared.name, trial, struck, findings)


def _strike(prepared: Prepared, trial: Trial) -> tuple[str, list[Finding]]:
    operation = prepared.operation
    with _copy_of(prepared) as (top, trace):
        status = _work(prepared, top, trace, trial)
        events = list(shim.read_trace(trace))
        said = Said.among(events)
        hit = next((event for event in events if event.kind == "!"), None)
        struck = "" if hit is None else _named(hit.first, hit.second, top)
        is_kill = trial.how in (KILLED, HALF_WRITTEN)
        wanted = -signal.SIGKILL if is_kill else 0
        if hit is None or status != wanted or said.ended is is_kill:
            words = f"没有按计划进行：结束码 {status}，{said}"
            return struck, [Finding(Kind.UNJUDGED, words)]
        return struck, _in_child(lambda: judge(operation, top / "book", prepared.facts, said))


def _cut(prepared: Prepared, trial: Trial) -> tuple[str, list[Finding]]:
    operation = prepared.operation
    before = prepared.place / "before"
    disk = Disk(before, before)
    struck, past = "", list[Event]()
    for event in prepared.events:
        # Words after the call still count: they were said before the power went.
        if event.call > trial.call:
            break
        disk.take(event)
        past.append(event)
        if event.kind in KINDS:
            struck = _named(event.kind, event.first, before)
    is_random = trial.how == POWER_CUT_RANDOM
    with tempfile.TemporaryDirectory(dir=prepared.place) as folder:
        top = Path(folder)
        disk.kept(top, random.Random(trial.call) if is_random else None)
        said = Said.among(past)
        if not (top / "book").exists() and operation.makes and not said.confirmed:
            return struck, []
        # Most calls change nothing of what is kept: what was judged need not be judged again.
        key = prepared.name, fingerprint(top), repr(said)
        if key not in _JUDGED:
            _JUDGED[key] = _in_child(lambda: judge(operation, top / "book", prepared.facts, said))
        return struck, _JUDGED[key]


def _work(prepared: Prepared, top: Path, trace: Path, trial: Trial) -> int:
    """Do the work in a child of its own; minus the signal that ended it, or its exit code."""
    operation = prepared.operation
    child = os.fork()
    if child == 0:
        code = 70
        try:
            signal.alarm(LONGEST)
            same_chance()
            shim.arm(
                top,
                trace,
                trial.call,
                trial.how,
                trial.error,
                counted=READ if operation.reads else CHANGES,
                refused="" if operation.links else LINK,
            )
            carry_out(lambda steps: operation.work(top / "book", prepared.facts, steps))
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _in_child(act: Callable[[], T]) -> T:
    """Do it in a fresh process and give its answer; raises if there is none."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(LONGEST)
            os.close(reading)
            try:
                answer = pickle.dumps((True, act()))
            except BaseException:
                answer = pickle.dumps((False, traceback.format_exc()))
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(answer)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    if not answer:
        raise RuntimeError("the judge died")
    is_answer, given = pickle.loads(answer)
    if not is_answer:
        raise RuntimeError(given)
    return given


@contextmanager
def _copy_of(prepared: Prepared) -> Generator[tuple[Path, Path]]:
    """The folder before an operation, copied for one trial, and the file of its trace."""
    with tempfile.TemporaryDirectory(dir=prepared.place) as folder:
        top = Path(folder) / "top"
        shutil.copytree(prepared.place / "before", top)
        yield top, Path(folder) / "trace"


def _calls(events: list[Event], counted: str) -> Iterator[tuple[int, str]]:
    return ((event.call, event.kind) for event in events if event.kind in counted)


def _named(kind: str, path: str, top: Path) -> str:
    return f"{KINDS[kind]} {Path(path).relative_to(top)}"


def _below(events: list[Event], top: Path, before: Path) -> list[Event]:
    def moved(path: str) -> str:
        return str(before / Path(path).relative_to(top)) if path else ""

    return [
        event
        if event.kind == "n"
        else Event(
            event.kind,
            event.call,
            moved(event.first),
            moved(event.second),
            event.file,
            event.offset,
            event.data,
        )
        for event in events
    ]

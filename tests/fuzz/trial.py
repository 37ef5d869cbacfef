"""One mutation tried in this process: what came of it, how long it took, and how much memory."""

from __future__ import annotations

import logging
import re
import shutil
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random

from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from tests.fuzz.target import Amiss, Attempt, Sample, Target
from tests.storage.sentences import complete

SLOW = 10.0
"""Seconds of the processor that a trial must not take."""
LONGEST = 3000
"""Signs that a sentence must not have: nobody reads more, and no window shows it."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PROGRAMMED = re.compile(
    r"Traceback|Error\b|Exception|0x[0-9a-f]{6}|<class |<[a-z_.]+ object|NoneType"
)


class Verdict(Enum):
    """How a trial ended; all but the first two are faults of the program."""

    SUCCEEDED = "读成"
    TOLD = "说明"
    FAULT = "不对"


@dataclass(frozen=True, slots=True)
class Tried:
    """``peak`` are the MB that this process took beyond what it had."""

    case: int
    verdict: Verdict
    words: str = ""
    seconds: float = 0.0
    peak: float = 0.0


@dataclass(slots=True)
class Prepared:
    """A target with its samples, ready to be tried in ``place``, a folder that is emptied.

    ``made`` is what the samples were made with.
    """

    key: str
    target: Target
    samples: Sequence[Sample]
    attempt: Attempt
    place: Path
    made: Path
    seed: int = 0

    def mutated(self, case: int) -> tuple[str, bytes, str]:
        """The file of a case, its bytes, and what was done to them."""
        if case < 0:
            return self.samples[-case - 1].name, self.samples[-case - 1].data, "原样"
        random = Random(f"{self.key}/{self.seed}/{case}")
        sample = random.choice(self.samples)
        data, done = sample.data, list[str]()
        for _ in range(random.choice((1, 1, 1, 2))):
            ways = self.target.ways_of(sample)
            way = random.choice(ways)
            try:
                data = way(data, random.choice(sample.others or (sample.data,)), random)
            except Exception:
                # What was altered before has no such structure any more.
                data = ways[1](data, b"", random)
            done.append(way.__name__)
        return sample.name, data, " ".join(done)

    def tried(self, case: int) -> Tried:
        """Try it; never raises."""
        name, data, _ = self.mutated(case)
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir(parents=True)
        logged = _Logged()
        logging.getLogger().addHandler(logged)
        before, begun = _fresh_peak(), time.process_time()
        verdict, words = Verdict.SUCCEEDED, ""
        try:
            self.attempt(self.place, name, data)
        except EnvironmentProblem as problem:
            verdict, words = _judged(problem.sentence, is_whole=complete(problem))
        except DataProblems as problems:
            verdict, words = _judged(str(problems), is_whole=bool(_CHINESE.search(str(problems))))
        except Amiss as amiss:
            verdict, words = Verdict.FAULT, str(amiss)
        except BaseException as error:
            verdict, words = Verdict.FAULT, _in_short(error)
        seconds = time.process_time() - begun
        peak = (_status("VmHWM") - before) / 1024
        logging.getLogger().removeHandler(logged)
        if logged.words and verdict is not Verdict.FAULT:
            verdict, words = Verdict.FAULT, f"记入日志：{logged.words}"
        if seconds > SLOW and verdict is not Verdict.FAULT:
            verdict, words = Verdict.FAULT, f"用了 {seconds:.0f} 秒：{words[:100]}"
        shutil.rmtree(self.place, ignore_errors=True)
        return Tried(case, verdict, words, seconds, peak)


class _Logged(logging.Handler):
    """What the program did not expect and went on after."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.words = ""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            self.words = _in_short(error)


def _judged(sentence: str, *, is_whole: bool) -> tuple[Verdict, str]:
    if not is_whole or len(sentence) > LONGEST or _PROGRAMMED.search(sentence):
        return Verdict.FAULT, f"不成话：{sentence[:300]}"
    return Verdict.TOLD, sentence


def _in_short(error: BaseException) -> str:
    lines = traceback.extract_tb(error.__traceback__)
    ours = [each for each in lines if "/qinglian_desktop/" in each.filename] or lines
    places = " > ".join(f"{Path(each.filename).name}:{each.lineno}" for each in ours[-3:])
    return f"{type(error).__name__}: {str(error)[:200]}（{places}）"


def _fresh_peak() -> float:
    """What the process has now, in KB; its peak is counted from here on. 0 where none is told."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return _status("VmHWM")
    return _status("VmRSS")


def _status(name: str) -> float:
    try:
        text = Path("/proc/self/status").read_text()
    except OSError:
        return 0.0
    found = re.search(rf"{name}:\s+(\d+)", text)
    return float(found[1]) if found else 0.0

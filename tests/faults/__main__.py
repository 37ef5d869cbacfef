"""Tries every fault at every call of each operation: ``python3 packaging/dev.py faults``.

Linux only: it stands between the program and its disk by a preloaded library, which the system's
C compiler makes at use.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from pathlib import Path

from tests.faults import shim
from tests.faults.contents import Kind
from tests.faults.operations import OPERATIONS
from tests.faults.planted import PLANTED
from tests.faults.trials import Prepared, Result, Trial, prepare, run

WORKERS = 2
KNOWN = {**OPERATIONS, **PLANTED}
_EVERY_SECONDS = 15.0


def main(arguments: Sequence[str]) -> int:
    if sys.platform != "linux":
        print("这个工具只能在 Linux 上运行。", file=sys.stderr)
        return 3
    chosen = _parsed(arguments)
    if shim.LIBRARY not in os.environ:
        return _again_with_library(arguments)
    # What is logged of each fault is no news here.
    logging.disable()
    names = chosen.operations or list(OPERATIONS)
    counts: dict[str, tuple[int, Counter[Kind]]] = {}
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        for name in names:
            try:
                prepared = prepare(name, KNOWN[name], Path(folder).resolve() / name)
            except Exception as error:
                print(f"{name}：没有故障时就不对，没有试验：{error}")
                counts[name] = 0, Counter({Kind.UNJUDGED: 1})
                continue
            trials = sampled(list(prepared.trials()), chosen)
            counts[name] = _tried(prepared, trials)
    print(table(counts))
    return 1 if any(found for _, found in counts.values()) else 0


def sampled(trials: list[Trial], chosen: argparse.Namespace) -> list[Trial]:
    """Those that were asked for; the same ones each time."""
    if chosen.call:
        trials = [each for each in trials if each.call in chosen.call]
    wanted = min(chosen.sample or len(trials) // chosen.every, len(trials))
    # By chance, and as many kills as failures and power cuts, though failures are many more.
    chance = random.Random(0)
    ways: dict[str, list[int]] = {}
    for place, trial in enumerate(trials):
        ways.setdefault(trial.how, []).append(place)
    for places in ways.values():
        chance.shuffle(places)
    in_turn = (place for each in zip_longest(*ways.values()) for place in each if place is not None)
    return [trials[each] for each in sorted(islice(in_turn, wanted))]


def table(counts: dict[str, tuple[int, Counter[Kind]]]) -> str:
    """How many trials each operation had, and in how many of them what was found."""
    lines = [f"| 操作 | 试验 | {' | '.join(kind.value for kind in Kind)} |"]
    lines.append("|---|---:|" + "---:|" * len(Kind))
    for name, (tried, found) in counts.items():
        cells = " | ".join(str(found[kind]) for kind in Kind)
        lines.append(f"| {KNOWN[name].title} | {tried} | {cells} |")
    return "\n".join(lines)


def _tried(prepared: Prepared, trials: Sequence[Trial]) -> tuple[int, Counter[Kind]]:
    found = Counter[Kind]()
    began = said = time.monotonic()
    last = max(event.call for event in prepared.events)
    print(f"{prepared.operation.title}：{last} 次调用，{len(trials)} 次试验", flush=True)
    for done, result in enumerate(_results(prepared, trials), 1):
        found.update({finding.kind for finding in result.findings})
        for finding in result.findings:
            print(f"  {finding.kind.value}：{result.words}：{finding.words}", flush=True)
        if time.monotonic() - said > _EVERY_SECONDS:
            said = time.monotonic()
            print(f"  {done}/{len(trials)}，{said - began:.0f} 秒", flush=True)
    return len(trials), found


def _results(prepared: Prepared, trials: Sequence[Trial]) -> Iterator[Result]:
    # Forked, so that no child has to load the program; the pool's processes have one thread each.
    with multiprocessing.get_context("fork").Pool(
        min(WORKERS, os.cpu_count() or 1), _take, (prepared,)
    ) as pool:
        yield from pool.imap_unordered(_run, trials)


_taken: list[Prepared] = []


def _take(prepared: Prepared) -> None:
    _taken[:] = [prepared]


def _run(trial: Trial) -> Result:
    return run(_taken[0], trial)


def _again_with_library(arguments: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        try:
            library = str(shim.compiled(Path(folder)))
        except shim.NoCompiler as problem:
            print(problem, file=sys.stderr)
            return 3
        environ = {**os.environ, shim.LIBRARY: library, "LD_PRELOAD": library}
        command = [sys.executable, "-m", "tests.faults", *arguments]
        return subprocess.run(command, env=environ, check=False).returncode


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    known = "\n".join(f"  {name:<15}{each.title}" for name, each in OPERATIONS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py faults",
        description="在每一次写、落盘、改名、删除时让磁盘出错、程序被杀或断电，看台账库是否完好",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"操作：\n{known}",
    )
    parser.add_argument("operations", nargs="*", metavar="操作")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="每 N 次试验抽做一次")
    parser.add_argument("--sample", type=int, metavar="N", help="每个操作只做抽出的 N 次")
    parser.add_argument("--call", type=int, action="append", metavar="N", help="只试第 N 次调用")
    chosen = parser.parse_args(arguments)
    if unknown := [each for each in chosen.operations if each not in KNOWN]:
        parser.error(f"没有这个操作：{'、'.join(unknown)}")
    return chosen


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Fuzzes what the program reads: ``python3 packaging/dev.py fuzz``. Linux only, for its bounds."""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.fuzz.pool import WILD, run
from tests.fuzz.targets import TARGETS
from tests.fuzz.trial import Prepared, Tried, Verdict

_EVERY_SECONDS = 30.0


@dataclass(slots=True)
class Figures:
    """What came of the mutations of one target."""

    tried: int = 0
    counts: Counter[Verdict] = field(default_factory=Counter[Verdict])
    slowest: float = 0.0
    peak: float = 0.0

    def add(self, one: Tried) -> None:
        self.tried += 1
        self.counts[one.verdict] += 1
        self.slowest = max(self.slowest, one.seconds)
        self.peak = max(self.peak, one.peak)


def main(arguments: Sequence[str]) -> int:
    chosen = _parsed(arguments)
    # Nothing is shown of what is logged; each trial looks at it itself.
    logging.getLogger().addHandler(logging.NullHandler())
    print(f"种子 {chosen.seed}", flush=True)
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for key in chosen.targets or list(TARGETS):
            prepared = prepare(key, Path(folder).resolve() / key, chosen.seed)
            found[key] = _fuzzed(prepared, chosen)
    print(table(found))
    return 1 if any(each.counts[Verdict.FAULT] for each in found.values()) else 0


def prepare(key: str, folder: Path, seed: int) -> Prepared:
    """The target with its samples, made in the folder."""
    made = folder / "made"
    made.mkdir(parents=True)
    samples, attempt = TARGETS[key].prepare(made)
    return Prepared(key, TARGETS[key], samples, attempt, folder / "place", made, seed)


def bounded(one: Tried, usual: float) -> Tried:
    """A fault where it took much more memory than the valid files."""
    if one.verdict is not Verdict.FAULT and one.peak > usual + WILD:
        return replace(one, verdict=Verdict.FAULT, words=f"内存多用 {one.peak:.0f} MB：{one.words}")
    return one


def table(found: dict[str, Figures]) -> str:
    """The figures of each target, as a table."""
    lines = ["| 文件 | 试过 | 说明 | 读成 | 不对 | 最慢 | 内存最多 |"]
    lines.append("|---|---:|---:|---:|---:|---:|---:|")
    for key, each in found.items():
        told, read, bad = (
            each.counts[kind] for kind in (Verdict.TOLD, Verdict.SUCCEEDED, Verdict.FAULT)
        )
        cells = f"{each.tried:,} | {told:,} | {read:,} | {bad} | {each.slowest:.1f} s"
        lines.append(f"| {TARGETS[key].title} | {cells} | {each.peak:.0f} MB |")
    return "\n".join(lines)


def _fuzzed(prepared: Prepared, chosen: argparse.Namespace) -> Figures:
    whole = list(run(prepared, range(-len(prepared.samples), 0), 1))
    if bad := [each for each in whole if each.verdict is not Verdict.SUCCEEDED]:
        raise SystemExit(f"{prepared.key}：没有改动过的文件就读不成：{bad[0].words}")
    usual = max(each.peak for each in whole)
    figures, begun = Figures(), time.monotonic()
    said, shown = begun, Counter[str]()
    print(f"{prepared.target.title}：{chosen.count} 次", flush=True)
    cases = chosen.case or range(chosen.count)
    for one in run(prepared, cases, chosen.workers):
        one = bounded(one, usual)
        figures.add(one)
        if chosen.case:
            print(
                f"  {prepared.mutated(one.case)[2]}：{one.verdict.value}：{one.words}", flush=True
            )
        if one.verdict is Verdict.FAULT:
            shown[one.words] += 1
            if shown[one.words] <= 3:
                kept = _kept(prepared, one, chosen.to)
                print(f"  --case {one.case}：{one.words}（{kept}）", flush=True)
        if time.monotonic() - said > _EVERY_SECONDS:
            said = time.monotonic()
            print(f"  {figures.tried}，{said - begun:.0f} 秒", flush=True)
    for words, times in shown.most_common():
        if times > 3:
            print(f"  共 {times} 次：{words}")
    return figures


def _kept(prepared: Prepared, one: Tried, to: Path) -> Path:
    """The input that was amiss, kept to be looked at."""
    name, data, _ = prepared.mutated(one.case)
    kept = to / prepared.key / f"{prepared.seed}-{one.case}-{Path(name).name}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(data)
    if prepared.made.is_dir() and any(prepared.made.iterdir()):
        # A key file, say, opens only the book that it was made with.
        shutil.copytree(prepared.made, kept.parent / "made", dirs_exist_ok=True)
    return kept


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    known = "\n".join(f"  {key:<12}{each.title}" for key, each in TARGETS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py fuzz",
        description="把程序要读的文件弄坏了给它读：要么读成，要么用一句话说明",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"文件：\n{known}",
    )
    parser.add_argument("targets", nargs="*", metavar="文件")
    parser.add_argument("--count", type=int, default=10_000, metavar="N", help="每种试多少次")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="种子")
    parser.add_argument("--case", type=int, action="append", metavar="N", help="只试第 N 次")
    parser.add_argument(
        "--workers", type=int, default=min(2, os.cpu_count() or 1), metavar="N", help="几个进程"
    )
    parser.add_argument(
        "--to", type=Path, default=Path("out/fuzz"), metavar="文件夹", help="不对的文件放在哪里"
    )
    chosen = parser.parse_args(arguments)
    if unknown := [each for each in chosen.targets if each not in TARGETS]:
        parser.error(f"没有这种文件：{'、'.join(unknown)}")
    return chosen


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

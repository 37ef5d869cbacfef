"""Whether a day left anything behind: late readings and times against early ones."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import TypeVar

from tests.soak.gauge import Reading

Each = TypeVar("Each")

MOST_MEMORY = 0.05
"""How much more memory there may be at the end than after the first part, of the whole."""
MOST_SLOWER = 1.5
"""How much longer a step may take late than early, in the time of a processor that is shared."""
NOTICED = 0.05
"""Seconds below which nobody notices that a step has become slower."""
MOST_WIDGETS = 0.002
"""Of all widgets, how many more there may be: lines of what is said, which grow with the day."""
_COUNTS = (
    ("handles", "打开的文件", 0.0),
    ("threads", "线程", 0.0),
    ("widgets", "窗口部件", MOST_WIDGETS),
)


def verdict(parts: Mapping[str, Sequence[Reading]]) -> list[str]:
    """What is wrong, in sentences; empty if nothing grew and nothing became slower.

    ``parts`` are those of the day, each judged by itself: its first quarter warms up, the second
    is held against the last. Memory is also held from the first part to the end of the last.
    """
    found: list[str] = []
    for part, readings in parts.items():
        early, late = quarters(readings)
        for name, label, more in _COUNTS:
            was, now = (max(getattr(each, name) for each in side) for side in (early, late))
            if now > was * (1 + more):
                found.append(f"{part}{label}从 {was:,} 长到 {now:,}。")
        found += _memory(part, early, late)
        for step in readings[-1].spent:
            was, now = usual(early, step), usual(late, step)
            if now > was * MOST_SLOWER and now - was > NOTICED:
                found.append(f"{part} {step} 从 {was * 1000:.0f} 毫秒慢到 {now * 1000:.0f} 毫秒。")
    first, *_, last = parts.values()
    return found + _memory("全天", quarters(first)[0], quarters(last)[1])


def usual(readings: Sequence[Reading], step: str) -> float:
    """The seconds that a step takes, in the middle of these."""
    return statistics.median(each.spent[step] for each in readings)


def quarters(values: Sequence[Each]) -> tuple[Sequence[Each], Sequence[Each]]:
    """The second quarter and the last; of a few values the second, and the last."""
    quarter = max(1, len(values) // 4)
    return values[quarter : 2 * quarter] or values[:1], values[-quarter:]


def _memory(part: str, early: Sequence[Reading], late: Sequence[Reading]) -> list[str]:
    before, after = (statistics.median(each.memory for each in side) for side in (early, late))
    if after <= before * (1 + MOST_MEMORY):
        return []
    return [f"{part}内存从 {before:.0f} MB 长到 {after:.0f} MB。"]

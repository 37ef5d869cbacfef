"""What a day took, as tables"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.soak.gauge import Reading
from tests.soak.judging import quarters, usual

_LINES = 12


def of_the_day(readings: Sequence[Reading], hours: float) -> str:
    """What the program took of its machine, over the hours."""
    lines = [
        "| 时间 | 内存 | 打开的文件 | 线程 | 窗口部件 | 对象 |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    every = max(1, len(readings) // _LINES)
    for place in [*range(0, len(readings) - 1, every), len(readings) - 1]:
        each, at = readings[place], (place + 1) / len(readings) * hours
        lines.append(
            f"| 第 {at:.1f} 小时 | {each.memory:.0f} MB | {each.handles} | {each.threads} |"
            f" {each.widgets:,} | {each.objects:,} |"
        )
    return "\n".join(lines)


def of_the_steps(parts: Mapping[str, Sequence[Reading]]) -> str:
    """What each step took early and late in each part of the day, in the middle."""
    lines = ["| 做的事 | | 先 | 后 | 倍数 |", "|---|---|---:|---:|---:|"]
    for part, readings in parts.items():
        early, late = quarters(readings)
        for step in readings[-1].spent:
            was, now = usual(early, step), usual(late, step)
            lines.append(
                f"| {step} | {part} | {was * 1000:.0f} ms | {now * 1000:.0f} ms | {now / was:.2f} |"
            )
    return "\n".join(lines)

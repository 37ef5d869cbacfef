"""Prints what each part costs against its floor, measured in the same run.

``python -m tests.benchmarks [NAME …]`` measures all, or only those named.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

from tests.benchmarks.row import Row

MODULES = (
    "window",
    "saving",
    "unlocking",
    "checking_up",
    "updating",
    "backing_up",
    "return_workbook",
    "paper",
    "paper_in_word",
    "previewing",
    "measures",
    "ten_years",
    "tabs",
    "searching",
    "listing",
    "long_list",
    "importing",
    "collecting",
    "flow",
    "drawing",
    "maps",
    "publishing",
    "filling_forms",
)


def main(names: Sequence[str]) -> int:
    strange = [name for name in names if name not in MODULES]
    if strange:
        print(f"没有这些测量：{'、'.join(strange)}。可选：{'、'.join(MODULES)}。", file=sys.stderr)
        return 2
    print("| 测量 | 用时 | 底线 | 倍数 | 预算 | |")
    print("|---|---:|---:|---:|---:|---|")
    for name in names or MODULES:
        # Each is imported when its turn comes: they bring large libraries with them.
        for row in importlib.import_module(f"tests.benchmarks.{name}").run():
            print(line(row), flush=True)
    return 0


def line(row: Row) -> str:
    """One line of the table; misses are said."""
    kept = "" if row.budget is None or row.ratio <= row.budget else "超出"
    budget = "" if row.budget is None else f"{row.budget:g}"
    value, floor = milliseconds(row.value), milliseconds(row.floor)
    return f"| {row.name} | {value} | {floor} | {row.ratio:.3g} | {budget} | {kept} |"


def milliseconds(seconds: float) -> str:
    thousandths = seconds * 1000
    return f"{thousandths:,.0f} ms" if thousandths >= 100 else f"{thousandths:.3g} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

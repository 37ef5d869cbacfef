"""What a program takes of its machine just now."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Reading:
    """After a round. ``memory`` is in MB, resident; the others count.

    ``spent`` are the seconds of the processor that each step took.
    """

    memory: float
    handles: int
    threads: int
    widgets: int
    objects: int
    spent: Mapping[str, float]


def reading(spent: Mapping[str, float]) -> Reading:
    """Once what is to be deleted is gone, and what is garbage collected, as the program does it."""
    settle()
    return Reading(
        memory=_resident(),
        handles=_entries("fd"),
        threads=_entries("task"),
        widgets=len(QApplication.allWidgets()),
        objects=len(gc.get_objects()) + gc.get_freeze_count(),
        spent=spent,
    )


def kinds_of_widgets() -> Counter[str]:
    """How many widgets there are of each class."""
    return Counter(type(each).__name__ for each in QApplication.allWidgets())


def settle() -> None:
    """Let go of what is only waiting to be let go of."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def _entries(name: str) -> int:
    return sum(1 for _ in Path(f"/proc/self/{name}").iterdir())

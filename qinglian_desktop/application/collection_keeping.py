"""A change to what is collected, done again where it clashed with other clerks'."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from qinglian_desktop.application.collection_ports import (
    CollectedReturns,
    CollectionStore,
    WriteAgain,
)
from qinglian_desktop.domain.errors import EnvironmentProblem

T = TypeVar("T")
_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
"""Seconds at most before each further attempt; half of it at least."""


def kept_in(store: CollectionStore, change: Callable[[CollectedReturns], T]) -> T:
    """Do a change in a transaction of its own, again and again for some seconds.

    It is done from the start each time, for nothing of it was kept. Raises EnvironmentProblem
    where others never let it through.
    """
    for wait in _WAITS:
        try:
            return _once(store, change)
        except WriteAgain:
            time.sleep(wait * random.uniform(0.5, 1))
    try:
        return _once(store, change)
    except WriteAgain:
        raise EnvironmentProblem(
            "别人正在写同一个数据库，这一批没有记进去。",
            "在这以前收下的都在。",
            "请过一会儿再收一次，收过的不会重复。",
        ) from None


def _once(store: CollectionStore, change: Callable[[CollectedReturns], T]) -> T:
    with store.writing() as work:
        return change(work.collected)

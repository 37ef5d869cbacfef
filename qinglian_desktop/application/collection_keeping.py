"""A change to what is collected, done again where other clerks' came first."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from qinglian_desktop.application.collection_ports import CollectedReturns, CollectionStore
from qinglian_desktop.domain.errors import Contended

T = TypeVar("T")
_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
"""Seconds at most before each further attempt; as long at least as half of it."""


def kept_in(store: CollectionStore, change: Callable[[CollectedReturns], T]) -> T:
    """Do a change in a transaction of its own, again and again for some seconds.

    ``change`` is done from the start each time, for nothing of it was kept. Raises Contended where
    others never let it through.
    """
    for wait in _WAITS:
        try:
            return _once(store, change)
        except Contended:
            time.sleep(wait * random.uniform(0.5, 1))
    return _once(store, change)


def _once(store: CollectionStore, change: Callable[[CollectedReturns], T]) -> T:
    with store.writing() as work:
        return change(work.collected)

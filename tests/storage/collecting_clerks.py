"""Clerks who collect into one database, each in a process of his own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from qinglian_desktop.application.collection_keeping import kept_in
from qinglian_desktop.domain.collecting.collected import Answered, CollectedReturn, Fate, MetFile
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.storage.collection_store import CollectionDatabase, CollectionDatabases
from tests.storage.collected_examples import AT, RETURN

BOTH = 20
"""Returns that each of them has, and files that each of them meets."""


@contextmanager
def opened(address: str) -> Iterator[CollectionDatabase]:
    store = CollectionDatabases().open(address)
    try:
        yield store
    finally:
        store.close()


def collect(address: str, who: str, begin: Any, revised: int) -> None:
    """What one of two clerks does: the same returns as the other, and some of his own."""
    with opened(address) as store:
        begin.wait()
        for each in returns_of(who, revised):
            kept_in(store, lambda kept, each=each: kept.take(each, who))
            kept_in(store, lambda kept, each=each: kept.answer(each, Answered(True, AT)))
        kept_in(store, lambda kept: kept.put_units([ListedUnit("A01", who)]))
        files = [MetFile(f"{who}{n}.xlsx", Fate.TAKEN) for n in range(BOTH)]
        kept_in(store, lambda kept: kept.note_files(AT, files))


def returns_of(who: str, revised: int) -> list[CollectedReturn]:
    same = [replace(RETURN, unit_code=f"A{n:02}", taken_by=who) for n in range(BOTH)]
    return [*same, *(replace(each, revision=revised) for each in same)]

"""Answers about words that are asked for again and again, until a book is closed"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_FORGETS: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the ``most`` latest answers of a function that is given words of records."""

    def keeping(asked: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(maxsize=most)(asked)
        _FORGETS.append(kept.cache_clear)
        return kept  # pyright: ignore[reportReturnType]

    return keeping


def forget_words() -> None:
    """Keep no words of a book that is closed, nor the password that opened it."""
    for forget in _FORGETS:
        forget()

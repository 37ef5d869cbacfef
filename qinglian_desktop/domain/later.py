"""What is made when it is first wanted, so that the first window waits for none of it"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")


class _Later(Generic[T]):
    """Stands for what it makes when it is first asked for anything."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> T:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)


class _PatternLater(_Later[re.Pattern[str]]):
    """Of a pattern nothing changes, and it is asked thousands of times: what it gave is kept."""

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(self._made, name)
        return found


def later(make: Callable[[], T]) -> T:
    """Stands for what ``make`` gives, which is asked once, when anything of it is wanted."""
    return cast("T", _Later(make))


def pattern_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern compiled when it is first looked for: a long one takes milliseconds."""
    return cast("re.Pattern[str]", _PatternLater(lambda: re.compile(pattern, flags)))

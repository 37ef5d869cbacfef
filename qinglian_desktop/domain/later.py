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
        found = getattr(self._made, name)
        # Asked thousands of times, it is found here next time.
        self.__dict__[name] = found
        return found


def later(make: Callable[[], T]) -> T:
    """Stands for what ``make`` gives, which is asked once, when anything of it is wanted."""
    return cast("T", _Later(make))


def pattern_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern compiled when it is first looked for: a long one takes milliseconds."""
    return later(lambda: re.compile(pattern, flags))

"""Every use case of a desk, called with whatever it takes, and all that it answers or writes"""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from itertools import islice, product
from pathlib import Path
from typing import Any, cast

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.ledger import Ledger

_MOST = 40
"""Calls of one use case; what it takes is varied no further."""
_ENDLESS = 2_000
_DECLARED = (Ledger, Field, Catalogue, type)
_FILES = ("return_files", "paper_files", "word_files", "summary_files", "table_files")
_MORE_FILES = ("chart_files", "public_files", "form_files")
BEGUN_WITH_THE_DESK = ("records", "roster", "scopes", "wordings", "choices")


def told_in(value: object, depth: int = 12) -> Iterator[str]:
    """Every text in a value, however deep; what is declared tells nothing of the book."""
    if isinstance(value, str | Path):
        yield str(value)
    elif isinstance(value, bytes):
        yield value.decode("utf-8", errors="ignore")
    elif depth == 0 or value is None or isinstance(value, _DECLARED):
        return
    elif isinstance(value, Mapping):
        for key, each in islice(cast("Mapping[object, object]", value).items(), _ENDLESS):
            yield from told_in(key, depth - 1)
            yield from told_in(each, depth - 1)
    elif is_dataclass(value):
        for field in fields(value):
            yield from told_in(getattr(value, field.name), depth - 1)
    elif isinstance(value, Iterable):
        for each in islice(cast("Iterable[object]", value), _ENDLESS):
            yield from told_in(each, depth - 1)


class Overhearing:
    """Files of a kind that write nothing, and keep every word that they were given."""

    def __init__(self, heard: list[str]) -> None:
        self._heard = heard

    def __getattr__(self, name: str) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            self._heard += told_in((given, named))
            return "" if name == "lacking" else b""

        return call


def overheard(tools: Tools, heard: list[str]) -> Tools:
    """The same tools, whose files say what is put into them."""
    deaf = {name: Overhearing(heard) for name in (*_FILES, *_MORE_FILES)}
    return replace(tools, **cast("Any", deaf))


class Walk:
    """Calls all use cases of a desk again and again, until what they give leads no further.

    ``given`` are values by the annotation of a parameter, or by its name and that.
    """

    def __init__(self, desk: Desk, given: Mapping[str, Iterable[object]]) -> None:
        self.desk = desk
        self.heard: list[str] = []
        self.called: set[str] = set()
        self._pool = defaultdict[str, list[object]](list)
        for name, values in given.items():
            self._pool[name] += values

    def go(self, times: int = 3) -> None:
        """So many rounds: what one gives is taken by the next."""
        for _ in range(times):
            for name, call in uses(self.desk):
                self._try(name, call)

    @property
    def left(self) -> set[str]:
        """What could not be called."""
        return {name for name, _ in uses(self.desk)} - self.called

    def _try(self, name: str, call: Callable[..., object]) -> None:
        taken = [
            self._taken(name, each)
            for each in inspect.signature(call).parameters.values()
            if each.default is each.empty
        ]
        for given in islice(product(*taken), _MOST):
            self.called.add(name)
            try:
                answer = call(*given)
            except Exception as problem:
                # What is asked at random is mostly nonsense; what is said of it is heard, too.
                self.heard += [f"{name}: {each}" for each in told_in(vars(problem) | {"": problem})]
                self.heard.append(f"{name}: {problem}")
                continue
            self.heard += [f"{name}: {each}" for each in told_in(answer)]
            self._keep(answer)

    def _taken(self, name: str, parameter: inspect.Parameter) -> list[object]:
        said = str(parameter.annotation)
        for key in (f"{name}({parameter.name})", f"{parameter.name}: {said}", said):
            if self._pool[key]:
                return self._pool[key]
        return []

    def _keep(self, answer: object) -> None:
        several = isinstance(answer, list | tuple)
        for each in cast("list[object]", answer)[:3] if several else (answer,):
            known = self._pool[type(each).__name__]
            if is_dataclass(each) and len(known) < 3:
                known.append(each)


def uses(desk: Desk) -> Iterator[tuple[str, Callable[..., object]]]:
    """Every use case of the desk by its name: searching.find."""
    parts = [name for name, of in vars(Desk).items() if isinstance(of, cached_property)]
    for part in (*BEGUN_WITH_THE_DESK, *parts):
        of = getattr(desk, part)
        for name, _ in inspect.getmembers(type(of), inspect.isfunction):
            if not name.startswith("_"):
                yield f"{part}.{name}", getattr(of, name)

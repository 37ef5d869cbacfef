"""Forms that the book keeps: which of them a form is again, and what goes where in it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from qinglian_desktop.application.handing_ports import KeptForm
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.filling.around_places import labels_alike, labels_of
from qinglian_desktop.domain.filling.form_mapping import FormMapping
from qinglian_desktop.domain.filling.mapping_json import mapping_of
from qinglian_desktop.domain.filling.seen_form import SeenForm

_KEPT = "台账库里的记录没有受影响，表没有被改动。"
_SAME_FORM = 0.6
"""So alike the words of two forms must be for one to be the other, sent again."""


def form_alike(kept: Iterable[KeptForm], seen: SeenForm) -> tuple[KeptForm | None, list[str]]:
    """The kept form that this one is again, and the names of others that are like it, too."""
    labels = labels_of(seen)
    scored: list[tuple[float, KeptForm]] = []
    for each in kept:
        with suppress(ValueError):
            score = labels_alike(mapping_of(each.mapping).labels, labels)
            if score >= _SAME_FORM:
                scored.append((score, each))
    # Of equals the one that was kept last, which stands first.
    scored.sort(key=lambda pair: -pair[0])
    return (scored[0][1] if scored else None), [each.name for _, each in scored[1:]]


def kept_mapping(kept: KeptForm) -> FormMapping:
    """What goes where in a kept form; EnvironmentProblem where a later version kept it."""
    try:
        return mapping_of(kept.mapping)
    except ValueError as error:
        raise EnvironmentProblem(
            f"“{kept.name}”里每一格填什么读不出来，可能是更新版本的程序保存的。",
            _KEPT,
            "请更新本程序，或者重新打开上级发来的表，再指定一次。",
        ) from error

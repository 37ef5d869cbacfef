"""What contradicts in the paper of a ledger is told where it is declared."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.ledger import (
    EachSigns,
    Ledger,
    ListColumn,
    PaperForm,
    PaperKind,
    PaperList,
)
from qinglian_desktop.domain.ledger_check import check_ledger
from tests.invented import EVERYTHING


def listing(*keys: str, rows: str = "") -> Ledger:
    return replace(
        EVERYTHING, listing=PaperList("单", tuple(ListColumn(key, 5) for key in keys), rows)
    )


WRONG: dict[str, tuple[Callable[[], Ledger], str]] = {
    "a paper form with an unknown field": (
        lambda: replace(EVERYTHING, paper=PaperForm("表", (("gone",),))),
        "'gone'",
    ),
    "a paper form with a field twice": (
        lambda: replace(EVERYTHING, paper=PaperForm("表", (("line",), ("line",)))),
        "paper field line stands twice",
    ),
    "a paper line of three": (
        lambda: replace(EVERYTHING, paper=PaperForm("表", (("line", "day", "plan"),))),
        "one or two fields",
    ),
    "a paper line of none": (
        lambda: replace(EVERYTHING, paper=PaperForm("表", ((),))),
        "one or two fields",
    ),
    "a paper kind of no option": (
        lambda: replace(
            EVERYTHING,
            paper=PaperForm("表", (), kind="colour", kinds=(PaperKind("紫", "紫灯记录"),)),
        ),
        "紫",
    ),
    "a place to sign for no people": (
        lambda: replace(EVERYTHING, paper=PaperForm("表", (), (EachSigns("签名", "line"),))),
        "line is no field of people",
    ),
    "a list of an unknown field": (lambda: listing("gone"), "'gone'"),
    "a list with a field twice": (lambda: listing("line", "day+line"), "line stands twice"),
    "a list of an unknown row field": (lambda: listing("steps.gone", rows="steps"), "gone"),
    "a list of nothing of rows it has no lines for": (lambda: listing("steps.gone"), "gone"),
    "a list with lines for no rows": (lambda: listing("line", rows="day"), "day has no rows"),
    "a list of the last of no rows": (lambda: listing("line.latest"), "line.latest has no rows"),
    "a list of who was due where nobody was": (lambda: listing("line.due"), "no attendance"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_contradiction_is_told(name: str):
    make, said = WRONG[name]
    with pytest.raises(BadDeclaration, match=re.escape(said)):
        check_ledger(make())

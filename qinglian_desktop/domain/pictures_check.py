"""What contradicts in the pictures that a ledger declares."""

from __future__ import annotations

from typing import assert_never

from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.pictures import Bars, Trend


def check_pictures(ledger: Ledger) -> None:
    """Every picture shows measures of the ledger, at least one."""
    known = {measure.key for measure in ledger.measures}
    for picture in ledger.pictures:
        what = f"ledger {ledger.key}: picture {picture.label}"
        match picture:
            case Trend(measure=key):
                named = {key}
            case Bars(measures=keys):
                named = set(keys)
            case _:
                assert_never(picture)
        if not named:
            raise BadDeclaration(f"{what} shows no measure")
        if strange := sorted(named - known):
            raise BadDeclaration(f"{what} shows unknown measures {strange}")

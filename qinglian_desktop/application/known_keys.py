"""Keys that a book remembers: those of units whose returns came, and of whoever answers them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.collecting.listed_units import one_code

OF_RECEIPTS = "receipts"
"""Under this the key is kept with which receipts are signed."""
_START = "known_key."


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A public key in hex, of whom it is, and since when it is known.

    ``code`` is the unit's, ``since`` a day (2026-11-05), ``period`` that of the first return.
    """

    key: str
    name: str
    since: str
    code: str = ""
    period: str = ""


def unit_slot(code: str) -> str:
    """Under this the key of a unit with this 单位编码 is kept, however it is written."""
    return f"unit.{one_code(code)}"


def known_key(work: UnitOfWork, of: str) -> KnownKey | None:
    """The key that is remembered; None before the first."""
    text = work.settings.get(_START + of)
    return KnownKey(**json.loads(text)) if text else None


def remember_key(work: UnitOfWork, of: str, known: KnownKey) -> None:
    """Remember a key, instead of the one before."""
    work.settings.put(_START + of, json.dumps(asdict(known), ensure_ascii=False))


def known_keys(work: UnitOfWork) -> Mapping[str, KnownKey]:
    """All of them."""
    found = work.settings.beginning(_START)
    return {
        key.removeprefix(_START): KnownKey(**json.loads(text))
        for key, text in found.items()
        if text
    }

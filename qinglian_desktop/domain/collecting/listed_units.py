"""The units whose returns are collected, as the list says that was imported once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit by its 单位编码, with its name and kind (党委, 党总支, 党支部 …); "" without one."""

    code: str
    name: str
    kind: str = ""

"""What there is to do, a line each, with the place where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qinglian_desktop.application.places import Place


class Urgency(Enum):
    """How a line of the workbench is coloured, always with the word."""

    OVERDUE = "已过期"
    DUE = "待办"
    SOON = "将到期"
    PLANNED = "计划"


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to be done: what, why, and where a click leads."""

    urgency: Urgency
    text: str
    reason: str
    place: Place

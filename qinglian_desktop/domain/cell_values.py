"""What a cell of a list, a sheet or a page holds, and how it is written"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

CellValue: TypeAlias = str | int | Decimal | date | None
"""What a cell holds: text, a number, a day (never a datetime), or nothing."""


def cell_text(content: CellValue) -> str:
    """A cell as the screen and the paper write it."""
    if isinstance(content, str):
        return content
    if content is None:
        return ""
    if isinstance(content, Decimal):
        return f"{content.normalize():f}"
    return content.isoformat() if isinstance(content, date) else str(content)

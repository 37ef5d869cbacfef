"""Steps of what was copied: indented text, or the cells of a table"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from qinglian_desktop.domain.flow.chart_draft import OutlineRead
from qinglian_desktop.domain.flow.pasted_steps import read_pasted


def copied_steps(new_id: Callable[[], str]) -> OutlineRead | None:
    """The steps that were copied; None where it is no more than one line of words."""
    text = QGuiApplication.clipboard().text()
    if len([line for line in text.splitlines() if line.strip()]) < 2:
        return None
    return read_pasted(text, new_id)

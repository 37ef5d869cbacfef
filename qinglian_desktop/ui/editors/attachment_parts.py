"""Parts of the attachments editor: a small picture that opens, names, and what went wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel

from qinglian_desktop.domain.errors import EnvironmentProblem

_MOST_TOLD = 8


class SmallPicture(QLabel):
    """A small picture that opens what it shows."""

    def __init__(self, open_it: Callable[[], None]) -> None:
        super().__init__()
        self._open_it = open_it
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_within = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and is_within:
            self._open_it()


def paths_in(data: QMimeData) -> list[Path]:
    """The files of this PC that are dropped or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def as_one_problem(wrong: Sequence[EnvironmentProblem], added: int) -> EnvironmentProblem:
    """What is told of files that could not be put in, each by its name."""
    if len(wrong) == 1 and not added:
        return wrong[0]
    told = "\n".join(f"· {problem.happened}{problem.todo}" for problem in wrong[:_MOST_TOLD])
    more = f"\n· 另有 {len(wrong) - _MOST_TOLD} 个。" if len(wrong) > _MOST_TOLD else ""
    return EnvironmentProblem(
        f"有 {len(wrong)} 个文件没有存进去：\n{told}{more}\n",
        f"其余 {added} 个已经添加好了。" if added else "台账库里的东西没有受影响。",
        "",
    )


def shown_name(name: str) -> str:
    """The name with its ending where it stands, whatever signs an older version kept in it."""
    return "".join("_" if unicodedata.category(sign) == "Cf" else sign for sign in name)


def size_in_words(size: int) -> str:
    """Bytes as MB or KB."""
    return f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{max(1, size // 1024)} KB"

"""What a preview shows as Word documents: one, or one for each of several papers"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QFileDialog, QWidget

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.look.file_dialogs import ask_to_replace, ask_where, names_of
from qinglian_desktop.ui.look.notice import sentence_of

ToWord: TypeAlias = Callable[[Path, Progress], object]
"""Writes one of them to exactly this path."""
_END = ".docx"


class WordDocuments:
    """Each with the name that is proposed for it; none where nothing can be had in Word."""

    def __init__(self, documents: Sequence[tuple[str, ToWord]]) -> None:
        self._documents = documents
        self._targets: Sequence[Path] = ()
        self._written: list[Path] = []
        self._error: BaseException | None = None

    def __bool__(self) -> bool:
        return bool(self._documents)

    def ask(self, parent: QWidget, chosen: Callable[[Sequence[Path]], None]) -> None:
        """Where they shall go: what is there is never replaced without a question."""
        names = [f"{name}{_END}" for name, _ in self._documents]
        start = documents_folder()
        if len(names) == 1:
            kinds = f"Word 文档 (*{_END})"
            ask_where(parent, "存为Word", start / names[0], kinds, lambda file: chosen([file]))
        elif folder := QFileDialog.getExistingDirectory(parent, "存到哪个文件夹", str(start)):
            targets = [Path(folder) / name for name in names]
            ask_to_replace(parent, targets, lambda: chosen(targets))

    def write(self, targets: Sequence[Path], progress: Progress) -> None:
        """Write each to its path; raises Cancelled between two of them, too."""
        self._targets, self._written, self._error = targets, [], None
        for (_, to_word), target in zip(self._documents, targets, strict=True):
            if self._written and not progress(len(self._written), len(targets)):
                raise Cancelled
            to_word(target, progress)
            # Also where nobody hears of it any more, since it was cancelled too late.
            self._written.append(target)

    def failed(self, error: BaseException) -> None:
        """The writing came to this end."""
        self._error = error

    @property
    def written(self) -> int:
        """How many of them were written, the first ones."""
        return len(self._written)

    @property
    def error(self) -> BaseException | None:
        """What stopped it, if anything but the user did."""
        return self._error

    @property
    def outcome(self) -> tuple[str, str]:
        """What became of it, and in which tone that is told."""
        if len(self._written) == len(self._targets):
            return f"已存为{names_of(self._targets)}，可以用 Word 或 WPS 修改。", "muted"
        there = f"{names_of(self._written)}已经存好。" if self._written else ""
        if self._error is not None:
            return f"{there}{sentence_of(self._error)}", "error"
        return f"{there}已停止，没有写{names_of(self._targets[len(self._written) :])}。", "muted"

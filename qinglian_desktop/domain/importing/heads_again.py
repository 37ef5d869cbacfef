"""Heads in the midst of a sheet: repeated on each page, or those of another table below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qinglian_desktop.domain.importing.cells import is_blank_cell, text_of_cell
from qinglian_desktop.domain.importing.heads import SheetHead
from qinglian_desktop.domain.importing.likeness import plain_head
from qinglian_desktop.domain.importing.targets import Target
from qinglian_desktop.domain.sheet import FileCell

OTHER = "另一张表"
_FEWEST = 3
"""Names of columns in one row that make it the head of another table."""


class HeadsAgain:
    """Told from records by their words: at the same columns, or as names that are known."""

    def __init__(self, head: SheetHead, known: Mapping[str, Target], titles: Iterable[str]) -> None:
        self._words = [
            {plain_head(words) for words in (cell.words, *cell.above) if words}
            for cell in head.cells
        ]
        self._names = {plain_head(name) for each in known.values() for name in each.names}
        self._titles = {plain_head(title) for title in titles}
        self._any = self._names.union(self._titles, *self._words)
        self._is_headless = not any(self._words)

    def why(self, row: Sequence[FileCell]) -> str:
        """What it is instead of a record; "" for all else."""
        if self._is_headless:
            return ""
        said: list[tuple[int, str]] = []
        for at, cell in enumerate(row):
            if is_blank_cell(cell):
                continue
            words = plain_head(text_of_cell(cell)) if isinstance(cell, str) else ""
            if words not in self._any and not said:
                return ""
            said.append((at, words))
        if len(said) == 1 and said[0][1] in self._titles:
            return "标题"
        if len(said) > 1 and all(at < len(self._words) and w in self._words[at] for at, w in said):
            return "表头"
        named = sum(words in self._names for _, words in said)
        return OTHER if named >= _FEWEST and named * 2 > len(said) else ""

"""Which fact of the unit or the month a blank cell asks for, by the label before or over it"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qinglian_desktop.domain.filling.around_places import TableWords
from qinglian_desktop.domain.filling.fact_labels import fact_of
from qinglian_desktop.domain.filling.form_labels import is_label, is_open
from qinglian_desktop.domain.filling.form_pieces import FormFact
from qinglian_desktop.domain.filling.seen_form import FormCell

_ROW_OF_SEVERAL = 0.6
_BEGINS_DATE = re.compile(r"\s*年")


@dataclass(frozen=True, slots=True)
class FactsAsked:
    """Asks which fact belongs into a cell.

    In a form that ``is_parted``, a Word document, each blank is a cell of its own however long
    its label is; in a workbook a label that needs the cell behind it takes what it asks for itself.
    """

    is_parted: bool = False

    def asked(self, words: TableWords, cell: FormCell) -> Iterator[tuple[FormFact, float]]:
        """What a blank cell asks for, and how surely."""
        beside, above = words.beside(cell), words.above(cell)
        if beside and words.is_adjacent(beside[-1], cell) and not _is_of_date(words, cell):
            label = beside[-1]
            if self.is_filled_beside(words, label):
                fact = fact_of(label.text, with_colon=True)
            else:
                fact = None if _ends_open(label) else fact_of(label.text)
            if fact is not None:
                yield fact, 1.0
        if not beside and above and (fact := fact_of(above[-1].text)) is not None:
            below = words.covering(cell.row + cell.rows, cell.column)
            yield fact, 1.0 if below is None or not is_open(below) else _ROW_OF_SEVERAL

    def is_filled_beside(self, words: TableWords, cell: FormCell) -> bool:
        """Whether what a label asks for has a cell of its own behind it, as in all of its row."""
        if not _ends_open(cell) or not self._has_room_beside(words, cell):
            return False
        line = (each for each in words.table.cells if each.row == cell.row and _ends_open(each))
        return all(self._has_room_beside(words, each) for each in line)

    def _has_room_beside(self, words: TableWords, label: FormCell) -> bool:
        """Whether a blank cell stands behind it, and the label needs nothing of that."""
        beside = words.covering(label.row, label.column + label.columns)
        if beside is None or not is_open(beside):
            return False
        widths = words.table.widths[label.column : label.column + label.columns]
        return self.is_parted or not widths or sum(widths) >= len(label.text.strip())


def _is_of_date(words: TableWords, cell: FormCell) -> bool:
    """Whether it is the gap of a year, behind which 年 月 日 stand: that is filled as a whole."""
    behind = words.covering(cell.row, cell.column + cell.columns)
    return behind is not None and _BEGINS_DATE.match(behind.text) is not None


def _ends_open(label: FormCell) -> bool:
    """Whether it is a label that waits for something: 填报人：."""
    return is_label(label) and label.text.rstrip().endswith(("：", ":"))

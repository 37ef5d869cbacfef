"""A list of rows as it goes on paper."""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.application.lens_papers import paper_title
from qinglian_desktop.application.row_list_words import (
    counted_words,
    listed_cells,
    listed_heads,
    no_rows_words,
    row_state_words,
)
from qinglian_desktop.application.row_lists import ListedRow
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lens_paper import GroundMark, LensCell, LensColumn, LensPaper, LensRow
from qinglian_desktop.domain.lenses import RowList


def row_list_paper(
    ledger: Ledger, lens: RowList, lines: Sequence[ListedRow], when: str
) -> LensPaper:
    """Every row of every record, what is to be done first."""
    what, *of, state = listed_heads(ledger, lens)
    names = len(lens.who) + 1
    return LensPaper(
        paper_title(ledger, lens),
        when,
        (
            LensColumn(what, 12.0, 3.0, centred=False),
            *(LensColumn(head, 4.0, 1.0, centred=False) for head in of[:-names]),
            *(LensColumn(head, 4.0, 0.2) for head in of[-names:-1]),
            LensColumn(of[-1], 5.5, 0.2),
            LensColumn(state, 6.0, 0.2),
        ),
        tuple(
            LensRow(
                (
                    *(LensCell((each,)) for each in listed_cells(lens, line)[:-1]),
                    LensCell((row_state_words(line),), mark=_row_mark(line)),
                )
            )
            for line in lines
        ),
        no_rows_words(ledger, lens)[0],
        ((GroundMark.GOOD, lens.finished), (GroundMark.BAD, "逾期")),
        (f"{counted_words(lens, lines)}。",) if lines else (),
    )


def _row_mark(line: ListedRow) -> GroundMark | None:
    return GroundMark.GOOD if line.is_done else GroundMark.BAD if line.days_over else None

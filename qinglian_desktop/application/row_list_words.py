"""What a list of rows says, in the window and on paper: heads, cells, and how many are done"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from qinglian_desktop.application.row_lists import ListedRow
from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import RowList

EVERYBODY = "所有的人"


class Shown(Enum):
    """Which rows of a list are looked at; the value is its word."""

    OPEN = "没有落实的"
    LATE = "过了时限的"
    DONE = "已经落实的"
    ALL = "全部"

    def holds(self, line: ListedRow) -> bool:
        """Whether the row is one of them."""
        match self:
            case Shown.OPEN:
                return not line.is_done
            case Shown.LATE:
                return line.days_over > 0
            case Shown.DONE:
                return line.is_done
            case Shown.ALL:
                return True


def chosen_rows(lines: Sequence[ListedRow], shown: Shown, who: str = "") -> list[ListedRow]:
    """Those of the lines; with ``who`` only those that name this person."""
    return [line for line in lines if shown.holds(line) and (not who or who in line.who)]


def everyone(lines: Sequence[ListedRow]) -> list[str]:
    """All who are named, each once, those who have most to do first."""
    names = [name for line in lines for name in line.who if name]
    left = [name for line in lines if not line.is_done for name in line.who if name]
    return sorted(dict.fromkeys(names), key=lambda name: -left.count(name))


def listed_heads(ledger: Ledger, lens: RowList) -> tuple[str, ...]:
    """The heads of the columns: what, of which record, who, until when, how it stands."""
    kind = ledger.field(lens.rows).type
    assert isinstance(kind, Rows)
    return (
        kind.field(lens.what).label,
        *(ledger.field(key).label for key in lens.of),
        *(kind.field(key).label for key in lens.who),
        kind.field(lens.due).label,
        kind.field(lens.status).label,
    )


def listed_cells(lens: RowList, line: ListedRow) -> tuple[str, ...]:
    """What stands below the heads."""
    due = line.due.isoformat() if line.due is not None else ""
    return (line.what, *line.of, *line.who, due, row_state_words(line))


def row_state_words(line: ListedRow) -> str:
    """已落实 2026-04-20; 落实中，逾期 12 天."""
    if line.is_done:
        return f"{line.status} {line.done_on}" if line.done_on is not None else line.status
    return f"{line.status}，逾期 {line.days_over} 天" if line.days_over else line.status


def counted_words(lens: RowList, lines: Sequence[ListedRow]) -> str:
    """共 23 条措施，已落实 15 条，逾期 2 条."""
    done, late = sum(line.is_done for line in lines), sum(line.days_over > 0 for line in lines)
    rest = f"，逾期 {late} 条" if late else ""
    return f"共 {len(lines)} 条{lens.noun}，{lens.finished} {done} 条{rest}"


def no_rows_words(ledger: Ledger, lens: RowList) -> tuple[str, str]:
    """Why the list is empty, and how to begin."""
    what = ledger.field(lens.rows).label
    return (
        f"还没有{lens.noun}",
        f"登记{ledger.noun}时填了“{what}”，每一条都会列在这里。",
    )

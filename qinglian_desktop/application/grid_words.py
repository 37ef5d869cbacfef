"""What a month grid says, in the window and on paper: its heads, cells, counts and gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qinglian_desktop.application.month_grids import Grid, GridCell, GridMark
from qinglian_desktop.domain.period import PeriodKind

COUNTS = "本月完成"
"""The head of the last row, which counts each month."""
UNTOUCHED = (GridMark.AHEAD, GridMark.BEFORE)
"""What a cell is of which nothing is owed."""


@dataclass(frozen=True, slots=True)
class ShownGrid:
    """A year's grid as of a day."""

    grid: Grid
    year: int
    today: date

    def is_now(self, month: int) -> bool:
        """Whether it is this month (1 to 12)."""
        return (self.year, month) == (self.today.year, self.today.month)

    def has_begun(self, month: int) -> bool:
        """Whether the month is this one or past."""
        return (self.year, month) <= (self.today.year, self.today.month)

    def head(self, month: int) -> str:
        """3月; the month that it is says so in a second line."""
        return f"{month}月" + ("\n本月" if self.is_now(month) else "")

    def records_of(self, month: int) -> tuple[int, ...]:
        """The ids of all records that the count of a month counts, each once."""
        cells = (self.grid.cells[word][month - 1] for word in self.grid.due(month))
        return tuple(dict.fromkeys(each for cell in cells for each in cell.records))

    def count_words(self, month: int) -> str:
        """How many of those due are done: 7/8."""
        total = len(self.grid.due(month))
        if not self.has_begun(month) or not total:
            return "—"
        return f"{total - len(self.grid.missing(month))}/{total}"

    def month_sentence(self, month: int) -> str:
        """Which words due in a month are missing: 2026年3月还差1项：…"""
        when = f"{self.year}年{month}月"
        due, missing = self.grid.due(month), self.grid.missing(month)
        if not self.has_begun(month):
            return f"{when}还没有到。"
        if not due:
            return f"{when}没有到期的项目。"
        if not missing:
            return f"{when}的{len(due)}项都已完成。"
        if len(missing) == len(due) > 1:
            return f"{when}的{len(due)}项都还没有完成。"
        return f"{when}还差{len(missing)}项：{'、'.join(missing)}。"

    def sentence(self, word: str, month: int) -> str:
        """What a cell's month says; a longer turn for itself, the one under way also its month."""
        cell = self.grid.cells[word][month - 1]
        if cell.turn.kind is PeriodKind.MONTH:
            return self.month_sentence(month)
        is_now = cell.turn.contains(self.today)
        return self._turn_sentence(word, cell) + (
            self.month_sentence(self.today.month) if is_now else ""
        )

    def gaps(self) -> list[str]:
        """What turns that are over lack: 4月 党课, 第一季度 党课, 3月 每周计划（缺2周）."""
        found: list[tuple[int, str]] = []
        for word in self.grid.words:
            for cell in self.grid.turns(word):
                over = cell.gaps(self.today)
                ends = cell.weeks[-1].end if cell.weeks else cell.turn.end
                is_gap = bool(over) if cell.weeks else not cell.records
                is_gap = is_gap and cell.mark is not GridMark.BEFORE
                if is_gap and ends < self.today:
                    when = cell.turn.label.removeprefix(f"{self.year}年") or "全年"
                    more = f"（缺{len(over)}周）" if over else ""
                    found.append((cell.turn.last_month, f"{when} {word}{more}"))
        return [words for _, words in sorted(found, key=lambda each: each[0])]

    def _turn_sentence(self, word: str, cell: GridCell) -> str:
        when = f"{cell.turn.label}的{word}"
        match cell.mark:
            case GridMark.DONE:
                return f"{when}已完成，有{len(cell.records)}条记录。"
            case GridMark.PLANNED:
                return f"{when}有计划，还没有登记。"
            case GridMark.MISSING:
                return f"{when}还没有登记。"
            case GridMark.RUNNING:
                last = cell.turn.end
                return f"{when}还没有登记，{last.month}月{last.day}日前完成。"
            case GridMark.AHEAD:
                return f"{when}还没有到。"
            case GridMark.BEFORE:
                return f"{when}在启用台账库以前，不算空缺。"


def turn_words(cell: GridCell) -> tuple[str, ...]:
    """What a cell says, the longest first."""
    if cell.weeks and cell.mark not in UNTOUCHED:
        kept = sum(bool(week.records) for week in cell.weeks)
        counted = f"{kept}/{len(cell.weeks)}"
        tick = "✓ " if cell.mark is GridMark.DONE else ""
        return f"{tick}{counted}周", f"{counted}周", counted
    match cell.mark:
        case GridMark.DONE if len(cell.records) > 1:
            return f"✓ {len(cell.records)}次", f"✓{len(cell.records)}"
        case GridMark.DONE:
            return "✓ 已完成", "✓完成", "✓"
        case GridMark.PLANNED:
            return "计划中", "计划"
        case GridMark.RUNNING:
            return "本期未完成", "未完成", "未做"
        case GridMark.MISSING:
            return ("空缺",)
        case GridMark.AHEAD:
            return ("未到",)
        case GridMark.BEFORE:
            return "未启用", "—"

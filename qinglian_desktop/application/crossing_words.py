"""What a matrix says, in the window and on paper: heads, cells, levels, what is not in it."""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.application.crossing_paths import own_key
from qinglian_desktop.application.crossing_reading import by_rank, short_name
from qinglian_desktop.application.crossings import Crossing, Shift
from qinglian_desktop.domain.conditions import Is, Not
from qinglian_desktop.domain.field_types import Choice, Choices
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import AlongChart, Crossed

UNREADABLE = "修改记录已损坏、读不出那时内容"


@dataclass(frozen=True, slots=True)
class ShownCrossing:
    """A crossing of two fields of a ledger."""

    ledger: Ledger
    lens: Crossed
    crossing: Crossing

    @property
    def ranks(self) -> tuple[str, ...]:
        """The words of the tint, the gravest first."""
        kind = self.ledger.field(self.lens.tint).type
        return kind.options if isinstance(kind, Choice | Choices) else ()

    def counts(self, x: str, y: str) -> tuple[str, ...]:
        """How many of each level a cell holds, the gravest first: 高 2个."""
        tints = self.crossing.tints.get((x, y), ())
        return tuple(f"{word or '未定'} {count}个" for word, count in tints)

    def rank(self, x: str, y: str) -> int | None:
        """How grave the gravest record of a cell is: 0 the gravest; None in an empty cell."""
        tints = self.crossing.tints.get((x, y), ())
        if not tints:
            return None
        word, ranks = tints[0][0], self.ranks
        return ranks.index(word) if word in ranks else len(ranks)

    def label(self, path: str) -> str:
        """What a field is called, of the ledger or of what it links to."""
        return self.crossing.labels.get(path) or self.ledger.field(own_key(path)).label

    def heat_rank(self, x: str, y: str) -> int | None:
        """How grave a cell is by the rule, empty or not; without a rule as its gravest record."""
        word = self.crossing.heat.get((x, y), "")
        return by_rank(self.ranks, word) if word else self.rank(x, y)

    def listed(self, x: str, y: str, most: int) -> tuple[str, ...]:
        """The short names of a cell's records, the gravest first; of more than ``most`` ＋n."""
        ids = self.crossing.ids.get((x, y), ())
        shown = ids if len(ids) <= most else ids[: most - 1]
        names = tuple(short_name(self.crossing.names.get(each, "")) for each in shown)
        return names if len(shown) == len(ids) else (*names, f"＋{len(ids) - len(shown)}")

    def day_words(self) -> tuple[str, ...]:
        """Since when the book knows anything, and what was entered after the day."""
        on, known, noun = self.crossing.on, self.crossing.known_since, self.ledger.noun
        if on is None:
            return ()
        if known is None:
            return (f"到 {on} 还没有{noun}的记录",)
        if known > on:
            return (f"台账里最早的{noun}是 {known} 的，{on} 还没有记录",)
        count = len(self.crossing.filled_in_later)
        return (f"其中 {count} 条是 {on} 以后补录的，按补录时写的算",) if count else ()

    def left_out(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """What is not shown, in words, and which records those are; none where all is shown."""
        crossing = self.crossing
        found = (
            (self.unplaced_words(), crossing.unplaced),
            (self.beyond_words(), crossing.beyond),
            ("不合筛选条件", crossing.filtered),
            (UNREADABLE, crossing.unreadable),
        )
        return tuple((self.not_shown(words, len(ids)), ids) for words, ids in found if ids)

    def moved_words(self, shift: Shift) -> str:
        """升级：考评打招呼（中、中 二级 → 高、重 一级），2026-05-20：原因."""
        was, is_now = (
            " ".join(filter(None, ("、".join(cell or ()), "" if level in (cell or ()) else level)))
            for cell, level in (
                (shift.before, shift.level_before),
                (shift.after, shift.level_after),
            )
        )
        way = " → ".join(filter(None, (was, is_now)))
        kind = f"{shift.kind.value}（{shift.how}）" if shift.how else shift.kind.value
        said = f"{kind}：{shift.name}（{way}）"
        day = f"，{shift.day}" if shift.day is not None else ""
        return f"{said}{day}{'：' if shift.reason else ''}{shift.reason.rstrip('。')}"

    def head(self, key: str, word: str) -> str:
        """A word of one or two characters says little without the name of its field."""
        return f"{self.label(key)} {word}" if len(word) == 1 else word

    def names(self, x: str, y: str) -> str:
        """What the records of a cell have in common."""
        first, second = (self.label(key) for key in (self.lens.x, self.lens.y))
        return f"{first}“{x}”、{second}“{y}”"

    def axes(self) -> str:
        """Which field goes across and which down."""
        x, y = (self.label(key) for key in (self.lens.x, self.lens.y))
        return f"横向是{x}，纵向是{y}"

    def unplaced_words(self) -> str:
        """What the records have in common that lack one of the fields."""
        x, y = (self.label(key) for key in (self.lens.x, self.lens.y))
        return f"没有填{y}" if isinstance(self.lens, AlongChart) else f"没有填{x}或{y}"

    def beyond_words(self) -> str:
        """What is said of the records for which the lens's condition does not hold."""
        match self.lens.where:
            case Not(Is(key, said)):
                return f"{self.ledger.field(key).label}“{'、'.join(said)}”"
            case _:
                return "不合这张图的条件"

    def not_shown(self, words: str, count: int) -> str:
        """没有填可能性或严重性的有 2 条，不在图里; "" where there is none."""
        return f"{words}的有 {count} 条，不在图里" if count else ""


def no_crossing_words(ledger: Ledger, lens: Crossed) -> tuple[str, str]:
    """Why a matrix is empty, and how to begin."""
    x, y = (ledger.field(own_key(path)).label for path in (lens.x, lens.y))
    return (
        f"还没有可以画出来的{ledger.noun}",
        f"登记{ledger.noun}时填上“{x}”和“{y}”，这里就会出现。",
    )

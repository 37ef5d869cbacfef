"""What a matrix says, in the window and on paper: heads, cells, levels, what is not in it."""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.application.crossing_paths import own_key
from qinglian_desktop.application.crossings import Crossing
from qinglian_desktop.domain.conditions import Is, Not
from qinglian_desktop.domain.field_types import Choice, Choices
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Matrix


@dataclass(frozen=True, slots=True)
class ShownCrossing:
    """A crossing of two fields of a ledger."""

    ledger: Ledger
    lens: Matrix
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

    def called(self, path: str) -> str:
        """What lies at a path of the lens is called so."""
        return self.crossing.labels.get(path) or self.ledger.field(own_key(path)).label

    def head(self, key: str, word: str) -> str:
        """A word of one or two characters says little without the name of its field."""
        return f"{self.called(key)} {word}" if len(word) == 1 else word

    def names(self, x: str, y: str) -> str:
        """What the records of a cell have in common."""
        first, second = map(self.called, (self.lens.x, self.lens.y))
        return f"{first}“{x}”、{second}“{y}”"

    def axes(self) -> str:
        """Which field goes across and which down."""
        x, y = map(self.called, (self.lens.x, self.lens.y))
        return f"横向是{x}，纵向是{y}"

    def unplaced_words(self) -> str:
        """What the records have in common that lack one of the fields."""
        x, y = map(self.called, (self.lens.x, self.lens.y))
        return f"没有填{x}或{y}"

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


def no_crossing_words(ledger: Ledger, lens: Matrix) -> tuple[str, str]:
    """Why a matrix is empty, and how to begin."""
    x, y = (ledger.field(own_key(path)).label for path in (lens.x, lens.y))
    return (
        f"还没有可以画出来的{ledger.noun}",
        f"登记{ledger.noun}时填上“{x}”和“{y}”，这里就会出现。",
    )

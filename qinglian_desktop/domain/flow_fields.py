"""The field types of flow charts: a chart, and a step that something hangs on"""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.domain.conditions import Condition, Is


@dataclass(frozen=True, slots=True)
class Flow:
    """权力运行流程图: the chart of what a record tells of.

    ``facts`` stand above it where it is drawn: fields of the record, or of what it links to as
    ``link.field``, each with its label there, "" for its own.
    """

    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """How a record is marked on the step that it names: ▲ in the colour of its ``level``.

    ``level`` is a Choice, the gravest word first; ``words`` say what it is. ``measures`` and who
    answers for them, ``owner``, are ``rows.field``.
    """

    level: str
    words: str
    measures: str
    owner: str


@dataclass(frozen=True, slots=True)
class StepRef:
    """A step of a chart, or words alone where there is none.

    The chart is that in the field ``chart``, ``ledger.field``, of the record that links to the
    same one as the RecordRef ``through`` of this record does. With ``marks`` the record stands in
    the chart where that is drawn, unless it is ``over`` by a word of one of its choices. Charts
    hang in public: on paper and in files stand only those of which ``goes_out`` holds.

    One that is begun at a step takes over its post in ``post``, ``begins`` with these words in
    choices, and takes from the record that the chart is of: ``takes`` are pairs of a field there
    and one here.
    """

    through: str
    chart: str
    marks: Marks | None = None
    over: Condition | None = None
    post: str = ""
    begins: tuple[tuple[str, str], ...] = ()
    goes_out: Is | None = None
    takes: tuple[tuple[str, str], ...] = ()

    @property
    def ledger(self) -> str:
        """The key of the ledger that keeps the charts."""
        return self.chart.partition(".")[0]

    @property
    def field(self) -> str:
        """The key of the field there that holds them."""
        return self.chart.partition(".")[2]

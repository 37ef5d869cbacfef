"""权力运行流程图: steps in order, with branches; lines and places follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

DEEPEST = 20
"""How deep branches stand in branches at most; more is no chart that anybody could read."""


class StepKind(Enum):
    """What a step is; each has its shape."""

    ENDPOINT = "起止"
    WORK = "办理"
    DECISION = "判断"
    MATERIAL = "材料"


class ChartForm(Enum):
    """How offices publish their charts: risks at the side, in three columns, or lanes by post."""

    SINGLE = "单列"
    THREE_COLUMNS = "三栏"
    LANES = "泳道"


class PaperSize(Enum):
    """The paper that a chart is cut for."""

    A4 = "A4"
    A3 = "A3"


class Side(Enum):
    """Where a line leaves or enters, or by which side it goes; AUTO leaves it to the layout."""

    AUTO = "自动"
    ABOVE = "上"
    RIGHT = "右"
    BELOW = "下"
    LEFT = "左"


@dataclass(frozen=True, slots=True)
class Route:
    """What a person decided about one line: the side it passes by, leaves from and enters.

    ``as_tag`` draws no line but a tag “退回第6步” where it would begin.
    """

    via: Side = Side.AUTO
    out: Side = Side.AUTO
    into: Side = Side.AUTO
    as_tag: bool = False


@dataclass(frozen=True, slots=True)
class Placing:
    """What a person decided about where a step stands; none of it is a coordinate.

    ``side``: -1 left of the step before, 0 below it, 1 right of it, None as it comes. ``gap``:
    empty rows above it. ``cut_before``: a page begins here.
    """

    side: int | None = None
    gap: int = 0
    cut_before: bool = False


ANYWHERE = Placing()
AUTOMATIC = Route()


@dataclass(frozen=True, slots=True)
class Branch:
    """A way out of a step under a ``label`` ("" for parallel ones).

    Without ``goto``, the id of a step, its last step goes on to the row after the step that it
    belongs to, unless that last step is an ENDPOINT. Without steps it goes there itself.
    """

    id: str
    label: str = ""
    steps: tuple[FlowStep, ...] = ()
    goto: str | None = None
    route: Route = AUTOMATIC


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step; ``id`` is never used again. ``stage`` heads the part of the chart begun with it.

    ``goto``, the id of a step, takes the place of the next row. Steps that branch fork, whatever
    their kind.
    """

    id: str
    kind: StepKind = StepKind.WORK
    text: str = ""
    post: str = ""
    limit: str = ""
    materials: str = ""
    stage: str = ""
    branches: tuple[Branch, ...] = ()
    goto: str | None = None
    route: Route = AUTOMATIC
    placing: Placing = ANYWHERE


@dataclass(frozen=True, slots=True)
class ExtraLine:
    """A line that the rows cannot say (另有去向)."""

    id: str
    start: str
    end: str
    label: str = ""
    route: Route = AUTOMATIC


@dataclass(frozen=True, slots=True)
class GoneStep:
    """A step that was deleted, as it was last called: risks and lines may still point to it."""

    id: str
    number: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class FlowChart:
    """The whole chart. ``lanes`` are posts in the order of the unit, [] for as they come.

    ``numbered`` writes the step's number before its text. ``gone`` are the deleted steps.
    """

    steps: tuple[FlowStep, ...] = ()
    extra: tuple[ExtraLine, ...] = ()
    form: ChartForm = ChartForm.SINGLE
    lanes: tuple[str, ...] = ()
    paper: PaperSize = PaperSize.A4
    landscape: bool = False
    numbered: bool = True
    tags_for_back: bool = False
    gone: tuple[GoneStep, ...] = ()

    def every_step(self) -> Iterator[FlowStep]:
        """All steps in the order of the rows, those of branches behind the step they leave."""
        yield from _walk(self.steps)


def _walk(steps: tuple[FlowStep, ...]) -> Iterator[FlowStep]:
    for step in steps:
        yield step
        for branch in step.branches:
            yield from _walk(branch.steps)

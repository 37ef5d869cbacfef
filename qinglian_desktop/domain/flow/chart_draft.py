"""A chart while it is read from text: steps that grow, and jumps by name until all are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.flow.chart import Branch, ExtraLine, FlowChart, FlowStep, StepKind

_NUMBER = re.compile(r"(?:退回|返回|转)?(?:到)?第?\s*(\d{1,4})\s*步?")


@dataclass(frozen=True, slots=True)
class OutlineProblem:
    """What was not understood in a line, counted from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class OutlineRead:
    """The chart that was read; ``risks`` are words about risks with the id of their step.

    ``title`` and ``note`` are what the text says of the chart as a whole.
    """

    chart: FlowChart
    problems: tuple[OutlineProblem, ...] = ()
    risks: tuple[tuple[str, str], ...] = ()
    title: str = ""
    note: str = ""


@dataclass
class DraftStep:
    """A step that grows."""

    id: str
    kind: StepKind = StepKind.WORK
    text: str = ""
    post: str = ""
    limit: str = ""
    materials: str = ""
    stage: str = ""
    branches: list[DraftBranch] = field(default_factory=list["DraftBranch"])
    goto: str | None = None


@dataclass
class DraftBranch:
    """A branch that grows."""

    id: str
    label: str
    steps: list[DraftStep] = field(default_factory=list[DraftStep])
    goto: str | None = None


@dataclass(frozen=True)
class _Jump:
    line: int
    name: str
    source: DraftStep | DraftBranch


@dataclass(frozen=True)
class _Extra:
    line: int
    start: str
    end: str
    label: str


class ChartDraft:
    """What was read so far; ``finished`` makes the chart of it."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self.new_id = new_id
        self.settings = FlowChart()
        self.title = ""
        self.note = ""
        self.steps: list[DraftStep] = []
        self._names: dict[str, str] = {}
        self._jumps: list[_Jump] = []
        self._extra: list[_Extra] = []
        self._lines: list[ExtraLine] = []
        self._risks: list[tuple[str, str]] = []
        self._problems: list[OutlineProblem] = []
        self._unknown: dict[str, str] = {}

    def tell(self, line: int, message: str) -> None:
        """Something is not as it should be."""
        self._problems.append(OutlineProblem(line, message))

    def name(self, line: int, name: str, step: DraftStep) -> None:
        """A step can be jumped to by this name."""
        if self._names.setdefault(name, step.id) != step.id:
            self.tell(line, f"有两个步骤都叫{quoted(name)}，连线去的是前一个。")

    def jump(self, line: int, name: str, source: DraftStep | DraftBranch) -> None:
        """A step or branch goes on to the step of this name."""
        self._jumps.append(_Jump(line, name, source))

    def add_extra(self, line: int, start: str, end: str, label: str) -> None:
        """A line between two steps by name."""
        self._extra.append(_Extra(line, start, end, label))

    def add_risk(self, step: DraftStep, words: str) -> None:
        """Words about a risk of this step."""
        self._risks.append((step.id, words))

    def finished(self) -> OutlineRead:
        """The chart; jumps to nothing stay, and are told."""
        flat = list(_flat(self.steps))
        for jump in self._jumps:
            if jump.source.goto is None:
                jump.source.goto = self._found(jump.line, jump.name, flat)
            else:
                self._second(jump, flat)
        for one in self._extra:
            start = self._found(one.line, one.start, flat)
            end = self._found(one.line, one.end, flat)
            self._lines.append(ExtraLine(self.new_id(), start, end, one.label))
        chart = replace(self.settings, steps=_finished(self.steps), extra=tuple(self._lines))
        problems = sorted(self._problems, key=lambda problem: problem.line)
        return OutlineRead(chart, tuple(problems), tuple(self._risks), self.title, self.note)

    def _second(self, jump: _Jump, flat: Sequence[DraftStep]) -> None:
        """A second way on of one row is an extra line, where a line can begin."""
        source = jump.source
        start = source
        if isinstance(source, DraftBranch):
            start = source.steps[-1] if source.steps else None
        if not isinstance(start, DraftStep):
            self.tell(jump.line, f"一个分支只能去一处，没有用上：{quoted(jump.name)}。")
            return
        self.tell(jump.line, f"一处只能去一步，{quoted(jump.name)}记成了“另有去向”。")
        end = self._found(jump.line, jump.name, flat)
        self._lines.append(ExtraLine(self.new_id(), start.id, end))

    def _found(self, line: int, name: str, flat: Sequence[DraftStep]) -> str:
        """The id of the step that is called so: by name, else its whole text, else its number."""
        if name in self._names:
            return self._names[name]
        alike = [step.id for step in flat if step.text == name]
        if len(alike) == 1:
            return alike[0]
        number = _NUMBER.fullmatch(name)
        if number and 0 < int(number[1]) <= len(flat):
            return flat[int(number[1]) - 1].id
        self.tell(line, f"没有找到要去的步骤{quoted(name)}，这条线先空着。")
        return self._unknown.setdefault(name, self.new_id())


def _flat(steps: Sequence[DraftStep]) -> Iterator[DraftStep]:
    for step in steps:
        yield step
        for branch in step.branches:
            yield from _flat(branch.steps)


def _finished(steps: Sequence[DraftStep]) -> tuple[FlowStep, ...]:
    return tuple(
        FlowStep(
            id=step.id,
            kind=step.kind,
            text=step.text,
            post=step.post,
            limit=step.limit,
            materials=step.materials,
            stage=step.stage,
            branches=tuple(
                Branch(branch.id, branch.label, _finished(branch.steps), branch.goto)
                for branch in step.branches
            ),
            goto=step.goto,
        )
        for step in steps
    )

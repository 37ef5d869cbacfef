"""A chart as the text that ``outline_reading`` reads.

All is said but ids, what a person pinned (places of steps, ways of lines), and what is remembered
of deleted steps: a text says what happens, and the layout finds its places again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from qinglian_desktop.domain.flow.chart import (
    Branch,
    ChartForm,
    FlowChart,
    FlowStep,
    PaperSize,
    StepKind,
)
from qinglian_desktop.domain.flow.outline_marks import KIND_MARKS, escaped, escaped_label

_NO_RISKS: Mapping[str, Sequence[str]] = {}


def write_outline(
    chart: FlowChart, risks: Mapping[str, Sequence[str]] = _NO_RISKS, title: str = ""
) -> str:
    """The outline; ``risks`` are words by step, for the chart itself holds none, nor a title."""
    names = _names(chart)
    head = [f"% 标题：{escaped(title)}"] if title else []
    lines = [*head, *_settings(chart), *_Writing(names, risks).rows(chart.steps, "")]
    for line in chart.extra:
        label = f" [{escaped_label(line.label)}]" if line.label else ""
        lines.append(f">{names[line.start]} >{names[line.end]}{label}")
    return "".join(f"{line}\n" for line in lines)


def _settings(chart: FlowChart) -> Iterator[str]:
    if chart.form is not ChartForm.SINGLE:
        yield f"% 版式：{chart.form.value}"
    yield from (f"% 泳道：{escaped(post)}" for post in chart.lanes)
    if chart.paper is not PaperSize.A4:
        yield f"% 纸张：{chart.paper.value}"
    if chart.landscape:
        yield "% 方向：横向"
    if not chart.numbered:
        yield "% 编号：否"
    if chart.tags_for_back:
        yield "% 退回：标注"


def _names(chart: FlowChart) -> Mapping[str, str]:
    """Id → the name of each step that is pointed to, and of what is no longer there."""
    pointed = [line.start for line in chart.extra] + [line.end for line in chart.extra]
    for step in chart.every_step():
        pointed += [one.goto for one in (step, *step.branches) if one.goto is not None]
    taken = {step.text for step in chart.every_step()}
    gone = {step.id: step for step in chart.gone}
    names: dict[str, str] = {}
    letters = (name for name in _letters() if name not in taken)
    for step in chart.every_step():
        if step.id in pointed:
            names[step.id] = next(letters)
    for one in pointed:
        if one not in names:
            wanted = [f"原第{gone[one].number}步"] if one in gone else []
            known = taken | set(names.values())
            tries = (*wanted, *(f"未接{number}" for number in range(1, len(known) + 2)))
            names[one] = next(name for name in tries if name not in known)
    return names


def _letters() -> Iterator[str]:
    """a to z, a1 to z1, …"""
    for number in count():
        for letter in "abcdefghijklmnopqrstuvwxyz":
            yield f"{letter}{number or ''}"


class _Writing:
    def __init__(self, names: Mapping[str, str], risks: Mapping[str, Sequence[str]]) -> None:
        self._names = names
        self._risks = risks

    def rows(self, steps: Sequence[FlowStep], indent: str) -> Iterator[str]:
        for step in steps:
            if step.stage:
                yield f"{indent}# {escaped(step.stage)}"
            yield indent + self._row(step)
            yield from self._branches(step.branches, indent + "  ")

    def _branches(self, branches: Sequence[Branch], indent: str) -> Iterator[str]:
        for branch in branches:
            label = f"{indent}[{escaped_label(branch.label)}]"
            steps = branch.steps
            if steps and branch.goto is None and not steps[0].stage:
                # The first step stands behind its label.
                yield f"{label} {self._row(steps[0], marked=False)}"
                yield from self._branches(steps[0].branches, indent + "  ")
                steps = steps[1:]
            else:
                yield label + self._jump(branch.goto)
            yield from self.rows(steps, indent + "  ")

    def _row(self, step: FlowStep, *, marked: bool = True) -> str:
        marked = marked or step.kind is not StepKind.WORK or not step.text
        said = [KIND_MARKS[step.kind]] if marked else []
        said += [escaped(step.text)] if step.text else []
        for mark, value in (("@", step.post), ("~", step.limit), ("+", step.materials)):
            said += [f"{mark}{escaped(value)}"] if value else []
        said += [f"!{escaped(words)}" for words in self._risks.get(step.id, ()) if words]
        if name := self._names.get(step.id):
            said.append(f"{{{name}}}")
        return " ".join(said) + self._jump(step.goto)

    def _jump(self, goto: str | None) -> str:
        return "" if goto is None else f" >{self._names[goto]}"

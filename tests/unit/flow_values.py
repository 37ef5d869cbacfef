"""Any chart, for the tests of what is done with charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.flow.chart import (
    ANYWHERE,
    AUTOMATIC,
    Branch,
    ChartForm,
    ExtraLine,
    FlowChart,
    FlowStep,
    GoneStep,
    PaperSize,
    Placing,
    Route,
    Side,
    StepKind,
)
from qinglian_desktop.domain.flow.chart_editing import ChartEdit
from qinglian_desktop.domain.flow.chart_rows import rows_of_chart
from qinglian_desktop.domain.flow.outline_reading import read_outline
from qinglian_desktop.domain.flow.outline_writing import write_outline


def new_ids(start: str = "n") -> Callable[[], str]:
    """Ids that are never given twice."""
    numbers = count(1)
    return lambda: f"{start}{next(numbers)}"


words = st.one_of(
    st.sampled_from(
        ["", "受理", "是否齐全？", "a > b", "- 办理", "[是]", "( x", "第2步", "{a} @b", "\\"]
    ),
    st.text(st.sampled_from("甲乙 @~+!>{}()[]-?=#%\\\n;a"), max_size=8),
    st.text(max_size=6),
).map(lambda text: tidied(text).strip())

_sides = st.sampled_from(Side)
_routes = st.one_of(st.just(AUTOMATIC), st.builds(Route, _sides, _sides, _sides, st.booleans()))
_placings = st.one_of(
    st.just(ANYWHERE),
    st.builds(Placing, st.sampled_from([None, -1, 0, 1]), st.integers(0, 3), st.booleans()),
)
_few_words = st.one_of(st.just(""), words)


def _branch(steps: st.SearchStrategy[tuple[FlowStep, ...]]) -> st.SearchStrategy[Branch]:
    return st.builds(Branch, st.just(""), words, steps, route=_routes)


def _steps(
    inner: st.SearchStrategy[tuple[FlowStep, ...]], most: int
) -> st.SearchStrategy[tuple[FlowStep, ...]]:
    step = st.builds(
        FlowStep,
        st.just(""),
        st.sampled_from(StepKind),
        words,
        post=_few_words,
        limit=_few_words,
        materials=_few_words,
        stage=st.one_of(st.just(""), st.just(""), words),
        branches=st.one_of(st.just(()), st.lists(_branch(inner), max_size=3).map(tuple)),
        route=_routes,
        placing=_placings,
    )
    return st.lists(step, max_size=most).map(tuple)


_nothing: st.SearchStrategy[tuple[FlowStep, ...]] = st.just(())
rows_of_steps = _steps(_steps(_steps(_nothing, 1), 2), 4)


@st.composite
def charts(draw: st.DrawFn) -> FlowChart:
    """Charts of up to some twenty steps, with jumps to steps and to nothing."""
    steps = numbered(draw(rows_of_steps))
    ids = [step.id for step in FlowChart(steps).every_step()]
    targets = st.sampled_from([*ids, "gone", "away"])
    jumps = st.one_of(st.none(), st.none(), targets)
    lines = draw(st.lists(st.tuples(targets, targets, words), max_size=2))
    return FlowChart(
        steps=_jumping(steps, lambda: draw(jumps)),
        extra=tuple(ExtraLine(f"x{n}", *line) for n, line in enumerate(lines)),
        form=draw(st.sampled_from(ChartForm)),
        lanes=tuple(draw(st.lists(words.filter(bool), max_size=2))),
        paper=draw(st.sampled_from(PaperSize)),
        landscape=draw(st.booleans()),
        numbered=draw(st.booleans()),
        tags_for_back=draw(st.booleans()),
        gone=(GoneStep("gone", 3, "已经没有的一步"),),
    )


def numbered(steps: tuple[FlowStep, ...]) -> tuple[FlowStep, ...]:
    """The same rows, each step and branch with an id of its own."""
    return _with_ids(steps, new_ids("s"))


def _with_ids(steps: tuple[FlowStep, ...], new_id: Callable[[], str]) -> tuple[FlowStep, ...]:
    return tuple(
        replace(
            step,
            id=new_id(),
            branches=tuple(
                replace(branch, id=new_id(), steps=_with_ids(branch.steps, new_id))
                for branch in step.branches
            ),
        )
        for step in steps
    )


def _jumping(steps: tuple[FlowStep, ...], goto: Callable[[], str | None]) -> tuple[FlowStep, ...]:
    return tuple(
        replace(
            step,
            goto=goto(),
            branches=tuple(
                replace(branch, goto=goto(), steps=_jumping(branch.steps, goto))
                for branch in step.branches
            ),
        )
        for step in steps
    )


def what_it_says(chart: FlowChart) -> FlowChart:
    """The chart but for ids, what was pinned, and what is remembered of deleted steps."""
    ids = {step.id: f"{number}" for number, step in enumerate(chart.every_step())}

    def named(steps: tuple[FlowStep, ...]) -> Iterator[FlowStep]:
        for step in steps:
            branches = tuple(
                Branch("", branch.label, tuple(named(branch.steps)), called(branch.goto))
                for branch in step.branches
            )
            yield replace(
                step,
                id=ids[step.id],
                goto=called(step.goto),
                branches=branches,
                route=AUTOMATIC,
                placing=ANYWHERE,
            )

    def called(goto: str | None) -> str | None:
        return None if goto is None else ids.get(goto, "nothing")

    extra = tuple(
        ExtraLine("", called(line.start) or "", called(line.end) or "", line.label)
        for line in chart.extra
    )
    return replace(chart, steps=tuple(named(chart.steps)), extra=extra, gone=())


def drawn(text: str) -> tuple[FlowChart, dict[str, str]]:
    """A chart, and its rows' ids by their text or label."""
    chart = read_outline(text, new_ids()).chart
    rows = rows_of_chart(chart)
    return chart, {
        (row.step.text if row.step else row.branch.label if row.branch else ""): row.id
        for row in rows
    }


def shown(edit: ChartEdit) -> str:
    return write_outline(edit.chart)

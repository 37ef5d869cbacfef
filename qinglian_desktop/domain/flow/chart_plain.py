"""A chart as JSON, and read back from it.

What is as it comes is not written. Keys that a later version may add are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TypeVar, cast

from qinglian_desktop.domain.dates import Unreadable, quoted
from qinglian_desktop.domain.flow.chart import (
    ANYWHERE,
    AUTOMATIC,
    DEEPEST,
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
from qinglian_desktop.domain.plain_words import Plain, as_given, read_word

VERSION = 1
_WIDEST_GAP = 1000

T = TypeVar("T")
W = TypeVar("W", bound=Enum)


def chart_to_plain(chart: FlowChart) -> Mapping[str, Plain]:
    """The chart as JSON; ``chart_from_plain`` gives the same chart back, ids included."""
    return {
        "version": VERSION,
        "steps": [_step_to_plain(step) for step in chart.steps],
        **_told(
            extra=[_line_to_plain(line) for line in chart.extra],
            form=_word(chart.form, ChartForm.SINGLE),
            lanes=list(chart.lanes),
            paper=_word(chart.paper, PaperSize.A4),
            landscape=chart.landscape,
            tags_for_back=chart.tags_for_back,
            gone=[{"id": g.id, "number": g.number, **_told(text=g.text)} for g in chart.gone],
        ),
        **({} if chart.numbered else {"numbered": False}),
    }


def chart_from_plain(raw: object) -> FlowChart:
    """The chart; Unreadable, with a sentence, where it is none."""
    given = _mapping(raw, "流程图")
    version = given.get("version", VERSION)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Unreadable(f"流程图的版本号看不懂（{as_given(version)}）。")
    chart = FlowChart(
        steps=_read_steps(given.get("steps"), 0),
        extra=_read_all(given.get("extra"), "另有去向", _read_line),
        form=_read_choice(ChartForm, given.get("form"), ChartForm.SINGLE, "形式"),
        lanes=_read_all(given.get("lanes"), "泳道", read_word),
        paper=_read_choice(PaperSize, given.get("paper"), PaperSize.A4, "纸张"),
        landscape=_read_flag(given.get("landscape"), "横向"),
        numbered=_read_flag(given.get("numbered"), "编号", missing=True),
        tags_for_back=_read_flag(given.get("tags_for_back"), "退回标注"),
        gone=_read_all(given.get("gone"), "已删除的步骤", _read_gone),
    )
    _must_differ(chart)
    return chart


def ids_of_chart(chart: FlowChart) -> Iterator[str]:
    """Every id in use: of steps, branches, extra lines, and of steps that are gone."""
    for step in chart.every_step():
        yield step.id
        yield from (branch.id for branch in step.branches)
    yield from (line.id for line in chart.extra)
    yield from (step.id for step in chart.gone)


def _must_differ(chart: FlowChart) -> None:
    seen: set[str] = set()
    for one in ids_of_chart(chart):
        if one in seen:
            raise Unreadable(f"流程图里有两处的标识相同（{quoted(one)}），分不清指的是哪一处。")
        seen.add(one)


def _step_to_plain(step: FlowStep) -> Mapping[str, Plain]:
    return {
        "id": step.id,
        "kind": step.kind.value,
        "text": step.text,
        **_told(
            post=step.post,
            limit=step.limit,
            materials=step.materials,
            stage=step.stage,
            goto=step.goto,
            branches=[_branch_to_plain(branch) for branch in step.branches],
            route=_route_to_plain(step.route),
            placing=_placing_to_plain(step.placing),
        ),
    }


def _branch_to_plain(branch: Branch) -> Mapping[str, Plain]:
    return {
        "id": branch.id,
        "label": branch.label,
        **_told(
            goto=branch.goto,
            route=_route_to_plain(branch.route),
            steps=[_step_to_plain(step) for step in branch.steps],
        ),
    }


def _line_to_plain(line: ExtraLine) -> Mapping[str, Plain]:
    return {
        "id": line.id,
        "start": line.start,
        "end": line.end,
        **_told(label=line.label, route=_route_to_plain(line.route)),
    }


def _route_to_plain(route: Route) -> Mapping[str, Plain]:
    return _told(
        via=_word(route.via, Side.AUTO),
        out=_word(route.out, Side.AUTO),
        into=_word(route.into, Side.AUTO),
        as_tag=route.as_tag,
    )


def _placing_to_plain(placing: Placing) -> Mapping[str, Plain]:
    side = {} if placing.side is None else {"side": placing.side}
    return {**side, **_told(gap=placing.gap, cut_before=placing.cut_before)}


def _word(value: Enum, usual: Enum) -> str:
    return "" if value is usual else str(value.value)


def _told(**values: Plain) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value}


def _read_steps(raw: object, depth: int) -> tuple[FlowStep, ...]:
    if depth > DEEPEST:
        raise Unreadable(f"流程图的分支套了 {DEEPEST} 层以上，读不了。")
    return _read_all(raw, "步骤", lambda one: _read_step(one, depth))


def _read_step(raw: object, depth: int) -> FlowStep:
    given = _mapping(raw, "步骤")
    return FlowStep(
        id=_read_mark(given.get("id"), "步骤"),
        kind=_read_choice(StepKind, given.get("kind"), StepKind.WORK, "步骤的类型"),
        text=_text(given, "text"),
        post=_text(given, "post"),
        limit=_text(given, "limit"),
        materials=_text(given, "materials"),
        stage=_text(given, "stage"),
        branches=_read_all(
            given.get("branches"), "分支", lambda branch: _read_branch(branch, depth)
        ),
        goto=_read_goto(given),
        route=_read_route(given.get("route")),
        placing=_read_placing(given.get("placing")),
    )


def _read_branch(raw: object, depth: int) -> Branch:
    given = _mapping(raw, "分支")
    return Branch(
        id=_read_mark(given.get("id"), "分支"),
        label=_text(given, "label"),
        steps=_read_steps(given.get("steps"), depth + 1),
        goto=_read_goto(given),
        route=_read_route(given.get("route")),
    )


def _read_line(raw: object) -> ExtraLine:
    given = _mapping(raw, "另有去向")
    return ExtraLine(
        id=_read_mark(given.get("id"), "另有去向"),
        start=_read_mark(given.get("start"), "另有去向的起点"),
        end=_read_mark(given.get("end"), "另有去向的终点"),
        label=_text(given, "label"),
        route=_read_route(given.get("route")),
    )


def _read_gone(raw: object) -> GoneStep:
    given = _mapping(raw, "已删除的步骤")
    number = _read_count(given.get("number"), "步骤的序号")
    return GoneStep(_read_mark(given.get("id"), "已删除的步骤"), number, _text(given, "text"))


def _read_route(raw: object) -> Route:
    if raw is None:
        return AUTOMATIC
    given = _mapping(raw, "连线的走法")
    via, out, into = (
        _read_choice(Side, given.get(key), Side.AUTO, "连线的方向")
        for key in ("via", "out", "into")
    )
    return Route(via, out, into, _read_flag(given.get("as_tag"), "退回标注"))


def _read_placing(raw: object) -> Placing:
    if raw is None:
        return ANYWHERE
    given = _mapping(raw, "步骤的位置")
    return Placing(
        side=_read_side(given.get("side"), "步骤在哪一边"),
        gap=min(_read_count(given.get("gap"), "步骤上方空几行"), _WIDEST_GAP),
        cut_before=_read_flag(given.get("cut_before"), "另起一页"),
    )


def _mapping(raw: object, what: str) -> Mapping[str, object]:
    if isinstance(raw, Mapping):
        return cast("Mapping[str, object]", raw)
    raise Unreadable(f"{what}的写法看不懂（{as_given(raw)}）。")


def _read_all(raw: object, what: str, read: Callable[[object], T]) -> tuple[T, ...]:
    if raw is None:
        return ()
    if isinstance(raw, Sequence) and not isinstance(raw, str | bytes):
        return tuple(read(one) for one in cast("Sequence[object]", raw))
    raise Unreadable(f"{what}应当是一个列表（{as_given(raw)}）。")


def _read_choice(words: type[W], raw: object, missing: W, what: str) -> W:
    if raw is None:
        return missing
    for word in words:
        if word.value == raw:
            return word
    known = "、".join(str(word.value) for word in words)
    raise Unreadable(f"{what}看不懂（{as_given(raw)}），可以是：{known}。")


def _read_mark(raw: object, what: str) -> str:
    if isinstance(raw, str) and raw.strip():
        return raw
    raise Unreadable(f"{what}缺少标识（id），请补上；每一处都要不同。")


def _read_goto(given: Mapping[str, object]) -> str | None:
    goto = given.get("goto")
    return None if goto is None else _read_mark(goto, "所去的步骤")


def _text(given: Mapping[str, object], key: str) -> str:
    raw = given.get(key)
    return "" if raw is None else read_word(raw)


def _read_flag(raw: object, what: str, *, missing: bool = False) -> bool:
    if raw is None:
        return missing
    if isinstance(raw, bool):
        return raw
    raise Unreadable(f"{what}只能是是或否（{as_given(raw)}）。")


def _read_side(raw: object, what: str) -> int | None:
    if raw is None:
        return None
    if isinstance(raw, int) and not isinstance(raw, bool) and -1 <= raw <= 1:
        return raw
    raise Unreadable(f"{what}应当是 -1 到 1 之间的整数（{as_given(raw)}）。")


def _read_count(raw: object, what: str) -> int:
    """However large: what was written once must be read again."""
    if raw is None:
        return 0
    if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
        return raw
    raise Unreadable(f"{what}应当是 0 或者更大的整数（{as_given(raw)}）。")

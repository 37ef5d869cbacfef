"""重点任务清单: who answers for which task, until when, and how far it has come."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import cast

from qinglian_desktop.domain.conditions import AllOf, Not, Reached, is_
from qinglian_desktop.domain.field_types import (
    Choice,
    Day,
    Field,
    InReturn,
    Integer,
    LongText,
    PersonRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Computed,
    Due,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.lenses import Timeline
from qinglian_desktop.domain.measures import Measure, RecordCount
from qinglian_desktop.domain.pictures import Bars
from qinglian_desktop.domain.problem import InRow, Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Value, Values
from qinglian_desktop.ledgers.day_order import not_before

_IDLE, _GOING, _FINISHED = "未启动", "推进中", "已完成"
_DONE = is_("status", _FINISHED)
_STARTED, _ENDED = Reached("started_on"), Reached("finished_on")


def _steps(values: Values) -> tuple[Values, ...]:
    return cast("tuple[Values, ...]", values.get("steps") or ())


def _percent(step: Values) -> int:
    percent = step.get("percent")
    return percent if isinstance(percent, int) else 0


def _year(values: Values) -> Value:
    day = values.get("day")
    return day.year if isinstance(day, date) else None


def _status(values: Values) -> str:
    steps = _steps(values)
    reached = _percent(steps[-1]) if steps else 0
    return _FINISHED if reached == 100 else _GOING if reached > 0 else _IDLE


def _started_on(values: Values) -> Value:
    """The day of the first step that came anywhere."""
    return next((step.get("day") for step in _steps(values) if _percent(step)), None)


def _finished_on(values: Values) -> Value:
    """The day of the first step from which on it stayed at a hundred."""
    since: Value = None
    for step in _steps(values):
        since = None if _percent(step) < 100 else since or step.get("day")
    return since


def _follows_from_steps(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """状态 and the two days, which measures count, are those that the steps say."""
    status, reached = values.get("status"), _status(values)
    steps = _steps(values)
    said = f"进展最后一次是 {_percent(steps[-1])}%" if steps else "还没有填进展"
    if status is not None and status != reached:
        yield Problem(
            "status", f"{said}，状态应为“{reached}”，填的是“{status}”。请改正状态，或补上进展。"
        )
    for key, label, by in (
        ("started_on", "启动日期", _started_on),
        ("finished_on", "完成日期", _finished_on),
    ):
        if values.get(key) != (day := by(values)):
            yield Problem(
                key, f"按填写的进展，{label}应{f'为 {day}' if day else '当空着'}，请改正。"
            )


def _steps_go_on(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    steps = _steps(values)
    for place, (before, step) in enumerate(pairwise(steps), 2):
        earlier, day = before.get("day"), step.get("day")
        if isinstance(earlier, date) and isinstance(day, date) and day < earlier:
            said = f"日期 {day} 早于上一行，请按先后填写。"
            yield Problem("steps", f"进展第 {place} 行的{said}", cell=InRow(place, "day", said))
        elif step.get("percent") is not None and _percent(step) < _percent(before):
            said = (
                f"进度 {_percent(step)}% 低于上一行的 {_percent(before)}%，"
                "请核对；确有退回的请照常保存。"
            )
            yield Problem(
                "steps", f"进展第 {place} 行的{said}", True, InRow(place, "percent", said)
            )


TASKS = Ledger(
    key="tasks",
    label="重点任务清单",
    noun="任务",
    about="工作方案明确的重点任务，每项有责任人和时限。进展加一行，状态和逾期随之得出。",
    sections=(
        Section(
            "任务",
            (
                Field("task", "任务", Text(100), required=True, width=20),
                Field(
                    "kind",
                    "类型",
                    Choice(("忠诚型", "廉洁型", "活力型"), fixed=True),
                    width=4,
                    help="任务要打造的是“忠诚型”“廉洁型”还是“活力型”机关。",
                ),
                Field("day", "下达日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "year",
                    "年度",
                    Integer("年", least=2000, most=2999),
                    required=True,
                    initial=Computed(_year),
                ),
                Field("owner", "责任人", PersonRef(outsiders=True), required=True, width=5),
                Field("partners", "配合部门", Text(100, remembered=True), width=9),
                Field("due", "时限", Day(may_be_future=True), required=True, width=6),
            ),
        ),
        Section(
            "进展",
            (
                Field(
                    "steps",
                    "进展",
                    Rows(
                        (
                            Field("day", "日期", Day(), required=True, initial=Today()),
                            Field("percent", "进度", Integer("%", most=100), required=True),
                            Field("note", "说明", LongText(1)),
                        ),
                        noun="进展",
                    ),
                    in_return=InReturn.NOTHING,
                    help="按日期先后填写；进度填到 100 就是已完成。",
                ),
                Field(
                    "status",
                    "状态",
                    Choice((_IDLE, _GOING, _FINISHED), fixed=True),
                    required=True,
                    initial=Computed(_status),
                    in_return=InReturn.NOTHING,
                    width=4,
                    help="由进展得出。过了时限还没有完成的，计入逾期。",
                ),
                Field(
                    "started_on",
                    "启动日期",
                    Day(),
                    initial=Computed(_started_on),
                    in_return=InReturn.NOTHING,
                    help="由进展得出，自动填好；完成日期也是。",
                ),
                Field(
                    "finished_on",
                    "完成日期",
                    Day(),
                    initial=Computed(_finished_on),
                    in_return=InReturn.NOTHING,
                    width=6,
                ),
            ),
        ),
    ),
    occurred="day",
    title=("task",),
    filters=("kind", "status"),
    rules=(
        _follows_from_steps,
        _steps_go_on,
        not_before("due", "day", "时限早于下达日期"),
        not_before("started_on", "day", "第一次有进展的日期早于下达日期"),
    ),
    lenses=(
        Timeline(
            "任务进度图",
            start="day",
            due="due",
            steps="steps",
            day="day",
            percent="percent",
            done=_DONE,
        ),
    ),
    dues=(Due("task", "重点任务", "due", Not(_DONE)),),
    measures=(
        Measure("tasks", "重点任务", "项", RecordCount(), note="按下达日期计数"),
        Measure("idle", "未启动的重点任务", "项", RecordCount(), Not(_STARTED), standing=True),
        Measure(
            "going",
            "推进中的重点任务",
            "项",
            RecordCount(),
            AllOf((_STARTED, Not(_ENDED))),
            standing=True,
        ),
        Measure("done", "已完成的重点任务", "项", RecordCount(), on="finished_on"),
        Measure(
            "overdue",
            "逾期的重点任务",
            "项",
            RecordCount(),
            AllOf((Not(_ENDED), Reached("due", after=1))),
            standing=True,
            note="未启动和推进中的任务里过了时限的",
        ),
    ),
    pictures=(Bars("重点任务进展", ("idle", "going", "done", "overdue")),),
    paper=PaperForm(
        title="重点任务进展表",
        lines=(
            ("task",),
            ("kind",),
            ("year", "status"),
            ("day", "due"),
            ("owner", "partners"),
            ("steps",),
        ),
        signatures=("责任人签名", "支部书记签名"),
        when_filled=("kind",),
    ),
    listing=PaperList(
        title="重点任务清单",
        columns=(
            ListColumn("task", 20),
            ListColumn("kind", 4, "类别"),
            ListColumn("owner", 4),
            ListColumn("partners", 9),
            ListColumn("due", 5, "完成时限"),
            ListColumn("steps.latest", 20, "进展情况"),
            ListColumn("status", 4, "是否完成"),
        ),
        foot=(
            "单位负责人",
            "填报人",
            "填报日期",
        ),
    ),
)

"""The indicators of 政治体检 in five aspects, its results, and what follows from re-checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from qinglian_desktop.domain.problem import InRow, Problem, problem_in_row
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Value, Values

RESULTS = ("健康", "亚健康", "不健康")
"""The best first."""

THOUGHT = (
    "理论学习不够经常",
    "学用结合不够紧",
    "理想信念教育抓得不实",
    "宗旨意识有所淡化",
    "进取心和责任感减弱",
)
POLITICS = (
    "对政治纪律理解不深",
    "贯彻上级部署打折扣",
    "参加组织生活不认真",
    "请示报告不及时",
    "面对错误言论不敢发声",
)
DISCIPLINE = (
    "遵守工作纪律不严",
    "执行财务制度不严格",
    "外出请假报备不规范",
    "公私分得不够清",
    "与服务对象交往不注意分寸",
)
CONDUCT = (
    "深入基层和群众不够",
    "办事拖沓效率不高",
    "文风会风不够精简",
    "担当精神不足怕得罪人",
    "服务态度有时生硬",
)
HOME = (
    "与家人谈廉洁较少",
    "对家属子女提醒不够",
    "操办家事不够节俭",
    "对家人关心不够",
    "与身边人交往不慎",
)
ASPECTS = ("thought", "politics", "discipline", "conduct", "home")


def now_stands_at(values: Values) -> Value:
    """目前状况: the outcome of the last re-check, else the result of the check-up."""
    rechecks = _rechecks(values)
    return rechecks[-1][1] if rechecks else values.get("result")


def converted_on(values: Values) -> Value:
    """转化日期: the first re-check from which on it is 健康, where the result was not."""
    if values.get("result") in (None, RESULTS[0]):
        return None
    since: date | None = None
    for day, outcome in _rechecks(values):
        since = None if outcome != RESULTS[0] else since or day
    return since


def something_found(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """自检 says something: an indicator, or words, if only that nothing was found."""
    if not any(values.get(key) for key in (*ASPECTS, "diagnosis")):
        said = (
            "五个方面的指标一项都没有勾选，自诊清单也空着。没有发现问题的，请在自诊清单里写明“无”。"
        )
        yield Problem("diagnosis", said)


def course_agrees(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Result, re-checks and what follows from them tell one story."""
    result, rechecks = values.get("result"), _rechecks(values)
    if rechecks and result is None:
        yield Problem("result", "已经有复检，请先填体检结果。")
    if rechecks and result == RESULTS[0]:
        yield Problem("rechecks", "体检结果是健康，不用复检，请核对体检结果或删去复检。")
    day, latest = values.get("day"), None
    for place, row in enumerate(cast("tuple[Values, ...]", values.get("rechecks") or ()), 1):
        checked = row.get("day")
        if not isinstance(checked, date):
            continue
        if latest is not None and checked < latest:
            said = "复检要按日期先后填写，请调整顺序。"
            yield problem_in_row("rechecks", "转化", InRow(place, "day", said))
        if isinstance(day, date) and checked < day:
            said = f"复检日期早于体检日期（{checked} 早于 {day}），请核对。"
            yield problem_in_row("rechecks", "转化", InRow(place, "day", said))
        latest = checked
    rows = cast("tuple[Values, ...]", values.get("prescription") or ())
    if rows and result is None and all(row.get("status") == "已落实" for row in rows):
        said = "集中处方的措施都已落实，请填体检结果。"
        yield Problem("result", said, is_warning=True)


def follows_from_rechecks(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """目前状况 and 转化日期, which measures count, are those that the re-checks say."""
    now = now_stands_at(values)
    if values.get("current") != now:
        should = f"应为“{now}”" if now else "应当空着"
        yield Problem("current", f"按体检结果和最后一次复检，目前状况{should}，请改正。")
    since = converted_on(values)
    if values.get("converted_on") != since:
        should = f"应为 {since}" if since else "应当空着"
        yield Problem("converted_on", f"按复检情况，转化日期{should}，请改正。")


def _as_written(values: Values) -> list[tuple[date, str]]:
    rows = cast("tuple[Values, ...]", values.get("rechecks") or ())
    return [
        (day, outcome)
        for row in rows
        if isinstance(day := row.get("day"), date)
        and isinstance(outcome := row.get("outcome"), str)
    ]


def _rechecks(values: Values) -> list[tuple[date, str]]:
    """Day and outcome of each re-check that tells both, the earliest first."""
    return sorted(_as_written(values), key=lambda each: each[0])

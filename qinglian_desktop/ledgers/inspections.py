"""督导调研: which units were visited, and the problems that were found there."""

from collections.abc import Iterator
from typing import cast

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    InReturn,
    LongText,
    Name,
    PeopleRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Feed,
    Fixed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    SheetEach,
    Today,
)
from qinglian_desktop.domain.measures import ChildRows, Distinct, Measure, RecordCount
from qinglian_desktop.domain.problem import InRow, Problem, problem_in_row
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ledgers.problems import BY_DAY, FROM_INSPECTION, TERMS


def _rows(values: Values, key: str) -> tuple[Values, ...]:
    return cast("tuple[Values, ...]", values.get(key) or ())


def _is_by_day(row: Values) -> bool:
    return row.get("term") in (None, BY_DAY)


def _due_or_words(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """A problem without words for its time limit has a day."""
    for place, row in enumerate(_rows(values, "found"), 1):
        if _is_by_day(row) and row.get("due") is None:
            said = "请填写时限；立行立改、长期坚持的，在时限要求里选。"
            yield problem_in_row("found", "发现问题", InRow(place, "due", said))


def _as_problems(values: Values) -> tuple[Values, ...]:
    """A problem that names no unit is that of the one unit visited, if it was only one."""
    visited = _rows(values, "units")
    only = visited[0].get("name") if len(visited) == 1 else None
    return tuple(
        {
            "day": values.get("day"),
            "source": FROM_INSPECTION,
            "problem": row.get("problem"),
            "unit": row.get("unit") or only,
            "owner": row.get("owner"),
            "measures": row.get("measures"),
            "term": row.get("term"),
            "due": row.get("due") if _is_by_day(row) else None,
        }
        for row in _rows(values, "found")
    )


def _found_where_one_was(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """The sheet of a unit has what was found there, told by its name."""
    visited = [folded(str(row.get("name"))) for row in _rows(values, "units")]
    for place, row in enumerate(_rows(values, "found"), 1):
        unit = row.get("unit")
        if isinstance(unit, str) and visited and folded(unit) not in visited:
            said = f"{quoted(unit)}不在这次调研的单位里，打印时每个单位的表上都有，请核对。"
            yield problem_in_row("found", "发现问题", InRow(place, "unit", said), is_warning=True)


INSPECTIONS = Ledger(
    key="inspections",
    label="督导调研",
    noun="调研",
    about="到市直机关和县（区）督促指导。发现的问题填在这里，就自动进入问题台账。",
    sections=(
        Section(
            "调研",
            (
                Field("theme", "调研主题", Text(100), required=True, width=16),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "units",
                    "单位",
                    Rows(
                        (
                            Field("name", "单位", Text(60, listed=True), required=True),
                            Field(
                                "area",
                                "类别",
                                Choice(("市直", "县(区)"), fixed=True),
                                required=True,
                                initial=Fixed("市直"),
                            ),
                            Field(
                                "feedback",
                                "反馈意见",
                                LongText(1),
                                in_return=InReturn.NOTHING,
                            ),
                        ),
                        noun="单位",
                    ),
                    required=True,
                    width=18,
                    help="一次调研几个单位的，逐个添加。同一单位每次写同样的名称，本年只计一个。",
                ),
                Field(
                    "team",
                    "调研组成员",
                    PeopleRef(outsiders=True),
                    in_return=InReturn.COUNT,
                    width=10,
                ),
                Field("way", "方式", Choices(("查阅", "访谈", "走访")), width=5),
            ),
        ),
        Section(
            "情况",
            (
                Field("content", "内容", LongText(4), required=True, width=16),
                Field(
                    "found",
                    "发现问题",
                    Rows(
                        (
                            Field("problem", "问题", Text(200), required=True),
                            Field("unit", "单位", Text(60)),
                            Field("owner", "责任人", Name(), required=True),
                            Field(
                                "term",
                                "时限要求",
                                Choice(TERMS, fixed=True),
                                initial=Fixed(BY_DAY),
                            ),
                            Field("due", "时限", Day(may_be_future=True)),
                            Field("measures", "措施", LongText(1)),
                        ),
                        noun="问题",
                    ),
                    in_return=InReturn.COUNT,
                    help="每行在问题台账里成为一条，解决情况在问题台账里填写。",
                ),
                Field("photos", "照片", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("theme",),
    rules=(_found_where_one_was, _due_or_words),
    feeds=(
        Feed(
            "found",
            "problems",
            ("day", "source", "problem", "unit", "owner", "measures", "term", "due"),
            _as_problems,
        ),
    ),
    measures=(
        Measure("trips", "督导调研", "次", RecordCount()),
        Measure(
            "units",
            "调研单位",
            "个",
            Distinct("units.name"),
            note="同一单位去几次只计一个，各月相加不等于本年累计",
        ),
        Measure("found", "调研发现问题", "个", ChildRows("found")),
    ),
    paper=PaperForm(
        title="督导调研记录表",
        lines=(
            ("theme",),
            ("day", "way"),
            ("units",),
            ("team",),
            ("content",),
            ("found",),
            ("photos",),
        ),
        signatures=("调研组组长签名", "被督导单位负责人签字", "记录人签名"),
        sheet_each=SheetEach("units", "name", (("found", "unit"),)),
    ),
    listing=PaperList(
        title="督导调研登记表",
        columns=(
            ListColumn("day", 5, "时间"),
            ListColumn("units.name", 10, "被督导单位"),
            ListColumn("team", 7, "督导组"),
            ListColumn("way", 4),
            ListColumn("theme", 8),
            ListColumn("content", 11),
            ListColumn("found.problem", 14, "发现问题"),
            ListColumn("found.owner", 4),
            ListColumn("found.due", 5),
        ),
        rows="found",
    ),
)

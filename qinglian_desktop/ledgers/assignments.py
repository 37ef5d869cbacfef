"""重点工作清单: what the committee asks for, a record a line, until it is done and goes back up.

What a line asks for is recorded in the ledger where it belongs, and ticks the line. Nothing of it
is counted, returned or set against anything: who made the list knows what it asks for.
"""

from collections.abc import Iterator

from qinglian_desktop.domain.conditions import Not, holds, is_
from qinglian_desktop.domain.field_types import (
    Attachments,
    Beside,
    Choice,
    Choices,
    Day,
    Field,
    Integer,
    LongText,
    Month,
    RecordRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Asks,
    Computed,
    Due,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
)
from qinglian_desktop.domain.placeholders import still_to_fill
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ledgers.assignment_plans import (
    DIRECTIVE,
    EIGHT,
    MEETING,
    PLACES,
    PRACTICE,
    TALK,
    WARNING,
    as_directive,
    as_eight_ones,
    as_event,
    as_meeting,
    as_talk,
    places_of,
)
from qinglian_desktop.ledgers.assignment_words import (
    DONE,
    PARTLY,
    SCOPES,
    STATES,
    day_of_titles,
    days_done,
    done_on_of,
    doubts_of,
    due_of,
    due_told,
    how_much_of,
    issuer_of_titles,
    line_state_of,
    month_of_source,
    month_of_titles,
    scope_of_source,
    scope_of_titles,
    source_of_titles,
)

_OPEN = Not(is_("status", PARTLY, DONE))


def _doubtful_day(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    if holds(_OPEN, values) and (said := doubts_of(values)):
        yield Problem("due", said, True)


def _done_when(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    is_done = bool(values.get("done_on") or days_done(values))
    if values.get("status") in STATES[1:] and not is_done:
        said = f"完成情况是“{values['status']}”，请填写完成日期，或者加一行完成记录。"
        yield Problem("done_on", said)
    if values.get("status") == STATES[0] and is_done:
        yield Problem("status", "填了完成日期，完成情况却是“未完成”，请改正。")


def _left_open(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    yield from still_to_fill(ASSIGNMENTS, values)


_LINKS = (
    ("meeting", "会议记录", MEETING, "meetings", as_meeting),
    ("talk", "谈话记录", TALK, "talks", as_talk),
    ("activity", "八个一记录", EIGHT, "eight_ones", as_eight_ones),
    ("education", "教育记录", WARNING, "education", as_event),
    ("directive", "传达记录", DIRECTIVE, "directives", as_directive),
    ("practice", "实践记录", PRACTICE, "practice", as_event),
)
"""The links to what did it: key, label, where that is registered, its ledger, how it begins."""


ASSIGNMENTS = Ledger(
    key="assignments",
    label="上级重点工作清单",
    noun="清单工作",
    about="上级每月下发的重点工作清单和年度计划，一项一条。办了、登记了，这里自动记上完成日期。",
    sections=(
        Section(
            "清单",
            (
                Field(
                    "source",
                    "来源",
                    Text(100, remembered=True),
                    required=True,
                    initial=LastUsed(),
                    titled=source_of_titles,
                    width=10,
                    help="清单的标题，例如“2026年9月机关党建重点工作清单”。",
                ),
                Field(
                    "scope",
                    "周期",
                    Choice(SCOPES, fixed=True),
                    required=True,
                    initial=Computed(scope_of_source),
                    titled=scope_of_titles,
                ),
                Field(
                    "month",
                    "月份",
                    Month(may_be_future=True),
                    required=True,
                    initial=Computed(month_of_source),
                    titled=month_of_titles,
                    width=4,
                    help="季度、半年、年度的，写第一个月。",
                ),
                Field(
                    "issuer",
                    "下发单位",
                    Text(60, remembered=True),
                    initial=LastUsed(like="source"),
                    titled=issuer_of_titles,
                ),
                Field(
                    "issued_on",
                    "下发日期",
                    Day(),
                    initial=LastUsed(like="source"),
                    titled=day_of_titles,
                ),
            ),
        ),
        Section(
            "工作",
            (
                Field("no", "序号", Integer("项", least=1, most=999, ordinal=True), width=3),
                Field("kind", "活动类别", Text(60, remembered=True), required=True, width=6),
                Field("theme", "活动主题", Text(200), required=True, width=14),
                Field("content", "主要内容", LongText(2)),
                Field("who", "参加人员", Text(200)),
                Field(
                    "term",
                    "完成时间",
                    Text(60),
                    width=6,
                    help="照清单上写的：9月10日前、9月中旬、中秋前、每月、每季度末、全年不少于4次。",
                ),
                Field(
                    "due",
                    "最迟日期",
                    Day(may_be_future=True),
                    initial=Computed(due_of),
                    told=due_told,
                    width=6,
                ),
                Field("entry", "系统录入要求", Text(200)),
                Field("remarks", "备注", Text(200)),
            ),
        ),
        Section(
            "完成",
            (
                Field(
                    "places",
                    "登记在",
                    Choices(PLACES, fixed=True),
                    initial=Computed(places_of),
                    help="照活动类别认的，不对可以改；几项合并开展的，每一项都选同一条记录。",
                ),
                *(
                    Field(
                        key,
                        label,
                        RecordRef(ledger, begins=begins),
                        shown_when=is_("places", place),
                    )
                    for key, label, place, ledger, begins in _LINKS
                ),
                Field(
                    "done",
                    "完成记录",
                    Rows(
                        (
                            Field("day", "日期", Day()),
                            Field("what", "情况", Text(200), required=True),
                        ),
                        noun="完成",
                    ),
                    width=6,
                    help="选了记录自动写好；不在台账里登记的，自己加一行，写日期和情况。",
                ),
                Field("done_on", "完成日期", Day(), initial=Computed(done_on_of)),
                Field(
                    "status",
                    "完成情况",
                    Choice(STATES, fixed=True),
                    initial=Computed(line_state_of),
                    beside=Beside("期次", how_much_of, 6),
                    width=4,
                ),
                Field("files", "附件", Attachments()),
            ),
        ),
    ),
    occurred="month",
    title=("kind", "theme"),
    filters=("status", "places"),
    rules=(_doubtful_day, _done_when, _left_open),
    dues=(Due("asked", "上级清单", "due", _OPEN, source="source"),),
    asks=Asks("done", "day", "what", "due", _OPEN, "source"),
    in_return=False,
    listed_by="due",
    paper=PaperForm(
        title="重点工作完成情况",
        lines=(
            ("source",),
            ("issuer", "issued_on"),
            ("kind", "term"),
            ("theme",),
            ("content",),
            ("who",),
            ("entry",),
            ("done",),
            ("status", "done_on"),
            ("remarks",),
        ),
        signatures=("填报人", "审核人"),
    ),
    listing=PaperList(
        title="重点工作清单完成情况",
        columns=(
            ListColumn("no", 3, "清单序号"),
            ListColumn("kind", 6),
            ListColumn("theme", 12),
            ListColumn("term", 6),
            ListColumn("done_on", 5),
            ListColumn("status+status.beside+done.what", 16, "完成情况"),
            ListColumn("remarks", 6),
        ),
        foot=("填报人", "审核人", "填报日期"),
        counted="status",
    ),
)

"""Invented ledgers for tests of generic machinery: one holds every field type, none is real.

Over 300 lines because one declaration with every field type is seen best as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import AllOf, Filled, Not, is_
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    Flow,
    InReturn,
    Integer,
    LongText,
    Moment,
    Money,
    Month,
    Name,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
    Span,
    StepRef,
    Text,
)
from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow_fields import Marks
from qinglian_desktop.domain.ledger import (
    Computed,
    Due,
    Fixed,
    FromPerson,
    LastUsed,
    Ledger,
    PaperForm,
    Roster,
    Section,
    Today,
    UnitFacts,
)
from qinglian_desktop.domain.lenses import (
    AlongChart,
    Coverage,
    Every,
    Linked,
    Matrix,
    MonthGrid,
    RowList,
    Stage,
    Stages,
    Timeline,
)
from qinglian_desktop.domain.measures import (
    ChildRows,
    Different,
    Heads,
    Measure,
    Percent,
    RecordCount,
    Total,
)
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import (
    Attached,
    Attendee,
    Interval,
    Link,
    People,
    Person,
    StepLink,
    Value,
    Values,
)

WATCHES = ("船长", "值更", "新手")
COLOURS = ("红", "黄", "蓝")
TASKS = ("擦甲板", "补帆", "看灯", "唱歌")
GRADES = ("甲等", "乙等", "丙等")

INVENTED_ROSTER = Ledger(
    key="crew",
    label="船员名册",
    noun="船员",
    sections=(
        Section(
            "船员",
            (
                Field("name", "姓名", Name(), required=True, width=6),
                Field("cabin", "舱室", Text(40), width=6),
                Field("post", "职务", Text(40), width=6),
                Field("votes", "有无表决权", Choice(("是", "否"), fixed=True)),
                Field("came", "上船日期", Day(), required=True, width=6),
                Field("gone", "离船日期", Day(may_be_future=True)),
                Field("gone_why", "离船原因", Choice(("到岸", "调走"))),
                Field(
                    "watches",
                    "岗类",
                    Rows(
                        (
                            Field("word", "类别", Choice(WATCHES), required=True),
                            Field("since", "起始日期", Day()),
                        ),
                        noun="岗类",
                    ),
                ),
            ),
        ),
    ),
    occurred="came",
    title=("name", "post"),
    roster=Roster(
        name="name",
        department="cabin",
        post="post",
        joined="came",
        left="gone",
        left_reason="gone_why",
        votes="votes",
        classes="watches",
        class_word="word",
        class_since="since",
        party=Filled("votes"),
    ),
    in_return=False,
)

INVENTED_UNIT = Ledger(
    key="ship",
    label="船只",
    noun="船只信息",
    sections=(
        Section(
            "船只",
            (
                Field("name", "船名", Text(60), required=True),
                Field("code", "船号", Text(30), required=True),
                Field("captain", "船长", PersonRef(outsiders=True), required=True),
                Field("phone", "电话", Text(30)),
                Field("since", "下水日期", Day(), required=True, initial=Today()),
            ),
        ),
    ),
    occurred="since",
    title=("name",),
    unit=UnitFacts(name="name", code="code", head="captain", phone="phone"),
    in_return=False,
)


def _graded(values: Values) -> Value:
    """The grade that follows from the weight."""
    weight = values.get("weight")
    return None if not isinstance(weight, int) else GRADES[0 if weight >= 10 else 1]


def _light_is_seen(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    if values.get("colour") == "红" and values.get("weight") == 0:
        yield Problem("weight", "红灯不能没有重量，请核对。")


EVERYTHING = Ledger(
    key="everything",
    label="万事簿",
    noun="事",
    about="什么样的格子都有一个。",
    sections=(
        Section(
            "事",
            (
                Field("line", "一行字", Text(60, remembered=True), required=True, width=10),
                Field("keeper", "看守人", Name(), width=5),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field("plan", "期限", Day(may_be_future=True), width=6),
                Field("month", "年月", Month()),
                Field("moment", "时刻", Moment(), initial=Today()),
                Field("span", "起止", Span(), initial=Today(), width=11),
                Field("colour", "颜色", Choice(COLOURS), initial=Fixed("蓝"), width=3),
                Field("tasks", "活计", Choices(TASKS), width=10),
            ),
        ),
        Section(
            "数",
            (
                Field("weight", "重量", Integer("斤"), width=4, help="空船填 0。"),
                Field("money", "钱", Money(), shown_when=Not(is_("colour", "黄")), width=5),
                Field("grade", "等级", Choice(GRADES), initial=Computed(_graded), width=4),
            ),
        ),
        Section(
            "人",
            (
                Field("chief", "领头", PersonRef(outsiders=True), initial=LastUsed("captain")),
                Field("chief_post", "领头职务", Text(40), initial=FromPerson("chief", "post")),
                Field("hands", "应到/实到/缺席", PeopleRef(attendance=True), width=6),
                Field(
                    "guests",
                    "客人",
                    PeopleRef(outsiders=True),
                    in_return=InReturn.COUNT,
                    width=8,
                ),
                Field("about", "说的谁", RecordRef("crew")),
                Field("sails", "谁的航线", RecordRef("crew")),
                Field("course", "航线图", Flow(), width=8),
                Field(
                    "leg",
                    "航段",
                    StepRef(
                        "sails",
                        "everything.course",
                        Marks("grade", "line", "steps.what", "steps.who"),
                    ),
                    width=6,
                ),
            ),
        ),
        Section(
            "话",
            (
                Field("story", "经过", LongText(6), in_return=InReturn.NOTHING, width=14),
                Field(
                    "steps",
                    "步骤",
                    Rows(
                        (
                            Field("what", "做什么", Text(60), required=True),
                            Field("who", "谁", Name()),
                            Field("due", "时限", Day(may_be_future=True)),
                            Field("cost", "花费", Money()),
                            Field("times", "次数", Integer("次")),
                            Field("done", "状态", Choice(("没做", "在做", "做完"), fixed=True)),
                            Field("done_on", "做完日期", Day()),
                        ),
                        noun="步骤",
                    ),
                ),
                Field("files", "附件", Attachments()),
            ),
        ),
    ),
    occurred="day",
    once_for="sails",
    title=("line", "keeper"),
    filters=("colour", "tasks"),
    rules=(_light_is_seen,),
    lenses=(
        MonthGrid("月表", rows="tasks"),
        Matrix("矩阵", x="colour", y="grade", tint="grade"),
        Coverage("没来的客人", people="guests", every=Every.HALF),
        Stages(
            "做到哪里",
            (Stage("待估价", Filled("money")), Stage("待讲述", Filled("story"))),
            end="讲完了",
            who="chief",
            outcome="grade",
        ),
        Timeline(
            "期限图",
            start="day",
            due="plan",
            steps="steps",
            day="due",
            percent="times",
            done=is_("colour", "黄"),
        ),
        RowList(
            "步骤清单",
            rows="steps",
            what="what",
            due="due",
            status="done",
            finished="做完",
            open="没做",
            done_on="done_on",
            who=("who",),
            of=("line", "colour"),
            noun="步骤",
            where=Not(is_("colour", "黄")),
        ),
        Linked("连着看", step="everything.leg", weighty=("转向",)),
        AlongChart("沿图", x="leg", y="sails", tint="grade"),
    ),
    dues=(
        Due("plan", "到期的事", "plan", Not(is_("colour", "黄"))),
        Due("step", "步骤时限", "steps.due", Not(is_("done", "做完"))),
    ),
    measures=(
        Measure("events", "事数", "件", RecordCount()),
        Measure("red", "红色的事", "件", RecordCount(), is_("colour", "红")),
        Measure("heads", "来客", "人次", Heads("guests")),
        Measure("hands", "上工", "人次", Heads("hands")),
        Measure("weight", "总重", "斤", Total("weight")),
        Measure("money", "总价", "万元", Total("money")),
        Measure("tasks", "活计种数", "种", Different("tasks"), note="按月累加"),
        Measure("steps", "步骤数", "步", ChildRows("steps"), standing=True),
        Measure("done", "做完", "步", ChildRows("steps", is_("done", "做完"))),
        Measure(
            "rate",
            "做完率",
            "%",
            Percent(ChildRows("steps", is_("done", "做完")), ChildRows("steps")),
            standing=True,
        ),
        Measure(
            "planned",
            "有期限的",
            "件",
            RecordCount(),
            AllOf((Filled("plan"), Not(is_("colour", "黄")))),
            standing=True,
        ),
    ),
    paper=PaperForm(
        title="万事簿记录表",
        lines=(
            ("line",),
            ("keeper", "day"),
            ("plan", "month"),
            ("moment", "colour"),
            ("span",),
            ("tasks",),
            ("weight", "money"),
            ("grade",),
            ("chief", "chief_post"),
            ("hands",),
            ("guests",),
            ("about",),
            ("sails", "leg"),
            ("course",),
            ("story",),
            ("steps",),
            ("files",),
        ),
        signatures=("看守人签名", "领头签名"),
        note="本表存船上。",
    ),
)

INVENTED = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, EVERYTHING))


def example_values(**changes: Value) -> dict[str, Value]:
    """A valid record of EVERYTHING with every field filled; people are not of the roster."""
    return {
        "line": "补帆与看灯",
        "keeper": "周𬭚",
        "day": date(2026, 10, 9),
        "plan": date(2026, 12, 31),
        "month": date(2026, 10, 1),
        "moment": datetime(2026, 10, 9, 8, 30),
        "span": Interval(datetime(2026, 10, 9, 9, 0), datetime(2026, 10, 9, 11, 30)),
        "colour": "红",
        "tasks": ("补帆", "看灯"),
        "weight": 12,
        "money": Decimal("1.5"),
        "grade": "甲等",
        "chief": Person("韦𬀩"),
        "chief_post": "大副",
        "hands": People(due_count=12, present_count=11),
        "guests": People(
            (
                Attendee(Person("阿依登·古丽扎")),
                Attendee(Person("李䶮")),
                Attendee(Person("陈㛃"), present=False, reason="晕船"),
            )
        ),
        "about": Link(None, "周𬭚 水手"),
        "sails": Link(None, "周𬭚 水手"),
        "course": FlowChart(
            (FlowStep("s1", StepKind.ENDPOINT, "离港"), FlowStep("s2", StepKind.ENDPOINT, "转向"))
        ),
        "leg": StepLink("转向", "s2"),
        "story": "先补帆，后看灯。\n夜里风大，灯一直亮着。",
        "steps": (
            {"what": "量帆布", "who": "吴𫟼", "due": date(2026, 10, 8), "done": "做完", "times": 2},
            {"what": "缝", "cost": Decimal("0.000001"), "due": date(2026, 12, 1), "done": "没做"},
        ),
        "files": (Attached("灯.jpg", "a" * 64, "image/jpeg", 1234),),
        **changes,
    }


def example_input(**changes: object) -> dict[str, object]:
    """Plain input for a small valid record of EVERYTHING; None takes a field away."""
    typed: dict[str, object] = {
        "line": "补帆",
        "day": "2026-10-09",
        "colour": "蓝",
        "tasks": "补帆、看灯",
        "weight": 3,
    }
    typed |= changes
    return {key: value for key, value in typed.items() if value is not None}


def crew_input(name: str, came: str = "2020-01-01", **changes: object) -> dict[str, object]:
    """Plain input for someone of INVENTED_ROSTER."""
    return {"name": name, "came": came, **changes}


def ship_input() -> dict[str, object]:
    """Plain input for the record of INVENTED_UNIT."""
    return {
        "name": "青莲号",
        "code": "QL-07",
        "captain": "韦𬀩",
        "phone": "0000-0000007",
        "since": "2020-01-01",
    }

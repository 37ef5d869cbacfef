"""风险清单 with its 防控清单: where a power can go wrong, how gravely, and who guards it."""

from qinglian_desktop.domain.conditions import AllOf, Not, is_
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Field,
    InReturn,
    Integer,
    LongText,
    RecordRef,
    StepRef,
    Text,
)
from qinglian_desktop.domain.flow_fields import Marks
from qinglian_desktop.domain.importing.around import filled_in_on
from qinglian_desktop.domain.ledger import (
    Computed,
    Due,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
    UnitChoice,
)
from qinglian_desktop.domain.measures import ChildRows, Measure, Percent, RecordCount
from qinglian_desktop.domain.pictures import Bars
from qinglian_desktop.ledgers.day_order import not_before
from qinglian_desktop.ledgers.risk_controls import CONTROLS, listed_controls
from qinglian_desktop.ledgers.risk_grading import GRADING, STAGES, WAY, WAY_BOARD, WAY_ROWS
from qinglian_desktop.ledgers.risk_levels import (
    CHANCE,
    CONSEQUENCES,
    CRITERIA,
    HARM,
    LEVELS,
    METHODS,
    POWER,
    suggested_level,
)
from qinglian_desktop.ledgers.risk_maps import RISK_MAPS
from qinglian_desktop.ledgers.risk_rules import answers_given, done_on_its_day, level_agrees

_MARKS = Marks("level", "risk", "controls.measure", "controls.owner")
_STILL_STANDS = Not(_OVER := is_("stage", "销号"))
_SETTLED = is_("stage", "审定", "备案", "公示", "复核")
_STEP = StepRef(
    "power",
    "flows.chart",
    _MARKS,
    _OVER,
    post="post",
    begins=(("category", "业务流程"),),
    goes_out=_SETTLED,
    takes=(("holder", "department"),),
)


RISKS = Ledger(
    key="risks",
    label="风险清单",
    noun="风险点",
    about="“三单一图”的风险清单和防控清单：每个风险点写明等级、防控措施和责任人。",
    sections=(
        Section(
            "风险点",
            (
                Field("power", "职权", RecordRef("powers"), required=True, width=10),
                Field(
                    "department",
                    "部门",
                    Text(40, remembered=True),
                    required=True,
                    initial=LastUsed(),
                    width=8,
                ),
                Field("post", "岗位", Text(40, remembered=True), in_return=InReturn.NOTHING),
                Field("step", "流程环节", _STEP),
                Field(
                    "category",
                    "风险类别",
                    Choice(("思想道德", "岗位职责", "业务流程", "制度机制", "外部环境")),
                    required=True,
                    width=6,
                ),
                Field("risk", "风险点", Text(100), required=True, width=16),
                Field("manifestation", "表现形式", LongText(3), required=True),
                Field("description", "风险描述", LongText(2), in_return=InReturn.NOTHING),
                Field(
                    "day",
                    "排查日期",
                    Day(),
                    required=True,
                    initial=Today(),
                    width=6,
                    titled=filled_in_on,
                ),
            ),
        ),
        Section(
            "定级",
            (
                Field(
                    "method",
                    "定级方法",
                    Choice(METHODS, fixed=True),
                    required=True,
                    initial=UnitChoice(),
                    help="一个单位选用一种方法；回答下面的问题，等级随之得出。",
                ),
                Field(
                    "consequence",
                    "可能的后果",
                    Choice(CONSEQUENCES, fixed=True),
                    in_return=InReturn.NOTHING,
                    shown_when=is_("method", METHODS[0]),
                ),
                Field(
                    "criteria",
                    "符合的标准",
                    Choices(CRITERIA, fixed=True),
                    in_return=InReturn.NOTHING,
                    shown_when=is_("method", METHODS[1]),
                    help="符合3条以上为一级，2条为二级，1条为三级。",
                ),
                Field(
                    "risk_count",
                    "风险数量",
                    Integer("个"),
                    in_return=InReturn.NOTHING,
                    shown_when=is_("method", METHODS[2]),
                    help="5个以上为一级，3至4个为二级，1至2个为三级。",
                ),
                Field(
                    "veto",
                    "有无一票定级事项",
                    Choice(("有", "无"), fixed=True),
                    in_return=InReturn.NOTHING,
                    shown_when=is_("method", METHODS[2]),
                    help="有一票定级事项的，直接定为一级。",
                ),
                Field(
                    "power_held",
                    "掌握的权力",
                    Choice(POWER, fixed=True),
                    in_return=InReturn.NOTHING,
                    shown_when=is_("method", METHODS[3]),
                ),
                Field("likelihood", "可能性", Choice(CHANCE, fixed=True)),
                Field("severity", "危害程度", Choice(HARM, fixed=True)),
                Field(
                    "level",
                    "风险等级",
                    Choice(LEVELS, fixed=True),
                    required=True,
                    initial=Computed(suggested_level),
                    width=4,
                    reason_when_changed="reason",
                    help="一级=高，由主要领导负责；二级=中，由分管领导负责；三级=低，由部门负责人负责。",
                ),
                Field("reason", "理由", LongText(2), in_return=InReturn.NOTHING),
            ),
        ),
        Section(
            "防控",
            (
                CONTROLS,
                Field("indicator", "监测指标", LongText(1), in_return=InReturn.NOTHING),
                Field(
                    "stage",
                    "阶段",
                    Choice(STAGES, fixed=True),
                    required=True,
                    initial=Computed(WAY.reached),
                    width=4,
                ),
                Field(
                    "passage",
                    "办理经过",
                    WAY_ROWS,
                    in_return=InReturn.NOTHING,
                ),
                Field("review_on", "复核日期", Day(may_be_future=True), width=6),
                Field("filed_on", "填报日期", Day(), in_return=InReturn.NOTHING),
            ),
        ),
    ),
    occurred="day",
    title=("risk", "department"),
    filters=("level", "category", "stage", "method"),
    grading=GRADING,
    passage=WAY,
    rules=(
        level_agrees,
        answers_given,
        done_on_its_day,
        WAY.in_order,
        WAY.agrees,
        not_before("review_on", "day", "复核日期早于排查日期"),
        not_before("filed_on", "day", "填报日期早于排查日期"),
    ),
    lenses=(*RISK_MAPS, WAY_BOARD, listed_controls(_STILL_STANDS)),
    dues=(
        Due("review", "风险复核", "review_on", Not(is_("stage", "销号"))),
        Due("control", "防控措施落实", "controls.due", Not(is_("status", "已落实"))),
    ),
    measures=(
        Measure("risks", "风险点", "个", RecordCount(), _STILL_STANDS, standing=True),
        *(
            Measure(
                f"risks_level_{rank}",
                f"其中：{word}",
                "个",
                RecordCount(),
                AllOf((_STILL_STANDS, is_("level", word))),
                standing=True,
            )
            for rank, word in enumerate(LEVELS, 1)
        ),
        Measure("controls", "防控措施", "条", ChildRows("controls"), _STILL_STANDS, standing=True),
        Measure(
            "controls_done",
            "防控措施落实率",
            "%",
            Percent(ChildRows("controls", is_("status", "已落实")), ChildRows("controls")),
            _STILL_STANDS,
            standing=True,
        ),
    ),
    pictures=(Bars("风险等级", tuple(f"risks_level_{rank}" for rank, _ in enumerate(LEVELS, 1))),),
    paper=PaperForm(
        title="廉政风险点防控表",
        lines=(
            ("department", "post"),
            ("power",),
            ("step", "day"),
            ("category",),
            ("risk",),
            ("manifestation",),
            ("description",),
            ("level", "review_on"),
            ("controls",),
            ("indicator",),
            ("passage",),
            ("filed_on",),
        ),
        signatures=("部门责任人签名", "责任领导签名", "单位（盖章）"),
        when_filled=("description", "indicator", "passage", "filed_on"),
    ),
    listing=PaperList(
        title="廉政风险点防控一览表",
        columns=(
            ListColumn("department", 6, "单位/科室"),
            ListColumn("category", 5),
            ListColumn("risk", 10),
            ListColumn("manifestation", 16, "主要内容及表现形式"),
            ListColumn("level", 3, "风险等级"),
            ListColumn("controls.measure", 16),
            ListColumn("controls.owner", 4),
            ListColumn("controls.head", 4),
            ListColumn("controls.leader", 4),
        ),
        rows="controls",
        foot=("单位负责人", "填报人", "填报日期"),
    ),
)

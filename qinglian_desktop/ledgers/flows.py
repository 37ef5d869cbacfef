"""权力运行流程图: how a power is used, step by step; one chart for each power."""

from qinglian_desktop.domain.field_types import Day, Field, Flow, InReturn, RecordRef, Text
from qinglian_desktop.domain.ledger import (
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.measures import Measure, RecordCount
from qinglian_desktop.ledgers.day_order import not_before

_FACTS = (
    ("power.code", "职权编码"),
    ("power.kind", "职权类型"),
    ("power.holder", "行权部门"),
    ("power.basis", "实施依据"),
    ("term", ""),
    ("phone", ""),
    ("day", ""),
)

FLOWS = Ledger(
    key="flows",
    label="权力运行流程图",
    noun="流程图",
    about="“三单一图”的图：一项职权一张，一步一步写出来就画好；风险点标在它的那一步上。",
    sections=(
        Section(
            "流程图",
            (
                Field("power", "职权", RecordRef("powers"), required=True, width=14),
                Field("chart", "流程", Flow(_FACTS), required=True, width=8),
            ),
        ),
        Section(
            "公布",
            (
                Field("day", "编制日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "term", "办理时限", Text(60), help="整项职权的，例如 20个工作日；没有的不填。"
                ),
                Field("phone", "监督电话", Text(60), initial=LastUsed(), width=8),
                Field("filed_on", "备案日期", Day(), width=6),
                Field("published_on", "公示日期", Day(), width=6),
                Field("published", "公示形式", Text(60, remembered=True), initial=LastUsed()),
                Field("remarks", "备注", Text(200), in_return=InReturn.NOTHING),
            ),
        ),
    ),
    occurred="day",
    title=("power",),
    once_for="power",
    rules=(
        not_before("filed_on", "day", "备案日期早于编制日期"),
        not_before("published_on", "day", "公示日期早于编制日期"),
    ),
    measures=(Measure("flows", "权力运行流程图", "张", RecordCount(), standing=True),),
    paper=PaperForm(
        title="权力运行流程图",
        lines=(
            ("power",),
            ("day", "term"),
            ("phone",),
            ("filed_on", "published_on"),
            ("published",),
            ("chart",),
            ("remarks",),
        ),
        signatures=("编制人签名", "审核人签名", "单位（盖章）"),
        when_filled=("term", "filed_on", "published_on", "published", "remarks"),
    ),
    listing=PaperList(
        title="权力运行流程图目录",
        columns=(
            ListColumn("power", 14),
            ListColumn("chart", 7, "步骤"),
            ListColumn("day", 6),
            ListColumn("filed_on", 6),
            ListColumn("published_on", 6),
            ListColumn("published", 8),
            ListColumn("phone", 7),
        ),
        foot=(
            "单位负责人",
            "填报人",
            "填报日期",
        ),
    ),
)

"""权责清单: the first of 三单一图; every risk belongs to a power."""

from qinglian_desktop.domain.field_types import Choice, Day, Field, InReturn, LongText, Text
from qinglian_desktop.domain.ledger import (
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.lenses import Linked
from qinglian_desktop.domain.measures import Measure, RecordCount, Unlinked

WEIGHTY = ("审批", "审核", "审查", "审定", "批准", "研究", "决定", "评审", "票决", "考察")
"""Words of steps where power is used: somebody there says yes or no, or chooses."""

POWERS = Ledger(
    key="powers",
    label="权责清单",
    noun="职权",
    about="“三单一图”的第一单：先列职权，再在风险清单里逐项查找风险点。",
    sections=(
        Section(
            "职权",
            (
                Field("code", "编码", Text(20), required=True, width=5),
                Field(
                    "kind",
                    "权力类型",
                    Text(30, remembered=True),
                    in_return=InReturn.NOTHING,
                    help="按本单位权责清单上的写，例如 行政奖励、内部管理；没有分类的不填。",
                ),
                Field("name", "职权名称", Text(60), required=True, width=16),
                Field(
                    "area",
                    "业务领域",
                    Choice(("示范创建", "评先评优", "党员发展", "慰问", "其他")),
                    required=True,
                    width=6,
                ),
                Field(
                    "holder",
                    "行权部门/岗位",
                    Text(60, remembered=True),
                    required=True,
                    width=9,
                ),
                Field("day", "编制日期", Day(), required=True, initial=Today(), width=6),
            ),
        ),
        Section(
            "依据与监督",
            (
                Field("basis", "依据", LongText(3), required=True),
                Field("duties", "责任事项", LongText(3)),
                Field("liability", "追责情形", LongText(3), in_return=InReturn.NOTHING),
                Field("supervision", "监督方式", LongText(2)),
                Field(
                    "published",
                    "公开形式",
                    Text(60, remembered=True),
                    in_return=InReturn.NOTHING,
                ),
                Field("scope", "公开范围", Text(60, remembered=True), in_return=InReturn.NOTHING),
                Field("chart", "流程图编号", Text(20), in_return=InReturn.NOTHING),
            ),
        ),
    ),
    occurred="day",
    title=("name",),
    filters=("area",),
    lenses=(Linked("三单一图", step="risks.step", weighty=WEIGHTY),),
    measures=(
        Measure("powers", "权责事项", "项", RecordCount(), standing=True),
        Measure("powers_uncharted", "没有流程图的", "项", Unlinked("flows.power"), standing=True),
    ),
    paper=PaperForm(
        title="权责事项登记表",
        lines=(
            ("code", "kind"),
            ("name",),
            ("area",),
            ("holder", "day"),
            ("basis",),
            ("duties",),
            ("liability",),
            ("supervision",),
            ("published", "scope"),
            ("chart",),
        ),
        signatures=("行权部门负责人签名", "审核人签名"),
        when_filled=("published", "scope", "chart"),
    ),
    listing=PaperList(
        title="权责清单",
        columns=(
            ListColumn("code", 4),
            ListColumn("kind", 4),
            ListColumn("name", 9, "事项名称"),
            ListColumn("holder", 6),
            ListColumn("basis", 12, "实施依据"),
            ListColumn("duties", 12),
            ListColumn("liability", 12),
            ListColumn("supervision", 8),
        ),
        foot=(
            "单位负责人",
            "填报人",
            "填报日期",
        ),
    ),
)

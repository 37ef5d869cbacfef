"""公开亮晒: what of 三单一图 was put up in public, when, where and by whom."""

from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    InReturn,
    PersonRef,
    RecordRef,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Fixed,
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
from qinglian_desktop.ledgers.published_lists import (
    CHARTS_WORD,
    CONTROLS_WORD,
    POWERS_WORD,
    PUBLISHING,
    RISKS_WORD,
)

_DEPARTMENT, _POWER = "部门", "职权"

PUBLICATIONS = Ledger(
    key="publications",
    label="公开亮晒",
    noun="公开",
    about="“三单一图”公开了什么、什么时候公开的、谁办的；以后改了，这里看得出公开的已经不是最新的。",
    sections=(
        Section(
            "公开内容",
            (
                Field("day", "公开日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "scope",
                    "范围",
                    Choice(("全单位", _DEPARTMENT, _POWER), fixed=True),
                    required=True,
                    initial=Fixed("全单位"),
                    width=5,
                ),
                Field(
                    "department",
                    "部门",
                    Text(40, remembered=True),
                    shown_when=is_("scope", _DEPARTMENT),
                    width=6,
                ),
                Field(
                    "power",
                    "职权",
                    RecordRef("powers"),
                    shown_when=is_("scope", _POWER),
                    width=10,
                ),
                Field(
                    "contents",
                    "公开的单和图",
                    Choices((POWERS_WORD, RISKS_WORD, CONTROLS_WORD, CHARTS_WORD), fixed=True),
                    required=True,
                    width=12,
                ),
                Field(
                    "names",
                    "姓名",
                    Choice(("写姓名", "不写姓名"), fixed=True),
                    required=True,
                    initial=Fixed("不写姓名"),
                ),
            ),
        ),
        Section(
            "怎样公开",
            (
                Field("form", "公开形式", Text(60, remembered=True), initial=LastUsed(), width=8),
                Field("place", "公开地点", Text(60, remembered=True), initial=LastUsed()),
                Field("until", "公开到", Day(may_be_future=True)),
                Field("by", "经办人", PersonRef(), required=True, initial=LastUsed(), width=5),
                Field("photos", "照片", Attachments()),
                Field("remarks", "备注", Text(200), in_return=InReturn.NOTHING),
            ),
        ),
    ),
    occurred="day",
    title=("scope", "department", "power"),
    filters=("scope",),
    rules=(not_before("until", "day", "公开到的日期早于公开日期"),),
    measures=(Measure("publications", "“三单一图”公开", "次", RecordCount()),),
    publishing=PUBLISHING,
    paper=PaperForm(
        title="“三单一图”公开登记表",
        lines=(
            ("day", "until"),
            ("scope", "names"),
            ("department",),
            ("power",),
            ("contents",),
            ("form", "place"),
            ("by",),
            ("photos",),
            ("remarks",),
        ),
        signatures=("经办人签名", "审核人签名", "单位（盖章）"),
        when_filled=("department", "power", "until", "photos", "remarks"),
    ),
    listing=PaperList(
        title="“三单一图”公开登记簿",
        columns=(
            ListColumn("day", 6),
            ListColumn("scope", 4),
            ListColumn("department", 6),
            ListColumn("power", 10),
            ListColumn("contents", 12),
            ListColumn("form", 6),
            ListColumn("place", 6),
            ListColumn("by", 4),
        ),
        foot=("单位负责人", "填报人", "填报日期"),
    ),
)

"""廉政文化阵地: corridors, book corners and rooms of a clean office, and how they are renewed."""

from qinglian_desktop.domain.conditions import Reached, is_
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Day,
    Field,
    InReturn,
    LongText,
    Name,
    PersonRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import Ledger, ListColumn, PaperForm, PaperList, Section, Today
from qinglian_desktop.domain.measures import ChildRows, Measure, RecordCount

_KINDS = ("廉政长廊", "清风书角", "廉语话室", "党性体验空间")
_KIND_KEYS = ("corridors", "corners", "rooms", "spaces")
_KIND_UNITS = ("条", "个", "间", "处")

CULTURE_SITES = Ledger(
    key="culture_sites",
    label="廉政文化阵地",
    noun="阵地",
    about="廉政长廊、清风书角、廉语话室、党性体验空间。更新一次内容，就在原来的记录上加一行。",
    sections=(
        Section(
            "阵地",
            (
                Field("kind", "类型", Choice((*_KINDS, "其他")), required=True, width=7),
                Field("name", "名称", Text(60), required=True, width=14),
                Field("place", "位置", Text(60, remembered=True), width=14),
                Field("day", "建成日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "department",
                    "责任部门",
                    Text(40, remembered=True),
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "keeper",
                    "责任人",
                    PersonRef(outsiders=True, later=True),
                    in_return=InReturn.NOTHING,
                ),
                Field("about", "内容介绍", LongText(4)),
            ),
        ),
        Section(
            "更新",
            (
                Field(
                    "updates",
                    "内容更新记录",
                    Rows(
                        (
                            Field("day", "日期", Day(), required=True, initial=Today()),
                            Field("content", "更新内容", Text(200), required=True),
                            Field("owner", "经办人", Name()),
                        ),
                        noun="更新",
                    ),
                    in_return=InReturn.NOTHING,
                    width=24,
                ),
                Field("photos", "照片", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("name",),
    filters=("kind",),
    measures=(
        Measure("sites", "廉政文化阵地", "处", RecordCount(), standing=True),
        *(
            Measure(key, f"其中：{word}", unit, RecordCount(), is_("kind", word), standing=True)
            for key, word, unit in zip(_KIND_KEYS, _KINDS, _KIND_UNITS, strict=True)
        ),
        Measure(
            "updates",
            "阵地内容更新",
            "次",
            ChildRows("updates", Reached("day")),
            standing=True,
            note="建成以来累计",
        ),
    ),
    paper=PaperForm(
        title="廉政文化阵地登记表",
        lines=(
            ("kind",),
            ("name",),
            ("place", "day"),
            ("department", "keeper"),
            ("about",),
            ("updates",),
            ("photos",),
        ),
        signatures=("经办人签名", "审核人签名"),
    ),
    listing=PaperList(
        title="廉政文化阵地一览表",
        columns=(
            ListColumn("name", 10),
            ListColumn("kind", 6),
            ListColumn("place", 10),
            ListColumn("about", 14, "内容"),
            ListColumn("day", 5, "建成时间"),
            ListColumn("department+keeper", 6, "责任部门、责任人"),
            ListColumn("updates.latest", 16, "最近一次更新"),
        ),
    ),
)

"""八个一活动: eight red-education items, each due every month (seed: 红色教育铸忠诚)."""

from qinglian_desktop.domain.convening import Circle, Convening
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choices,
    Day,
    Field,
    InReturn,
    LongText,
    PeopleRef,
    PersonRef,
    Text,
)
from qinglian_desktop.domain.ledger import (
    Gathering,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.domain.measures import Different, Heads, Measure, RecordCount

ITEMS = (
    "上一堂红色教育课",
    "讲一段红色故事",
    "读一本红色书籍",
    "看一部红色影片",
    "唱一首经典红歌",
    "诵一首红色诗词",
    "到一处红色基地",
    "走一次红色印迹",
)

EIGHT_ONES = Ledger(
    key="eight_ones",
    label="八个一活动",
    noun="活动",
    about="每月八项红色教育，一次活动可以同时完成几项。空着的格子就是本月还没做的。",
    sections=(
        Section(
            "活动",
            (
                Field(
                    "items",
                    "项目",
                    Choices(ITEMS, fixed=True),
                    required=True,
                    width=14,
                    help="“八个一”每月各一次；一次活动可以勾选几项。",
                ),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "time",
                    "起止时间",
                    Text(30, hours_of="day"),
                    in_return=InReturn.NOTHING,
                    help="例如 9:00至10:30。",
                ),
                Field("theme", "主题", Text(100), required=True, width=16),
                Field(
                    "place",
                    "地点",
                    Text(60, remembered=True),
                    required=True,
                    initial=LastUsed(),
                    width=9,
                ),
                Field("work", "作品或基地名称", Text(60, remembered=True)),
            ),
        ),
        Section(
            "人员",
            (
                Field(
                    "host",
                    "主持人",
                    PersonRef(outsiders=True),
                    required=True,
                    initial=LastUsed("secretary"),
                    width=5,
                ),
                Field(
                    "lecturer",
                    "主讲人",
                    PersonRef(outsiders=True),
                ),
                Field(
                    "recorder",
                    "记录人",
                    PersonRef(outsiders=True),
                    initial=LastUsed(),
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "people",
                    "应到/实到/缺席",
                    PeopleRef(
                        attendance=True, convened=(Convening(Circle.PARTY),), guests="guests"
                    ),
                    required=True,
                    width=6,
                    help="名单按活动当天的党员自动填好，只需点出缺席的人。",
                ),
                Field(
                    "guests",
                    "列席",
                    PeopleRef(outsiders=True),
                    in_return=InReturn.COUNT,
                    help="党员以外来了的人，不计入应到。",
                ),
            ),
        ),
        Section(
            "内容",
            (
                Field(
                    "summary",
                    "内容摘要",
                    LongText(8),
                    required=True,
                    in_return=InReturn.NOTHING,
                ),
                Field(
                    "other",
                    "其他",
                    LongText(1),
                    in_return=InReturn.NOTHING,
                    help="请假、列席等要说明的情况，没有的不填。",
                ),
                Field("photos", "照片", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("theme",),
    filters=("items",),
    lenses=(MonthGrid("月度完成表", rows="items"),),
    measures=(
        Measure("items_done", "“八个一”完成项目", "项", Different("items"), note="每月应完成8项"),
        Measure("activities", "“八个一”活动场次", "场次", RecordCount()),
        Measure("attended", "“八个一”活动参加人次", "人次", Heads("people")),
    ),
    gathering=Gathering(
        called="“八个一”活动", hours="time", place="place", theme="theme", host="host"
    ),
    paper=PaperForm(
        title="“八个一”活动记录表",
        lines=(
            ("theme",),
            ("items",),
            ("day", "time"),
            ("place", "recorder"),
            ("host", "lecturer"),
            ("work",),
            ("people",),
            ("guests",),
            ("other",),
            ("summary",),
            ("photos",),
        ),
        signatures=("主持人签名", "记录人签名"),
        when_filled=("work", "other"),
    ),
    listing=PaperList(
        title="“八个一”活动登记表",
        columns=(
            ListColumn("day", 5),
            ListColumn("items", 12),
            ListColumn("theme", 14, "活动主题"),
            ListColumn("place", 8),
            ListColumn("host", 4),
            ListColumn("people.due", 2),
            ListColumn("people.present", 2),
            ListColumn("people.absent", 10),
        ),
    ),
)

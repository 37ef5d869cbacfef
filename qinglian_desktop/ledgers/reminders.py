"""廉政提醒: drafted and recorded here, sent by hand; the program sends nothing."""

from qinglian_desktop.domain.conditions import is_
from qinglian_desktop.domain.field_types import (
    Choice,
    Day,
    Field,
    InReturn,
    Integer,
    LongText,
    PeopleRef,
    PersonRef,
    Text,
)
from qinglian_desktop.domain.ledger import (
    BeforeFestivals,
    Computed,
    LastUsed,
    Ledger,
    ListColumn,
    PaperForm,
    PaperKind,
    PaperList,
    Section,
    Today,
)
from qinglian_desktop.domain.measures import Measure, Total
from qinglian_desktop.domain.pictures import Trend
from qinglian_desktop.domain.values import People, Value, Values

FESTIVALS = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")
WAYS = ("微信", "短信", "书面", "口头")
WORDINGS = (
    "节日将至，请自觉遵守中央八项规定精神，不收受礼品礼金和电子红包，不公车私用，不违规吃喝，过一个风清气正的节日。",
    "新春佳节，团圆不忘廉洁：不用公款拜年送礼，不接受管理和服务对象宴请，不参与任何形式的赌博。祝阖家安康。",
    "清明时节，倡导文明祭扫：不公车私用，不大操大办，不借机敛财。缅怀先人，传承清廉家风。",
    "假期外出请遵守交通法规，酒后不驾车。公务用车按规定封存，值班同志坚守岗位，有急事及时报告。",
    "粽叶飘香，廉心不变。婉拒礼品、提货券和旅游安排，守好分寸，让亲情友情更纯粹。",
    "月圆人圆，廉洁为先。不收送月饼、烟酒等节礼，不违规发放津补贴，以身边案例为镜鉴，守住底线。",
    "家是廉洁的第一道防线。请多陪伴家人，管好家属子女和身边人，不替人打招呼，不收不明之财。",
    "婚丧喜庆事宜请按规定事前报告、从简办理，不邀请管理和服务对象，不收受礼金。",
)


def _heads(values: Values) -> Value:
    people = values.get("people")
    return people.present if isinstance(people, People) and people.present else None


def _copies(values: Values) -> Value:
    """One message for each person reminded."""
    return _heads(values) or values.get("heads")


REMINDERS = Ledger(
    key="reminders",
    label="廉政提醒",
    noun="提醒",
    about="节前和平时的廉政提醒。这里只拟稿和登记，发送由您自己用微信、短信等完成。",
    sections=(
        Section(
            "提醒",
            (
                Field(
                    "festival",
                    "节点",
                    Choice((*FESTIVALS, "其他"), fixed=True),
                    width=5,
                    help="每个节日前都应当提醒一次；平时的提醒选“其他”或不选。",
                ),
                Field(
                    "way",
                    "方式",
                    Choice(WAYS, fixed=True),
                    required=True,
                    initial=LastUsed(),
                    width=4,
                ),
                Field("day", "日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "sender",
                    "发送人",
                    PersonRef(outsiders=True),
                    initial=LastUsed(),
                    in_return=InReturn.NOTHING,
                ),
            ),
        ),
        Section(
            "对象",
            (
                Field(
                    "scope",
                    "对象范围",
                    Text(60, remembered=True),
                    initial=LastUsed(),
                    width=10,
                ),
                Field(
                    "people",
                    "提醒对象",
                    PeopleRef(outsiders=True),
                    in_return=InReturn.NOTHING,
                    help="可以不写名单，只填人数。",
                ),
                Field(
                    "heads",
                    "人数",
                    Integer("人"),
                    required=True,
                    initial=Computed(_heads),
                    width=4,
                ),
                Field(
                    "copies",
                    "条数",
                    Integer("条"),
                    required=True,
                    initial=Computed(_copies),
                    width=4,
                    help="发给一个人算一条；一个人收到几条的按实际条数改。",
                ),
            ),
        ),
        Section(
            "正文",
            (
                Field(
                    "text",
                    "正文",
                    LongText(6, wordings=WORDINGS),
                    required=True,
                    in_return=InReturn.NOTHING,
                    width=26,
                ),
            ),
        ),
    ),
    occurred="day",
    title=("festival", "way", "scope"),
    filters=("festival", "way"),
    festivals=BeforeFestivals("festival", "节前廉政提醒"),
    measures=(
        Measure("messages", "廉政提醒", "条", Total("copies")),
        Measure("messages_phone", "其中：微信、短信", "条", Total("copies"), is_("way", *WAYS[:2])),
        Measure("messages_paper", "其中：书面", "条", Total("copies"), is_("way", "书面")),
        Measure("messages_oral", "其中：口头", "条", Total("copies"), is_("way", "口头")),
        Measure("heads", "廉政提醒对象", "人次", Total("heads")),
    ),
    pictures=(Trend("每月廉政提醒条数", "messages"),),
    paper=PaperForm(
        title="廉政提醒登记表",
        lines=(
            ("festival",),
            ("way",),
            ("day", "scope"),
            ("heads", "copies"),
            ("text",),
            ("sender",),
        ),
        signatures=("拟稿人签名", "审核人签名"),
        kind="festival",
        kinds=tuple(PaperKind(word, f"{word}节前廉政提醒登记表") for word in FESTIVALS),
    ),
    listing=PaperList(
        title="廉政提醒登记表",
        columns=(
            ListColumn("day", 5, "时间"),
            ListColumn("festival", 3),
            ListColumn("way", 3),
            ListColumn("scope", 10, "对象"),
            ListColumn("heads", 3),
            ListColumn("text", 34, "内容摘要"),
            ListColumn("sender", 4),
        ),
    ),
)

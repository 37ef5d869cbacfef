"""信息宣传: issues of 机关党建信息, columns, and news by medium and level."""

from qinglian_desktop.domain.conditions import AllOf, is_
from qinglian_desktop.domain.field_types import Attachments, Choice, Day, Field, InReturn, Text
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
from qinglian_desktop.domain.pictures import Bars, Trend

_LEVELS = ("本级", "市级", "自治区级", "中央级")
_NEWS = is_("kind", "新闻信息")

PUBLICITY = Ledger(
    key="publicity",
    label="信息宣传",
    noun="信息",
    about="《机关党建信息》专刊、公众号专栏和各级媒体刊发的新闻信息，刊发一条登记一条。",
    sections=(
        Section(
            "刊发",
            (
                Field(
                    "kind",
                    "类型",
                    Choice(("机关党建信息专刊", "公众号专栏", "新闻信息")),
                    required=True,
                    initial=LastUsed(),
                    width=9,
                ),
                Field(
                    "media",
                    "媒体",
                    Choice(("机关党建信息", "微信公众号", "日报", "网站", "广播电视", "其他")),
                    required=True,
                    initial=LastUsed(),
                    width=7,
                ),
                Field(
                    "level",
                    "层级",
                    Choice(_LEVELS, fixed=True),
                    initial=LastUsed(),
                    width=5,
                    help="按媒体的级别选：单位自己办的是本级。",
                ),
                Field("title", "标题", Text(100), required=True, width=26),
                Field("day", "刊发日期", Day(), required=True, initial=Today(), width=6),
                Field("issue", "期号", Text(30), width=6),
                Field("author", "作者", Text(60, remembered=True), width=7),
                Field(
                    "page",
                    "版面/网址",
                    Text(200),
                    in_return=InReturn.NOTHING,
                    help="报刊写第几版，网上的把网址粘贴在这里。",
                ),
                Field("files", "样刊和截图", Attachments()),
            ),
        ),
    ),
    occurred="day",
    title=("title",),
    filters=("kind", "media", "level"),
    measures=(
        Measure(
            "issues", "《机关党建信息》专刊", "期", RecordCount(), is_("kind", "机关党建信息专刊")
        ),
        Measure("columns", "公众号专栏", "篇", RecordCount(), is_("kind", "公众号专栏")),
        Measure("news", "新闻信息", "条", RecordCount(), _NEWS),
        Measure(
            "news_daily", "其中：日报", "条", RecordCount(), AllOf((_NEWS, is_("media", "日报")))
        ),
        *(
            Measure(key, f"其中：{word}", "条", RecordCount(), AllOf((_NEWS, is_("level", word))))
            for key, word in zip(
                ("news_city", "news_region", "news_central"), _LEVELS[1:], strict=True
            )
        ),
    ),
    pictures=(
        Trend("每月新闻信息条数", "news"),
        Bars("各级刊发的新闻信息", ("news_city", "news_region", "news_central")),
    ),
    paper=PaperForm(
        title="信息宣传登记表",
        lines=(
            ("title",),
            ("kind",),
            ("media",),
            ("level",),
            ("day", "issue"),
            ("author",),
            ("page",),
            ("files",),
        ),
        signatures=("经办人签名", "审核人签名"),
        when_filled=("issue", "page"),
    ),
    listing=PaperList(
        title="信息宣传登记表",
        columns=(
            ListColumn("title", 20),
            ListColumn("kind", 8),
            ListColumn("media", 6),
            ListColumn("level", 4),
            ListColumn("day", 5),
            ListColumn("author", 7),
            ListColumn("issue", 6),
            ListColumn("page", 10),
        ),
    ),
)

"""文件传达学习: which documents were passed on, when, how and to how many."""

from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Day,
    Field,
    InReturn,
    Integer,
    LongText,
    PersonRef,
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
from qinglian_desktop.domain.measures import Measure, RecordCount, Total
from qinglian_desktop.ledgers.day_order import not_before

DIRECTIVES = Ledger(
    key="directives",
    label="文件传达学习",
    noun="传达学习",
    about="上级文件和会议精神的传达学习，一份文件传达一次记一条。涉密文件不在这里登记。",
    sections=(
        Section(
            "收文",
            (
                Field("received_on", "收文日期", Day(), width=6),
                Field(
                    "entry",
                    "来文编号",
                    Text(40),
                    in_return=InReturn.NOTHING,
                    help="本单位收文登记本上的编号。",
                ),
                Field("issuer", "来文单位", Text(60, remembered=True), width=9),
                Field("document", "文号", Text(60), width=9),
                Field("title", "文件名称", Text(150), required=True, width=18),
                Field(
                    "secrecy",
                    "密级",
                    Choice(("公开", "内部"), fixed=True),
                    required=True,
                    initial=Fixed("公开"),
                    width=3,
                    help="标有密级的文件不能在这台计算机上登记。",
                ),
            ),
        ),
        Section(
            "传达",
            (
                Field("day", "传达日期", Day(), required=True, initial=Today(), width=6),
                Field(
                    "way",
                    "方式",
                    Choice(("支部党员大会", "支委会", "集体学习", "专题会议", "传阅", "其他")),
                    initial=LastUsed(),
                    width=6,
                ),
                Field("scope", "传达范围", Text(100, remembered=True), width=6),
                Field("heads", "参加人次", Integer("人次"), width=4),
                Field("handler", "承办人", PersonRef(outsiders=True), in_return=InReturn.NOTHING),
                Field("follow_up", "贯彻措施", LongText(5), width=12),
                Field(
                    "files",
                    "附件",
                    Attachments(),
                    help="只放公开或内部的文件，标有密级的不能放进来。",
                ),
            ),
        ),
    ),
    occurred="day",
    title=("title",),
    filters=("secrecy", "way"),
    rules=(not_before("day", "received_on", "传达日期早于收文日期"),),
    measures=(
        Measure("studies", "文件传达学习", "次", RecordCount()),
        Measure("heads", "文件传达学习参加人次", "人次", Total("heads")),
    ),
    paper=PaperForm(
        title="文件传达学习登记表",
        lines=(
            ("received_on", "entry"),
            ("issuer",),
            ("document", "secrecy"),
            ("title",),
            ("day", "way"),
            ("scope",),
            ("heads", "handler"),
            ("follow_up",),
            ("files",),
        ),
        signatures=("传达人签名", "记录人签名"),
    ),
    listing=PaperList(
        title="文件传达学习登记表",
        columns=(
            ListColumn("received_on", 5),
            ListColumn("issuer", 8, "来文单位"),
            ListColumn("document", 8),
            ListColumn("title", 14),
            ListColumn("secrecy", 2),
            ListColumn("day", 5),
            ListColumn("way", 5),
            ListColumn("scope", 6),
            ListColumn("heads", 3),
            ListColumn("follow_up", 14, "贯彻落实情况"),
            ListColumn("handler", 4),
        ),
    ),
)

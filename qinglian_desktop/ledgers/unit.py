"""单位: whose book this is; one record per book, printed on the cover of the return."""

from qinglian_desktop.domain.field_types import Choice, Day, Field, PersonRef, Text
from qinglian_desktop.domain.ledger import Ledger, ListColumn, PaperList, Section, Today, UnitFacts

UNIT = Ledger(
    key="unit",
    label="单位",
    noun="单位信息",
    about="本台账库属于哪个单位。月报封面和打印的表格从这里取名称和负责人。",
    sections=(
        Section(
            "基本情况",
            (
                Field("name", "名称", Text(60), required=True, width=16),
                Field(
                    "code",
                    "单位编码",
                    Text(30),
                    required=True,
                    width=8,
                    help="工委发给本单位的编码，汇总时靠它认出是哪个单位。",
                ),
                Field(
                    "type",
                    "类型",
                    Choice(("机关党委", "机关党总支", "机关党支部", "机关工委", "其他")),
                    width=6,
                ),
                Field("committee", "上级工委", Text(60), required=True, width=12),
                Field("since", "启用日期", Day(), required=True, initial=Today()),
            ),
        ),
        Section(
            "负责人",
            (
                Field("secretary", "支部书记", PersonRef(outsiders=True), required=True, width=6),
                Field("phone", "联系电话", Text(30), width=8),
                Field("discipline", "纪检委员", PersonRef(outsiders=True)),
                Field("organiser", "组织委员", PersonRef(outsiders=True)),
            ),
        ),
    ),
    occurred="since",
    title=("name",),
    unit=UnitFacts(name="name", code="code", head="secretary", phone="phone"),
    in_return=False,
    listing=PaperList(
        title="单位基本情况",
        columns=(
            ListColumn("name", 14),
            ListColumn("code", 7),
            ListColumn("type", 6),
            ListColumn("committee", 12, "上级党组织"),
            ListColumn("secretary", 5),
            ListColumn("organiser", 5),
            ListColumn("discipline", 5),
            ListColumn("phone", 8),
        ),
    ),
)

"""The roster as branches file it on paper"""

from qinglian_desktop.domain.ledger import ListColumn, PaperForm, PaperList

PEOPLE_FORM = PaperForm(
    title="人员基本情况登记表",
    lines=(
        ("name", "sex"),
        ("ethnicity", "native_place"),
        ("born", "born_on"),
        ("schooling", "phone"),
        ("politics", "membership"),
        ("joined_party", "full_since"),
        ("introducers", "probation_ends"),
        ("party_group", "group_since"),
        ("offices",),
        ("department", "post"),
        ("joined",),
        ("away", "away_to"),
        ("lost", "lost_since"),
        ("left", "left_reason"),
        ("remarks",),
    ),
)

PEOPLE_LIST = PaperList(
    title="人员花名册",
    columns=(
        ListColumn("name", 5),
        ListColumn("sex", 3),
        ListColumn("ethnicity", 3),
        ListColumn("born", 4),
        ListColumn("schooling", 4),
        ListColumn("politics", 4, "人员类别"),
        ListColumn("joined_party+introducers", 5, "加入党组织日期、介绍人"),
        ListColumn("full_since", 5, "转为正式党员日期"),
        ListColumn("party_group+offices", 8, "党小组、党内职务"),
        ListColumn("department+post", 7, "部门、职务（工作岗位）"),
        ListColumn("phone", 6, "联系电话"),
        ListColumn("away+away_to+left+left_reason", 6, "流动、借调、调出"),
        ListColumn("remarks", 8),
    ),
)

"""The roster as branches file it on paper"""

from qinglian_desktop.domain.ledger import ListColumn, PaperList

PEOPLE_LIST = PaperList(
    title="人员花名册",
    columns=(
        ListColumn("name", 5),
        ListColumn("sex", 2),
        ListColumn("ethnicity", 3),
        ListColumn("born", 4),
        ListColumn("schooling", 4),
        ListColumn("politics", 5, "人员类别"),
        ListColumn("joined_party", 5, "加入党组织日期"),
        ListColumn("full_since", 5, "转为正式党员日期"),
        ListColumn("offices", 8, "党内职务"),
        ListColumn("party_group", 4),
        ListColumn("department", 6),
        ListColumn("post", 6, "职务（工作岗位）"),
        ListColumn("phone", 6, "联系电话"),
        ListColumn("away+away_to", 5, "流动、借调"),
        ListColumn("joined", 5),
        ListColumn("left+left_reason", 5, "调出日期及原因"),
        ListColumn("remarks", 6),
    ),
)

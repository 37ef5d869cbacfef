"""谈心谈话登记表: what stands in the list of talks on paper."""

from qinglian_desktop.domain.ledger import ListColumn, PaperList

TALK_LIST = PaperList(
    title="谈心谈话登记表",
    columns=(
        ListColumn("time", 7, "谈话时间"),
        ListColumn("place", 5),
        ListColumn("category", 6, "谈话类别"),
        ListColumn("people", 10, "被谈话人"),
        ListColumn("talker+talker_post", 7, "谈话人及职务"),
        ListColumn("recorder", 4),
        ListColumn("focus", 14, "谈话内容"),
    ),
)

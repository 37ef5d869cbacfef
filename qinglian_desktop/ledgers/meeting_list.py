"""组织生活登记表: what stands in the list of meetings on paper."""

from qinglian_desktop.domain.ledger import ListColumn, PaperList

MEETING_LIST = PaperList(
    title="组织生活登记表",
    columns=(
        ListColumn("kind", 5, "会议类型"),
        ListColumn("no", 3),
        ListColumn("theme", 14, "会议名称（主题）"),
        ListColumn("time", 7, "时间"),
        ListColumn("place", 6),
        ListColumn("host", 4),
        ListColumn("recorder", 4),
        ListColumn("people.due", 2),
        ListColumn("people.present", 2),
        ListColumn("people.absent", 8),
        ListColumn("guests", 5, "列席人员"),
    ),
)

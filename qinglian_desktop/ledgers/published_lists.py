"""三单一图 as offices put it up: the columns in the order of the published tables."""

from qinglian_desktop.domain.ledger import ListColumn, PublishedCount, PublishedList, Publishing

POWERS_WORD, RISKS_WORD, CONTROLS_WORD = "权责清单", "风险清单", "防控清单"
CHARTS_WORD = "权力运行流程图"

PUBLISHING = Publishing(
    title="廉政风险防控“三单一图”公开",
    short="三单一图",
    owner="powers",
    lists=(
        PublishedList(
            POWERS_WORD,
            "powers",
            (
                ListColumn("code", 4),
                ListColumn("kind", 4),
                ListColumn("name", 9, "事项名称"),
                ListColumn("holder", 6),
                ListColumn("basis", 12, "实施依据"),
                ListColumn("duties", 12),
                ListColumn("liability", 12),
                ListColumn("supervision", 8),
                ListColumn("chart", 4, "权力运行流程图"),
                ListColumn("risks", 3, "廉政风险点"),
            ),
            department="holder",
            unticked=("code",),
            counts=(PublishedCount("risks", "廉政风险点", "risks.power", "个"),),
            charted="chart",
        ),
        PublishedList(
            RISKS_WORD,
            "risks",
            (
                ListColumn("department", 6, "单位/科室"),
                ListColumn("power", 9, "职权事项"),
                ListColumn("step", 6, "重要环节"),
                ListColumn("category", 5),
                ListColumn("risk", 10),
                ListColumn("manifestation", 16, "主要内容及表现形式"),
                ListColumn("description", 10),
                ListColumn("post", 6, "涉及岗位"),
                ListColumn("level", 3, "风险等级"),
            ),
            department="department",
            owner="power",
            unticked=("description",),
        ),
        PublishedList(
            CONTROLS_WORD,
            "risks",
            (
                ListColumn("department", 6, "单位/科室"),
                ListColumn("risk", 10),
                ListColumn("post", 6, "涉及岗位"),
                ListColumn("level", 3, "风险等级"),
                ListColumn("controls.measure", 18, "防控要点及措施"),
                ListColumn("controls.owner", 5),
                ListColumn("controls.head", 5),
                ListColumn("controls.leader", 5),
                ListColumn("controls.due", 6),
                ListColumn("controls.status", 4, "落实情况"),
                ListColumn("indicator", 8),
            ),
            department="department",
            owner="power",
            rows="controls",
            unticked=("controls.due", "controls.status", "indicator"),
        ),
    ),
    charts=(CHARTS_WORD, "flows"),
    day="day",
    until="until",
    by="by",
    scope="scope",
    department="department",
    single="power",
    contents="contents",
    names="names",
    places=("form", "place"),
)

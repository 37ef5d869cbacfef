"""Every ledger, in the order of the work report, and the tabs that show them."""

from qinglian_desktop.domain.catalogue import Tab
from qinglian_desktop.ledgers.eight_ones import EIGHT_ONES
from qinglian_desktop.ledgers.family import FAMILY
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.powers import POWERS
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.talks import TALKS
from qinglian_desktop.ledgers.unit import UNIT

ALL_LEDGERS = (UNIT, PEOPLE, EIGHT_ONES, POWERS, RISKS, TALKS, FAMILY)

TABS = (
    Tab("workbench", "工作台", "workbench", page="workbench"),
    Tab("eight_ones", "八个一", "eight-ones", ledgers=("eight_ones",)),
    Tab("talks", "谈心谈话", "talk", ledgers=("talks",)),
    Tab("risks", "廉政风险图", "risk", ledgers=("risks", "powers")),
    Tab("family", "家风行动", "family", ledgers=("family",)),
    Tab(
        "education",
        "警示教育",
        "education",
        holds=("警示教育与“十个一”", "廉政文化阵地", "信息宣传", "主题实践", "廉政提醒"),
    ),
    Tab(
        "meetings",
        "组织生活",
        "meeting",
        holds=("三会一课与主题党日", "政治体检", "示范引领", "支部与模范机关创建"),
    ),
    Tab(
        "progress",
        "推进落实",
        "progress",
        holds=(
            "文件传达学习",
            "重点任务清单",
            "横向联合",
            "三问三点三评",
            "专责小组会议与推进会",
            "督导调研与问题台账",
            "为民办事",
            "品牌与计划总结",
        ),
    ),
    Tab("people", "花名册", "people", ledgers=("people", "unit")),
    Tab("returns", "月报与总结", "return", page="returns"),
)

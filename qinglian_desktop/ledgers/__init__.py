"""Every ledger, in the order of the work report, and the tabs that show them."""

from qinglian_desktop.domain.catalogue import Tab
from qinglian_desktop.ledgers.assignments import ASSIGNMENTS
from qinglian_desktop.ledgers.branch_building import BRANCH_BUILDING
from qinglian_desktop.ledgers.brand_work import BRAND_WORK
from qinglian_desktop.ledgers.checkups import CHECKUPS
from qinglian_desktop.ledgers.culture_sites import CULTURE_SITES
from qinglian_desktop.ledgers.directives import DIRECTIVES
from qinglian_desktop.ledgers.education import EDUCATION
from qinglian_desktop.ledgers.eight_ones import EIGHT_ONES
from qinglian_desktop.ledgers.elsewhere import known_elsewhere
from qinglian_desktop.ledgers.elsewhere_branch import BRANCH_ELSEWHERE
from qinglian_desktop.ledgers.elsewhere_culture import CULTURE_ELSEWHERE
from qinglian_desktop.ledgers.elsewhere_people import PEOPLE_ELSEWHERE
from qinglian_desktop.ledgers.elsewhere_power import POWER_ELSEWHERE
from qinglian_desktop.ledgers.elsewhere_progress import PROGRESS_ELSEWHERE
from qinglian_desktop.ledgers.family import FAMILY
from qinglian_desktop.ledgers.flows import FLOWS
from qinglian_desktop.ledgers.inspections import INSPECTIONS
from qinglian_desktop.ledgers.joint_actions import JOINT_ACTIONS
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.people import PEOPLE
from qinglian_desktop.ledgers.powers import POWERS
from qinglian_desktop.ledgers.practice import PRACTICE
from qinglian_desktop.ledgers.problems import PROBLEMS
from qinglian_desktop.ledgers.promotion_meetings import PROMOTION_MEETINGS
from qinglian_desktop.ledgers.publications import PUBLICATIONS
from qinglian_desktop.ledgers.publicity import PUBLICITY
from qinglian_desktop.ledgers.reminders import REMINDERS
from qinglian_desktop.ledgers.risks import RISKS
from qinglian_desktop.ledgers.role_models import ROLE_MODELS
from qinglian_desktop.ledgers.secretary_talks import SECRETARY_TALKS
from qinglian_desktop.ledgers.service import SERVICE
from qinglian_desktop.ledgers.talks import TALKS
from qinglian_desktop.ledgers.tasks import TASKS
from qinglian_desktop.ledgers.unit import UNIT

_DECLARED = (
    UNIT,
    PEOPLE,
    # 培元铸魂
    EIGHT_ONES,
    CHECKUPS,
    ROLE_MODELS,
    # 廉洁用权
    POWERS,
    FLOWS,
    RISKS,
    PUBLICATIONS,
    TALKS,
    REMINDERS,
    # 文化养廉
    EDUCATION,
    CULTURE_SITES,
    PUBLICITY,
    FAMILY,
    PRACTICE,
    # 三个推进
    DIRECTIVES,
    TASKS,
    JOINT_ACTIONS,
    SECRETARY_TALKS,
    PROMOTION_MEETINGS,
    INSPECTIONS,
    PROBLEMS,
    # 三大融合
    MEETINGS,
    BRANCH_BUILDING,
    SERVICE,
    BRAND_WORK,
    # 上级下发
    ASSIGNMENTS,
)
_ELSEWHERE = {
    **PEOPLE_ELSEWHERE,
    **POWER_ELSEWHERE,
    **CULTURE_ELSEWHERE,
    **PROGRESS_ELSEWHERE,
    **BRANCH_ELSEWHERE,
}
ALL_LEDGERS = tuple(known_elsewhere(each, _ELSEWHERE[each.key]) for each in _DECLARED)

TABS = (
    Tab("workbench", "工作台", "workbench", page="workbench"),
    Tab("eight_ones", "八个一", "eight-ones", ledgers=("eight_ones",)),
    Tab("talks", "谈心谈话", "talk", ledgers=("talks",)),
    Tab("risks", "廉政风险图", "risk", ledgers=("risks", "powers", "flows", "publications")),
    Tab("family", "家风行动", "family", ledgers=("family",)),
    Tab(
        "education",
        "警示教育",
        "education",
        ledgers=("education", "reminders", "culture_sites", "publicity", "practice"),
    ),
    Tab(
        "meetings",
        "组织生活",
        "meeting",
        ledgers=("meetings", "checkups", "role_models", "branch_building"),
    ),
    Tab(
        "progress",
        "推进落实",
        "progress",
        ledgers=(
            "assignments",
            "tasks",
            "directives",
            "promotion_meetings",
            "inspections",
            "problems",
            "joint_actions",
            "secretary_talks",
            "service",
            "brand_work",
        ),
    ),
    Tab("people", "花名册", "people", ledgers=("people", "unit")),
    Tab("returns", "月报与总结", "return", page="returns"),
)

USUAL = (
    "unit",
    "people",
    "eight_ones",
    "powers",
    "flows",
    "risks",
    "publications",
    "talks",
    "reminders",
    "education",
    "family",
    "directives",
    "tasks",
    "problems",
    "meetings",
    "brand_work",
    "assignments",
)
"""What a small branch keeps: a dozen, and what comes from above, beside the unit and its people."""

"""What the first page tells, in SQL as somebody would write it who knows the tables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from qinglian_desktop.domain.period import Stretch

_COUNTED = "state IN ('已确认', '已上报', '已更正')"
_IN = f"{_COUNTED} AND occurred_on BETWEEN :first AND :last"
_TO = f"{_COUNTED} AND occurred_on <= :last"


def _kinds(key: str, column: str, *words: str, of: str = "1", where: str = _IN) -> str:
    """Of one pass over a ledger a number for each word."""
    sums = ", ".join(f"sum(CASE WHEN {column} = '{each}' THEN {of} END)" for each in words)
    return f"SELECT {sums} FROM ledger_{key} WHERE {where}"


def _rows(key: str, rows: str, where: str = _IN, of: str = "count(*)") -> str:
    """Of the rows below the records, in one pass."""
    child = f"ledger_{key}__{rows}"
    return f"SELECT {of} FROM ledger_{key} JOIN {child} ON record_id = id WHERE {where}"


_SHARE_DONE = "round(100.0 * sum(status = '已落实') / count(*), 1)"
_OPEN_RISK = f"{_TO} AND stage IS NOT '销号'"
FIGURES: dict[str, tuple[str, ...]] = {
    "eight_ones": (
        _rows("eight_ones", "items", of="count(DISTINCT substr(occurred_on, 1, 7) || ' ' || word)"),
        f"SELECT count(*), sum(people) FROM ledger_eight_ones WHERE {_IN}",
    ),
    "checkups": (
        "SELECT count(DISTINCT coalesce('#' || person__id, person)), sum(result = '亚健康'),"
        f" sum(result = '不健康') FROM ledger_checkups WHERE {_IN}",
        f"SELECT count(*) FROM ledger_checkups WHERE {_COUNTED}"
        " AND converted_on BETWEEN :first AND :last",
    ),
    "role_models": (
        "SELECT sum(kind = '先进模范人物谈理论宣讲'), sum(kind IN ('勤廉优榜样', '身边榜样')),"
        f" sum(audience) FROM ledger_role_models WHERE {_IN}",
    ),
    "powers": (f"SELECT count(*) FROM ledger_powers WHERE {_TO}",),
    "risks": (
        "SELECT count(*), sum(level = '一级'), sum(level = '二级'), sum(level = '三级')"
        f" FROM ledger_risks WHERE {_OPEN_RISK}",
        _rows("risks", "controls", _OPEN_RISK),
        _rows(
            "risks", "controls", _OPEN_RISK, "round(100.0 * sum(status = '已落实') / count(*), 1)"
        ),
    ),
    "talks": (
        f"SELECT sum(people), count(*) FROM ledger_talks WHERE {_IN}",
        *(
            _rows("talks", "classes", f"{_IN} AND word = '{each}'", "sum(people)")
            for each in (
                "重点岗位负责人",
                "提拔和岗位调整",
                "新入职年轻干部",
                "新发展党员",
                "其他",
            )
        ),
        f"SELECT count(*) FROM ledger_talks WHERE {_TO}"
        " AND revisit_on IS NOT NULL AND revisit_result IS NULL",
    ),
    "reminders": (
        "SELECT sum(copies), sum(CASE WHEN way IN ('微信', '短信') THEN copies END),"
        " sum(CASE WHEN way = '书面' THEN copies END),"
        " sum(CASE WHEN way = '口头' THEN copies END), sum(heads)"
        f" FROM ledger_reminders WHERE {_IN}",
    ),
    "education": (
        _kinds(
            "education",
            "form",
            "一月一警示",
            "廉政党课",
            "廉政讲座",
            "专题研讨会",
            "警示教育片",
            "案例通报",
            "基地参观",
        ),
        f"SELECT sum(people), sum(notes) FROM ledger_education WHERE {_IN}",
    ),
    "culture_sites": (
        f"SELECT count(*) FROM ledger_culture_sites WHERE {_TO}",
        _kinds(
            "culture_sites",
            "kind",
            "廉政长廊",
            "清风书角",
            "廉语话室",
            "党性体验空间",
            where=_TO,
        ),
        _rows("culture_sites", "updates", f"{_TO} AND ledger_culture_sites__updates.day <= :until"),
    ),
    "publicity": (
        _kinds("publicity", "kind", "机关党建信息专刊", "公众号专栏", "新闻信息"),
        "SELECT sum(media = '日报'), sum(level = '市级'), sum(level = '自治区级'),"
        f" sum(level = '中央级') FROM ledger_publicity WHERE {_IN} AND kind = '新闻信息'",
    ),
    "family": (
        _kinds("family", "kind", "廉洁家书", "助廉承诺书", "廉政倡议", of="copies"),
        _rows(
            "family",
            "people",
            f"{_IN} AND kind = '廉政家访' AND is_present",
            "count(DISTINCT coalesce('#' || person_id, name))",
        ),
    ),
    "practice": (
        "SELECT sum(kind IS NOT '清廉故事比赛'), sum(kind = '清廉故事比赛')"
        f" FROM ledger_practice WHERE {_IN}",
        _rows("practice", "contestants", f"{_IN} AND kind = '清廉故事比赛'"),
        f"SELECT sum(attended) FROM ledger_practice WHERE {_IN}",
    ),
    "directives": (f"SELECT count(*), sum(heads) FROM ledger_directives WHERE {_IN}",),
    "tasks": (
        f"SELECT count(*) FROM ledger_tasks WHERE {_IN}",
        "SELECT sum(NOT begun), sum(begun AND NOT ended) FROM ("
        "SELECT coalesce(started_on <= :until, 0) AS begun,"
        f" coalesce(finished_on <= :until, 0) AS ended FROM ledger_tasks WHERE {_TO})",
        f"SELECT count(*) FROM ledger_tasks WHERE {_COUNTED}"
        " AND finished_on BETWEEN :first AND :last",
        f"SELECT count(*) FROM ledger_tasks WHERE {_TO}"
        " AND NOT coalesce(finished_on <= :until, 0) AND due <= :before",
    ),
    "joint_actions": (
        f"SELECT count(*) FROM ledger_joint_actions WHERE {_IN}",
        _kinds("joint_actions", "kind", "成员单位联合活动", "双报到双服务", "家庭社区联建"),
        f"SELECT sum(heads) FROM ledger_joint_actions WHERE {_IN}",
    ),
    "secretary_talks": (
        f"SELECT count(*), count(DISTINCT unit) FROM ledger_secretary_talks WHERE {_IN}",
    ),
    "promotion_meetings": (
        _kinds("promotion_meetings", "kind", "专责小组会议", "推进会"),
        f"SELECT sum(heads) FROM ledger_promotion_meetings WHERE {_IN}",
    ),
    "inspections": (
        f"SELECT count(*) FROM ledger_inspections WHERE {_IN}",
        _rows("inspections", "units", of="count(DISTINCT name)"),
        _rows("inspections", "found"),
    ),
    "problems": (
        f"SELECT count(*) FROM ledger_problems WHERE {_IN}",
        f"SELECT count(*) FROM ledger_problems WHERE {_COUNTED}"
        " AND solved_on BETWEEN :first AND :last",
    ),
    "meetings": (
        _kinds(
            "meetings",
            "kind",
            "党员大会",
            "支委会",
            "党小组会",
            "党课",
            "主题党日",
            "组织生活会",
        ),
        f"SELECT count(*) FROM ledger_meetings WHERE {_IN}"
        " AND EXISTS (SELECT 1 FROM ledger_meetings__clean WHERE record_id = id)",
        f"SELECT sum(people) FROM ledger_meetings WHERE {_IN}",
    ),
    "branch_building": (
        "SELECT count(DISTINCT batch) FROM ledger_branch_building"
        f" WHERE {_IN} AND kind = '模范机关示范单位'",
        *(
            _rows("branch_building", "units", f"{_IN} AND kind = '{each}'")
            for each in ("模范机关示范单位", "双强四好", "三领三办")
        ),
    ),
    "service": (
        f"SELECT count(*), sum(difficulties), sum(funds) / 1e6 FROM ledger_service WHERE {_IN}",
    ),
    "brand_work": (
        _kinds("brand_work", "kind", "每周计划", "每季汇报", "半年总结"),
        "SELECT sum(kind IN ('岗位练兵', '业务竞赛', '政策学研'))"
        f" FROM ledger_brand_work WHERE {_IN}",
    ),
}
"""By ledger what gives its measures, in their order."""
_YEAR = f"{_COUNTED} AND occurred_on BETWEEN :first AND :last"
GRIDS = (
    f"SELECT occurred_on, id, word FROM ledger_eight_ones JOIN ledger_eight_ones__items"
    f" ON record_id = id WHERE {_YEAR}",
    f"SELECT occurred_on, id, word FROM ledger_education JOIN ledger_education__items"
    f" ON record_id = id WHERE {_YEAR}",
    f"SELECT occurred_on, id, kind FROM ledger_meetings WHERE {_YEAR} AND kind IS NOT NULL",
    f"SELECT occurred_on, id, kind FROM ledger_brand_work WHERE {_YEAR} AND kind IS NOT NULL",
)
"""Which words stand on which day of the year."""
DUES = (
    "SELECT id, person, term, next_check FROM ledger_checkups"
    f" WHERE {_COUNTED} AND next_check <= :until AND current IS NOT '健康'",
    "SELECT id, person, term, due FROM ledger_checkups JOIN ledger_checkups__prescription"
    f" ON record_id = id WHERE {_COUNTED} AND due <= :until AND status IS NOT '已落实'",
    "SELECT id, risk, department, review_on FROM ledger_risks"
    f" WHERE {_COUNTED} AND review_on <= :until AND stage IS NOT '销号'",
    "SELECT id, risk, department, due FROM ledger_risks JOIN ledger_risks__controls"
    f" ON record_id = id WHERE {_COUNTED} AND due <= :until AND status IS NOT '已落实'",
    "SELECT id, category, (SELECT group_concat(name) FROM ledger_talks__people"
    " WHERE record_id = id), revisit_on FROM ledger_talks"
    f" WHERE {_COUNTED} AND revisit_on <= :until AND revisit_result IS NULL",
    "SELECT id, task, due FROM ledger_tasks"
    f" WHERE {_COUNTED} AND due <= :until AND status IS NOT '已完成'",
    "SELECT id, problem, due FROM ledger_problems"
    f" WHERE {_COUNTED} AND due <= :until AND status NOT IN ('已解决', '销号')",
)
"""What is due and still open."""
NAMED = "SELECT person_id, name FROM ledger_talks JOIN ledger_talks__people ON record_id = id"
"""Who was talked with, of a year."""


def figures(driver: Any, key: str, period: Stretch, today: date) -> list[object]:
    """The numbers of a ledger over a period; what goes on is looked at from today."""
    until = min(period.end, today)
    given = {
        "first": period.start.isoformat(),
        "last": period.end.isoformat(),
        "until": until.isoformat(),
        "before": (until - timedelta(days=1)).isoformat(),
    }
    return [number for sql in FIGURES[key] for number in driver.execute(sql, given).fetchone()]


def rest(driver: Any, keys: tuple[str, ...], today: date, soon: date) -> list[list[Any]]:
    """The other things that the page tells: the months, grids, dues, who was talked with."""
    year = {"first": f"{today.year}-01-01", "last": f"{today.year}-12-31"}
    found = [
        driver.execute(
            f"SELECT substr(occurred_on, 1, 7), count(*) FROM ledger_{key}"
            f" WHERE {_YEAR} GROUP BY 1",
            year,
        ).fetchall()
        for key in keys
    ]
    found += [driver.execute(sql, year).fetchall() for sql in GRIDS]
    found += [driver.execute(sql, {"until": soon.isoformat()}).fetchall() for sql in DUES]
    found.append(driver.execute(f"{NAMED} WHERE {_YEAR}", year).fetchall())
    found.append(driver.execute("SELECT id, name FROM ledger_people").fetchall())
    return found

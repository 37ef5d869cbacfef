"""Where it is kept what a list from above asks for, and with what a record begins there"""

import re
from collections.abc import Mapping

from qinglian_desktop.domain.importing.written import numbered
from qinglian_desktop.domain.placeholders import without_placeholders
from qinglian_desktop.domain.values import Plain, Value, Values
from qinglian_desktop.ledgers.assignment_words import asked_by
from qinglian_desktop.ledgers.eight_ones import ITEMS
from qinglian_desktop.ledgers.meeting_votes import ASSEMBLY, COMMITTEE

MEETING, TALK, EIGHT, WARNING, DIRECTIVE, PRACTICE = PLACES = (
    "三会一课与主题党日",
    "谈心谈话",
    "八个一活动",
    "警示教育",
    "文件传达学习",
    "主题实践",
)
_SIGNS = {
    MEETING: "大会|支委|支部委员会|小组会|党课|党日|组织生活|民主评议|集中学习|理论学习|政治学习",
    TALK: "谈心|谈话",
    EIGHT: "八个一|红色|红歌|革命",
    WARNING: "警示|廉政教育|廉洁教育|十个一",
    DIRECTIVE: "传达|文件学习",
    PRACTICE: "大家建|大家找|大家唱|主题实践|清廉故事",
}
_MEETINGS = (
    ("主题党日|党日", "主题党日"),
    ("组织生活会|民主评议", "组织生活会"),
    ("党课", "党课"),
    ("小组", "党小组会"),
    ("支委|支部委员|委员会", COMMITTEE),
    ("大会", ASSEMBLY),
)
_TALKS = (
    ("任前", "任前廉政谈话"),
    ("节前.*集体|集体.*节前", "节前集体廉政谈话"),
    ("提醒谈话", "提醒谈话"),
    ("廉政谈话", "日常廉政谈话"),
)
_MOST_WORDS = 100


def places_of(values: Values) -> Value:
    """The ledgers that a line's kind of activity names; those of its theme where it names none."""
    for key in ("kind", "theme"):
        said = str(values.get(key) or "")
        found = tuple(place for place in PLACES if re.search(_SIGNS[place], said))
        if found:
            return found
    return None


def as_meeting(values: Values) -> Mapping[str, Plain]:
    """Its kind, theme and agenda, and the day where the line names it."""
    items = [*_entries(values.get("content"))]
    return {
        "kind": _first(_MEETINGS, values.get("kind")),
        "theme": _theme(values),
        "time": {"start": day} if (day := _day(values)) else None,
        "agenda": [{"item": each[:200]} for each in items] or None,
    }


def as_talk(values: Values) -> Mapping[str, Plain]:
    """What is to be talked about goes into what is thought out before a talk."""
    said = f"{values.get('kind') or ''}{values.get('theme') or ''}"
    outline = "：".join(filter(None, (_theme(values), _plain(values.get("content")))))
    return {
        "category": _first(_TALKS, said) or "谈心谈话",
        "time": {"start": day} if (day := _day(values)) else None,
        "outline": outline or None,
    }


def as_eight_ones(values: Values) -> Mapping[str, Plain]:
    """The items that the line names."""
    said = f"{values.get('kind') or ''}{values.get('theme') or ''}{values.get('content') or ''}"
    items = [item for item in ITEMS if item in said]
    return {"items": items or None, "theme": _theme(values), "day": _day(values)}


def as_event(values: Values) -> Mapping[str, Plain]:
    """Its theme, and the day where the line names it."""
    return {"theme": _theme(values), "day": _day(values)}


def as_directive(values: Values) -> Mapping[str, Plain]:
    """The line's theme is what the paper is called."""
    return {"title": _theme(values), "day": _day(values)}


def _day(values: Values) -> str | None:
    asked = asked_by(values)
    return asked.exact.isoformat() if asked and asked.exact else None


def _theme(values: Values) -> str | None:
    return _plain(values.get("theme"))[:_MOST_WORDS] or None


def _plain(value: Value) -> str:
    return without_placeholders(value) if isinstance(value, str) else ""


def _entries(value: Value) -> list[str]:
    text = _plain(value)
    found = numbered(text)
    if len(found) < 2:
        found = [each.strip() for each in re.split("[；;\n]", text)]
    return [each for each in found if each]


def _first(pairs: tuple[tuple[str, str], ...], said: Value) -> str | None:
    text = str(said or "")
    return next((word for sign, word in pairs if re.search(sign, text)), None)

"""Lines of a list from above, and meetings that do what they ask for"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.editing import Opened
from qinglian_desktop.domain.record import AnswersTo, Draft, Record
from qinglian_desktop.domain.values import Values

LIST = "2026年11月机关党建重点工作清单"


def line(desk: Desk, **more: object) -> Record:
    """A line of November's list, kept as a form would."""
    typed = {
        "source": LIST,
        "kind": "支部委员会",
        "theme": "研究支部工作",
        "term": "月底前",
        **more,
    }
    ledger = desk.catalogue["assignments"]
    begun = {**desk.records.start(ledger, typed), "issuer": None, "issued_on": None}
    return desk.records.save(ledger, begun).record


def now(desk: Desk, record: Record) -> Record:
    found = desk.records.get(desk.catalogue["assignments"], record.id or 0)
    assert found is not None
    return found


def meeting(desk: Desk, theme: str = "研究支部工作", day: str = "2026-11-10") -> dict[str, object]:
    return {
        "kind": "支委会",
        "time": f"{day} 09:00",
        "place": "会议室",
        "theme": theme,
        "host": "韦明谦",
        "recorder": "李䶮",
        "people": "韦明谦、李䶮、黄𬱖、陈㛃",
        "agenda": [{"item": "议"}],
        "points": "议过了。",
    }


def done(desk: Desk, asking: Record, typed: Mapping[str, object]) -> Record:
    """A meeting saved out of a draft that answers the line."""
    ledger = desk.catalogue["meetings"]
    answers = (AnswersTo("assignments", asking.id or 0, "meeting"),)
    draft = desk.records.keep_draft(Draft("meetings", dict(typed), answers=answers, is_plan=True))
    return Opened(desk.records, ledger, None, draft).save(typed).record


def told(record: Record) -> list[tuple[object, object]]:
    rows = cast("tuple[Values, ...]", record.value("done") or ())
    return [(row.get("day"), row.get("what")) for row in rows]

"""How people are called to a meeting: what a notice, an agenda and a sheet to sign say of it."""

from qinglian_desktop.domain.ledger import EventKind, Gathering

MEETING_CALL = Gathering(
    called="会议",
    verb="召开",
    kind="kind",
    kinds=(EventKind("党课", "党课", "举办"), EventKind("主题党日", "主题党日活动", "开展")),
    place="place",
    theme="theme",
    host="host",
    guests=("superiors",),
    agenda="agenda",
)

"""What was sent out before an event, kept with its plan, and what of it is not so any more

Kept as ``Draft.told``: by kind of paper, as plain JSON, the latest of each kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from qinglian_desktop.domain.guest_list import plain_day
from qinglian_desktop.domain.invitation import BLANK, Invitation

AS_TEXT = "通知文字"
"""A notice that was copied to be sent in a message."""
_NOT_SAID = "没有写"


@dataclass(frozen=True, slots=True)
class Told:
    """That a paper went out ``at`` some time, with what it said of when and where."""

    at: datetime
    when: str
    place: str

    def is_so(self, now: Invitation) -> bool:
        """Whether that is still what the plan says; what was left blank could be written in."""
        day, blank, _ = self.when.partition(BLANK)
        is_then = now.when.startswith(day) if blank else self.when in ("", now.when)
        return is_then and self.place in ("", now.place)


def keep_told(told: Mapping[str, object], kind: str, one: Told) -> dict[str, object]:
    """With one paper more, or one of the same kind in the place of an earlier one."""
    kept = {"at": one.at.isoformat(timespec="minutes"), "when": one.when, "place": one.place}
    return {**told, kind: kept}


def read_told(told: Mapping[str, object]) -> dict[str, Told]:
    """What went out, by kind; what cannot be read (of a later version) is left alone."""
    found: dict[str, Told] = {}
    for kind, one in told.items():
        with suppress(KeyError, TypeError, ValueError):
            kept = cast("Mapping[str, str]", one)
            at = datetime.fromisoformat(kept["at"])
            found[kind] = Told(at, str(kept["when"]), str(kept["place"]))
    return found


def told_otherwise_words(told: Mapping[str, object], now: Invitation) -> str:
    """What went out and is not so any more, as sentences; "" where nothing has changed."""
    by_words: dict[Told, list[str]] = {}
    for kind, one in read_told(told).items():
        if not one.is_so(now):
            by_words.setdefault(one, []).append(kind)
    said = [
        f"{one.at.month}月{one.at.day}日{_done_with(kinds)}，上面写的是{_where(one)}"
        for one, kinds in by_words.items()
    ]
    if not said:
        return ""
    to = f"{now.when.replace(BLANK, '') or '还没有定的时间'}、{now.place or '还没有定的地点'}"
    return f"{'；'.join(said)}；现在改到{to}，请重新通知。"


def told_words(told: Mapping[str, object]) -> str:
    """What went out and when: 11月20日印过会议通知、签到表。"""
    by_day: dict[str, list[str]] = {}
    for kind, one in read_told(told).items():
        by_day.setdefault(plain_day(one.at.date()).partition("年")[2], []).append(kind)
    return "".join(f"{day}{_done_with(kinds)}。" for day, kinds in by_day.items())


def _done_with(kinds: Sequence[str]) -> str:
    """印过会议通知、签到表，复制过通知文字"""
    printed = "、".join(kind for kind in kinds if kind != AS_TEXT)
    said = ([f"印过{printed}"] if printed else []) + [f"复制过{AS_TEXT}"] * (AS_TEXT in kinds)
    return "，".join(said)


def _where(one: Told) -> str:
    when, place = one.when.replace(BLANK, ""), one.place
    return "、".join((when or f"时间{_NOT_SAID}", place or f"地点{_NOT_SAID}"))

"""Who bears the same name, and by which words they are told from each other"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qinglian_desktop.domain.rules import Member, told_by_days

_NUMBERS = {2: "两", 3: "三"}


def namesakes(found: Sequence[Member]) -> list[Member]:
    """Those who bear the name of the first, with him; nobody if he is the only one."""
    same = [each for each in found if each.folded_name == found[0].folded_name]
    return same if len(same) > 1 else []


def each_told(same: Sequence[Member]) -> list[str]:
    """Each by where he is."""
    return [where for _, where in _where(same)]


def described(found: Sequence[Member]) -> list[str]:
    """Each as the list shows him."""
    return [f"{m.name}　{where}" if where else m.name for m, where in _where(found)]


def asked_which(same: Sequence[Member]) -> str:
    """That there are several, and where each of them is."""
    number = _NUMBERS.get(len(same), f" {len(same)} ")
    words = f"“{same[0].name}”有{number}位"
    return f"{words}：{'、'.join(each_told(same))}。请按 ↓ 从列表里选一位。"


def _where(found: Sequence[Member]) -> list[tuple[Member, str]]:
    """Department and post; who has none, or the same as another of the name, also by days.

    By the number in the roster where nothing else tells him from another.
    """
    places = [" ".join(part for part in (m.department, m.post) if part) for m in found]
    alike = Counter((m.folded_name, place) for m, place in zip(found, places, strict=True))
    told: list[tuple[Member, str]] = []
    for member, place in zip(found, places, strict=True):
        same = [each for each in found if each.folded_name == member.folded_name]
        if len(same) > 1 and (not place or alike[member.folded_name, place] > 1):
            place = f"{place} {told_by_days(member, same)}".strip()
        told.append((member, place))
    alike = Counter((m.folded_name, place) for m, place in told)
    names = Counter(m.folded_name for m in found)
    return [
        (m, f"{place} 编号 {m.number}".strip())
        if names[m.folded_name] > 1 and (not place or alike[m.folded_name, place] > 1)
        else (m, place)
        for m, place in told
    ]

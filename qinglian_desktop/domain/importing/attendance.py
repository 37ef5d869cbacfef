"""What columns of their own say of who came and who was away, as people write it in one line"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qinglian_desktop.domain.chinese_numbers import counted
from qinglian_desktop.domain.dates import in_digits

_OF_ABSENT = re.compile(
    "缺席|缺勤|因故|未到|未参加|请假|(?:[病事公产婚丧年]假|出差|外出)[^、，；]*[:：]"
)
"""With what a cell begins that says itself that those whom it names were away."""
_WHY_AWAY = "病假|事假|公假|产假|婚假|丧假|年假|休假|请假|因病|因事|住院|因公|公差|出差|外出|值班"
_NAME_AND_REASON = re.compile(
    rf"(?<![^、，,；;\s])([^、，,；;：:（()）\s0-9]{{2,4}}?)((?:{_WHY_AWAY})[^、，,；;（()）\s]{{0,6}})"
    r"(?![^、，,；;\s])"
)
_REASON_AND_NAME = re.compile(
    r"(?<![^、，,；;\s])([病事公产婚丧年休]假|请假)([^、，,；;：:（()）\s0-9人员天到假未半期中条以]{2,4})"
    r"(?![^、，,；;\s])"
)
"""事假张三. Behind the reason stands no name in 病假三天, 请假未到, 请假人员."""
_NUMBER = "([0-9]+|[一二两三四五六七八九十]+)"
_COUNT_AWAY = re.compile(
    rf"(?:{_WHY_AWAY}|缺席?|未到|未参加)[:：]?{_NUMBER}[人名位]?"
    rf"|{_NUMBER}[人名位](?:{_WHY_AWAY}|缺席|未到|未参加)?"
)
_BETWEEN_AWAY = re.compile(r"(?:[、，,；;\s]+|(?<=[人名位])[和及])(?![^（(]*[）)])")
_IN_DETAIL = re.compile(r"[、，,；;：:\s]*(?:[（(](?:其中)?[:：]?(.+)[）)]|其中[:：]?(.+))")


def attendance_text(parts: Mapping[str, str]) -> str:
    """应到6人；实到5人；缺席：单于𬭎（出差）, as people write it in one line."""
    said = [parts[""]] if parts.get("") else []
    absent, count = _named_and_counted(parts.get("absent", ""))
    if count is not None and not parts.get("away"):
        parts = {**parts, "away": f"{count}"}
    if absent:
        # 李一出差 and 事假李一 without a bracket are a name and its reason.
        absent = _REASON_AND_NAME.sub(r"\2（\1）", _NAME_AND_REASON.sub(r"\1（\2）", absent))
        said.append(absent if _OF_ABSENT.match(absent) else f"缺席：{absent}")
    for key, word in (("due", "应到"), ("present", "实到"), ("away", "缺席")):
        if number := parts.get(key):
            digits = re.sub(r"\s*[人名位]$", "", number)
            if key == "away" and not digits.strip("0") and (absent or "due" not in parts):
                # That nobody asked for leave says nothing of those who are named.
                continue
            said.append(f"{word}{digits}人")
    return "；".join(said)


def _named_and_counted(absent: str) -> tuple[str, int | None]:
    """Who is named of those away, and how many they are with those who are only counted."""
    plain = in_digits(absent)
    for detail in _IN_DETAIL.finditer(plain):
        if _counts(detail[1] or detail[2]) is not None and plain.endswith(detail[0]):
            # 2人，其中事假1人、病假1人 are two.
            plain = plain[: detail.start()]
    pieces = [each for each in _BETWEEN_AWAY.split(plain) if each]
    names = [each for each in pieces if _COUNT_AWAY.fullmatch(each) is None]
    if len(names) == len(pieces):
        return absent, None
    total = _counts("、".join(each for each in pieces if each not in names))
    return "、".join(names), None if total is None else total + len(names)


def _counts(words: str) -> int | None:
    """The sum where each of the words only counts people; else None."""
    numbers: list[int] = []
    for piece in filter(None, _BETWEEN_AWAY.split(words)):
        found = _COUNT_AWAY.fullmatch(piece)
        said = (found[1] or found[2]) if found else ""
        number = int(said) if said.isdecimal() else counted(said)
        if number is None:
            return None
        numbers.append(number)
    return sum(numbers) if numbers else None

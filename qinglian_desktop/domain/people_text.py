"""Who was due, who came and who was away, as one piece of text and read back from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qinglian_desktop.domain.chinese_numbers import counted
from qinglian_desktop.domain.dates import Unreadable, quoted
from qinglian_desktop.domain.later import pattern_later
from qinglian_desktop.domain.plain_signs import halfwidth
from qinglian_desktop.domain.values import Attendee, People, Person

_DUE = "应(?:到会?|参会|参加|出席)"
_CAME = "(?:实际?(?:到会?|参会|参加|出席)|到会|参会|出席|参加)"
_AWAY = "(?:缺席|缺勤|请假|未到会?)"
_REASON = (
    "(?:病假|事假|公假|产假|婚假|丧假|年假|休假|探亲假|请假|因病(?:请假|住院)?|因事(?:请假)?|住院"
    "|因公(?:出差|外出)?|公差|公务|出差|外出|值班|学习|培训|下乡|驻村)"
)
_NUMBER = "(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}|[零〇一二三四五六七八九十百千两]{1,7})"
_WHOM = r"(?:人数|党员|人员)?\s*:?\s*"
_COUNT = rf"(?:({_DUE}|{_CAME}|{_AWAY}){_WHOM}({_NUMBER})\s*(?:[人名位]次?)?(?:党员|同志)?)"
_COUNTS = pattern_later(rf"({_COUNT}\s*)+\.?")
_IS_COUNT = pattern_later(rf"应到|实到|(?:{_CAME}|{_AWAY})(?:人数)?\s*[:：]?\s*[0-9０-９]")
_OF_WHOM = r"(?:人员|人|名单|的?同志|及原因|情况)*"
_HEADING = pattern_later(
    rf"(?P<count>(?P<word>{_CAME}|{_AWAY}){_WHOM}{_NUMBER}\s*[人名位]?)\s*(?:[:：]|(?=[（(]))"
    rf"|(?P<came>{_CAME}){_OF_WHOM}\s*[:：]"
    rf"|(?P<why>{_REASON}){_OF_WHOM}\s*[:：]"
    rf"|(?P<away>因故{_AWAY}|未参加|{_AWAY}){_OF_WHOM}\s*[:：]?"
)
"""Before names: whether these came, and how many they are."""
_AWAY_WITH_REASON = pattern_later(rf"(.+?)\s+({_REASON})")
_THOUSANDS = pattern_later(r"(?<=[0-9０-９])[,，](?=[0-9０-９]{3}(?![0-9０-９]))")
_HOW_MANY = "人数请只填数字，例如 应到10人；实到8人。"
_NOBODY = ("", "无", "没有", "-", "—")
_OPEN, _CLOSE = "（(【〔[", "）)】〕]"
_KINDS = ("（(）)", "（(）)", "【【】】", "〔〔〕〕", "[[]]")
_ONE = rf"[^{re.escape(_OPEN)}]+"
_IN_BRACKETS = rf"[{re.escape(_OPEN)}](.*)[{re.escape(_CLOSE)}]"
_NAMESAKE = rf"[{re.escape(_OPEN)}][^{re.escape(_OPEN + _CLOSE)}]*[{re.escape(_CLOSE)}]\s*"
_BEFORE_BRACKETS = pattern_later(rf"({_ONE}){_IN_BRACKETS}", re.DOTALL)
_WITH_NAMESAKE = pattern_later(rf"({_ONE}{_NAMESAKE}){_IN_BRACKETS}", re.DOTALL)


def format_people(people: People) -> str:
    """The names, the absent with their reasons, and the numbers that were given."""
    parts: list[str] = []
    present = [each.person.name for each in people.attendees if each.present]
    if present:
        parts.append("、".join(present))
    if people.absent:
        absent = [
            each.person.name + (f"（{each.reason}）" if each.reason else "")
            for each in people.absent
        ]
        parts.append("缺席：" + "、".join(absent))
    if people.due_count is not None:
        parts.append(f"应到{people.due_count}人")
    if people.present_count is not None:
        parts.append(f"实到{people.present_count}人")
    return "；".join(parts)


def read_people(text: str) -> People:
    """Everybody whom the text names, and the numbers in it; Unreadable where these disagree.

    Two columns of a table stay beside each other: what the second says is for who knows people.
    """
    attendees: list[Attendee] = []
    counts: dict[str, int] = {}
    is_away, why, most = False, "", None
    for part, is_new in _sentences(text):
        gone = sum(not each.present for each in attendees)
        if is_new or gone == most:
            is_away, why, most = False, "", None
        for entry in _split(part, "、，,/／"):
            plain = halfwidth(entry)
            if _COUNTS.fullmatch(plain):
                counts |= _counts_of(plain)
                continue
            named = [entry]
            if (heading := _HEADING.match(entry)) and not (is_away and _is_reason(entry)):
                is_away = not (heading["came"] or re.fullmatch(_CAME, heading["word"] or ""))
                why = heading["why"] or ("请假" if "请假" in heading[0] else "")
                most = None
                if heading["count"]:
                    counted_here = _counts_of(halfwidth(heading["count"]))
                    counts |= counted_here
                    most = gone + sum(counted_here.values())
                named = _split(_without_brackets(entry[heading.end() :]), "、，,")
            elif _IS_COUNT.match(entry):
                raise Unreadable(f"{quoted(entry)}看不懂，{_HOW_MANY}")
            for each in named:
                last = attendees[-1] if attendees and is_away else None
                if last and not last.present and last.reason in ("", why) and _is_reason(each):
                    attendees[-1] = Attendee(last.person, present=False, reason=each)
                elif is_away and each in _NOBODY:
                    most = len([one for one in attendees if not one.present])
                else:
                    attendees.append(_away(each, why) if is_away else Attendee(Person(each)))
    due, came = counts.pop("due", None), counts.pop("came", None)
    if counts:
        due, came = _agreed(text, attendees, due, came, counts)
    return People(tuple(attendees), due, came)


def _sentences(text: str) -> Iterator[tuple[str, bool]]:
    """Its parts; whether each begins anew, or a list of names may go on in it."""
    for sentence in _split(text.strip(), "。"):
        for at, part in enumerate(_split(sentence, "；;\n")):
            yield part, at == 0


def _agreed(
    text: str, attendees: list[Attendee], due: int | None, came: int | None, gone: dict[str, int]
) -> tuple[int | None, int | None]:
    """The numbers with those who were away: these agree with the others or with the names."""
    may_be = {sum(gone.values()), max(gone.values())}
    is_anyone_away = any(not each.present for each in attendees)
    if due is not None and came is None and not is_anyone_away and len(may_be) == 1:
        came = due - max(may_be)
    if due is not None and came is not None:
        agrees = due - came in may_be and came >= 0
    else:
        agrees = bool(attendees) and sum(not each.present for each in attendees) in may_be
    if not agrees:
        how = "请核对，写成 应到10人；实到8人；缺席2人 这样。"
        raise Unreadable(f"{quoted(text.strip())}里缺席的人数和应到、实到对不上，{how}")
    return due, came


def _away(entry: str, why: str) -> Attendee:
    named = _WITH_NAMESAKE.fullmatch(entry) or _BEFORE_BRACKETS.fullmatch(entry)
    named = named or _AWAY_WITH_REASON.fullmatch(entry)
    if named is None:
        return Attendee(Person(entry), present=False, reason=why)
    return Attendee(Person(named[1].strip()), present=False, reason=named[2].strip())


def _is_reason(entry: str) -> bool:
    return re.fullmatch(_REASON, entry) is not None


def _without_brackets(entry: str) -> str:
    entry = entry.strip()
    is_whole = entry[:1] in tuple(_OPEN) and entry[-1:] in tuple(_CLOSE)
    return entry[1:-1] if is_whole else entry


def _counts_of(plain: str) -> dict[str, int]:
    """应到10人 实到8人 缺席2人, as numbers: of who was due, who came, and by word who did not."""
    found: dict[str, int] = {}
    for match in re.finditer(_COUNT, plain):
        is_due, came = re.fullmatch(_DUE, match[1]), re.fullmatch(_CAME, match[1])
        found["due" if is_due else "came" if came else match[1]] = _number(match[2])
    return found


def _number(written: str) -> int:
    number = int(written.replace(",", "")) if written[0].isdecimal() else counted(written)
    if number is None:
        raise Unreadable(f"{quoted(written)}不是人数，{_HOW_MANY}")
    return number


def _split(text: str, separators: str) -> list[str]:
    """Split at any separator that stands outside brackets; blank pieces are dropped."""
    pieces, depth, kind = [""], 0, ""
    for place, sign in enumerate(text):
        if not depth and sign in _OPEN:
            # Within brackets those of another kind are words like any.
            kind = _KINDS[_OPEN.index(sign)]
        depth += (sign in kind[:2]) - (sign in kind[2:] and depth > 0)
        if sign in separators and not depth and not _THOUSANDS.match(text, place):
            pieces.append("")
        else:
            pieces[-1] += sign
    return [piece.strip() for piece in pieces if piece.strip()]

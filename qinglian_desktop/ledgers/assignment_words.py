"""What a line of a list from above says: of which month it is, by when, and where it is kept."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from qinglian_desktop.domain.dates import Unreadable, in_digits, read_day
from qinglian_desktop.domain.deadlines import (
    Deadline,
    how_much,
    is_year_in_doubt,
    next_due,
    read_deadline,
)
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.values import Plain, Value, Values

SCOPES = ("月度", "季度", "半年", "年度")
OPEN, GOING, PARTLY, DONE = STATES = ("未完成", "进行中", "部分完成", "已完成")
_LENGTHS: dict[str, PeriodKind] = dict(zip(SCOPES, PeriodKind, strict=True))
_OF_MONTH = re.compile(r"(20[0-9]{2})\s*年?\s*[-./年]?\s*(1[0-2]|0?[1-9])\s*月")
_OF_QUARTER = re.compile(r"(20[0-9]{2})\s*年\s*第?\s*([一二三四1-4])\s*季度")
_OF_HALF = re.compile(r"(20[0-9]{2})\s*年\s*([上下])半年")
_OF_YEAR = re.compile(r"(20[0-9]{2})\s*年")
_QUARTERS = "一二三四"
_WHOLE_DAY = re.compile(r"20[0-9]{2}\s*[-./年]\s*[0-9]{1,2}\s*[-./月]\s*[0-9]{1,2}\s*日?")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]")
_CLAUSES = re.compile("[；;。，,]")
_GIVEN_OUT = "(?:下发|印发|发文|发布|制发|制表|成文)"
_SAID_AFTER = re.compile(f"(?:{_GIVEN_OUT}|公布|发出|制)?")
_SAID_BEFORE = re.compile(f"(?:{_GIVEN_OUT}(?:日期|时间)?于?|发于|^日期)[:：]?$")
_UNIT = re.compile(f"^{_GIVEN_OUT}单位[:：]?")
_OTHERWISE = re.compile(
    "[:：]|时间|时限|期限|日期|报送|上报|填报|填表|截[止至]|完成|执行|请|[于在至到自从—~-]$"
)
"""What stands before a day on which something is done, and not before that of the list itself."""
_BLANKS = " \u3000\t"
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]$")


def source_of_titles(titles: Sequence[str]) -> Plain:
    """The first line above the heads that is no mere day."""
    lines = (line.strip() for text in titles for line in text.splitlines())
    return next((line[:100] for line in lines if line and not _only_day(line)), None)


def issuer_of_titles(titles: Sequence[str]) -> Plain:
    """Who stands beside the day of the list, in a line below its title."""
    issues = (issue for text in titles[1:] for issue in _issues(text))
    return next((who for _, who in issues if who and len(who) <= 60), None)


def day_of_titles(titles: Sequence[str]) -> Plain:
    """The day that stands alone, beside who gave the list out, or with 下发 or the like."""
    return next((day.isoformat() for text in titles for day, _ in _issues(text)), None)


def _issues(text: str) -> Iterator[tuple[date, str]]:
    """The days on which a list was given out, by what stands above its heads, each with by whom."""
    above = ""
    for line in in_digits(text).splitlines():
        for clause in _CLAUSES.split(_IN_BRACKETS.sub(_opened, line)):
            days = list(_WHOLE_DAY.finditer(clause))
            after = clause[days[0].end() :].strip() if len(days) == 1 else "?"
            if not _SAID_AFTER.fullmatch(after):
                continue
            who = _SAID_BEFORE.sub("", clause[: days[0].start()].strip(_BLANKS))
            who = _UNIT.sub("", who.removesuffix("于" if after else "")).strip(_BLANKS)
            if not _OTHERWISE.search(who):
                try:
                    yield read_day(days[0][0]), who or above
                except Unreadable:
                    continue
        is_who = not re.search("[0-9]", line) and not _OTHERWISE.search(_UNIT.sub("", line))
        above = _UNIT.sub("", line).strip() if is_who else ""


def _opened(found: re.Match[str]) -> str:
    """What is in brackets: a day said beside who gave the list out, or something for itself."""
    inner = found[1].strip()
    day = _WHOLE_DAY.match(inner)
    if day is not None and _SAID_AFTER.fullmatch(inner[day.end() :].strip()):
        return f" {inner} "
    return f"；{inner}；" if _WHOLE_DAY.search(inner) else ""


def month_of_source(values: Values) -> Value:
    """The first month of which a list is by its title: 2026年9月, 2026年第三季度, 2026年度."""
    found = _period(values.get("source"))
    return found.start if found else None


def scope_of_source(values: Values) -> Value:
    """For how long a list is by its title."""
    found = _period(values.get("source"))
    return next((word for word, kind in _LENGTHS.items() if found and found.kind is kind), None)


def month_of_titles(titles: Sequence[str]) -> Plain:
    """The first month of which a list is by what stands above its heads."""
    found = month_of_source({"source": str(source_of_titles(titles) or "")})
    return f"{found:%Y-%m}" if isinstance(found, date) else None


def scope_of_titles(titles: Sequence[str]) -> Plain:
    """For how long a list is by what stands above its heads."""
    found = scope_of_source({"source": str(source_of_titles(titles) or "")})
    return found if isinstance(found, str) else None


def asked_by(values: Values) -> Deadline | None:
    """What the line's time limit asks for, where it has one meaning."""
    of, term = _time_of(values), values.get("term")
    return read_deadline(term, of) if of is not None and isinstance(term, str) else None


def doubts_of(values: Values) -> str:
    """What is to be known of a time limit that makes no day, or one before its list."""
    of, term, due = _time_of(values), values.get("term"), values.get("due")
    if of is None or not isinstance(term, str):
        return ""
    if due is None and is_year_in_doubt(term, of):
        return f"完成时间“{term}”看不出是{of.year}年的还是{of.year + 1}年的，请填最迟日期。"
    if due is None and (said := due_of(values)) is not None:
        return f"没有填最迟日期，不会提醒；完成时间“{term}”最迟是{said}，要提醒的请填上。"
    if due is None:
        return f"完成时间“{term}”没有写到哪一天，不会提醒；要提醒的请填最迟日期。"
    if isinstance(due, date) and due < of.start:
        return f"最迟日期{due}在这份清单的月份以前，已经过了；不是这一年的请改。"
    return ""


def _time_of(values: Values) -> Period | None:
    """The time that its list is for."""
    month = values.get("month") or month_of_source(values)
    if not isinstance(month, date):
        return None
    scope = values.get("scope") or scope_of_source(values)
    return Period.holding(month, _LENGTHS.get(str(scope), PeriodKind.MONTH))


def days_done(values: Values) -> list[date]:
    """The days on which it was done."""
    rows = cast("tuple[Values, ...]", values.get("done") or ())
    return [day for row in rows if isinstance(day := row.get("day"), date)]


def due_of(values: Values) -> Value:
    """The last day, of what is to be done again and again that of the turn that is open."""
    asked = asked_by(values)
    return next_due(asked, days_done(values))[0] if asked else None


def done_on_of(values: Values) -> Value:
    """The last day on which it was done."""
    return max(days_done(values), default=None)


def line_state_of(values: Values) -> Value:
    """Whether it is done; what is to be done several times is 进行中 once it was.

    部分完成 is that of which the last turn was done and another one not: it is over.
    """
    days, asked = _days_said(values), asked_by(values)
    if not days:
        return OPEN
    if asked is None:
        return DONE
    if not next_due(asked, days)[1]:
        return GOING
    done, of = how_much(asked, days)
    return DONE if done == of else PARTLY


def how_much_of(values: Values) -> str:
    """4期办了3期, while something of it is done and something is not."""
    asked = asked_by(values)
    done, of = how_much(asked, _days_said(values)) if asked else (0, 0)
    if asked is None or not 0 < done < of:
        return ""
    each = "期" if asked.is_rhythm else "次"
    return f"{of}{each}办了{done}{each}"


def _days_said(values: Values) -> list[date]:
    """The days on which it was done, where there is no row the one that was typed."""
    on = values.get("done_on")
    return days_done(values) or ([on] if isinstance(on, date) else [])


def due_told(values: Values, today: date) -> str:
    """What is to be known of the last day."""
    asked = asked_by(values)
    if asked is None or doubts_of(values):
        return doubts_of(values)
    times = asked.turns[0].times
    count = f"要办{times}次，" if times > 1 else ""
    if asked.is_rhythm and next_due(asked, _days_said(values))[1]:
        return f"各期都到了，{how_much_of(values) or '都办了'}。"
    if asked.is_rhythm:
        return f"一期一期地办，{count}这是还没有办的那一期最迟的一天。"
    return f"{count}记了{len(days_done(values))}次。" if count else ""


def _period(title: Value) -> Period | None:
    text = in_digits(title) if isinstance(title, str) else ""
    if found := _OF_MONTH.search(text):
        return Period(PeriodKind.MONTH, int(found[1]), int(found[2]))
    if found := _OF_QUARTER.search(text):
        at = _QUARTERS.find(found[2]) + 1 or int(found[2])
        return Period(PeriodKind.QUARTER, int(found[1]), at)
    if found := _OF_HALF.search(text):
        return Period(PeriodKind.HALF, int(found[1]), 1 + (found[2] == "下"))
    if found := _OF_YEAR.search(text):
        return Period(PeriodKind.YEAR, int(found[1]))
    return None


def _only_day(line: str) -> bool:
    return _WHOLE_DAY.fullmatch(_BRACKETED.sub("", in_digits(line))) is not None

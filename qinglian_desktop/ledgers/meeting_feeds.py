"""What other ledgers keep of a meeting: an activity, an education, a study"""

from typing import cast

from qinglian_desktop.domain.ledger import Feed
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.values import Interval, Person, Values
from qinglian_desktop.ledgers.education import items_of
from qinglian_desktop.ledgers.hours import hours

_SAME = ("theme", "place", "host", "recorder", "people", "guests")


def _happened(values: Values) -> Values:
    """What every ledger keeps of a meeting: when, where and what it was, and who was there."""
    time = values.get("time")
    when: Values = {}
    if isinstance(time, Interval):
        when = {"day": time.start.date(), "time": hours(time)}
    return {**when, **{key: values.get(key) for key in _SAME}}


def _content(values: Values) -> str:
    """What was said: the notes, and what each speaker said, a paragraph each."""
    spoken: list[str] = []
    for row in cast("tuple[Values, ...]", values.get("speeches") or ()):
        speaker = row.get("speaker")
        name = speaker.name if isinstance(speaker, Person) else ""
        spoken.append(f"{name}：{row.get('said') or ''}")
    return "\n".join([str(values.get("points") or ""), *spoken]).strip()


def _as_eight_ones(values: Values) -> tuple[Values, ...]:
    """The activity that a meeting was, too."""
    return (
        {
            **_happened(values),
            "items": values.get("eight_items"),
            "summary": _content(values),
        },
    )


def _as_education(values: Values) -> tuple[Values, ...]:
    """The education that a meeting was, too."""
    form = values.get("education_form")
    return (
        {
            **_happened(values),
            "form": form,
            "items": items_of(form),
            "points": _content(values),
        },
    )


def _as_study(values: Values) -> tuple[Values, ...]:
    """The study that a meeting was, too; none while its day is not known."""
    time = values.get("time")
    if not isinstance(time, Interval):
        return ()
    day = time.start.date()
    return (
        {
            "kind": values.get("study"),
            "period": Period.month_of(day).label,
            "day": day,
            "content": values.get("theme"),
        },
    )


FEEDS = (
    Feed(
        "eight_items",
        "eight_ones",
        ("items", "day", "time", *_SAME, "summary"),
        _as_eight_ones,
    ),
    Feed(
        "education_form",
        "education",
        ("form", "items", "day", "time", *_SAME, "points"),
        _as_education,
    ),
    Feed("study", "brand_work", ("kind", "period", "day", "content"), _as_study),
)

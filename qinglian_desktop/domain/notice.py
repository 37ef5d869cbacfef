"""What goes out before an event: 会议通知 and 会议议程, as the paragraphs of a document"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qinglian_desktop.domain.invitation import BLANK, Invitation
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.summary import Kind, Paragraph

_AGENDA_LINES = 5
_NUMBERS = "一二三四五六七八九十"


def notice(told: Invitation) -> tuple[Paragraph, ...]:
    """会议通知: its title, to whom it goes, and in numbered lines what they need to know."""
    items = [
        ("时间", told.when or BLANK),
        ("地点", told.place or BLANK),
        ("主题", told.theme),
        ("议程", _in_one_line(told.agenda)),
        (told.host_is, told.host),
        ("参加人员", told.attending),
        ("列席人员", "、".join(each.name for each in told.guests)),
    ]
    said = [f"{label}：{text}" for label, text in items if text]
    whom = f"向{told.host}同志" if told.host else "向党支部"
    said.append(f"请假：请准时参加；因故不能参加的，请提前{whom}请假。")
    numbered = (f"{_NUMBERS[place]}、{line}" for place, line in enumerate(said))
    return (
        _paragraph(Kind.TITLE, f"关于{told.doing}的通知"),
        _paragraph(Kind.ADDRESS, f"{told.addressed}："),
        _paragraph(Kind.TEXT, f"现定于下列时间{told.doing}，有关事项通知如下："),
        *(_paragraph(Kind.TEXT, line) for line in numbered),
    )


def agenda_paper(told: Invitation) -> tuple[Paragraph, ...]:
    """会议议程: numbered; where none is known, lines to be filled by hand."""
    items = told.agenda or (BLANK * 3,) * _AGENDA_LINES
    heads = (
        ("时间", told.when or BLANK),
        ("地点", told.place or BLANK),
        ("主题", told.theme),
        (told.host_is or "主持人", told.host or BLANK),
    )
    return (
        _paragraph(Kind.TITLE, f"{told.called}议程"),
        *(_paragraph(Kind.TEXT, f"{label}：{text}") for label, text in heads if text),
        _paragraph(Kind.HEAD, "议程"),
        *(_paragraph(Kind.TEXT, f"{place}. {item}") for place, item in enumerate(items, 1)),
    )


def as_message(paragraphs: Sequence[Paragraph], signature: Signature) -> str:
    """A notice as it is sent in a message: a paragraph a line, then who signs and when."""
    lines = (*(each.text for each in paragraphs), signature.name, signature.written_day)
    return "\n".join(line for line in lines if line)


def _in_one_line(items: Iterable[str]) -> str:
    listed = [item.rstrip("。；;") for item in items]
    if len(listed) < 2:
        return "".join(listed)
    return "；".join(f"（{place}）{item}" for place, item in enumerate(listed, 1))


def _paragraph(kind: Kind, text: str) -> Paragraph:
    return Paragraph(kind, ((text,),))

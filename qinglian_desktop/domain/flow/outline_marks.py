"""The signs of a chart's outline: what begins a row, what follows its text, and how they are kept.

( 起止, - 办理, ? 判断 and = 材料 begin a step, [label] a branch, # a stage, % a setting and > an
extra line. @post, ~limit, +materials, !risk, {name} and >name follow the text of a step, each
behind a blank. Signs of full width mean the same. A sign behind a backslash is itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.flow.chart import StepKind

KIND_MARKS = {
    StepKind.ENDPOINT: "(",
    StepKind.WORK: "-",
    StepKind.DECISION: "?",
    StepKind.MATERIAL: "=",
}
_HALF = str.maketrans("＠～＋！｛＞＃％（－？＝［", "@~+!{>#%(-?=[")
_KIND_OF = {mark: kind for kind, mark in KIND_MARKS.items()}
_BEGINNING = re.compile(r"([(（\-－=＝])(?:\s+|$)|([?？])\s*")
_BRANCH = re.compile(r"[\[［]((?:\\.|[^\]］\\])*)[\]］]\s*", re.DOTALL)
_BEHIND = re.compile(r"(?<!\S)(?:[@＠~～+＋!！>＞]|[{｛]([^\s{}｛｝]+)[}｝])")
_TO_ESCAPE = re.compile(r"(?<!\S)[@＠~～+＋!！>＞{｛(（\-－?？=＝\[［#＃%％]|\\")
_IN_LABEL = re.compile(r"[\\\]］]")
_LINE_ENDS = re.compile(r"[\t\r\n]")
_ESCAPED = re.compile(r"\\(?:([9ad]);|([\\@＠~～+＋!！>＞{｛(（\-－?？=＝\[［\]］#＃%％]))")


@dataclass
class RowMarks:
    """What a row says of a step: its text, and what stands behind its signs."""

    text: str = ""
    kind: StepKind | None = None
    posts: list[str] = field(default_factory=list[str])
    limits: list[str] = field(default_factory=list[str])
    materials: list[str] = field(default_factory=list[str])
    risks: list[str] = field(default_factory=list[str])
    names: list[str] = field(default_factory=list[str])
    jumps: list[str] = field(default_factory=list[str])

    @property
    def only_jumps(self) -> bool:
        """A jump and nothing else, which a branch itself can do."""
        said = (self.text, self.posts, self.limits, self.materials, self.risks, self.names)
        return bool(self.jumps) and self.kind is None and not any(said)


def read_marks(content: str) -> RowMarks:
    """The parts of a step's row."""
    row = RowMarks()
    if begun := _BEGINNING.match(content):
        row.kind = _KIND_OF[(begun[1] or begun[2]).translate(_HALF)]
        content = content[begun.end() :]
    found = list(_BEHIND.finditer(content))
    row.text = unescaped(content[: found[0].start()] if found else content)
    values = {
        "@": row.posts,
        "~": row.limits,
        "+": row.materials,
        "!": row.risks,
        ">": row.jumps,
    }
    for place, match in enumerate(found):
        until = found[place + 1].start() if place + 1 < len(found) else len(content)
        value = unescaped(content[match.end() : until])
        if match[1]:
            row.names.append(match[1])
            # What stands behind a name is text still: nothing is lost.
            row.text = f"{row.text} {value}".strip()
        elif value:
            values[match[0].translate(_HALF)].append(value)
    return row


def split_branch(content: str) -> tuple[str, str] | None:
    """The label of a branch and what stands behind it; None for another row."""
    match = _BRANCH.match(content)
    return (unescaped(match[1]), content[match.end() :]) if match else None


def first_sign(content: str) -> str:
    """The sign that a row begins with, in half width."""
    return content[:1].translate(_HALF)


def escaped(text: str) -> str:
    """The text, so that it is read as such wherever it stands in a row."""
    signs = _TO_ESCAPE.sub(lambda sign: "\\" + sign[0], text)
    return _LINE_ENDS.sub(lambda end: f"\\{ord(end[0]):x};", signs)


def escaped_label(text: str) -> str:
    """The label of a branch, so that its bracket closes behind it."""
    signs = _IN_LABEL.sub(lambda sign: "\\" + sign[0], text)
    return _LINE_ENDS.sub(lambda end: f"\\{ord(end[0]):x};", signs)


def unescaped(text: str) -> str:
    """The text that was meant."""
    meant = _ESCAPED.sub(lambda one: chr(int(one[1], 16)) if one[1] else one[2], text)
    return tidied(meant).strip()


def joined(values: Sequence[str]) -> str:
    """Several values of one kind as one."""
    return "、".join(values)

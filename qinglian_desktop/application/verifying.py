"""Reading a return back as the committee does: digest, arithmetic, name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from qinglian_desktop.application.authorship import Author, Authorship
from qinglian_desktop.application.document_ports import ReturnFiles
from qinglian_desktop.domain.return_content import ReturnContent

_ADDED = re.compile(
    r"(?:副本|复件|复制|拷贝|的|copy|of|(?<=[\s(（_\[【-])\d+|[\s()（）\[\]【】_\-—])*",
    re.IGNORECASE,
)
"""清廉月报… (1), 清廉月报…[1], 清廉月报… - 副本 (2), 复件 清廉月报…, Copy of …."""
_SAID = re.compile(r"(?:已?(?:盖章|签字|签章)版?|(?:\d{4}年)?\d{1,2}月份?)")
"""What people write beside the name before they send it: （盖章）, 10月."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What reading a return back found; sound when there are no findings.

    ``remarks`` are what is worth a word though nothing is wrong; by whom it was written is told
    by ``author``, where that was looked at.
    """

    path: Path
    content: ReturnContent
    findings: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    stated_digest: str = ""
    author: Author | None = None

    def by(self, author: Author) -> Verified:
        """The same, told with who wrote it."""
        if author.kind is not Authorship.UNFIT:
            return replace(self, author=author, remarks=(*self.remarks, author.words))
        # To what was changed no signature fits: that was said.
        is_said = self.content.digest != self.stated_digest
        more = () if is_said else (author.words,)
        return replace(self, author=author, findings=(*self.findings, *more))


def verify(files: ReturnFiles, path: Path) -> Verified:
    """Read a return as the committee does: digest, arithmetic, name.

    Raises EnvironmentProblem for a file that is no return.
    """
    read = files.read(path)
    content = read.content
    findings: list[str] = []
    if content.digest != read.stated_digest:
        findings.append(
            "内容与写出时不一样，有人改动过表里的字或数。请回到台账库改记录，重新生成月报。"
        )
    remarks: list[str] = []
    unchanged = "" if findings else "，内容没有变"
    is_right = path.name == content.file_name
    added = None if is_right else _added(path.name, content.file_name)
    if added is not None and _ADDED.fullmatch(added):
        remarks.append(f"文件名是复制或下载时改的{unchanged}。")
    elif added is not None and _ADDED.fullmatch(_SAID.sub("", added)):
        remarks.append(f"文件名里另外写了几个字{unchanged}。")
    elif not is_right:
        findings.append(f"文件名与内容不符，应为“{content.file_name}”。")
    for line in content.summary:
        if line.month is not None and (line.year is None or line.month > line.year):
            findings.append(f"“{line.label}”本月大于本年累计，请核对。")
    return Verified(path, content, tuple(findings), tuple(remarks), read.stated_digest)


def _added(name: str, whole: str) -> str | None:
    """What a file's name has before and behind the whole name; None where it is not in it."""
    stem, dot, ending = name.rpartition(".")
    before, found, after = stem.partition(whole.removesuffix(".xlsx"))
    is_same_kind = f"{dot}{ending}".casefold() == ".xlsx"
    return f"{before}{after}" if found and is_same_kind else None

"""Reading a return back as the committee does: digest, arithmetic, name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop.application.document_ports import ReturnFiles
from qinglian_desktop.domain.return_content import ReturnContent

_ADDED = re.compile(
    r"(?:副本|复件|拷贝|的|copy|of|(?<=[\s(（_-])\d+|[\s()（）_\-—])*", re.IGNORECASE
)
"""清廉月报… (1), 清廉月报… - 副本 (2), 复件 清廉月报…, Copy of …."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What reading a return back found; sound when there are no findings.

    ``remarks`` are what is worth a word though nothing is wrong.
    """

    path: Path
    content: ReturnContent
    findings: tuple[str, ...]
    remarks: tuple[str, ...] = ()


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
    if _is_copied(path.name, content.file_name):
        remarks.append("文件名是复制或下载时改的，内容没有变。")
    elif path.name != content.file_name:
        findings.append(f"文件名与内容不符，应为“{content.file_name}”。")
    for line in content.summary:
        if line.month is not None and (line.year is None or line.month > line.year):
            findings.append(f"“{line.label}”本月大于本年累计，请核对。")
    return Verified(path, content, tuple(findings), tuple(remarks))


def _is_copied(name: str, whole: str) -> bool:
    """Whether it is the name with what systems and browsers add to a copy's."""
    stem, dot, ending = name.rpartition(".")
    before, found, after = stem.partition(whole.removesuffix(".xlsx"))
    is_same_kind = f"{dot}{ending}".casefold() == ".xlsx"
    return bool(found and is_same_kind and name != whole and _ADDED.fullmatch(f"{before}{after}"))

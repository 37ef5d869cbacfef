"""Reading a return back as the committee does: digest, what is seen of it, arithmetic, name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.application.authorship import Author, Authorship
from qinglian_desktop.application.document_ports import ReadReturn, ReturnFiles
from qinglian_desktop.application.sheet_ports import SheetFiles
from qinglian_desktop.domain.errors import EnvironmentProblem, NoReturn, OtherForm
from qinglian_desktop.domain.file_names import RETURN_NAME, safe_unit_name
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.domain.return_doubts import Doubt, figures_in_doubt, sums_in_doubt
from qinglian_desktop.domain.return_restoring import restored

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger

_SAVED_OTHERWISE = "不是 .xlsx 格式，内容与写出时一致，样子没有核对。"
_UNPROVEN = "供核对用的“校验”页被删掉了，是不是原样核对不了。"
_MEND = "请回到台账库改记录，重新生成月报。"
_GIVE_BACK = "请退回，让填报单位在台账库里改好，重新生成月报再报。"
_MONTH = re.compile(
    r"(?<!\d)(?:(20\d\d)[-_.年/ ]*)?(0?[1-9]|1[0-2])月"
    r"|(?<!\d)(20\d\d)[-_.年/]?(0[1-9]|1[0-2])(?![-.]?\d)"
)
"""2026年9月, 9月, 2026-09, 202609; a day is none."""
_REVISION = re.compile(r"(?<![A-Za-z])[rR](\d{1,3})(?!\d)|第 ?(\d{1,3}) ?次")


@dataclass(frozen=True, slots=True)
class Verified:
    """What reading a return back found; sound when there are no findings.

    Findings say what is wrong, to whomever they are told; what is to be done depends on who reads
    (``todo``). ``remarks`` are what is worth a word though nothing is wrong; by whom it was
    written is told by ``author``, where that was looked at.
    """

    path: Path
    content: ReturnContent
    findings: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    stated_digest: str = ""
    author: Author | None = None

    @property
    def todo(self) -> str:
        """What the reader shall do about the findings; "" without any.

        Whoever wrote the return mends it, anybody else gives it back.
        """
        if not self.findings:
            return ""
        return _MEND if self.author is not None and self.author.is_own else _GIVE_BACK

    @property
    def in_short(self) -> Verified:
        """The same, of its sheets only what the content tells: as much as collecting needs."""
        return replace(self, content=self.content.in_short)

    def without_rows(self) -> Verified:
        """The same, of its content only what it is called by: small, for many are kept."""
        return replace(self, content=replace(self.content, cover=(), summary=(), sheets=()))

    def by(self, author: Author) -> Verified:
        """The same, told with who wrote it."""
        if author.kind is not Authorship.UNFIT:
            return replace(self, author=author, remarks=(*self.remarks, author.words))
        # To what was changed no signature fits: that was said.
        is_said = self.content.digest != self.stated_digest
        more = () if is_said else (author.words,)
        return replace(self, author=author, findings=(*self.findings, *more))


def verify(
    files: ReturnFiles,
    path: Path,
    ledgers: Iterable[Ledger] = (),
    sheets: SheetFiles | None = None,
) -> Verified:
    """Read a return as the committee does: digest, what is seen of it, arithmetic, name.

    Where the digest is another, it is worked out what was changed; ``ledgers`` say which figures
    count the rows of a sheet. With ``sheets`` one that was saved as .xls, .et or .ods is read,
    too, where its content is whole. Raises EnvironmentProblem for a file that is no return.
    """
    try:
        return _verified(files, path, files.read(path), ledgers)
    except OtherForm as refused:
        if sheets is None:
            raise
        read = _of_sheets(files, path, sheets, refused)
    names = (*_of_name(path.name, read.content), _SAVED_OTHERWISE)
    doubts = tuple(_doubted(files, read.content, sums_in_doubt(read.content)))
    return Verified(path, read.content, doubts, names, read.stated_digest)


def _verified(
    files: ReturnFiles, path: Path, read: ReadReturn, ledgers: Iterable[Ledger]
) -> Verified:
    content, doubts = read.content, [*sums_in_doubt(read.content)]
    if not read.stated_digest:
        told = (_UNPROVEN, *_doubted(files, content, doubts))
        return Verified(path, content, told, (), read.stated_digest)
    findings: list[str] = []
    before: ReturnContent | None = None
    if content.digest != read.stated_digest:
        findings.append("内容与写出时不一样，有人改动过表里的字或数。")
        before = restored(read.as_written, read.stated_digest)
        if before is None:
            findings += _missing_rows(read)
            doubts += figures_in_doubt(content, ledgers)
    findings += files.seen_otherwise(
        path, read if before is None else replace(read, content=before)
    )
    findings += _doubted(files, content, doubts)
    names = tuple(_of_name(path.name, content))
    return Verified(path, content, tuple(findings), names, read.stated_digest)


def _doubted(files: ReturnFiles, content: ReturnContent, doubts: Iterable[Doubt]) -> Iterator[str]:
    for doubt in doubts:
        place = files.place_of_figure(doubt.line, is_year=doubt.is_year)
        yield f"{place}（{content.summary[doubt.line].label}）{doubt.words}，请核对。"


def _of_sheets(
    files: ReturnFiles, path: Path, sheets: SheetFiles, refused: OtherForm
) -> ReadReturn:
    """A return that another program saved in its own form; refused unless all of it is there."""
    try:
        read = files.read_sheets(path, sheets.read(path).sheets)
    except NoReturn:
        raise
    except EnvironmentProblem as problem:
        raise refused from problem
    if read.content.digest != read.stated_digest:
        raise refused
    return read


def _missing_rows(read: ReadReturn) -> Iterator[str]:
    for sheet, (name, count) in zip(read.content.sheets, read.sheets, strict=True):
        there = sum(any(cell is not None for cell in row) for row in sheet.rows)
        if there < count:
            yield f"“{name}”页写出时有{count}条，现在有{there}条。"


def _of_name(name: str, content: ReturnContent) -> Iterator[str]:
    """What is worth a word of the name: whoever gets a file may name it as he files it."""
    stem = name.rpartition(".")[0] or name
    if stem.casefold() == content.file_name.rpartition(".")[0].casefold():
        return
    yield f"文件名改过，写出时是“{content.file_name}”。"
    unit, month, revision = _stated(stem, content.period.year)
    other: list[str] = []
    if unit not in {"", safe_unit_name(content.unit_name)}:
        other.append(f"“{unit}”的，内容是“{content.unit_name}”的")
    if month not in {"", content.period.label}:
        other.append(f"{month}，内容是{content.period.label}")
    if revision not in {"", str(content.revision)}:
        other.append(f"第{revision}次，内容是第{content.revision}次")
    yield from (f"注意：文件名写的是{each}，请以内容为准。" for each in other)


def _stated(stem: str, year: int) -> tuple[str, str, str]:
    """The unit, month and revision that a name states; "" where it states none.

    A month without a year is one of ``year``.
    """
    if whole := RETURN_NAME.search(stem):
        unit, of_year, month, revision = whole.groups()
        return unit, f"{of_year}年{int(month)}月", str(int(revision))
    found, told = _MONTH.search(stem), _REVISION.search(stem)
    label = ""
    if found:
        label = f"{found[1] or found[3] or year}年{int(found[2] or found[4])}月"
    return "", label, str(int(told[1] or told[2])) if told else ""

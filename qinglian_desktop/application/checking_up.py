"""Whether a book is sound: looked at with every start, checked in full once a month."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.machine_watch import place_words
from qinglian_desktop.application.ports import Clock, Progress, no_progress
from qinglian_desktop.application.soundness import BROKEN_PAGES, Finding, Whole
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.moment_words import moment_words

_DAY = "check.day"


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a check found, and which backups have it whole; no findings in a sound book."""

    day: date
    findings: tuple[Finding, ...] = ()
    whole: Whole = field(default_factory=Whole)
    beside: str = ""
    """What is no fault of the book and worth a word: where it lies, what it noted of itself."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def is_altered(self) -> bool:
        """Whether somebody altered the book, and nothing broke: a repair would make that good."""
        return is_altered(self.findings)

    @property
    def lines(self) -> list[str]:
        """Each finding, with the backup that has whole what it touches."""
        return [told(each, self.whole) for each in self.findings]

    @property
    def advice(self) -> str:
        """What to do about it."""
        return advice(self.findings, self.whole) + self.beside


def look_at(book: Book, clock: Clock, progress: Progress = no_progress) -> Checkup:
    """What can be told in a moment, as a book is opened."""
    found = book.glance()
    return _checkup(book, found, clock, progress) if found else Checkup(clock().date())


def check_up(book: Book, clock: Clock, progress: Progress = no_progress) -> Checkup:
    """Check the book in full and note the day in it; raises Cancelled, noting nothing."""
    found = _checkup(book, book.check(progress), clock, progress)
    if not book.read_only:
        # A damaged book may not take it: then it is checked again at the next start.
        with suppress(EnvironmentProblem), book.writing() as work:
            work.settings.put(_DAY, found.day.isoformat())
    return found


def is_check_due(book: Book, clock: Clock) -> bool:
    """Whether the book was not yet checked in full in this month."""
    if book.read_only:
        return False
    last = last_checked(book)
    today = clock().date()
    return last is None or (last.year, last.month) != (today.year, today.month)


def last_checked(book: Book) -> date | None:
    """The day of the last full check."""
    with book.reading() as work:
        kept = work.settings.get(_DAY)
    try:
        return None if kept is None else date.fromisoformat(kept)
    except ValueError:
        return None


def told(finding: Finding, whole: Whole) -> str:
    """The finding, and which backup has whole what it touches."""
    if not finding.ledger:
        return finding
    has = whole.of.get((finding.ledger, finding.record_id))
    if has is None:
        return f"{finding}备份里没有完好的。"
    copy, name = has
    called = "" if finding.startswith(name) else f"（{name}）"
    return f"{finding}{copy.words} 的备份里有完好的{called}。"


def advice(findings: Sequence[Finding], whole: Whole) -> str:
    """What to do about what was found, by what the backups have."""
    attachments = "附件点“取回附件”就从备份里回来。" if whole.attachments else ""
    if is_altered(findings):
        return (
            "修改经过对不上，不是文件坏了，是有人用别的工具动过，或者换过台账库。请先不要往里记，"
            "把整个台账库文件夹复制到U盘上收好，再点“看备份”，和以前的备份比一比是谁的哪一条。"
            "不要点“修复”：修复会把现在的样子当成原来的。"
            f"{attachments}"
        )
    if whole.newest is None:
        return (
            "没有一份备份是完好的。请先不要删任何东西，把整个台账库文件夹复制到U盘上收好，"
            f"再点“修复”，把读得出来的救到一本新的台账库里，原来的留着。{attachments}"
        )
    newest = f"最近一份完好的备份是 {whole.newest.words} 做的。"
    if BROKEN_PAGES in findings:
        return (
            f"请先不要再往里记。{newest}那以后记得不多，点“看备份”，恢复到这一份，"
            "恢复前会先说清楚少什么、多什么。那以后又记了很多的，点“修复”，"
            f"把读得出来的救到一本新的台账库里，缺的几条再从备份取回。{attachments}"
        )
    if {each.attachment for each in findings} <= set(whole.attachments):
        return attachments
    if whole.of:
        return (
            f"{attachments}记录点“看备份”，选上面说的那一份，点“打开看看”，"
            "找到那条记录，点“取回这条记录”。"
        )
    if any(each.attachment for each in findings):
        return "这些附件备份里也没有完好的。手里有原来的文件，可以在那条记录里重新添加一次。"
    return f"记录的内容没有缺。{newest}点“修复”可以重新整理成一本新的台账库，原来的留着。"


def is_altered(findings: Sequence[Finding]) -> bool:
    """Whether what was found tells of somebody's hand, not of a disk."""
    return any(each.is_altered for each in findings) and BROKEN_PAGES not in findings


def _checkup(book: Book, findings: list[Finding], clock: Clock, progress: Progress) -> Checkup:
    whole = book.whole_copies(findings, progress) if findings else Whole()
    beside = place_words(book) + _noted(book)
    return Checkup(clock().date(), tuple(findings), whole, beside)


def _noted(book: Book) -> str:
    """The last time that the book was gone back to a copy, or repaired; "" if it never was."""
    # What stands in the way of reading is among the findings.
    with suppress(EnvironmentProblem), book.reading() as work:
        for note in work.records.own_notes():
            done = f"{moment_words(note.at)} {note.by} {note.action}"
            return f"修改经过里最近记着：{done}（{note.reason}）。"
    return ""

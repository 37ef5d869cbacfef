"""Receipts read in: which are answers to this book's returns, and how each month stands by them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import islice
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.handing_ports import KeptReceipt, Verdict
from qinglian_desktop.application.known_keys import (
    OF_RECEIPTS,
    KnownKey,
    known_key,
    remember_key,
)
from qinglian_desktop.application.places import ToReturn
from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.application.receipts import (
    FILE_END,
    FILE_START,
    ReadReceipt,
    Receipt,
    read_receipt,
)
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.application.signing import RECEIPT_TEXT, signature_fits
from qinglian_desktop.application.signing_ports import Signatures
from qinglian_desktop.application.todos import Todo, Urgency
from qinglian_desktop.application.unit_words import UnitWords, unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.signed import code_in_words

_MOST_FOLDERS, _MOST_FILES = 50, 5000
"""How much of a stick is looked through."""


class ReceiptKind(Enum):
    """What a receipt is to this book."""

    NEW = "new"
    KNOWN = "known"
    OF_OTHERS = "of others"
    OLDER = "older"
    OTHER_KEY = "other key"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class SeenReceipt:
    """A receipt's file, what it is to this book, and a sentence about it.

    ``kept`` is what is kept of it: for one that is new, or would be but for its key.
    """

    path: Path
    kind: ReceiptKind
    words: str
    kept: KeptReceipt | None = None


class Answers:
    """Receipts for the returns of an open book."""

    def __init__(
        self, book: Book, catalogue: Catalogue, clock: Clock, signatures: Signatures
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._signatures = signatures

    def of(self, month: Period) -> KeptReceipt | None:
        """The answer to the newest return of a month; None before there is any."""
        with self._book.reading() as work:
            sent = work.returns.last(month.key)
            return answer_to(work.receipts.all(), sent) if sent else None

    def look(self, paths: Iterable[Path]) -> list[SeenReceipt]:
        """What each file is, in the order in which they were given; nothing is kept."""
        read: list[tuple[Path, ReadReceipt]] = []
        found: list[SeenReceipt] = []
        for path in paths:
            try:
                read.append((path, read_receipt(path)))
            except EnvironmentProblem as problem:
                found.append(SeenReceipt(path, ReceiptKind.WRONG, problem.sentence))
        with self._book.reading() as work:
            seen = _Seen(work, self._catalogue)
        for path, each in sorted(read, key=lambda pair: pair[1].receipt.given_at):
            is_signed = signature_fits(self._signatures, each.signed, RECEIPT_TEXT, each.told)
            found.append(seen.judged(path, each.receipt, self._kept(each.receipt), is_signed))
        return found

    def keep(self, seen: Sequence[SeenReceipt], *, accepts_key: bool = False) -> list[SeenReceipt]:
        """Keep those that are new, in one transaction; gives those that were kept.

        Also those with another key than before where that is accepted, which then is the key.
        """
        new = [each for each in seen if each.kind is ReceiptKind.NEW]
        if accepts_key:
            new += [
                replace(each, kind=ReceiptKind.NEW, words=answer_sentence(each.kept))
                for each in seen
                if each.kind is ReceiptKind.OTHER_KEY and each.kept is not None
            ]
        if new:
            with self._book.writing() as work:
                for each in new:
                    if each.kept is not None:
                        self._keep(work, each.kept, accepts_key)
        return new

    def _keep(self, work: UnitOfWork, kept: KeptReceipt, accepts_key: bool) -> None:
        known = known_key(work, OF_RECEIPTS)
        if known is None or (accepts_key and known.key != kept.signed_by):
            today = self._clock().date().isoformat()
            remember_key(work, OF_RECEIPTS, KnownKey(kept.signed_by, kept.given_by, today))
        work.receipts.add(kept)

    def _kept(self, receipt: Receipt) -> KeptReceipt:
        return KeptReceipt(
            period=receipt.period.key,
            revision=receipt.revision,
            digest=receipt.digest,
            verdict=receipt.verdict,
            reasons=receipt.reasons,
            given_at=receipt.given_at,
            given_by=receipt.given_by,
            signed_by=receipt.key,
            read_at=self._clock(),
        )


class _Seen:
    """What the book knows, and learns from one receipt to the next."""

    def __init__(self, work: UnitOfWork, catalogue: Catalogue) -> None:
        self._unit: UnitWords | None = unit_words(work, catalogue)
        self._sent = work.returns.all()
        self._receipts = work.receipts.all()
        self._known = known_key(work, OF_RECEIPTS)

    def judged(
        self, path: Path, receipt: Receipt, kept: KeptReceipt, is_signed: bool
    ) -> SeenReceipt:
        """What a receipt is, seen after those before it."""
        if not is_signed:
            why = "里的字被改动过，签名对不上，没有采用。请向出具回执的单位再要一份。"
            return SeenReceipt(path, ReceiptKind.WRONG, f"“{path.name}”{why}")
        if self._unit is None or receipt.unit_code != self._unit.code:
            whose = f"是给“{receipt.unit_name}”的回执，不是本单位的，没有采用。"
            return SeenReceipt(path, ReceiptKind.OF_OTHERS, f"“{path.name}”{whose}")
        if (wrong := self._other_return(receipt)) is not None:
            return SeenReceipt(path, ReceiptKind.WRONG, f"“{path.name}”{wrong}，没有采用。")
        if any(replace(each, read_at=kept.read_at) == kept for each in self._receipts):
            return SeenReceipt(path, ReceiptKind.KNOWN, f"“{path.name}”已经读过了。")
        same = [each for each in self._receipts if _is_same_return(each, kept)]
        if any(each.place_in_time > kept.place_in_time for each in same):
            last = max(same, key=lambda each: each.place_in_time)
            words = f"“{path.name}”比已有的答复（{last.given_at:%Y-%m-%d %H:%M}）早，没有采用。"
            return SeenReceipt(path, ReceiptKind.OLDER, words)
        return self._by_key(path, kept)

    def _by_key(self, path: Path, kept: KeptReceipt) -> SeenReceipt:
        if self._known is not None and self._known.key != kept.signed_by:
            before, now = (code_in_words(each) for each in (self._known.key, kept.signed_by))
            words = (
                f"“{path.name}”的签名和以前的回执不一样：{self._known.since}起是 "
                f"{before}，这一份是 {now}，没有采用。"
                f"请打电话向{kept.given_by}核对签名码，对得上再认可。"
            )
            return SeenReceipt(path, ReceiptKind.OTHER_KEY, words, kept)
        words = answer_sentence(kept)
        last = max(each.revision for each in self._sent if each.period == kept.period)
        if kept.revision < last:
            words += f"这个月已经报了第{last}次，以第{last}次的为准。"
        if self._known is None:
            words += (
                f"记下了它的签名码 {code_in_words(kept.signed_by)}，请与{kept.given_by}核对一次。"
            )
            self._known = KnownKey(kept.signed_by, kept.given_by, date.min.isoformat())
        self._receipts.append(kept)
        return SeenReceipt(path, ReceiptKind.NEW, words, kept)

    def _other_return(self, receipt: Receipt) -> str | None:
        """Why it answers no return of this book; None where it does."""
        month = receipt.period.label
        sent = [each for each in self._sent if each.period == receipt.period.key]
        if not sent:
            return f"说的是{month}月报，本台账库没有报出过这个月的"
        of_revision = [each for each in sent if each.revision == receipt.revision]
        if not of_revision:
            return f"说的是{month}月报第{receipt.revision}次，本台账库没有报出过这一次"
        if all(each.digest != receipt.digest for each in of_revision):
            return f"说的{month}月报第{receipt.revision}次，和本台账库报出的内容不一样"
        return None


def receipts_in(folder: Path) -> list[Path]:
    """The files in a folder and in those right below it that are named as receipts.

    Whatever was put before the name: a number, 复件.
    """

    def named(inside: Path) -> Iterator[Path]:
        try:
            for path in islice(inside.iterdir(), _MOST_FILES):
                name = path.name.lower()
                if FILE_START in name and name.endswith(FILE_END) and name[0] not in ".~":
                    yield path
        except OSError:
            return

    try:
        with os.scandir(folder) as entries:
            below = [Path(each.path) for each in islice(entries, _MOST_FILES) if each.is_dir()]
    except OSError:
        below = []
    shown = [each for each in below if not each.name.startswith((".", "$"))]
    return sorted(path for each in (folder, *shown[:_MOST_FOLDERS]) for path in named(each))


def answer_sentence(kept: KeptReceipt) -> str:
    """What was answered to which return: 2026年10月月报第1次，某工委已接收（2026-11-05）。"""
    of = f"{Period.parse(kept.period).label}月报第{kept.revision}次"
    return f"{of}，{kept.given_by}{answer_words(kept)}"


def answer_words(kept: KeptReceipt) -> str:
    """已接收（2026-11-05）。 or 退回（2026-11-05）：reason；reason。"""
    said = f"{kept.verdict.value}（{kept.given_at:%Y-%m-%d}）"
    return f"{said}：{'；'.join(kept.reasons)}。" if kept.reasons else f"{said}。"


def answer_to(receipts: Iterable[KeptReceipt], sent: SentReturn) -> KeptReceipt | None:
    """The last answer to a return; of one moment the first of the ``receipts``."""
    answers = (each for each in receipts if _is_same_return(each, sent))
    return max(answers, key=lambda each: each.place_in_time, default=None)


def answers_to(work: UnitOfWork, returns: Mapping[str, SentReturn]) -> Mapping[str, KeptReceipt]:
    """By month the answer to its newest return, where there is one; ``returns`` are the newest."""
    receipts = work.receipts.all()
    found = {key: answer_to(receipts, sent) for key, sent in returns.items()}
    return {key: answer for key, answer in found.items() if answer is not None}


def returned_todos(answers: Mapping[str, KeptReceipt]) -> Iterator[Todo]:
    """A line for each month whose newest return was sent back."""
    for key, answer in sorted(answers.items()):
        if answer.verdict is Verdict.RETURNED:
            month = Period.parse(key)
            text = f"{month.label}月报被退回（第{answer.revision}次）"
            yield Todo(Urgency.OVERDUE, text, "；".join(answer.reasons), ToReturn(month))


def _is_same_return(receipt: KeptReceipt, other: KeptReceipt | SentReturn) -> bool:
    return (receipt.period, receipt.revision, receipt.digest) == (
        other.period,
        other.revision,
        other.digest,
    )

"""Collecting the returns of units: whose key is whose, and what is answered to each."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from qinglian_desktop.application.authorship import Authorship
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.handing_ports import HandedIn, Verdict
from qinglian_desktop.application.known_keys import (
    KnownKey,
    known_key,
    known_keys,
    remember_key,
    unit_slot,
)
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.receipts import Receipt, receipt_check
from qinglian_desktop.application.signing import RECEIPT_TEXT, Signer
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.collecting.listed_units import one_code
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.files.delivery import deliver

RECEIPT = "回执"
"""With this begins what a receipt is called in 报送登记: 回执（财政局支部，已接收）."""


class Collecting:
    """What an open book does with the returns of others."""

    def __init__(
        self, book: Book, catalogue: Catalogue, clock: Clock, who: str, signer: Signer
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._who = who
        self._signer = signer

    def remember(self, found: Verified) -> bool:
        """Remember the key of a unit's first sound return; whether there was one to remember.

        Never in a book that is only read.
        """
        author = found.author
        is_first = author is not None and author.kind is Authorship.FIRST and not found.findings
        if author is None or not is_first or self._book.read_only:
            return False
        with self._book.writing() as work:
            of = unit_slot(found.content.unit_code)
            if known_key(work, of) is not None:
                return False
            remember_key(work, of, self._known(found, author.key))
            return True

    def accept(self, found: Verified) -> None:
        """From now on the unit's key is that of this return, which came with another one."""
        author = found.author
        if author is None or author.kind is not Authorship.CHANGED or found.findings:
            raise EnvironmentProblem(
                f"“{found.path.name}”里没有可以认可的新签名。",
                "原来记下的签名码没有变。",
                "只有完好的、换了台账库的月报才可以认可。",
            )
        with self._book.writing() as work:
            remember_key(work, unit_slot(found.content.unit_code), self._known(found, author.key))

    def answer(
        self, found: Verified, verdict: Verdict, reasons: Sequence[str], folder: Path
    ) -> Path:
        """Write a receipt into a folder, read it back, and note it; gives its path.

        Raises EnvironmentProblem for a return of the book itself, for one that was changed and
        shall be 已接收, for a 退回 without a reason, while the unit is not registered, and where it
        cannot be written.
        """
        _may_be_given(found, verdict, reasons)
        with self._book.reading() as work:
            unit = unit_words(work, self._catalogue)
        if unit is None:
            raise EnvironmentProblem(
                "还没有登记单位信息，回执不知道该由谁出具。",
                "没有写文件。",
                "请到“花名册”里填好单位，再写回执。",
            )
        content, at = found.content, self._clock().replace(microsecond=0)
        receipt = Receipt(
            unit_code=content.unit_code,
            unit_name=content.unit_name,
            period=content.period,
            revision=content.revision,
            digest=found.stated_digest,
            verdict=verdict,
            reasons=tuple(reasons),
            given_at=at,
            given_by=unit.name,
            key=self._signer.made_key(),
        )
        text = receipt.text(self._signer.signed(RECEIPT_TEXT, receipt.told).signature)
        folder = folder.absolute()
        target = folder / receipt.file_name
        deliver(target, lambda path: _write(path, text), receipt_check(text))
        with _told_as_written(target), self._book.writing() as work:
            work.handed_in.add(
                HandedIn(
                    at=at,
                    by=self._who,
                    what=f"{RECEIPT}（{content.unit_name}，{verdict.value}）",
                    period=content.period.key,
                    digest=hashlib.sha256(text.encode()).hexdigest(),
                    medium=folder.name or str(folder),
                    path=str(target),
                    revision=content.revision,
                )
            )
        return target

    def own_key(self) -> str:
        """The public key of the book in hex; "" in one that is only read and signed nothing."""
        return self._signer.made_key()

    def known(self) -> list[KnownKey]:
        """The keys that are remembered, of units and of whoever answers them, by name."""
        with self._book.reading() as work:
            return sorted(known_keys(work).values(), key=lambda each: (each.name, each.since))

    def unit_keys(self) -> dict[str, KnownKey]:
        """The keys of units by their 单位编码, as it is kept of returns."""
        with self._book.reading() as work:
            return {one_code(each.code): each for each in known_keys(work).values() if each.code}

    def _known(self, found: Verified, key: str) -> KnownKey:
        content = found.content
        return KnownKey(
            key,
            content.unit_name,
            self._clock().date().isoformat(),
            content.unit_code,
            content.period.key,
        )


def _may_be_given(found: Verified, verdict: Verdict, reasons: Sequence[str]) -> None:
    if found.author is not None and found.author.kind is Authorship.HERE:
        raise EnvironmentProblem(
            f"“{found.path.name}”是本台账库自己写出的，不能给自己写回执。",
            "没有写文件。",
            "请用收月报的台账库来写。",
        )
    if verdict is Verdict.TAKEN and found.findings:
        raise EnvironmentProblem(
            f"“{found.path.name}”有问题，不能写已接收的回执。",
            "没有写文件。",
            "请退回，写明哪里不对。",
        )
    if verdict is Verdict.RETURNED and not reasons:
        raise EnvironmentProblem(
            "退回要写明原因。", "没有写文件。", "请写上原因，一行一条，再做一次。"
        )


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


@contextmanager
def _told_as_written(target: Path) -> Generator[None]:
    """What fails in the book after the file was put is told with the file that is there."""
    try:
        yield
    except EnvironmentProblem as problem:
        raise EnvironmentProblem(
            f"回执写好了，可是没能确认记进报送登记。{problem.happened}",
            f"“{target.name}”读回核对过，是完整的。{problem.kept}",
            problem.todo,
        ) from problem

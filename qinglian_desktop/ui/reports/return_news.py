"""What the page 月报 shows of a month, read and reckoned at one go on another thread"""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.handing_ports import HandedIn, KeptReceipt
from qinglian_desktop.application.returning import Delivered
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import CoverWords, ReturnContent
from qinglian_desktop.ui.reports.return_warnings import Warned, warnings_of
from qinglian_desktop.ui.reports.short_digest import short_digest


@dataclass(frozen=True, slots=True)
class ReturnNews:
    """The return as it is now, what was sent and handed in, and what should be looked at.

    ``own_key`` is that of the book, with which it signs, "" while it has none.
    """

    content: ReturnContent
    digest: str
    warned: tuple[Warned, ...]
    sent: tuple[SentReturn, ...]
    later: tuple[Period, ...]
    handed: tuple[HandedIn, ...]
    own_key: str
    answer: KeptReceipt | None


def return_news(desk: Desk, month: Period, cover: CoverWords) -> ReturnNews:
    """Of a month, with these words on its cover."""
    content = desk.returning.preview(month, cover)
    return ReturnNews(
        content,
        content.digest,
        tuple(warnings_of(desk, month)),
        tuple(desk.returning.sent()),
        desk.returning.later(content),
        tuple(desk.register.all()),
        desk.register.own_key(),
        desk.answers.of(month),
    )


def delivered_words(delivered: Delivered, *, is_on_stick: bool) -> str:
    """What was written, and what is to be known of it."""
    content, beside = delivered.content, delivered.beside
    also = "\n和同名的PDF" if beside is not None else ""
    pull = "可以安全拔出U盘。" if is_on_stick else ""
    said = f"{delivered.outdated or delivered.later}{pull}"
    return (
        f"已写好，读回核对一致。\n{delivered.path.name}{also}\n"
        f"第{content.revision}次  校验码 {short_digest(content.digest)}\n{said}".rstrip()
    )

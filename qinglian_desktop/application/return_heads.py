"""How far the history went as a return was written: kept with it, and looked for in the book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qinglian_desktop.application.authorship import Authorship

if TYPE_CHECKING:
    from qinglian_desktop.application.ports import UnitOfWork
    from qinglian_desktop.application.verifying import Verified
    from qinglian_desktop.domain.chain_head import ChainHead
    from qinglian_desktop.domain.return_content import ReturnContent

_ANOTHER = (
    "写这份月报的时候的修改经过，和台账库里现在的对不上：那以后修改经过被改写过，"
    "台账库被换成了旧的一份，或者两份台账库都记过。请在工作台上点“检查”看看。"
)


def head_of_return(work: UnitOfWork, content: ReturnContent) -> ChainHead | None:
    """What goes with a return: written again, the same return is the same file, with its first."""
    last = work.returns.noted(content.period.key)
    is_again = last is not None and last.digest == content.digest
    return last.chain_head if last is not None and is_again else work.records.chain_head()


def with_history(work: UnitOfWork, found: Verified) -> Verified:
    """The same; of a return of this book also whether its history is still the one of then."""
    head, author = found.content.history, found.author
    if head is None or author is None or author.kind is not Authorship.HERE:
        return found
    is_known = work.records.has_head(head, dict(found.content.cover).get("报出日期", ""))
    return found if is_known else replace(found, remarks=(*found.remarks, _ANOTHER))

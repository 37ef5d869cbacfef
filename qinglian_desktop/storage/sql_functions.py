"""What SQL may call of ours: the form in which texts are compared, and their order by pinyin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Engine, event, func

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.storage.spelling import pinyin_order

if TYPE_CHECKING:
    from qinglian_desktop.storage.engine import RawConnection


def teach(engine: Engine) -> None:
    """Let every connection of the engine call them."""

    def connected(connection: RawConnection, _: object) -> None:
        connection.create_function("folded", 1, _folded, deterministic=True)
        connection.create_function("by_pinyin", 2, _by_pinyin, deterministic=True)

    event.listen(engine, "connect", connected)


def folded_sql(text: ColumnElement[str]) -> ColumnElement[str]:
    """The text as it is compared; NULL stays NULL."""
    return func.folded(text)


def pinyin_sql(text: ColumnElement[str], *, is_name: bool) -> ColumnElement[str]:
    """What the text is sorted by; NULL stays NULL."""
    return func.by_pinyin(text, int(is_name))


def _by_pinyin(text: str | None, is_name: int) -> str | None:
    return None if text is None else pinyin_order(text, is_name=bool(is_name))


def _folded(text: str | None) -> str | None:
    return None if text is None else folded(text)

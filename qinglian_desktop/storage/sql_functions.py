"""What SQL may call of ours: the form in which texts are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Engine, event, func

from qinglian_desktop.domain.comparing import folded

if TYPE_CHECKING:
    from qinglian_desktop.storage.engine import RawConnection


def teach(engine: Engine) -> None:
    """Let every connection of the engine call them."""

    def connected(connection: RawConnection, _: object) -> None:
        connection.create_function("folded", 1, _folded, deterministic=True)

    event.listen(engine, "connect", connected)


def folded_sql(text: ColumnElement[str]) -> ColumnElement[str]:
    """The text as it is compared; NULL stays NULL."""
    return func.folded(text)


def _folded(text: str | None) -> str | None:
    return None if text is None else folded(text)

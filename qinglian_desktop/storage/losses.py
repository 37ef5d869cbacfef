"""What a repaired book is known to lack, so that a check does not find it again and again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, select

if TYPE_CHECKING:
    from qinglian_desktop.storage.layout import Layout

LOSSES = "repair.lost"


@dataclass(frozen=True, slots=True)
class Losses:
    """Ids of records by ledger, and digests of attachments, that could not be read."""

    records: Mapping[str, Sequence[int]] = field(default_factory=dict[str, Sequence[int]])
    attachments: Sequence[str] = ()

    def of(self, ledger: str) -> Sequence[int]:
        """The ids of a ledger's records that are lost."""
        return self.records.get(ledger, ())

    def to_text(self) -> str:
        """As the book keeps it among its settings."""
        return json.dumps({"records": self.records, "attachments": list(self.attachments)})


def known_losses(connection: Connection, layout: Layout) -> Losses:
    """Those of the book that the connection reads; none for one that was never repaired."""
    settings = layout.schema.settings
    kept = select(settings.c.text).where(settings.c.key == LOSSES)
    found = connection.execute(kept).scalar()
    if found is None:
        return Losses()
    read = cast("dict[str, object]", json.loads(found))
    records = cast("dict[str, list[int]]", read["records"])
    return Losses(records, cast("list[str]", read["attachments"]))

"""One transaction over a book: its records, drafts, attachments, returns, feeds and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qinglian_desktop.storage.attachments import StoredAttachments
from qinglian_desktop.storage.desk_tables import (
    StoredDrafts,
    StoredFeeds,
    StoredReturns,
    StoredSettings,
)
from qinglian_desktop.storage.repository import StoredRecords

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from qinglian_desktop.storage.layout import Layout


class StoredWork:
    """``UnitOfWork`` over a connection that has begun a transaction."""

    def __init__(self, connection: Connection, layout: Layout, *, may_write: bool) -> None:
        self.records = StoredRecords(connection, layout, may_write=may_write)
        self.drafts = StoredDrafts(connection, layout)
        self.attachments = StoredAttachments(connection, layout)
        self.returns = StoredReturns(connection, layout)
        self.feeds = StoredFeeds(connection, layout)
        self.settings = StoredSettings(connection, layout)

"""One transaction over a book: its records, drafts, attachments, settings and what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.storage.attachments import StoredAttachments
from qinglian_desktop.storage.desk_tables import (
    StoredDrafts,
    StoredFeeds,
    StoredReturns,
    StoredSettings,
)
from qinglian_desktop.storage.handing_tables import (
    StoredForms,
    StoredHandedIn,
    StoredReceipts,
)
from qinglian_desktop.storage.repository import StoredRecords
from qinglian_desktop.storage.stored_collected import StoredCollected

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.attachment_files import AttachmentFiles
    from qinglian_desktop.storage.layout import Layout


class StoredWork:
    """``UnitOfWork`` over a connection that has begun a transaction.

    ``touched`` is what was written through it so far.
    """

    def __init__(
        self, connection: Connection, layout: Layout, files: AttachmentFiles, *, may_write: bool
    ) -> None:
        self.touched: list[Changed] = []
        touch = self.touched.append
        self.records = StoredRecords(connection, layout, touch, may_write=may_write)
        self.drafts = StoredDrafts(connection, layout, touch)
        self.attachments = StoredAttachments(connection, layout, files)
        self.returns = StoredReturns(connection, layout, touch)
        self.handed_in = StoredHandedIn(connection, layout, touch)
        self.receipts = StoredReceipts(connection, layout, touch)
        self.forms = StoredForms(connection, layout, touch)
        self.collected = StoredCollected(connection, layout.schema.collection, touch)
        self.feeds = StoredFeeds(connection, layout)
        self.settings = StoredSettings(connection, layout, touch)

    def beyond(self, ledger: Ledger) -> StoredWork:
        """Nothing is kept from it, whoever opened the book."""
        return self

    def finish(self) -> None:
        """Write what was left for the end of the transaction."""
        self.records.finish()

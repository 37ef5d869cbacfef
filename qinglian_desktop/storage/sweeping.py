"""Which attachments nothing names any more: no record, void ones too, no draft and no history.

A file that was added to a form is loose until a record was saved with it: ``loose_since`` is the
last row of the history at that time. History is never deleted, so what a record once named
stays for good, and only rows later than that are looked through.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select, update

from qinglian_desktop.domain.field_types import Attachments
from qinglian_desktop.storage.statements import among

if TYPE_CHECKING:
    from qinglian_desktop.storage.layout import Layout

_DIGEST = re.compile(r"[0-9a-f]{64}")


def forget_unnamed(connection: Connection, layout: Layout) -> set[str]:
    """Drop what the book knows of files that nothing names; gives the digests that stay."""
    files = layout.schema.attachments
    kept = select(files.c.digest, files.c.loose_since).where(files.c.loose_since.is_not(None))
    loose = {row.digest: row.loose_since for row in connection.execute(kept)}
    if loose:
        saved = _in_records(connection, layout, set(loose))
        rest = loose.keys() - saved - _in_drafts(connection, layout)
        if rest:
            told = rest & _in_history(connection, layout, min(loose[each] for each in rest))
            saved, rest = saved | told, rest - told
        fixed = update(files).where(files.c.digest.in_(among(saved))).values(loose_since=None)
        connection.execute(fixed)
        connection.execute(delete(files).where(files.c.digest.in_(among(rest))))
    return set(connection.execute(select(files.c.digest)).scalars())


def _in_records(connection: Connection, layout: Layout, digests: set[str]) -> set[str]:
    found: set[str] = set()
    for ledger in layout.catalogue:
        for field in ledger.of_type(Attachments):
            child = layout.schema.ledgers[ledger.key].children[field.key]
            named = select(child.c.digest).where(child.c.digest.in_(among(digests)))
            found.update(connection.execute(named).scalars())
    return found


def _in_drafts(connection: Connection, layout: Layout) -> set[str]:
    drafts = connection.execute(select(layout.schema.drafts.c.typed)).scalars()
    return {digest for typed in drafts for digest in _DIGEST.findall(typed)}


def _in_history(connection: Connection, layout: Layout, since: int) -> set[str]:
    history = layout.schema.history
    later = select(history.c.before, history.c.after).where(history.c.id > since)
    return {
        digest
        for row in connection.execute(later)
        for text in row
        if text
        for digest in _DIGEST.findall(text)
    }

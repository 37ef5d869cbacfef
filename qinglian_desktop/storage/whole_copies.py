"""Which backups of a book have whole what is damaged in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.soundness import Finding, Whole
from qinglian_desktop.domain.errors import AttachmentLost, Cancelled, EnvironmentProblem
from qinglian_desktop.domain.field_types import Attachments
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.storage import backup, shelf
from qinglian_desktop.storage.attachment_check import wrong_with
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.fitting import Keys, fitting_key
from qinglian_desktop.storage.salvage import Salvage, SavedRecord, called

if TYPE_CHECKING:
    from qinglian_desktop.application.copies import Copy
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.domain.values import Attached
    from qinglian_desktop.storage.layout import Layout


def whole_copies(
    folder: Path,
    keys: Keys,
    layout: Layout,
    findings: Iterable[Finding],
    progress: Progress,
) -> Whole:
    """Look through the backups, the newest first, until all that is touched was found.

    Copies that another key opens or an older program made have no records that could be told.
    Raises Cancelled.
    """
    newest: Copy | None = None
    found: dict[tuple[str, int], tuple[Copy, str]] = {}
    findings = list(findings)
    left = {(each.ledger, each.record_id) for each in findings if each.ledger}
    digests = dict.fromkeys(each.attachment for each in findings if each.attachment)
    copies = shelf.copies(folder / shelf.BACKUPS)
    for done, copy in enumerate(copies):
        if newest is not None and not left:
            break
        if not progress(done, len(copies)):
            raise Cancelled
        key = fitting_key(copy.folder / DATABASE, keys) or keys[0]
        try:
            backup.check(copy.folder / DATABASE, key, progress)
        except EnvironmentProblem:
            continue
        newest = newest or copy
        opened = partial(connect, copy.folder / DATABASE, key, "immutable")
        salvage = Salvage(layout, opened, progress)
        files = AttachmentFiles(copy.folder, keys)
        for name, record_id in sorted(left):
            ledger = layout.catalogue[name]
            for kept, _ in salvage.records(ledger, [record_id]):
                if kept and _has_files(ledger, kept[0], files):
                    record = kept[0].record
                    title = title_of(ledger, record.values)
                    found[name, record_id] = copy, called(ledger, record_id, record.number, title)
                    left.discard((name, record_id))
    return Whole(newest, found, tuple(each for each in digests if _is_kept(folder, keys, each)))


def _is_kept(folder: Path, keys: Keys, digest: str) -> bool:
    """Whether an attachment lies whole on one of the book's shelves."""
    shelves = (folder / shelf.BACKUPS, folder / shelf.ASIDE)
    return any(not wrong_with(AttachmentFiles(each, keys), digest) for each in shelves)


def _has_files(ledger: Ledger, kept: SavedRecord, files: AttachmentFiles) -> bool:
    try:
        for field in ledger.of_type(Attachments):
            for file in cast("tuple[Attached, ...]", kept.record.value(field.key) or ()):
                files.read(file.digest)
    except (AttachmentLost, EnvironmentProblem):
        return False
    return True

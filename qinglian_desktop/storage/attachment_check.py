"""Whether an attachment is what was once put, and which records name it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from qinglian_desktop.application.soundness import Finding
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.field_types import Attachments
from qinglian_desktop.storage.attachment_files import DamagedAttachment, MissingAttachment

if TYPE_CHECKING:
    from qinglian_desktop.storage.attachment_files import AttachmentFiles
    from qinglian_desktop.storage.layout import Layout

GONE = "的文件不见了。"


def wrong_with(files: AttachmentFiles, digest: str) -> str:
    """What is wrong with a file; empty if its content is what was once put."""
    try:
        same = hashlib.sha256(files.read(digest)).hexdigest() == digest
    except MissingAttachment:
        return GONE
    except DamagedAttachment:
        same = False
    except EnvironmentProblem:
        return "的文件读不出来。"
    return "" if same else "的内容和存进来时不一样了。"


def whose(connection: Connection, layout: Layout, digest: str, wrong: str) -> list[Finding]:
    """What is wrong with an attachment, told of each record that names it."""
    found: list[Finding] = []
    for ledger in layout.catalogue:
        tables = layout.schema.ledgers[ledger.key]
        for field in ledger.of_type(Attachments):
            child = tables.children[field.key]
            named = select(tables.main.c.id, tables.main.c.number, child.c.name).where(
                child.c.digest == digest, child.c.record_id == tables.main.c.id
            )
            found += [
                Finding(
                    f"{ledger.label} {number} 的附件“{name}”{wrong}", ledger.key, record_id, digest
                )
                for record_id, number, name in connection.execute(named)
            ]
    return found or [Finding(f"草稿或历史里的一个附件{wrong}", attachment=digest)]

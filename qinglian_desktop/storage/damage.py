"""Which records and what else of a book lie on broken pages, told in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qinglian_desktop.application.soundness import BROKEN_PAGES, Finding
from qinglian_desktop.storage.attachment_check import whose, wrong_with
from qinglian_desktop.storage.losses import Losses, known_losses

if TYPE_CHECKING:
    from sqlalchemy import Table

    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.attachment_files import AttachmentFiles
    from qinglian_desktop.storage.layout import Layout
    from qinglian_desktop.storage.salvage import Salvage


def damage_of(salvage: Salvage, layout: Layout, files: AttachmentFiles | None) -> Iterator[Finding]:
    """What broken pages touch, and which of the ``files`` are amiss; raises Cancelled."""
    yield Finding(BROKEN_PAGES)
    is_told = False
    known = salvage.ask(lambda connection: known_losses(connection, layout)) or Losses()
    for ledger in layout.catalogue:
        last = salvage.last_id(ledger)
        if last is None:
            yield unreadable_ledger(ledger)
            is_told = True
            continue
        for _, lost in salvage.records(ledger, range(1, last + 1)):
            for record_id in sorted(set(lost) - set(known.of(ledger.key))):
                yield unreadable_record(salvage, ledger, record_id)
                is_told = True
    for table, words in beside_records(layout):
        if salvage.rows(table)[1]:
            yield Finding(f"{words}里有读不出来的。")
            is_told = True
    for row in salvage.rows(layout.schema.attachments)[0]:
        digest: str = row["digest"]
        wrong = wrong_with(files, digest) if files is not None else ""
        if wrong and digest not in known.attachments:
            yield from _named_by(salvage, layout, digest, wrong)
    if not is_told:
        yield Finding("记录、草稿和修改经过都读得出来，读不出来的是查找用的目录或空白的地方。")


def _named_by(salvage: Salvage, layout: Layout, digest: str, wrong: str) -> list[Finding]:
    """What is wrong with an attachment, told of the records that name it as far as they tell."""
    found = salvage.ask(lambda connection: whose(connection, layout, digest, wrong))
    return found or [Finding(f"一个附件{wrong}", attachment=digest)]


def unreadable_ledger(ledger: Ledger) -> Finding:
    """A ledger of which nothing tells any more what is in it."""
    return Finding(f"{ledger.label}整本读不出来。")


def unreadable_record(salvage: Salvage, ledger: Ledger, record_id: int) -> Finding:
    """A record of which a part cannot be read."""
    return Finding(f"{salvage.name(ledger, record_id)} 读不出来。", ledger.key, record_id)


def beside_records(layout: Layout) -> tuple[tuple[Table, str], ...]:
    """The tables that stand beside those of the records and are made from nothing else."""
    schema = layout.schema
    return (
        (schema.history, "修改经过"),
        (schema.drafts, "草稿"),
        (schema.returns, "月报的上报记录"),
        (schema.handed_in, "报送登记"),
        (schema.receipts, "回执"),
        (schema.forms, "上级的表"),
        (schema.collection.units, "汇总的单位名单"),
        (schema.collection.returns, "收到的月报"),
        (schema.collection.files, "汇总时看过的文件"),
        (schema.attachments, "附件的目录"),
        (schema.settings, "设置"),
    )

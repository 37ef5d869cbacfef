"""What a book or a copy holds, read in full, and what is found amiss meanwhile."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.values import Attached

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Kind(Enum):
    """What may be found; the value is the heading of its column."""

    LOST = "丢失"
    DAMAGED = "损坏"
    NOT_OPENING = "打不开"
    NO_SENTENCE = "没有说明"
    UNTRUE = "说明不实"
    SCRAPS = "残留"
    UNJUDGED = "未能判定"


@dataclass(frozen=True, slots=True)
class Finding:
    kind: Kind
    words: str


@dataclass(slots=True)
class Contents:
    """What a book or a copy holds: its records, and the digests of the files that they name."""

    lines: set[str] = field(default_factory=set)
    drafts: int = 0
    files: set[str] = field(default_factory=set)


def read_contents(
    book: Book, catalogue: Catalogue, where: str, into: Contents
) -> Iterator[Finding]:
    """Check it and read all of it."""
    for words in book.check():
        yield Finding(Kind.DAMAGED, f"{where}：{words}")
    with book.reading() as work:
        for ledger in catalogue:
            for record in work.records.page(Query(ledger.key), 0, 10_000):
                line = record.values.get("line")
                into.lines.add(str(line) if line else f"{ledger.key} {record.id}")
                for value in record.values.values():
                    for file in value if isinstance(value, tuple) else ():
                        if isinstance(file, Attached):
                            into.files.add(file.digest)
        for draft in work.drafts.all():
            into.drafts += 1
            into.files.update(_DIGEST.findall(json.dumps(draft.typed)))
        for digest in into.files:
            try:
                if hashlib.sha256(work.attachments.read(digest)).hexdigest() != digest:
                    yield Finding(Kind.DAMAGED, f"{where}：附件内容不对")
            except (EnvironmentProblem, KeyError) as problem:
                yield Finding(Kind.LOST, f"{where}：附件读不出来：{problem}")

"""What is the same for every transaction of a book: its tables and prepared statements."""

from __future__ import annotations

from qinglian_desktop.application.ports import Clock
from qinglian_desktop.storage.member_list import MemberList
from qinglian_desktop.storage.record_digests import RecordDigests
from qinglian_desktop.storage.record_rows import RecordRows
from qinglian_desktop.storage.schema import Schema
from qinglian_desktop.storage.search_index import SearchIndex
from qinglian_desktop.storage.veil import Veil


class _Rows(dict[str, RecordRows]):
    """The rows of each ledger by its key, prepared when they are first asked for."""

    def __init__(self, schema: Schema) -> None:
        super().__init__()
        self._schema = schema

    def __missing__(self, key: str) -> RecordRows:
        made = self[key] = RecordRows(self._schema.ledgers[key])
        return made


class _Digests(dict[str, RecordDigests]):
    """What makes the digests of each ledger's records, by its key."""

    def __init__(self, schema: Schema) -> None:
        super().__init__()
        self._schema = schema

    def __missing__(self, key: str) -> RecordDigests:
        made = self[key] = RecordDigests(self._schema.ledgers[key])
        return made


class Layout:
    """Made once for each open book and shared by its transactions, from any thread."""

    def __init__(self, schema: Schema, clock: Clock) -> None:
        self.catalogue = schema.catalogue
        self.clock = clock
        self.schema = schema
        self.rows = _Rows(self.schema)
        self.veil = Veil(schema.catalogue)
        self.index = SearchIndex(self.schema)
        self.members = MemberList(self.schema, self.rows)
        self.digests = _Digests(self.schema)

"""What the use cases need of the outside: a book's transactions and a clock. Protocols only."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from qinglian_desktop.application.history_ports import Histories

if TYPE_CHECKING:
    from qinglian_desktop.application.collection_ports import CollectedReturns
    from qinglian_desktop.application.draft_ports import Drafts
    from qinglian_desktop.application.handing_ports import HandedInLog, KeptForms, KeptReceipts
    from qinglian_desktop.application.sent_returns import SentReturns
    from qinglian_desktop.domain.field_types import Field
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.domain.measures import Figure, FigureValue, Measure
    from qinglian_desktop.domain.period import Stretch
    from qinglian_desktop.domain.query import Found, Query
    from qinglian_desktop.domain.record import Record, State
    from qinglian_desktop.domain.rules import Member
    from qinglian_desktop.domain.values import Attached, Person

Clock: TypeAlias = Callable[[], datetime]
"""The local time now, without a time zone."""
OWN_TEMPLATES = "templates"
"""The folder in a book's folder where a unit keeps templates of its own, as text files."""


class Progress(Protocol):
    """Told how far long work is; answers False when the user has cancelled it."""

    def __call__(self, done: int, total: int) -> bool: ...


def no_progress(done: int, total: int) -> bool:
    """Progress that nobody watches and nobody cancels."""
    return True


SENT = "上报"
"""The word of a change that says: a return carried the record as it is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a change goes into the history: its word (新增, 修改, 更正, 作废, 恢复 …) and reason."""

    at: datetime
    by: str
    action: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pictures of one file, ready to be drawn: upright, on white, as JPEG or PNG.

    ``count`` says how many the file holds, of which some may be left out. Where it ``is_damaged``,
    they are those that can be read, and the count is not certain.
    """

    pictures: tuple[bytes, ...]
    count: int
    is_damaged: bool = False


class Records(Histories, Protocol):
    """The records of all ledgers; every write also writes children, history and search index."""

    def add(self, ledger: Ledger, record: Record, mark: Mark) -> Record:
        """Keep a new record; gives it back with its id and number."""
        ...

    def replace(self, ledger: Ledger, record: Record, mark: Mark) -> Record:
        """Keep changed values or state; gives it back with revision + 1.

        Raises EnvironmentProblem if the record was changed since ``record.revision``.
        """
        ...

    def get(self, ledger: Ledger, record_id: int) -> Record | None:
        """One record with all its values, void ones too; None if there is none."""
        ...

    def fetch(
        self, ledger: Ledger, ids: Sequence[int], needed: Collection[str] | None = None
    ) -> list[Record]:
        """These records, in this order, with all their values; unknown ids are left out.

        Of what takes a table of its own (rows, words, people, files) with ``needed`` only these
        fields: to be looked at, never to be kept."""
        ...

    def page(self, query: Query, first: int, count: int) -> list[Record]:
        """``count`` records of the query from place ``first``; for the first paint."""
        ...

    def few(self, query: Query, needed: Collection[str] | None) -> list[Record]:
        """The query's records, in its order, as by ``fetch``: for those of which few are kept."""
        ...

    def ids(self, query: Query) -> array[int]:
        """The ids of all records of the query, in its order; typecode 'q', 8 bytes a record."""
        ...

    def versions(self, ledger: Ledger) -> Mapping[tuple[int, str], tuple[int, str]]:
        """By id and entry of every record, void ones too, its revision and last change."""
        ...

    def by_month(self, ledgers: Sequence[Ledger], year: int) -> Mapping[str, Sequence[int]]:
        """By ledger how many records each month of the year holds."""
        ...

    def words_by_day(
        self, ledger: Ledger, key: str, period: Stretch
    ) -> list[tuple[date, int, str]]:
        """Day, id and word of each record with a word in a choice, oldest first.

        A record with several words stands there with each.
        """
        ...

    def due(self, ledgers: Sequence[Ledger], today: date) -> Mapping[str, Sequence[int]]:
        """By ledger the records of which something open may have to be told today, newest first."""
        ...

    def unfinished(self, ledger: Ledger, ends: tuple[str, ...], period: Stretch) -> list[int]:
        """Those that began by its last day and did not end before its first, oldest first.

        ``ends`` are fields of days: the first ends a record, each may fall into the period.
        """
        ...

    def count(self, query: Query) -> int:
        """How many records the query finds."""
        ...

    def at_once(
        self, ledger: Ledger, moment: datetime, count: int
    ) -> list[tuple[int, str, Person]]:
        """Id and number of the latest ``count`` that begin at a moment, once for each of them
        who, as the ledger declares, can be at one such event at a time; no void ones.
        """
        ...

    def newest(self, ledger: Ledger) -> Record | None:
        """The record entered last that is not void."""
        ...

    def remembered(self, ledger: Ledger, field: Field, limit: int = 200) -> list[str]:
        """What was typed in a text field before, the latest first, each once."""
        ...

    def words_of(self, ledger: Ledger, path: str) -> list[tuple[str, str]]:
        """As ``remembered``, of ``field`` or ``rows.field``, each with its record's number."""
        ...

    def tally(
        self, ledger: Ledger, measures: Sequence[Measure], periods: Sequence[Stretch]
    ) -> list[tuple[FigureValue, ...]]:
        """Of each measure of the ledger its values over the periods; no records behind them."""
        ...

    def figure(self, ledger: Ledger, measure: Measure, period: Stretch) -> Figure:
        """The measure's value and the ids of the records that make it up, oldest first."""
        ...

    def set_state(self, ledger: Ledger, ids: Sequence[int], state: State, mark: Mark) -> None:
        """Move many records to a state (已上报), each with its history row."""
        ...

    def note_own(self, mark: Mark, says: Mapping[str, object]) -> None:
        """Write into the history what became of the book itself, with what that says as JSON."""
        ...

    def members(self) -> Mapping[int, Member]:
        """Everyone of the roster by id, in the order of entry, those who left too."""
        ...

    def find(self, text: str, limit: int = 100) -> list[Found]:
        """Full-text search over all ledgers, the newest occurrence first; void ones left out."""
        ...


class AttachmentStore(Protocol):
    """Files of the book, each content kept once.

    What no record, draft or history names leaves when the book is closed.
    """

    def put(self, name: str, data: bytes, *, keep_original: bool = False) -> Attached:
        """Keep a file. Photos are turned upright, stripped of location data, reduced to 2560 px.

        ``keep_original`` keeps a photo's own bytes instead; so does a file of several pages.
        Raises EnvironmentProblem for a file named as a picture that is none, or one above the
        size limit.
        """
        ...

    def put_from(self, source: Path, *, keep_original: bool = False) -> Attached:
        """Keep the file at a path as ``put`` does; nothing too large is read.

        Raises EnvironmentProblem also for what is not there, no file, or cannot be read.
        """
        ...

    def holds(self, digest: str) -> bool:
        """Whether a file of this digest is kept."""
        ...

    def read(self, digest: str) -> bytes:
        """The bytes kept; KeyError if there are none, AttachmentLost if the file is no good."""
        ...

    def pages(self, digest: str) -> Pages | None:
        """The pictures of a kept file, to be drawn; None if it is no picture. Else as ``read``."""
        ...

    def small_page(self, digest: str, side: int) -> bytes | None:
        """The first of them as PNG in a square of that many pixels. Else as ``pages``."""
        ...


class Feeds(Protocol):
    """Which records follow from a record of another ledger."""

    def note(
        self, ledger: str, record_id: int, source: str, source_id: int, *, taken_up: bool
    ) -> None:
        """The record of ``ledger`` follows from that of ``source``; it may have been there."""
        ...

    def let_go(self, ledger: str, record_id: int) -> bool:
        """Forget from what a record follows that was taken up; False for any other."""
        ...

    def source(self, ledger: str, record_id: int) -> tuple[str, int] | None:
        """Ledger and id of the record from which this one follows; None for most."""
        ...

    def fed(self, source: str, source_id: int) -> list[tuple[str, int, bool]]:
        """Ledger and id of what follows from this one, void ones too, and if it was taken up."""
        ...


SECOND_PLACE = "second."
"""How the settings begin that are shown beside the backups: to change one is told as a backup."""


class Settings(Protocol):
    """Settings kept in the book, as JSON text by key."""

    def get(self, key: str) -> str | None: ...

    def beginning(self, start: str) -> Mapping[str, str]:
        """All whose keys begin so, by key."""
        ...

    def put(self, key: str, text: str) -> None: ...


class UnitOfWork(Protocol):
    """One transaction over a book."""

    @property
    def records(self) -> Records: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def attachments(self) -> AttachmentStore: ...
    @property
    def returns(self) -> SentReturns: ...
    @property
    def handed_in(self) -> HandedInLog: ...
    @property
    def receipts(self) -> KeptReceipts: ...
    @property
    def forms(self) -> KeptForms: ...
    @property
    def collected(self) -> CollectedReturns: ...
    @property
    def feeds(self) -> Feeds: ...
    @property
    def settings(self) -> Settings: ...

    def beyond(self, ledger: Ledger) -> UnitOfWork:
        """The same, with what the keeper does not see, for what the program does by itself.

        Because of a record of ``ledger``; raises NotAllowed where that is not theirs to see.
        """
        ...

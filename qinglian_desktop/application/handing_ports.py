"""What is kept of handing in: what went out, what was answered, and the forms of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that was put onto a medium for somebody else: a line of 报送登记.

    ``what`` is its kind in words (月报, 回执, the name of a form), ``period`` the key of its
    period or "", ``revision`` that of a return. ``digest`` is of what it says, for a return, else
    of its bytes; ``medium`` the name of the stick or folder.
    """

    at: datetime
    by: str
    what: str
    period: str
    digest: str
    medium: str
    path: str
    revision: int | None = None
    has_password: bool = False

    @property
    def is_signed(self) -> bool:
        """Whether it carries the book's signature: returns and their answers do, no forms."""
        return self.revision is not None


class HandedInLog(Protocol):
    """Everything that was handed in."""

    def add(self, handed: HandedIn) -> None:
        """Note one more."""
        ...

    def all(self) -> list[HandedIn]:
        """All of them, the latest first."""
        ...


class Verdict(Enum):
    """What whoever collects the returns says of one; the value is the word of a receipt."""

    TAKEN = "已接收"
    RETURNED = "退回"


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """An answer to a return: month, revision and digest say to which.

    ``reasons`` are of a 退回; ``signed_by`` is the public key in hex.
    """

    period: str
    revision: int
    digest: str
    verdict: Verdict
    reasons: tuple[str, ...]
    given_at: datetime
    given_by: str
    signed_by: str
    read_at: datetime

    @property
    def place_in_time(self) -> tuple[datetime, datetime]:
        """What the last answer is told by: no clock that is ahead counts beyond the reading."""
        return min(self.given_at, self.read_at), self.given_at


class KeptReceipts(Protocol):
    """The answers that were read in."""

    def add(self, receipt: KeptReceipt) -> None:
        """Keep one; the same answer is kept once."""
        ...

    def all(self) -> list[KeptReceipt]:
        """All of them, the last given first."""
        ...


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form of somebody else, without its file: what goes where in it, as JSON text."""

    name: str
    file_name: str
    mapping: str
    at: datetime


class KeptForms(Protocol):
    """Forms of others, each under a name."""

    def put(self, form: KeptForm, content: bytes) -> None:
        """Keep a form and its file as it came, new or again under its name."""
        ...

    def get(self, name: str) -> KeptForm | None:
        """The form of this name."""
        ...

    def content(self, name: str) -> bytes:
        """The file of this name as it came; b"" where none is kept."""
        ...

    def all(self) -> list[KeptForm]:
        """All of them, the one that was kept last first."""
        ...

    def forget(self, name: str) -> None:
        """Keep it no more; nothing happens if it is gone already."""
        ...

"""An archive: a whole book in one sealed file, under a password and keys of its own.

In plain there are only the mark, the format and the ring of the archive's key. What follows is
sealed: members, each behind its length and its name, and the manifest as the last of them.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, TypeAlias

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, WrongPassword
from qinglian_desktop.files.durable import PRIVATE_FILE
from qinglian_desktop.storage.key_problems import DamagedKeys
from qinglian_desktop.storage.key_slots import KeyCost
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.sealed_stream import (
    PIECE,
    NotAsSealed,
    SealedReader,
    SealedWriter,
)

DATABASE_MEMBER = "database"
ATTACHMENT = "attachment"
TEMPLATE = "template"
_MANIFEST = "manifest"
_MARK = b"QLZ"
_FORMAT = 1
_RING = struct.Struct(">I")
_MEMBER = struct.Struct(">QI")
_LONGEST_RING = 1 << 16
_KEPT = "这个文件没有被改动，也没有留下半本台账库。"

Take: TypeAlias = Callable[[str, str, Iterator[bytes]], object]
"""Given a member's kind, its name and its bytes in pieces."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: made last, so that an archive without one was never finished.

    ``rows`` are those of each table, ``records`` those of each ledger, ``lost`` the digests of
    attachments whose files the book had lost before; ``members`` are names and SHA-256.
    """

    made: str
    rows: list[int]
    records: dict[str, int]
    lost: list[str]
    members: list[list[str]] = field(default_factory=list[list[str]])
    format: int = _FORMAT


def database_key(key: bytes) -> bytes:
    """Under which the database lies in an archive, and beside one while that is written."""
    return _derived(key, b"qinglian archive database")


class ArchiveWriter:
    """Puts members into a file, one after the other, then the manifest."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._sealed = sealed
        self._members: list[list[str]] = []

    def put(self, kind: str, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """Put a member of so many bytes."""
        called = f"{kind}/{name}"
        digest, left = hashlib.sha256(), size
        self._head(called, size)
        for piece in pieces:
            digest.update(piece)
            left -= len(piece)
            self._sealed.write(piece)
        if left:
            raise OSError("a file changed its size while it was read")
        self._members.append([called, digest.hexdigest()])

    def finish(self, manifest: Manifest) -> None:
        """Put the manifest."""
        said = json.dumps(asdict(manifest) | {"members": self._members}).encode()
        self._head(_MANIFEST, len(said))
        self._sealed.write(said)

    def _head(self, called: str, size: int) -> None:
        name = called.encode()
        self._sealed.write(_MEMBER.pack(size, len(name)) + name)


@contextmanager
def writing(path: Path, ring: KeyRing, key: bytes) -> Generator[ArchiveWriter]:
    """An archive at this path, whole once the block has ended. Raises OSError."""
    slots = ring.to_bytes()
    head = _MARK + bytes([_FORMAT]) + _RING.pack(len(slots)) + slots
    path.touch(mode=PRIVATE_FILE)
    with path.open("wb") as file, SealedWriter(file, _stream_key(key), head) as sealed:
        yield ArchiveWriter(sealed)


def is_begun(path: Path) -> bool:
    """Whether a file is an archive, or nothing yet. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_MARK)) in (_MARK, b"")


def new_ring(password: str, cost: KeyCost) -> tuple[KeyRing, bytes]:
    """The ring and the key of a new archive."""
    return KeyRing.of_password(password, cost)


def unlock(path: Path, password: str) -> bytes:
    """The key of an archive. Raises WrongPassword, or EnvironmentProblem if it is none."""
    with _opened(path) as file:
        ring, _ = _head_of(file)
    try:
        return ring.unlock(password)
    except WrongPassword:
        raise WrongPassword(
            "这份导出的密码不对。",
            _KEPT,
            "请输入导出时另设的密码，看看大小写和输入法；它和台账库的密码可以不一样。",
        ) from None


def read(path: Path, key: bytes, take: Take, progress: Progress = no_progress) -> Manifest:
    """Read a whole archive, giving each member to ``take``; its manifest once all was sound.

    Only then may what was taken be used. Raises EnvironmentProblem where one bit is not as it
    was written; Cancelled when ``progress``, told KiB, answers False.
    """
    with _opened(path) as file:
        _, head = _head_of(file)
        total = path.stat().st_size // 1024

        def go_on() -> None:
            if not progress(min(file.tell() // 1024, total), total):
                raise Cancelled

        try:
            reader = _MemberReader(SealedReader(file, _stream_key(key), head), go_on)
            for called in reader.members():
                kind, _, name = called.partition("/")
                take(kind, name, reader.pieces())
            return reader.manifest()
        except NotAsSealed:
            raise damaged_archive() from None


def damaged_archive() -> EnvironmentProblem:
    """Some byte of an archive is not as it was written, or its end is missing."""
    return EnvironmentProblem(
        "这份导出已经损坏或者不完整，不能用。", _KEPT, "请换一份，或者到原来的电脑上重新导出一次。"
    )


class _MemberReader:
    """Goes from member to member; of each as much is read as somebody wants, and then the rest."""

    def __init__(self, sealed: SealedReader, go_on: Callable[[], object]) -> None:
        self._sealed = sealed
        self._go_on = go_on
        self._left = 0
        self._digest = hashlib.sha256()
        self._found: list[list[str]] = []
        self._said = b""

    def members(self) -> Iterator[str]:
        """The name of each member, whose pieces can then be read."""
        while True:
            self._left, length = _MEMBER.unpack(self._exactly(_MEMBER.size))
            called = self._exactly(length).decode()
            if called == _MANIFEST:
                break
            self._digest = hashlib.sha256()
            yield called
            for _ in self.pieces():
                pass
            self._found.append([called, self._digest.hexdigest()])
        self._said = b"".join(self.pieces())
        self._sealed.finish()

    def pieces(self) -> Iterator[bytes]:
        """What is left of this member."""
        while self._left > 0:
            piece = self._exactly(min(self._left, PIECE))
            self._left -= len(piece)
            self._digest.update(piece)
            self._go_on()
            yield piece

    def manifest(self) -> Manifest:
        """What was said at the end, if it says the same of the members as they do."""
        said: dict[str, Any] = json.loads(self._said)
        if said["members"] != self._found:
            raise NotAsSealed
        return Manifest(**said)

    def _exactly(self, size: int) -> bytes:
        data = self._sealed.read(size)
        if len(data) != size:
            raise NotAsSealed
        return data


class _Reading:
    """An open file whose failures are told as those of the archive, not of what is made of it."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file = file
        self._name = name

    def read(self, size: int) -> bytes:
        """As of a file."""
        try:
            return self._file.read(size)
        except OSError as error:
            raise _unreadable(self._name) from error

    def tell(self) -> int:
        """As of a file."""
        return self._file.tell()


@contextmanager
def _opened(path: Path) -> Generator[_Reading]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path.name) from error
    with file:
        yield _Reading(file, path.name)


def _unreadable(name: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"“{name}”读不出来，U盘可能已经拔出或者松动。",
        _KEPT,
        "请插好U盘，或者把文件复制到电脑上，再选一次。",
    )


def _head_of(file: _Reading) -> tuple[KeyRing, bytes]:
    """The ring, and all that stands in plain."""
    mark = file.read(len(_MARK) + 1)
    if mark[: len(_MARK)] != _MARK:
        raise EnvironmentProblem(
            "这个文件不是本程序加密导出的，或者已经损坏。",
            _KEPT,
            "请选择“导出全部”写出的那个文件，名字以 .qlz 结尾。",
        )
    if mark[-1] > _FORMAT:
        raise EnvironmentProblem(
            "这个文件是用更新版本的程序导出的，现在的程序看不懂它。",
            _KEPT,
            "请安装最新版本的程序，再导入。",
        )
    length = file.read(_RING.size)
    if len(length) != _RING.size or _RING.unpack(length)[0] > _LONGEST_RING:
        raise damaged_archive()
    slots = file.read(_RING.unpack(length)[0])
    try:
        return KeyRing.of_bytes(slots), mark + length + slots
    except DamagedKeys:
        raise damaged_archive() from None


def _stream_key(key: bytes) -> bytes:
    return _derived(key, b"qinglian archive stream")


def _derived(key: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(key)

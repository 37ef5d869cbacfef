"""Attachments as files of the book's folder: encrypted, never changed, each content once.

A file is called by a keyed hash of its content's digest, so that who reads the folder cannot
tell whether a document that he knows is among them.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import AttachmentLost, Cancelled, EnvironmentProblem
from qinglian_desktop.files.durable import PRIVATE_FOLDER, flush_folder
from qinglian_desktop.storage import attachment_folder, failures
from qinglian_desktop.storage.engine import RawConnection
from qinglian_desktop.storage.fitting import Keys

_KIND = b"QLA"
_FORMAT = b"\x01"
_NONCE = 12
_REST_IS_THERE = "记录里的文字和其他附件没有受影响。"
_FETCH_IT = "请从备份里找回来；手里还有原来的文件，也可以重新添加一次。"


class MissingAttachment(AttachmentLost):
    """The book knows this content, and its file is not there."""


class DamagedAttachment(AttachmentLost):
    """The file is not what was once written."""


class AttachmentFiles:
    """The files of a book or of a copy of it, under the book's keys; from any thread.

    They are named by the first key that the book ever had, put under today's, and read by the one
    that fits: another key of the book touches no file. Who puts sees to it that no other puts at
    the same time, as the book's one writer does.
    """

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._folder = folder
        self._store = attachment_folder.store_of(folder)
        self._made: set[Path] = set()
        self.use(keys)

    def use(self, keys: Keys) -> None:
        """Put under these keys from now on, while nobody else puts or reads."""
        self._keys = keys
        self._naming = _derived(keys[-1], b"qinglian attachment names")
        self._ciphers = [AESGCM(_derived(key, b"qinglian attachment contents")) for key in keys]

    def forget(self) -> None:
        """Let go of all keys; nothing is read or put any more."""
        self._keys, self._naming, self._ciphers = (), b"", []

    def name(self, digest: str) -> str:
        """The name of the file that holds the content with this digest."""
        return hmac.digest(self._naming, digest.encode(), "sha256").hex()

    def put(self, digest: str, data: bytes) -> None:
        """Keep a content so that it outlasts a power cut; what is there and sound stays.

        One that is damaged is replaced: adding it again is how a person mends it.
        """
        path = self._path(digest)
        with failures.as_problems():
            self._make(path.parent)
            if self._is_sound(digest):
                # Whoever put it may have been killed before its name was on the disk.
                flush_folder(path.parent)
                return
            nonce = os.urandom(_NONCE)
            sealed = self._ciphers[0].encrypt(nonce, data, _bound_to(digest))
            whole = b"".join((_KIND, _FORMAT, nonce, sealed))
            attachment_folder.lay(self._store, path.name, lambda made: made.write_bytes(whole))

    def read(self, digest: str) -> bytes:
        """The content; MissingAttachment or DamagedAttachment if there is none to be had."""
        with failures.as_problems():
            try:
                data = self._path(digest).read_bytes()
            except FileNotFoundError:
                if not self._folder.is_dir():
                    raise
                raise MissingAttachment(
                    "这个附件的文件不见了，可能被清理或杀毒软件删掉了。", _REST_IS_THERE, _FETCH_IT
                ) from None
        if data.startswith(_KIND) and data[3:4] > _FORMAT:
            raise failures.newer_book()
        start = len(_KIND + _FORMAT)
        nonce, sealed = data[start : start + _NONCE], data[start + _NONCE :]
        for cipher in self._ciphers:
            with suppress(InvalidTag, ValueError):
                return cipher.decrypt(nonce, sealed, data[:start] + digest.encode())
        raise DamagedAttachment("这个附件的文件损坏了，读不出来。", _REST_IS_THERE, _FETCH_IT)

    def needed_by(self, connection: RawConnection) -> dict[str, str]:
        """Names and digests of the files of the book that the connection reads.

        None for a book from before they were files, which has the bytes inside.
        """
        columns = {row[1] for row in connection.execute("PRAGMA table_info(attachments)")}
        if "bytes" in columns or not columns:
            return {}
        digests = connection.execute("SELECT digest FROM attachments").fetchall()
        return {self.name(digest): digest for (digest,) in digests}

    def unsound(self, files: Mapping[str, str], progress: Progress) -> list[str]:
        """Names of those that are not there or not as they were put, given names and digests.

        Raises Cancelled when ``progress`` answers False.
        """
        found: list[str] = []
        for done, (name, digest) in enumerate(sorted(files.items())):
            if not progress(done, len(files)):
                raise Cancelled
            if not self._is_sound(digest):
                found.append(name)
        return found

    def bring_back(self, copy: Path, files: Mapping[str, str], progress: Progress) -> None:
        """Have these files, sound, from a copy where need be and as far as it has them.

        Raises Cancelled when ``progress`` answers False.
        """
        attachment_folder.share(copy, self._folder, files, progress)
        kept = AttachmentFiles(copy, self._keys)
        for name in self.unsound(files, progress):
            if kept._is_sound(files[name]):
                self.put(files[name], kept.read(files[name]))

    def keep_only(self, digests: set[str]) -> None:
        """Remove what holds other contents; a shelf is another's and keeps all. OSError."""
        if self._store.parent == self._folder:
            attachment_folder.keep_only(self._folder, {self.name(each) for each in digests})

    def names(self) -> set[str]:
        """The names of all files that are there, sound or not."""
        with failures.as_problems():
            return attachment_folder.names_in(self._folder)

    def strangers(self) -> list[str]:
        """Names of files among them that this program has not put there."""
        with failures.as_problems():
            return attachment_folder.strangers(self._folder)

    def _path(self, digest: str) -> Path:
        return attachment_folder.path_in(self._store, self.name(digest))

    def _is_sound(self, digest: str) -> bool:
        try:
            self.read(digest)
        except AttachmentLost:
            return False
        except EnvironmentProblem as problem:
            if isinstance(problem.__cause__, OSError):
                return False
            raise
        return True

    def _make(self, folder: Path) -> None:
        """Have a folder whose name is on the disk, too."""
        for each in (self._store, folder):
            if each not in self._made or not each.is_dir():
                each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                flush_folder(each.parent)
                self._made.add(each)


def _derived(key: bytes, use: bytes) -> bytes:
    """A key for one use alone."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(key)


def _bound_to(digest: str) -> bytes:
    """A file under the name of another content is not taken for it."""
    return _KIND + _FORMAT + digest.encode()

"""Key slots: the book's random key, wrapped by the password and by the recovery code."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper, KeeperRole
from qinglian_desktop.files.durable import write_durably
from qinglian_desktop.files.faults import Fault, fault_of
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.key_slots import KEY_BYTES, KeyCost, KeySlot
from qinglian_desktop.storage.recovery_code import is_mistyped, new_code, read_code

KEYS = "keys.json"
FORMAT = 2
_CHECKSUM = "sha256"
_FIRST_KEYS = {"format", "book", "slots"}


class DamagedKeys(EnvironmentProblem):
    """The key file is not given as it was written: no password could open the book by it."""

    def __init__(self) -> None:
        super().__init__(
            "钥匙文件坏了，内容损坏、不完整，或者读不出来，用哪个密码都打不开。",
            "文件夹里的东西没有被改动，密码和恢复码也没有变。",
            "请再打开一次；还是打不开，请从U盘上或者别处的备份里把台账库的钥匙文件复制回来。",
        )


@dataclass(frozen=True, slots=True)
class KeyRing:
    """``keys.json``: the book's identity and its slots."""

    book: str
    slots: tuple[KeySlot, ...]

    @classmethod
    def new(
        cls, password: str, cost: KeyCost, keeper: Keeper = FIRST_KEEPER
    ) -> tuple[KeyRing, bytes, str]:
        """A ring for a new random key, that key, and the recovery code."""
        key, code, book = secrets.token_bytes(KEY_BYTES), new_code(), secrets.token_hex(16)
        slots = (
            KeySlot.wrapping(key, password, book, cost, keeper),
            KeySlot.wrapping(key, code, book, cost, None),
        )
        return cls(book, slots), key, code

    @classmethod
    def of_password(cls, password: str, cost: KeyCost) -> tuple[KeyRing, bytes]:
        """A ring for a new random key that the password alone opens, and that key."""
        key, book = secrets.token_bytes(KEY_BYTES), secrets.token_hex(16)
        return cls(book, (KeySlot.wrapping(key, password, book, cost, FIRST_KEEPER),)), key

    @classmethod
    def read(cls, path: Path) -> KeyRing:
        """The ring in a file; DamagedKeys if it is none, EnvironmentProblem if it is newer."""
        with failures.as_problems():
            try:
                data = path.read_bytes()
            except OSError as error:
                if fault_of(error) is not Fault.BROKEN:
                    raise
                # A stick that is loose gives it the next time; what is taken for damaged would be
                # replaced by what the backups have.
                data = _read_again(path)
        return cls.of_bytes(data)

    @classmethod
    def of_bytes(cls, data: bytes) -> KeyRing:
        """The ring that ``to_bytes`` made the bytes of; raises as ``read``."""
        try:
            found = cast("dict[str, object]", json.loads(data.decode(errors="replace")))
            if cast("int", found["format"]) > FORMAT:
                raise failures.newer_book()
            stated = found.pop(_CHECKSUM, None)
            # Before there were checksums there was nothing else in the file, either.
            if stated != _checksum(found) and (stated is not None or found.keys() != _FIRST_KEYS):
                raise ValueError("not what was written")
            slots = cast("list[dict[str, object]]", found["slots"])
            ring = cls(str(found["book"]), tuple(map(KeySlot.read, slots)))
            if not slots:
                raise ValueError("nothing opens this book")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise DamagedKeys from None
        return ring

    def to_bytes(self) -> bytes:
        """The ring as the bytes of a file, with a checksum that tells damage."""
        body: dict[str, object] = {
            "format": FORMAT,
            "book": self.book,
            "slots": [slot.to_plain() for slot in self.slots],
        }
        return json.dumps(body | {_CHECKSUM: _checksum(body)}, indent=1).encode()

    def write(self, path: Path) -> None:
        """Write the ring so that the file is whole at any moment, old or new."""
        with failures.as_problems():
            write_durably(path, self.to_bytes())

    @property
    def keepers(self) -> tuple[Keeper, ...]:
        """Whoever has a slot, in their order."""
        return tuple(slot.keeper for slot in self.slots if slot.keeper is not None)

    def unlock(self, secret: str, name: str = "") -> bytes:
        """As ``enter``, the key alone."""
        return self.enter(secret, name)[0]

    def enter(self, secret: str, name: str = "") -> tuple[bytes, Keeper]:
        """The book's key and whose secret it was, by password or recovery code.

        Of the keeper of that ``name`` alone, if one is given. Whoever has the code enters as the
        first who may do all. Raises WrongPassword.
        """
        code = read_code(secret)
        # A code is far likelier meant as one than chosen as a password: tried first.
        if code is not None and not is_mistyped(code):
            for slot in self.slots:
                if slot.keeper is None and (key := slot.open(code, self.book)) is not None:
                    return key, self._in_charge
        for slot in self.slots:
            if slot.keeper is None or name not in ("", slot.keeper.name):
                continue
            if (key := slot.open(secret, self.book)) is not None:
                return key, slot.keeper
        if code is not None and is_mistyped(code):
            raise WrongPassword(
                "恢复码里有字抄错了。",
                "台账库没有受影响。",
                "请对照纸上的恢复码，一组一组核对后再试。",
            )
        raise WrongPassword(
            "密码不对。",
            "台账库没有受影响。",
            "请看看大小写和输入法再试；忘记了密码，可以用建库时打印的恢复码打开。",
        )

    def with_password(
        self, key: bytes, password: str, cost: KeyCost, keeper: Keeper = FIRST_KEEPER
    ) -> KeyRing:
        """The ring with another password of the keeper, or a keeper more; the rest stays."""
        slot = KeySlot.wrapping(key, password, self.book, cost, keeper)
        names = [each.keeper and each.keeper.name for each in self.slots]
        at = names.index(keeper.name) if keeper.name in names else len(names)
        return replace(self, slots=(*self.slots[:at], slot, *self.slots[at + 1 :]))

    def with_new_code(self, key: bytes, cost: KeyCost) -> tuple[KeyRing, str]:
        """The ring with another recovery code, and that code; the passwords stay."""
        code = new_code()
        kept = tuple(each for each in self.slots if each.keeper is not None)
        slot = KeySlot.wrapping(key, code, self.book, cost, None)
        return replace(self, slots=(*kept, slot)), code

    @property
    def _in_charge(self) -> Keeper:
        everybody = self.keepers
        return next((each for each in everybody if each.role is KeeperRole.ALL), FIRST_KEEPER)


def _checksum(body: dict[str, object]) -> str:
    """Of what is said, not of how it is laid out in the file."""
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _read_again(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DamagedKeys from error

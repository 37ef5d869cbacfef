"""The key ring: slots to the book's random key, by keepers' passwords and by the recovery code.

It is sealed as a whole under the key, and counted: each change of it has the next number.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper, KeeperRole
from qinglian_desktop.files.durable import write_durably
from qinglian_desktop.files.faults import Fault, fault_of
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.key_problems import AlteredKeys, DamagedKeys
from qinglian_desktop.storage.key_slots import KEY_BYTES, KeyCost, KeySlot
from qinglian_desktop.storage.recovery_code import is_mistyped, new_code, read_code

KEYS = "keys.json"
FORMAT = 2
_CHECKSUM = "sha256"
_FIRST_KEYS = {"format", "book", "slots"}


@dataclass(frozen=True, slots=True)
class KeyRing:
    """``keys.json``: the book's identity and its slots.

    ``serial`` counts its changes, ``former`` are the keys that the book had before, sealed under
    today's; the ``seal`` is over all of it. One from before there were seals has none.
    """

    book: str
    slots: tuple[KeySlot, ...]
    serial: int = 0
    former: bytes = b""
    seal: bytes = b""

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
        return cls(book, ())._with(key, slots), key, code

    @classmethod
    def of_password(cls, password: str, cost: KeyCost) -> tuple[KeyRing, bytes]:
        """A ring for a new random key that the password alone opens, and that key."""
        key, book = secrets.token_bytes(KEY_BYTES), secrets.token_hex(16)
        slot = KeySlot.wrapping(key, password, book, cost, FIRST_KEEPER)
        return cls(book, ())._with(key, (slot,)), key

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
            found = cast("dict[str, object]", read_json(data.decode(errors="replace")))
            if cast("int", found["format"]) > FORMAT:
                raise failures.newer_book()
            stated = found.pop(_CHECKSUM, None)
            # Before there were checksums there was nothing else in the file, either.
            if stated != _checksum(found) and (stated is not None or found.keys() != _FIRST_KEYS):
                raise ValueError("not what was written")
            slots = cast("list[dict[str, object]]", found["slots"])
            serial = found.get("serial", 0)
            former, seal = (bytes.fromhex(str(found.get(each, ""))) for each in ("former", "seal"))
            if not isinstance(serial, int) or serial < 0:
                raise ValueError("no number of a change")
            ring = cls(str(found["book"]), tuple(map(KeySlot.read, slots)), serial, former, seal)
            if not slots:
                raise ValueError("nothing opens this book")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise DamagedKeys from None
        return ring

    def to_bytes(self) -> bytes:
        """The ring as the bytes of a file, with a checksum that tells damage."""
        body = self._body() | {"seal": self.seal.hex()}
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
        first who may do all. Raises WrongPassword, or AlteredKeys.
        """
        key, slot = self.opened(secret, name)
        return key, slot.keeper or self.in_charge

    def opened(self, secret: str, name: str = "") -> tuple[bytes, KeySlot]:
        """The book's key and the slot that gave it; raises as ``enter``."""
        code = read_code(secret)
        # A code is far likelier meant as one than chosen as a password: tried first.
        if code is not None and not is_mistyped(code):
            for slot in self.slots:
                if slot.keeper is None and (key := slot.open(code, self.book)) is not None:
                    self.must_be_sealed(key)
                    return key, slot
        for slot in self.slots:
            if slot.keeper is None or name not in ("", slot.keeper.name):
                continue
            if (key := slot.open(secret, self.book)) is not None:
                self.must_be_sealed(key)
                return key, slot
        if code is not None and is_mistyped(code):
            raise WrongPassword(
                "恢复码里有字抄错了。",
                "台账库没有受影响。",
                "请对照纸上的恢复码，一组一组核对后再试。",
            )
        raise WrongPassword(
            "密码不对。",
            "台账库没有受影响。",
            "请看看大小写和输入法再试；忘记了密码，可以用恢复码打开。",
        )

    def with_password(
        self, key: bytes, password: str, cost: KeyCost, keeper: Keeper = FIRST_KEEPER
    ) -> KeyRing:
        """The ring with another password of the keeper, or a keeper more; the rest stays."""
        slot = KeySlot.wrapping(key, password, self.book, cost, keeper)
        names = [each.keeper and each.keeper.name for each in self.slots]
        at = names.index(keeper.name) if keeper.name in names else len(names)
        return self._with(key, (*self.slots[:at], slot, *self.slots[at + 1 :]))

    def with_keeper(self, key: bytes, name: str, keeper: Keeper) -> KeyRing:
        """The ring with what is said of the keeper of that name changed; the password stays."""
        return self._with(
            key,
            tuple(
                replace(each, keeper=keeper) if each.keeper and each.keeper.name == name else each
                for each in self.slots
            ),
        )

    def without(self, key: bytes, name: str) -> KeyRing:
        """The ring without that keeper's slot."""
        kept = (each for each in self.slots if not each.keeper or each.keeper.name != name)
        return self._with(key, tuple(kept))

    def with_new_code(self, key: bytes, cost: KeyCost) -> tuple[KeyRing, str]:
        """The ring with another recovery code, and that code; the passwords stay."""
        code = new_code()
        kept = tuple(each for each in self.slots if each.keeper is not None)
        slot = KeySlot.wrapping(key, code, self.book, cost, None)
        return self._with(key, (*kept, slot)), code

    def bound_anew(self, key: bytes, slot: KeySlot, secret: str, cost: KeyCost) -> KeyRing:
        """The ring with a slot made of today's kind by its own secret."""
        code = None if slot.keeper else read_code(secret)
        bound = KeySlot.wrapping(key, code or secret, self.book, cost, slot.keeper)
        return self._with(key, tuple(bound if each == slot else each for each in self.slots))

    def counted_on(self, key: bytes, number: int) -> KeyRing:
        """The same as the change after that number."""
        return replace(self, serial=number)._with(key, self.slots)

    def renewed(self, key: bytes) -> tuple[KeyRing, bytes]:
        """The ring for another random key, opened by the same secrets, and that key.

        It carries the former ones. EnvironmentProblem where a slot is of a former kind.
        """
        if any(not each.takes_keys for each in self.slots):
            raise EnvironmentProblem(
                "这本台账库的恢复码还是旧版本的程序给的，要先换一个，才能换密码或者去掉使用人。",
                "台账库没有改动，原来的密码和恢复码都还能用。",
                "请有“全部”权限的使用人先在“修改密码”里点“换一个恢复码”，把新的抄好，再做这一步。",
            )
        new = secrets.token_bytes(KEY_BYTES)
        nonce, former = os.urandom(12), b"".join((key, *self.former_keys(key)))
        sealed = AESGCM(_derived(new, b"former keys")).encrypt(nonce, former, self.book.encode())
        slots = tuple(each.giving(new, self.book) for each in self.slots)
        return replace(self, former=nonce + sealed)._with(new, slots), new

    def former_keys(self, key: bytes) -> tuple[bytes, ...]:
        """The keys that the book had before this one, the last first."""
        if not self.former:
            return ()
        cipher, kept = AESGCM(_derived(key, b"former keys")), self.former
        try:
            keys = cipher.decrypt(kept[:12], kept[12:], self.book.encode())
        except InvalidTag:
            raise AlteredKeys from None
        return tuple(keys[at : at + KEY_BYTES] for at in range(0, len(keys), KEY_BYTES))

    def _with(self, key: bytes, slots: tuple[KeySlot, ...]) -> KeyRing:
        """The next ring, sealed."""
        ring = replace(self, slots=slots, serial=self.serial + 1)
        return replace(ring, seal=ring._seal_under(key))

    def must_be_sealed(self, key: bytes) -> None:
        """Raises AlteredKeys where it is not as this key's book had it."""
        is_first = not any((self.seal, self.serial, self.former)) and not any(
            each.takes_keys for each in self.slots
        )
        if not is_first and not hmac.compare_digest(self.seal, self._seal_under(key)):
            raise AlteredKeys

    def _seal_under(self, key: bytes) -> bytes:
        return hmac.digest(_derived(key, b"seal of the ring"), _said(self._body()), "sha256")

    def _body(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "book": self.book,
            "serial": self.serial,
            "former": self.former.hex(),
            "slots": [slot.to_plain() for slot in self.slots],
        }

    @property
    def in_charge(self) -> Keeper:
        """The first who may do all and sees all; there always is one."""
        everything = (e for e in self.keepers if e.role is KeeperRole.ALL and e.sees_confidential)
        return next(everything, FIRST_KEEPER)


def _checksum(body: dict[str, object]) -> str:
    """Of what is said, not of how it is laid out in the file."""
    return hashlib.sha256(_said(body)).hexdigest()


def _said(body: dict[str, object]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def _derived(key: bytes, use: bytes) -> bytes:
    """A key for one use alone."""
    info = b"qinglian keys: " + use
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key)


def _read_again(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DamagedKeys from error

"""A sealed stream is read whole, or not at all."""

from __future__ import annotations

import io
import random

import pytest

from qinglian_desktop.storage.sealed_stream import PIECE, NotAsSealed, SealedReader, SealedWriter

KEY, HEAD = bytes(range(32)), "头".encode()


def sealed(data: bytes, step: int = 70_000) -> bytes:
    file = io.BytesIO()
    with SealedWriter(file, KEY, HEAD) as writer:
        for start in range(0, len(data), step):
            writer.write(data[start : start + step])
    return file.getvalue()


def opened(whole: bytes, key: bytes = KEY, head: bytes = HEAD) -> bytes:
    reader = SealedReader(io.BytesIO(whole[len(HEAD) :]), key, head)
    parts: list[bytes] = []
    while part := reader.read(100_003):
        parts.append(part)
    reader.finish()
    return b"".join(parts)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 5])
def test_what_was_written_is_read(size: int) -> None:
    data = random.Random(size).randbytes(size)
    whole = sealed(data)
    assert opened(whole) == data
    assert whole.startswith(HEAD) and (size < 16 or data[:16] not in whole)


def test_no_byte_can_be_changed_left_out_or_added() -> None:
    whole = sealed(random.Random(1).randbytes(2 * PIECE + 9))
    start, piece = len(HEAD), PIECE + 16
    first, second = whole[start : start + piece], whole[start + piece : start + 2 * piece]
    last = whole[start + 2 * piece :]
    flipped = bytearray(whole)
    flipped[start + piece + 7] ^= 1
    for other in (
        bytes(flipped),
        whole[:-1],
        whole + b"\0",
        HEAD + first + second,
        HEAD + second + first + last,
        HEAD + first + last,
        HEAD + first + first + second + last,
        HEAD,
    ):
        with pytest.raises(NotAsSealed):
            opened(other)


def test_another_key_or_another_head_opens_nothing() -> None:
    whole = sealed(b"abc")
    with pytest.raises(NotAsSealed):
        opened(whole, key=bytes(32))
    with pytest.raises(NotAsSealed):
        opened(whole, head=b"xyz")


def test_what_was_broken_off_has_no_end() -> None:
    file = io.BytesIO()
    with pytest.raises(RuntimeError), SealedWriter(file, KEY, HEAD) as writer:
        writer.write(bytes(PIECE + 1))
        raise RuntimeError
    with pytest.raises(NotAsSealed):
        opened(file.getvalue())

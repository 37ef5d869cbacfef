"""What may happen to the bytes of a file: by chance, by its structure, always the same by a seed.

A zip is also altered within its parts and packed again, JSON in its values, a database by pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, cast

from tests.bad_sheets import parts_of, zip_of

Mutation = Callable[[bytes, bytes, Random], bytes]
"""The bytes, those of another valid file of the same kind, and the chance."""

PAGE = 4096
ODD = (
    None,
    True,
    "",
    "\x00",
    "\ud800",
    "字" * 3000,
    -1,
    0,
    10**30,
    1e308,
    [],
    {},
    "-1",
    "2999-99",
    float("nan"),
)
_WORDS = re.compile(rb'"[^"<>]*"|>[^<]+<')
_IN_XML = (b"", b"-1", b"0", b"99999999999", b"1e999", b"nan", b"A0", b"XFE1048577", b"A9:A1")
_IN_XML += (b"A1:XFD1048576", b"#REF!", b"\xff\xfe", b"&x;", b"../../x", b"true")


def cut(data: bytes, other: bytes, random: Random) -> bytes:
    """Its end is missing."""
    return data[: random.randrange(len(data) + 1)]


def flipped(data: bytes, other: bytes, random: Random) -> bytes:
    """Some bits are others."""
    broken = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8, 64)) if data else 0):
        broken[random.randrange(len(broken))] ^= 1 << random.randrange(8)
    return bytes(broken)


def inserted(data: bytes, other: bytes, random: Random) -> bytes:
    """Something stands there that does not belong there."""
    at = random.randrange(len(data) + 1)
    what = random.choice((b"\0", b"\xff", b"[", b"{", b'"', b"9", b"<", random.randbytes(5)))
    return data[:at] + what * random.choice((1, 3, 1000, 20_000)) + data[at:]


def repeated(data: bytes, other: bytes, random: Random) -> bytes:
    """A stretch of it stands elsewhere too, or instead of what was there."""
    start, to = random.randrange(len(data) + 1), random.randrange(len(data) + 1)
    stretch = data[start : start + random.choice((1, 16, 512, PAGE))]
    return data[:to] + stretch + data[to + random.choice((0, len(stretch))) :]


def swapped(data: bytes, other: bytes, random: Random) -> bytes:
    """It goes on as another."""
    at = random.randrange(min(len(data), len(other)) + 1)
    to = at + random.randrange(len(other) - at + 1)
    return data[:at] + other[at:to] + random.choice((data[to:], b""))


BYTES: Sequence[Mutation] = (cut, flipped, inserted, repeated, swapped)


def within_zip(data: bytes, other: bytes, random: Random) -> bytes:
    """One part is altered, and all packed again, so that the check sums fit."""
    parts, others = parts_of(data), parts_of(other)
    part = random.choice(sorted(parts))
    inside = parts[part]
    match random.randrange(6):
        case 0:
            del parts[part]
            return zip_of(parts)
        case 1:
            return zip_of(parts | {part: others.get(part, b"")})
        case 2:
            return zip_of(
                parts | {part: random.choice(BYTES)(inside, others.get(part, b""), random)}
            )
        case 3:
            name = random.choice(("../x", "xl/" + "a" * 300, part.upper(), "字"))
            return zip_of(parts | {name: inside})
        case _:
            for _ in range(random.choice((1, 1, 2, 5))):
                inside = _word_exchanged(inside, random)
            return zip_of(parts | {part: inside})


def _word_exchanged(data: bytes, random: Random) -> bytes:
    """A value or a text of XML is another."""
    found = list(_WORDS.finditer(data))
    if not found:
        return data
    each = random.choice(found)
    new = random.choice((*_IN_XML, random.choice(found)[0][1:-1]))
    return data[: each.start() + 1] + new + data[each.end() - 1 :]


def other_json(data: bytes, other: bytes, random: Random) -> bytes:
    """A value is another, missing, there twice, nested deeply, or huge."""
    said: Any = json.loads(data)
    places = list(_places(said))
    if not places:
        return data
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        inside, key = random.choice(places)
        if isinstance(inside, dict) and key not in inside:
            continue
        match random.randrange(7):
            case 0 if isinstance(inside, dict):
                del inside[key]
            case 1 if isinstance(inside, dict):
                inside["多"] = inside[key]
            case 2:
                given, name = random.choice(places)
                inside[key] = given.get(name) if isinstance(given, dict) else given[0]
                if _is_round(inside):
                    inside[key] = None
            case 3 if isinstance(inside[key], int) and not isinstance(inside[key], bool):
                inside[key] += random.choice((-1, 1, 2**31, 2**63))
            case 4 if isinstance(inside[key], str) and inside[key]:
                inside[key] = random.choice((inside[key][:-1], inside[key] * 2, f" {inside[key]}"))
            case _:
                inside[key] = random.choice(ODD)
    text = json.dumps(said, ensure_ascii=random.random() < 0.5)
    inside, key = random.choice(places)
    match random.randrange(8):
        case 0:
            depth = random.choice((100, 2000, 100_000))
            text = text.replace(": ", f": {'[' * depth}{']' * depth}, {random.choice(_TWICE)}: ", 1)
        case 1:
            text = re.sub(r"\d+", "9" * random.choice((20, 400, 5000)), text, count=1)
        case 2:
            text = text.replace("{", f"{{{json.dumps(str(key))}: null, ", 1)
        case _:
            pass
    return text.encode(errors="surrogatepass")


_TWICE = ('"a"', '"format"', '"文件"')


def _places(said: Any) -> list[tuple[Any, Any]]:
    """Whatever holds values, and under what it holds each."""
    if isinstance(said, dict):
        held = cast("dict[str, Any]", said)
        inner = [place for each in held.values() for place in _places(each)]
        return [*((held, key) for key in held), *inner]
    if isinstance(said, list):
        items = cast("list[Any]", said)
        inner = [place for each in items for place in _places(each)]
        return [*((items, at) for at in range(len(items))), *inner]
    return []


def _is_round(said: Any) -> bool:
    try:
        json.dumps(said)
    except (ValueError, RecursionError):
        return True
    return False


def by_pages(data: bytes, other: bytes, random: Random) -> bytes:
    """The salt, a page or its seal is another, missing, twice, or as it was before."""
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    olders = [other[at : at + PAGE] for at in range(0, len(other), PAGE)]
    at, to = random.randrange(len(pages)), random.randrange(len(pages))
    match random.randrange(7):
        case 0:
            pages[0] = random.randbytes(16) + pages[0][16:]
        case 1:
            pages[0] = flipped(pages[0][:100], b"", random) + pages[0][100:]
        case 2:
            pages[at] = pages[to]
        case 3:
            del pages[at:to]
        case 4:
            pages[at] = olders[at % len(olders)]
        case 5:
            pages[at] = pages[at][:-80] + random.randbytes(80)
        case _:
            pages[at] = random.choice((bytes(PAGE), random.randbytes(PAGE)))
    return b"".join(pages)


_IN_TEXT = ("{", "}", "【", "】", "|", "{a.b}", "# ", "%", "\x00", "\u202e", "{" * 50, "\n" * 500)
_IN_TEXT += ("\t", "\r", '"', "<td rowspan=99999>", "<td colspan=0>", "</table>", "<table>" * 300)


def text_tokens(data: bytes, other: bytes, random: Random) -> bytes:
    """What means something in a template stands where it should not."""
    text = data.decode()
    for _ in range(random.choice((1, 2, 5))):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(_IN_TEXT) + text[at + random.choice((0, 1, 9)) :]
    return text.encode()

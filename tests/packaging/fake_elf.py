"""A library of Linux of a few hundred bytes, that asks for what a test wants."""

from __future__ import annotations

import struct
from collections.abc import Sequence


def fake_elf(libraries: Sequence[str] = (), versions: Sequence[str] = (), kind: int = 0) -> bytes:
    """Asks for libraries and for versions of symbols; with a section more of some ``kind``."""
    texts, places = b"\0", dict[str, int]()
    for each in (*libraries, *versions):
        places[each] = len(texts)
        texts += each.encode() + b"\0"
    dynamic = b"".join(struct.pack("<qQ", 1, places[each]) for each in libraries)
    needs = b""
    for each in versions:
        # One library asks for one version each.
        is_last = each == versions[-1]
        needs += struct.pack("<HHIII", 1, 1, 0, 16, 0 if is_last else 32)
        needs += struct.pack("<IHHII", 0, 0, 0, places[each], 0)
    head = 64
    sections = [(0, b""), (3, texts), (6, dynamic), (0x6FFFFFFE, needs)]
    sections = [each for each in sections if each[1] or each[0] in (0, 3)]
    sections += [(kind, b"\0")] if kind else []
    body, table = b"", b""
    for number, content in sections:
        place = (head + len(body), len(content), 1)
        table += struct.pack("<IIQQQQIIQQ", 0, number, 0, 0, *place, 0, 0, 0)
        body += content
    start = b"\x7fELF\x02\x01" + bytes(34) + struct.pack("<Q", head + len(body))
    start += bytes(0x3A - len(start)) + struct.pack("<HHH", 64, len(sections), 0)
    return start + body + table

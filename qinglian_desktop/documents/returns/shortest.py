"""The shortest return as it is written now: what all returns in their own form have alike.

It is written once. To load what writes takes longer than to load all that reads, so one process
tells it to another.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from zipfile import ZipFile

from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import ReturnContent

TEXT, WHOLE, DAY = "@", "0", "yyyy-mm-dd"
"""The formats of a return's cells, beside the general one."""


@dataclass(frozen=True, slots=True)
class ShortestReturn:
    """Its ``parts``, and ``forms``: of each style in which all print can be read the format."""

    parts: Mapping[str, bytes]
    forms: Mapping[bytes, str]


_known: list[ShortestReturn] = []


def shortest_return() -> ShortestReturn:
    """It as this process knows it."""
    if not _known:
        parts = _written()
        know_shortest(ShortestReturn(parts, dict(_forms(parts))))
    return _known[0]


def know_shortest(told: ShortestReturn) -> None:
    """From now on it is this one."""
    _known[:] = [told]


def _written() -> Mapping[str, bytes]:
    from qinglian_desktop.documents.returns.writing import write_return

    month = Period.parse("2026-01")
    kept = io.BytesIO()
    write_return(ReturnContent("", "", month, 1, (("", ""),), (), (), foot=("",)), kept)
    with ZipFile(kept) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _forms(parts: Mapping[str, bytes]) -> Iterator[tuple[bytes, str]]:
    """Styles by number, and their formats."""
    from qinglian_desktop.documents.returns.shown.elements import children
    from qinglian_desktop.documents.returns.shown.looks import SeenLooks
    from qinglian_desktop.documents.returns.shown.number_forms import GENERAL

    root = ElementTree.fromstring(parts["xl/styles.xml"])
    looks = SeenLooks(root, lambda: ElementTree.fromstring(parts["xl/theme/theme1.xml"]))
    for number in range(len(children(root, "cellXfs"))):
        look = looks.look(number)
        if not look.flaw and look.form in {GENERAL, TEXT, WHOLE, DAY}:
            yield b"%d" % number, look.form

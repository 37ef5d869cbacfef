"""By whom a return was written, as far as its signature and what is remembered tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from qinglian_desktop.application.known_keys import KnownKey, known_key, unit_slot
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.signing import RETURN_TEXT, signature_fits
from qinglian_desktop.application.signing_ports import Signatures
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.domain.signed import code_in_words


class Authorship(Enum):
    """What a signature tells; the value is how it is said first."""

    HERE = "由本台账库写出"
    SAME = "由同一台账库写出"
    FIRST = "有签名，与内容相符"
    CHANGED = "换了台账库"
    UNSIGNED = "没有签名"
    NO_MORE = "没有签名，以前的有"
    UNFIT = "签名与内容不符"


_DOUBTFUL = (Authorship.CHANGED, Authorship.NO_MORE, Authorship.UNFIT)


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a return: the key in hex, and a sentence or two.

    ``is_own`` where the key is the reader's own, be it that somebody changed the return since.
    """

    kind: Authorship
    key: str
    words: str
    is_own: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should ask the unit."""
        return self.kind in _DOUBTFUL


@dataclass(frozen=True, slots=True)
class KnownWriters:
    """What a book knows of a unit's returns: its own key, "" without, and the unit's."""

    own: str = ""
    unit: KnownKey | None = None


NOBODY_KNOWN = KnownWriters()


def known_writers(work: UnitOfWork, content: ReturnContent, own: str) -> KnownWriters:
    """What the book knows of the unit that the return names."""
    return KnownWriters(own, known_key(work, unit_slot(content.unit_code)))


def author_of(
    signatures: Signatures, content: ReturnContent, known: KnownWriters = NOBODY_KNOWN
) -> Author:
    """Who wrote it; what is not known is told as the first."""
    signed, unit = content.signed, known.unit
    if signed is None:
        if unit is None:
            return _author(Authorship.UNSIGNED, "", "看不出是哪个台账库写出的")
        why = f"没有签名，可是{_since(unit)}起都有签名，可能不是“{unit.name}”写的，请向单位核实。"
        return Author(Authorship.NO_MORE, "", why)
    if not signature_fits(signatures, signed, RETURN_TEXT, content.digest):
        why, is_own = "不是写出它的台账库签的", signed.key == known.own
        return replace(_author(Authorship.UNFIT, signed.key, why), is_own=is_own)
    code = f"签名码 {code_in_words(signed.key)}"
    if signed.key == known.own:
        return replace(_author(Authorship.HERE, signed.key), is_own=True)
    if unit is None:
        return _author(Authorship.FIRST, signed.key, code)
    if signed.key != unit.key:
        return _author(Authorship.CHANGED, signed.key, f"现在的{code}；{_before(unit, content)}")
    if unit.name != content.unit_name:
        return _author(Authorship.SAME, signed.key, f"以前写的单位名称是“{unit.name}”")
    return _author(Authorship.SAME, signed.key)


def _before(unit: KnownKey, content: ReturnContent) -> str:
    """What was known of this 单位编码 before, and what may have happened."""
    before = f"{_since(unit)}起是 {code_in_words(unit.key)}"
    if unit.name != content.unit_name:
        return f"{before}，那时写的是“{unit.name}”，单位编码可能填重了，请核实"
    return f"{before}。单位换了台账库的，请打电话核对签名码，再点“认可新的台账库”"


def _since(unit: KnownKey) -> str:
    return f"{Period.parse(unit.period).label}月报" if unit.period else unit.since


def _author(kind: Authorship, key: str, why: str = "") -> Author:
    return Author(kind, key, f"{kind.value}{'，' if why else ''}{why}。")

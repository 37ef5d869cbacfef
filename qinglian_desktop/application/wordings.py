"""The words that a unit gives its lists: read from the book, checked, kept with all versions"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.application.wording_check import taken, wording_complaints
from qinglian_desktop.application.wording_drafts import WordingDrafts, forget_draft
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import BadDeclaration, DataProblems
from qinglian_desktop.domain.field_types import Field, LongText
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.wording import Wording, borrowed, declared, in_words, of_unit

_WORDS = "words."
"""How the keys of all these settings begin."""


@dataclass(frozen=True, slots=True)
class Version:
    """A list as it was kept at a time; ``changes`` say in words what became of the one before."""

    at: datetime
    by: str
    wording: Wording
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordList:
    """A list that a unit may change, as it is now; ``versions`` counts how often it was kept.

    ``trouble`` is a sentence where the unit's own words cannot be used, else "".
    """

    ledger: Ledger
    field: Field
    wording: Wording
    versions: int = 0
    trouble: str = ""

    @property
    def holds_texts(self) -> bool:
        """Whether these are ready texts, not words to choose from."""
        return isinstance(self.field.type, LongText)


class Wordings:
    """The use cases around a unit's own words, over one open book."""

    def __init__(self, book: Book, catalogue: Catalogue, clock: Clock, who: str) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._who = who
        self.drafts = WordingDrafts(book)

    def use(self) -> tuple[Catalogue, tuple[str, ...]]:
        """The catalogue in the unit's words, and a sentence for each list that cannot be used.

        Such a list, changed by hand or by another program, keeps its declared words.
        """
        own: dict[str, dict[str, Wording]] = {}
        troubles: list[str] = []
        with self._book.reading() as work:
            texts = work.settings.beginning(_WORDS)
        for ledger, field in self._lists():
            try:
                kept = _versions(field, texts.get(_key(ledger, field)))
            except _Unusable:
                troubles.append(_trouble(ledger, field))
                continue
            if kept:
                wording = _caught_up(kept[-1].wording, declared(field))
                own.setdefault(ledger.key, {})[field.key] = wording
        catalogue, sound = self._catalogue, dict[str, dict[str, Wording]]()
        for key, wordings in own.items():
            try:
                catalogue = _worded(self._catalogue, {**sound, key: wordings})
                sound[key] = wordings
            except BadDeclaration:
                ledger = self._catalogue[key]
                troubles += [_trouble(ledger, ledger.field(each)) for each in wordings]
        return catalogue, tuple(troubles)

    def lists(self) -> list[WordList]:
        """Every list that the unit may change, in the order of the catalogue."""
        with self._book.reading() as work:
            texts = work.settings.beginning(_WORDS)
        return [
            _now(ledger, field, texts.get(_key(ledger, field))) for ledger, field in self._lists()
        ]

    def versions(self, ledger: str, field: str) -> list[Version]:
        """How the list was changed, the latest first."""
        with self._book.reading() as work:
            text = work.settings.get(_key(self._catalogue[ledger], self._field(ledger, field)))
        try:
            kept = _versions(self._field(ledger, field), text)
        except _Unusable:
            return []
        before = declared(self._field(ledger, field))
        versions: list[Version] = []
        for each in kept:
            versions.insert(0, replace(each, changes=_changes(before, each.wording)))
            before = each.wording
        return versions

    def keep(self, ledger: str, field: str, wording: Wording) -> WordList:
        """Keep a changed list as its next version; the ones before stay.

        A word that is gone without a word in its place counts as dropped. Raises
        DataProblems with everything that is wrong with the list; then nothing is changed.
        """
        of, named = self._catalogue[ledger], self._field(ledger, field)
        wording = _tidy(wording)
        if wrong := wording_complaints(named, wording):
            raise DataProblems([Problem(field, each) for each in wrong])
        with self._book.writing() as work:
            text = work.settings.get(_key(of, named))
            now = _now(of, named, text).wording
            if wrong := taken(now, wording):
                raise DataProblems([Problem(field, each) for each in wrong])
            wording = _accounted(now, wording)
            self._check_use(of, named, wording)
            if wording != now:
                self._put(work, of, named, wording)
            forget_draft(work, ledger, field)
            return _now(of, named, work.settings.get(_key(of, named)))

    def add(self, ledger: str, field: str, words: Iterable[str]) -> WordList:
        """Keep the list with these words, too, at its end."""
        (now,) = (e for e in self.lists() if (e.ledger.key, e.field.key) == (ledger, field))
        wording = now.wording
        for word in words:
            wording = wording.added(word)
        return self.keep(ledger, field, wording)

    def _lists(self) -> Iterator[tuple[Ledger, Field]]:
        return ((ledger, field) for ledger in self._catalogue for field in of_unit(ledger))

    def _field(self, ledger: str, field: str) -> Field:
        return self._catalogue[ledger].field(field)

    def _check_use(self, ledger: Ledger, field: Field, wording: Wording) -> None:
        """Some word may be needed: records that follow from others could begin with it."""
        try:
            _worded(self._catalogue, {ledger.key: {field.key: wording}})
        except BadDeclaration:
            said = f"“{field.label}”里停用的词，别的台账自动带出记录时还要用。请改名，不要停用。"
            raise DataProblems([Problem(field.key, said)]) from None

    def _put(self, work: UnitOfWork, ledger: Ledger, field: Field, wording: Wording) -> None:
        key = _key(ledger, field)
        text = work.settings.get(key)
        try:
            kept = _versions(field, text)
        except _Unusable:
            # What cannot be read is put aside, not written over.
            work.settings.put(f"{key}.unread", text or "")
            kept = []
        versions = [*kept, Version(self._clock(), self._who, wording)]
        plain = [
            {
                "at": each.at.isoformat(sep=" ", timespec="seconds"),
                "by": each.by,
                "words": each.wording.words,
                "former": each.wording.former,
            }
            for each in versions
        ]
        work.settings.put(key, json.dumps(plain, ensure_ascii=False))


class _Unusable(Exception):
    """A setting that is not what this module writes."""


def _key(ledger: Ledger, field: Field) -> str:
    return f"{_WORDS}{ledger.key}.{field.key}"


def _now(ledger: Ledger, field: Field, text: str | None) -> WordList:
    origin = declared(field)
    try:
        kept = _versions(field, text)
    except _Unusable:
        return WordList(ledger, field, origin, trouble=_trouble(ledger, field))
    wording = _caught_up(kept[-1].wording, origin) if kept else origin
    return WordList(ledger, field, wording, len(kept))


def _versions(field: Field, text: str | None) -> list[Version]:
    """What the setting of a list holds, the oldest first."""
    if text is None:
        return []
    try:
        versions = [_version(each) for each in cast("list[dict[str, object]]", json.loads(text))]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _Unusable from None
    if not versions or wording_complaints(field, versions[-1].wording):
        raise _Unusable
    return versions


def _version(plain: Mapping[str, object]) -> Version:
    former = [_texts(pair) for pair in cast("list[object]", plain["former"])]
    wording = Wording(_texts(plain["words"]), tuple((old, now) for old, now in former))
    at, by = _texts([plain["at"], plain["by"]])
    return Version(datetime.fromisoformat(at), by, wording)


def _texts(plain: object) -> tuple[str, ...]:
    texts = cast("list[object]", plain)
    if not isinstance(plain, list) or not all(isinstance(each, str) for each in texts):
        raise TypeError("not a list of texts")
    return tuple(cast("list[str]", texts))


def _trouble(ledger: Ledger, field: Field) -> str:
    return (
        f"{ledger.label}的“{field.label}”，单位自己定的词读不出来，先用原来的词；"
        "记录没有受影响，请到“设置”里看一看再保存。"
    )


def _worded(catalogue: Catalogue, own: Mapping[str, Mapping[str, Wording]]) -> Catalogue:
    """The catalogue with these words by ledger and field, and in the lists that borrow them."""
    ledgers = (
        in_words(ledger, {**own.get(ledger.key, {}), **borrowed(ledger, own)})
        for ledger in catalogue
    )
    return Catalogue(tuple(ledgers), catalogue.tabs, catalogue.usual)


def _caught_up(wording: Wording, origin: Wording) -> Wording:
    """A newer program may declare words that were not there when the unit kept its own."""
    known = {*wording.words, *dict(wording.former)}
    fresh = tuple(word for word in origin.words if word not in known)
    return replace(wording, words=(*wording.words, *fresh))


def _tidy(wording: Wording) -> Wording:
    """Without blanks around words; what is in the list again is no former word."""
    words = tuple(word.strip() for word in wording.words)
    former = ((old.strip(), now.strip()) for old, now in wording.former)
    return Wording(words, tuple(pair for pair in former if pair[0] not in words))


def _accounted(now: Wording, changed: Wording) -> Wording:
    """Every word that records may hold stands in the list or among the former, and no other."""
    known = {*now.words, *dict(now.former)}
    former = {old: word for old, word in changed.former if old in known}
    gone = {word: "" for word in known if word not in former and word not in changed.words}
    order = [word for word in (*dict(now.former), *now.words) if word in former or word in gone]
    return replace(changed, former=tuple((word, former.get(word, "")) for word in order))


def _changes(before: Wording, after: Wording) -> tuple[str, ...]:
    """What became of a list, in words."""
    became = dict(after.former)
    sentences: list[str] = []
    renamed: set[str] = set()
    for word in before.words:
        if word in after.words:
            continue
        now = became.get(word, "")
        sentences.append(f"{quoted(word)}改为{quoted(now)}" if now else f"停用{quoted(word)}")
        renamed.add(now)
    for word in after.words:
        if word not in before.words and word not in renamed:
            sentences.append(f"{'恢复' if word in dict(before.former) else '新增'}{quoted(word)}")
    stayed = [word for word in before.words if word in after.words]
    if stayed != [word for word in after.words if word in before.words]:
        sentences.append("调整了先后顺序")
    return tuple(sentences)

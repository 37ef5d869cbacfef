"""Words that stand nowhere else, put into whatever can be written in, and looked for in bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import (
    Attachments,
    Field,
    FieldType,
    LongText,
    Name,
    PeopleRef,
    PersonRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.validation import errors

MARK = "龘靐龗"
"""With these signs every planted word begins, and nothing else that is written anywhere.

Three of them: two are four bytes in three encodings, and twenty megabytes of cipher hold any such
four by chance in about one run of seventy.
"""
_DIGITS = "甲乙丙丁戊己庚辛壬癸"
_MOST_RECORDS = 12
REASON = f"{MARK}缘由"


def mark_in_bytes() -> list[bytes]:
    """The mark in every way in which a program might write it down."""
    utf8 = MARK.encode()
    escaped = MARK.encode("unicode_escape")
    return [
        utf8,
        MARK.encode("utf-16-le"),
        MARK.encode("utf-16-be"),
        MARK.encode("utf-32-le"),
        MARK.encode("gb18030"),
        escaped,
        escaped.upper().replace(b"\\U", b"\\u"),
        "".join(f"&#{ord(sign)};" for sign in MARK).encode(),
        "".join(f"%{each:02X}" for each in utf8).encode(),
        "".join(f"%{each:02x}" for each in utf8).encode(),
        utf8.hex().encode(),
        utf8.hex().upper().encode(),
        repr(utf8)[2:-1].encode(),
    ]


def holds_mark(data: bytes) -> bool:
    """Whether planted words stand in the bytes."""
    return any(each in data for each in mark_in_bytes())


def readable_below(*folders: Path) -> list[str]:
    """The files below the folders in which planted words can be read, or in whose names."""
    found: list[str] = []
    for each in (each for folder in folders for each in sorted(folder.rglob("*"))):
        if holds_mark(each.name.encode()):
            found.append(f"name: {each}")
        if each.is_file() and holds_mark(each.read_bytes()):
            found.append(f"content: {each}")
    return found


@dataclass
class Planted:
    """What was planted by ledger and field ("rows.field" in rows), and which could not be."""

    words: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    left: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    somebody: dict[str, object] = field(default_factory=dict[str, object])
    """Of the roster, with a planted name."""

    def word(self) -> str:
        """A word that was not there yet."""
        self._count = getattr(self, "_count", 0) + 1
        return MARK + "".join(_DIGITS[int(digit)] for digit in f"{self._count:04}")


def plant(desk: Desk, *keys: str) -> Planted:
    """Save planted words in every field for text, names or files, of every ledger or of some."""
    planted = Planted()
    if desk.catalogue.roster is not None and not keys:
        _plant_somebody(desk, planted)
    for ledger in map(desk.catalogue.__getitem__, keys) if keys else desk.catalogue:
        pending = set(_places(ledger))
        found = desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))
        for record in found[:_MOST_RECORDS]:
            if pending:
                pending -= _plant_in(desk, ledger, record, pending, planted)
        planted.left += [(ledger.key, each) for each in sorted(pending)]
    # What the roster says elsewhere of the one who was planted there.
    planted.left = [(key, place) for key, place in planted.left if not _stands(desk, key, place)]
    return planted


def _plant_somebody(desk: Desk, planted: Planted) -> None:
    """One of the roster with all that others of it are told by: offices, a group, a charge."""
    ledger = desk.catalogue.roster
    assert ledger is not None
    found = desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))
    record = next(each for each in found if "支部书记" in str(each.value("offices")))
    office: dict[str, object] = {
        "word": "支部书记",
        "charge": planted.word(),
        "since": "2020-01-01",
    }
    said: dict[str, object] = {
        "name": planted.word(),
        "party_group": planted.word(),
        "phone": planted.word(),
        "offices": [office, {"word": "党小组组长", "since": "2020-01-01"}],
        "away": "借调",
        "away_to": planted.word(),
    }
    typed = {**desk.records.plain(ledger, record), **said}
    desk.records.save(ledger, typed, record_id=record.id, reason=REASON)
    words = {"offices.charge": office["charge"], **said}
    planted.words |= {
        (ledger.key, place): str(words[place])
        for place in ("name", "party_group", "phone", "offices.charge", "away_to")
    }
    planted.somebody = {"id": record.id, "name": said["name"]}


def _stands(desk: Desk, key: str, place: str) -> bool:
    ledger = desk.catalogue[key]
    name, _, inside = place.partition(".")
    for record in desk.searching.fetch(ledger, desk.searching.ids(Query(key))):
        value = desk.records.plain(ledger, record).get(name)
        cells = [row.get(inside) for row in value or []] if inside else [value]  # type: ignore[union-attr]
        if MARK in str(cells):
            return True
    return False


def _places(ledger: Ledger) -> Iterator[str]:
    for each in ledger.fields:
        if isinstance(each.type, Rows):
            inside = (sub for sub in each.type.fields if _takes_words(sub.type))
            yield from (f"{each.key}.{sub.key}" for sub in inside)
        elif _takes_words(each.type):
            yield each.key


def _takes_words(kind: FieldType) -> bool:
    return isinstance(kind, Text | LongText | Name | PeopleRef | Attachments) or (
        isinstance(kind, PersonRef) and kind.outsiders
    )


def _plant_in(
    desk: Desk, ledger: Ledger, record: Record, pending: set[str], planted: Planted
) -> set[str]:
    """As many as the record takes, one after another refused given up; those that it holds now."""
    begun = desk.records.plain(ledger, record)
    typed, words = dict(begun), dict[str, str]()
    for place in sorted(pending):
        key, _, inside = place.partition(".")
        word = planted.word()
        said = _said(desk, ledger.field(key), inside, typed.get(key), word, planted.somebody)
        if said is not None:
            typed[key], words[place] = said, word
    for _ in range(len(words)):
        checked = desk.records.check(ledger, typed, record.id)
        wrong = {each.field for each in errors(checked.problems)}
        if not wrong:
            break
        refused = {place for place in words if place.partition(".")[0] in wrong} or set(words)
        for place in refused:
            key = place.partition(".")[0]
            typed[key] = begun.get(key)
        words = {place: word for place, word in words.items() if place not in refused}
    try:
        kept = desk.records.save(ledger, typed, record_id=record.id, reason=REASON).record
    except DataProblems:
        return set()
    text = str(kept.values)
    held = {place for place, word in words.items() if word in text}
    planted.words |= {(ledger.key, place): words[place] for place in held}
    return held


def _said(
    desk: Desk, of: Field, inside: str, said: object, word: str, somebody: dict[str, object]
) -> object:
    match of.type:
        case Attachments():
            return [desk.records.add_file(f"{word}.txt", f"{word}的内容".encode())]
        case PeopleRef():
            people = said.get("people") if isinstance(said, dict) else None
            rest = said if isinstance(said, dict) else {}
            one = {"name": word} if of.type.outsiders else somebody
            others = [each for each in people or [] if each.get("id") != somebody.get("id")]
            return {**rest, "people": [*(others if one is somebody else people or []), one]}
        case PersonRef():
            return {"name": word}
        case Rows(fields=fields):
            if not isinstance(said, list) or not said:
                begun = {e.key: _said(desk, e, "", None, word, somebody) for e in fields}
                words = {e.key: begun[e.key] for e in fields if e.required and _takes_words(e.type)}
                said = [desk.records.start_row(of.type) | words]
            sub = next(each for each in fields if each.key == inside)
            first = {**said[0], inside: _said(desk, sub, "", said[0].get(inside), word, somebody)}
            return [first, *said[1:]]
        case _:
            return word

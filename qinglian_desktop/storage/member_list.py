"""The roster as other records need it, read once and kept until the roster changes."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.field_types import Choice, Rows
from qinglian_desktop.domain.members import Members
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.rules import Member, Office
from qinglian_desktop.domain.text_form import format_text
from qinglian_desktop.domain.values import Values
from qinglian_desktop.storage.prepared import Prepared
from qinglian_desktop.storage.record_rows import RecordRows
from qinglian_desktop.storage.schema import Schema
from qinglian_desktop.storage.spelling import spellings

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger, Roster

_VERSION = "roster.version"


class MemberList:
    """Members by id; a token in the book, new at each change, tells whether they are fresh."""

    def __init__(self, schema: Schema, rows: Mapping[str, RecordRows]) -> None:
        self._schema = schema
        self._rows = rows
        settings = schema.settings
        self._version = Prepared(
            lambda: select(settings.c.text).where(settings.c.key == bindparam("key"))
        )
        # A random token, not a count: a count would come again after a transaction undone.
        changed = upsert(settings)
        self._renew = Prepared(
            lambda: changed.values(
                key=bindparam("key"), text=bindparam("text")
            ).on_conflict_do_update(index_elements=["key"], set_={"text": changed.excluded.text})
        )
        words = schema.spellings
        self._forget = Prepared(
            lambda: delete(words).where(words.c.person_id == bindparam("person"))
        )
        self._enter = Prepared(lambda: insert(words))
        self._known: tuple[str | None, Members] = (None, Members())

    def all(self, connection: Connection, write: Callable[[], object]) -> Mapping[int, Member]:
        """Everyone by id in the order of entry, but those entered by mistake (已作废).

        Where they must be read, the transaction is asked to ``write`` what waits before.
        """
        ledger = self._schema.catalogue.roster
        if ledger is None or ledger.roster is None:
            return {}
        version, known = self._kept_version(connection), self._known
        if known[0] != version:
            write()
            known = (version, self._read(connection, ledger, ledger.roster))
            self._known = known
        return known[1]

    def changed(self, connection: Connection, ledger: Ledger, record: Record) -> None:
        """A record of the roster was written: keep how its name is spelled, and who it is now."""
        if ledger.roster is None or record.id is None:
            return
        words = list(spellings(str(record.value(ledger.roster.name) or "")))
        self._forget.run(connection, {"person": record.id})
        if words:
            entered = [
                {"person_id": record.id, "place": place, "spelled": word}
                for place, word in enumerate(words)
            ]
            self._enter.run_many(connection, entered)
        before, (known_at, known) = self._kept_version(connection), self._known
        token = secrets.token_hex(8)
        self._renew.run(connection, {"key": _VERSION, "text": token})
        if before == known_at:
            # Read anew after each, a thousand added at once would take a thousand times as long.
            member = _member(ledger, ledger.roster, record, words)
            self._known = (token, _with(known, member, is_void=record.state is State.VOID))

    def _kept_version(self, connection: Connection) -> str:
        """The token; "" in a book of which the roster was never changed since tokens are kept."""
        row = self._version.run(connection, {"key": _VERSION}).fetchone()
        return "" if row is None else str(row[0])

    def _read(self, connection: Connection, ledger: Ledger, roster: Roster) -> Members:
        main, spelled = self._schema.ledgers[ledger.key].main, self._schema.spellings
        standing = select(main.c.id).where(main.c.state != State.VOID.value).order_by(main.c.id)
        ids = list(connection.execute(standing).scalars())
        words: dict[int, list[str]] = {}
        in_order = select(spelled.c.person_id, spelled.c.spelled).order_by(
            spelled.c.person_id, spelled.c.place
        )
        for row in connection.execute(in_order):
            words.setdefault(row[0], []).append(row[1])
        records = self._rows[ledger.key].fetch(connection, ids)
        return Members(
            (
                record.id,
                _member(ledger, roster, record, words.get(record.id, [])),
            )
            for record in records
            if record.id is not None
        )


def _with(known: Members, member: Member, *, is_void: bool) -> Members:
    """Everyone in the order of entry, this one as it is now."""
    if is_void:
        return Members((person, each) for person, each in known.items() if person != member.id)
    if not known or member.id > next(reversed(known)):
        return known.with_one(member)
    # One that is revived goes back to its place.
    return Members(sorted({**known, member.id: member}.items()))


def _member(ledger: Ledger, roster: Roster, record: Record, spelled: list[str]) -> Member:
    values = record.values

    def words(key: str) -> str:
        return format_text(ledger.field(key).type, values.get(key))

    def day(key: str) -> date | None:
        return cast("date | None", values.get(key))

    rows = cast("tuple[Values, ...]", values.get(roster.classes) or ())
    return _with_life(
        ledger,
        roster,
        values,
        Member(
            id=record.id or 0,
            name=words(roster.name),
            department=words(roster.department),
            post=words(roster.post),
            joined=day(roster.joined),
            left=day(roster.left),
            left_reason=words(roster.left_reason),
            votes=_says_yes(ledger, roster, values) is True,
            in_party=holds(roster.party, values),
            classes=tuple(
                (str(row[roster.class_word]), cast("date | None", row.get(roster.class_since)))
                for row in rows
                if row.get(roster.class_word)
            ),
            initials=tuple(spelled),
            born=words(roster.born) if roster.born else "",
            number=record.number,
        ),
    )


def _says_yes(ledger: Ledger, roster: Roster, values: Values) -> bool | None:
    """What is said by hand of the vote: the first word of the choice is yes; None for nothing."""
    votes, said = ledger.field(roster.votes).type, values.get(roster.votes)
    return None if said is None or not isinstance(votes, Choice) else said == votes.options[0]


def _with_life(ledger: Ledger, roster: Roster, values: Values, member: Member) -> Member:
    """With what the roster keeps of a member of the party."""
    life = roster.life
    if life is None:
        return member

    def words(key: str) -> str:
        return format_text(ledger.field(key).type, values.get(key))

    def rows(key: str) -> tuple[Values, ...]:
        return cast("tuple[Values, ...]", values.get(key) or ())

    def day(holder: Values, key: str) -> date | None:
        return cast("date | None", holder.get(key))

    said = _says_yes(ledger, roster, values)
    is_full = holds(life.full, values)
    ranks = ranks_of_offices(ledger, life.offices)
    return replace(
        member,
        # Who is said to vote does so during 留党察看, too.
        votes=is_full and said is not False,
        suspended=tuple(
            (day(row, "since"), day(row, "until")) for row in rows(life.suspended) if said is None
        ),
        is_full=is_full,
        party_since=day(values, life.since),
        full_since=day(values, life.full_since),
        politics=words(life.politics),
        offices=tuple(
            Office(
                str(row["word"]),
                day(row, "since"),
                day(row, "until"),
                str(row.get("charge") or ""),
                ranks.get(str(row["word"]), len(ranks)),
                row["word"] not in life.beside,
            )
            for row in rows(life.offices)
            if row.get("word")
        ),
        group=words(life.group),
        group_since=day(values, life.group_since),
        away="：".join(filter(None, (words(life.away), words(life.away_to)))),
        phone=words(life.phone),
    )


def ranks_of_offices(ledger: Ledger, offices: str) -> dict[str, int]:
    """The words of the rows of offices, each with its place among them, the highest first."""
    kind = ledger.field(offices).type
    words = kind.field("word").type if isinstance(kind, Rows) else None
    return {word: n for n, word in enumerate(words.options)} if isinstance(words, Choice) else {}

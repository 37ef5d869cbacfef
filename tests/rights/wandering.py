"""A long random walk through a book, as keepers of every kind, and what must hold wherever it is.

Over 300 lines because all that is done with a book is done with the same one. One seed, one walk.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias, cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.taking_back import take_back
from qinglian_desktop.domain.errors import (
    DataProblems,
    EnvironmentProblem,
    NotAllowed,
    ProgramBug,
    QinglianError,
    ReasonNeeded,
)
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Field,
    Integer,
    LongText,
    Money,
    Name,
    RecordRef,
    Rows,
    Text,
)
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import RowList
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.plain_record import plain_of
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import COUNTED, AnswersTo, Draft, Record, State
from qinglian_desktop.domain.rights import VEILED
from qinglian_desktop.storage.books import EncryptedBooks
from tests.conftest import CHEAP, NOW, PASSWORD
from tests.rights.confidential_words import OTHERS, PLANTED, word_of
from tests.rights.walking import told_in

Place: TypeAlias = tuple[str, int]
Plain: TypeAlias = dict[str, object]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KEY = re.compile(r"(?<![A-Za-z./_\-])[a-z]+_[a-z_]+(?![A-Za-z./])|Traceback|\bNone\b")
"""What a sentence for users never has: a key of the program, a word of Python."""
_ALL_STATES = (*COUNTED, State.VOID)
FIRST = "书记"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the program said that it kept; ``plain`` is as the one saw it who saved."""

    revision: int
    plain: Plain
    is_void: bool


class Wanderer:
    """Walks through the closed book in ``folder``, which is its own; all files go ``beside``."""

    def __init__(self, folder: Path, beside: Path, tools: Tools, seed: int) -> None:
        self.chance = random.Random(seed)
        self.now = NOW
        self.tools = replace(tools, clock=lambda: self.now)
        of = self.tools.catalogue, self.tools.clock, FIRST
        self.books = EncryptedBooks(*of, cost=CHEAP, waits=(0,))
        self.folder, self.beside = folder, beside
        self.words = {FIRST: PASSWORD, **{name: word_of(name) for name in OTHERS}}
        self.kept: dict[Place, Confirmed] = {}
        self.known: dict[Path, dict[Place, Confirmed]] = {}
        """What had been confirmed when a copy was made."""
        self.done = Counter[str]()
        self.refused = Counter[str]()
        self.said = Counter[str]()
        self.count = 0
        self.name = FIRST
        self._open(FIRST)

    # The way itself.

    def go(self, steps: int, rest: int) -> None:
        """So many steps, with a look at everything after each ``rest`` of them."""
        for number in range(1, steps + 1):
            self.now += timedelta(minutes=self.chance.randint(1, 50))
            self._step()
            if number % rest == 0 or number == steps:
                self.look_at_all()
                if number < steps:
                    self._open(self._somebody())

    def end(self) -> None:
        """Close the book."""
        self.book.close()

    def _step(self) -> None:
        called, weights = zip(*self._ways(), strict=True)
        way = self.chance.choices(called, weights)[0]
        before = self._end_of_history()
        self._try(way.__name__.strip("_"), way, before)

    def _ways(self) -> Iterable[tuple[Callable[[], object], int]]:
        yield self._enter, 30
        yield self._change, 40
        yield self._void, 10
        yield self._bring_back, 8
        yield self._restore_version, 12
        yield self._attach, 6
        yield self._undo, 14
        yield self._redo, 8
        yield self._draft, 5
        yield self._save_draft, 5
        yield self._answer, 6
        yield self._tick, 6
        yield self._pass_on, 6
        yield self._bring_in, 3
        yield self._report, 3
        yield self._keepers, 3
        yield self._own_password, 1
        yield self._back_up, 4
        yield self._unit_wide, 2
        yield self._open_again, 3
        yield self._go_back, 2
        yield self._take_out, 2
        yield self._repair, 1

    def _try(self, called: str, way: Callable[[], object], before: int) -> None:
        """Do it; whatever is refused is told in words and changed nothing."""
        keeper = self.book.keeper
        try:
            answer = way()
        except ProgramBug as bug:
            raise AssertionError(f"{called} by {keeper}: {bug}") from bug
        except QinglianError as problem:
            self.refused[called] += 1
            self._hear(called, problem)
            assert self._end_of_history() == before, f"{called} was refused and wrote: {problem}"
            answer = [vars(problem), str(problem)]
        else:
            self.done[called] += 1
            may_write = keeper.role is not KeeperRole.READING
            assert may_write or self._end_of_history() == before, called
        if not keeper.sees_confidential:
            told = [each for each in told_in(answer) if PLANTED in each]
            assert told == [], f"{called} told {keeper.name} of it: {told[:3]}"

    def _hear(self, called: str, problem: QinglianError) -> None:
        if isinstance(problem, DataProblems):
            said = [each.message for each in problem.problems]
        else:
            assert isinstance(problem, EnvironmentProblem)
            said = [problem.happened, problem.kept, problem.todo]
        for each in said:
            assert not each.isascii() and not _KEY.search(each), f"{called}: {each}"
            self.said[each] += 1
        if isinstance(problem, NotAllowed):
            may_all = self.book.keeper.role is KeeperRole.ALL
            assert not may_all or not self.book.keeper.sees_confidential, problem

    # Who works.

    def _somebody(self) -> str:
        writing = [each for each in self._all_keepers if each.role is not KeeperRole.READING]
        often = self._all_keepers if self.chance.random() < 0.3 else writing
        return self.chance.choice(often).name

    def _open(self, name: str, *, before: Desk | None = None) -> None:
        self.name = name
        self.book: Book = self.books.open(self.folder, self.words[name], keeper=name)
        self.desk = Desk(self.book, self.tools, before)
        self._all_keepers = self.book.keepers.all()
        if not self.book.keeper.sees_confidential:
            self._sees_nothing()

    def _open_again(self) -> None:
        """Locked and unlocked, by the same one, who goes on taking back steps."""
        desk = self.desk
        self.book.close()
        self._open(self.name, before=desk)

    def _end_of_history(self) -> int:
        with self.book.reading() as work:
            return work.records.history_end()

    def _word(self, ledger: Ledger) -> str:
        self.count += 1
        number = "".join("甲乙丙丁戊己庚辛壬癸"[int(each)] for each in str(self.count))
        return f"{PLANTED if ledger.is_confidential else '走'}{number}"

    # Records.

    def _ledger(self) -> Ledger:
        ours = [each for each in self.desk.catalogue if each.is_kept]
        # Sometimes one that is not theirs to see, or that the unit does not keep.
        return self.chance.choice(
            ours if self.chance.random() < 0.95 else list(self.tools.catalogue)
        )

    def _some(self, ledger: Ledger, *, void: bool = False) -> Record | None:
        with self.book.reading() as work:
            ids = work.records.ids(Query(ledger.key, states=_ALL_STATES if void else COUNTED))
            if not ids:
                return None
            return work.records.get(ledger, self.chance.choice(ids))

    def _noted(self, record: Record) -> Record:
        """The program said that this is kept."""
        ledger = self.tools.catalogue[record.ledger]
        is_void = record.state is State.VOID
        if record.id is not None:
            kept = Confirmed(record.revision, plain_of(ledger, record), is_void)
            self.kept[record.ledger, record.id] = kept
        return record

    def _save(self, ledger: Ledger, typed: Mapping[str, object], **more: Any) -> Record:
        keep = partial(self.desk.records.save, ledger, typed, **more)
        try:
            return self._noted(keep().record)
        except ReasonNeeded:
            if self.chance.random() < 0.3:
                raise
            return self._noted(keep(reason=self._word(ledger)).record)

    def _enter(self) -> Record | None:
        ledger = self._ledger()
        like = self._some(ledger, void=True)
        typed = self.desk.records.start(ledger)
        if like is not None:
            typed |= self._changed(ledger, self.desk.records.plain(ledger, like), 3)
        return self._save(ledger, typed)

    def _change(self) -> Record | None:
        ledger = self._ledger()
        record = self._some(ledger, void=self.chance.random() < 0.05)
        if record is None:
            return None
        typed = self._changed(ledger, self.desk.records.plain(ledger, record), 2)
        revision = record.revision if self.chance.random() < 0.9 else record.revision - 1
        return self._save(ledger, typed, record_id=record.id, revision=revision)

    def _void(self) -> Record | None:
        ledger = self._ledger()
        record = self._some(ledger)
        if record is None or record.id is None:
            return None
        why = self._word(ledger) if self.chance.random() < 0.9 else ""
        return self._noted(self.desk.records.void(ledger, record.id, why))

    def _bring_back(self) -> Record | None:
        ledger = self._ledger()
        with self.book.reading() as work:
            every = work.records.ids(Query(ledger.key, states=_ALL_STATES))
            counted = set(work.records.ids(Query(ledger.key)))
        void = [each for each in every if each not in counted]
        if not void:
            return None
        why = self._word(ledger)
        return self._noted(self.desk.records.revive(ledger, self.chance.choice(void), why))

    def _restore_version(self) -> object:
        ledger = self._ledger()
        record = self._some(ledger)
        if record is None or record.id is None:
            return None
        versions = self.desk.records.versions
        known = versions.all(ledger, record.id)
        number = self.chance.randint(1, len(known))
        seen = versions.compare(ledger, record.id, number)
        of = ledger, record.id, number
        revision, why = record.revision, self._word(ledger)
        self._noted(versions.restore(*of, revision=revision, reason=why))
        return [seen, known]

    def _attach(self) -> Record | None:
        ledger = self._ledger()
        record, fields = self._some(ledger), ledger.of_type(Attachments)
        if record is None or not fields:
            return None
        file = self.desk.records.add_file(f"{self._word(ledger)}.txt", self._word(ledger).encode())
        plain = self.desk.records.plain(ledger, record)
        key = fields[0].key
        had = cast("list[object]", plain.get(key) or [])
        files = had[1:] if had and self.chance.random() < 0.3 else [*had, file]
        return self._save(ledger, {**plain, key: files}, record_id=record.id)

    def _undo(self) -> object:
        return self._turned(self.desk.records.steps.undo())

    def _redo(self) -> object:
        return self._turned(self.desk.records.steps.redo())

    def _turned(self, turned: Any) -> object:
        for move in turned.step.moves if turned is not None else ():
            self._as_it_is_now(move.ledger, move.record_id)
        return turned and (turned.step.words, turned.way_back)

    def _as_it_is_now(self, key: str, record_id: int) -> None:
        with self.book.reading() as work:
            now = work.records.get(self.tools.catalogue[key], record_id)
        if now is not None:
            self._noted(now)

    def _draft(self) -> Draft:
        ledger = self._ledger()
        record = self._some(ledger) if self.chance.random() < 0.5 else None
        typed = self.desk.records.plain(ledger, record) if record else {}
        typed = self._changed(ledger, typed, 3)
        is_plan = record is None and self.chance.random() < 0.3
        draft = Draft(ledger.key, typed, record.id if record else None, is_plan=is_plan)
        return self.desk.records.keep_draft(draft)

    def _save_draft(self) -> object:
        drafts = self.desk.records.drafts()
        if not drafts:
            return None
        draft = self.chance.choice(drafts)
        if draft.ledger not in self.desk.catalogue:
            return drafts
        ledger = self.desk.catalogue[draft.ledger]
        if self.chance.random() < 0.3:
            self.desk.records.discard_draft(draft.id or 0)
            return drafts
        now = self.desk.records.get(ledger, draft.record_id) if draft.record_id else None
        if draft.record_id and now is None:
            return drafts
        of: Plain = {"record_id": draft.record_id, "draft_id": draft.id}
        self._save(ledger, draft.typed, answers=draft.answers, **of)
        return drafts

    def _answer(self) -> Record | None:
        """A new record that does what a record of another ledger asks for."""
        asking = [
            (ledger, field)
            for ledger in self.desk.catalogue
            for field in ledger.of_type(RecordRef)
            if ledger.is_kept
        ]
        ledger, field = self.chance.choice(asking)
        target = self.tools.catalogue[cast("RecordRef", field.type).ledger]
        asks, like = self._some(ledger), self._some(target)
        if asks is None or like is None:
            return None
        typed = self._changed(target, self.desk.records.plain(target, like), 2)
        return self._save(target, typed, answers=(AnswersTo(ledger.key, asks.id or 0, field.key),))

    def _tick(self) -> object:
        listed = [
            (ledger, lens)
            for ledger in self.desk.catalogue
            for lens in ledger.lenses
            if isinstance(lens, RowList) and lens.status
        ]
        ledger, lens = self.chance.choice(listed)
        lines = self.desk.row_lists.lines(ledger, lens)
        if not lines:
            return None
        line, done = self.chance.choice(lines), self.chance.random() < 0.6
        of = ledger, lens, line
        why = self._word(ledger)
        self._noted(self.desk.row_lists.tick(*of, done=done, reason=why).record)
        return lines

    def _pass_on(self) -> object:
        ledger = self.chance.choice([each for each in self.desk.catalogue if each.passage])
        with self.book.reading() as work:
            ids = list(work.records.ids(Query(ledger.key)))
        chosen = self.chance.sample(ids, k=min(2, len(ids)))
        if not chosen:
            return None
        proposed = self.desk.passing.propose(ledger, chosen)
        way = ledger.passage
        assert way is not None
        step = next(
            e for e in cast("Rows", ledger.field(way.rows).type).fields if e.key == way.step
        )
        row = {way.step: self._other(ledger, step, None), **proposed.typed}
        kept = self.desk.passing.pass_on(ledger, chosen, row, self._word(ledger))
        return [proposed, [self._noted(each) for each in kept]]

    def _bring_in(self) -> object:
        """What was written out, with other words in it, brought in again."""
        ledger = self._ledger()
        with self.book.reading() as work:
            ids = list(work.records.ids(Query(ledger.key)))
        chosen = tuple(self.chance.sample(ids, k=min(4, len(ids))))
        file = self.beside / f"表{self.count}.csv"
        self.desk.sheets_out.whole(Query(ledger.key, ids=chosen), "", file)
        importing = self.desk.importing
        found = importing.understand(ledger, importing.read(file), ImportPlan())
        looked = importing.look(found)
        how = self.chance.choice(list(Treatment))
        made = importing.keep(found, otherwise=how, reason=self._word(ledger))
        for each in made.saved:
            self._noted(each.record)
        return [looked, made]

    # Returns, keepers, copies.

    def _report(self) -> object:
        month = Period.parse(f"2026-{self.chance.randint(7, 12):02}")
        folder = self.beside / "报"
        folder.mkdir(exist_ok=True)
        made = self.desk.returning.deliver(month, folder)
        verified = self.desk.returning.verify(made.path)
        for each in list(self.kept):
            self._as_it_is_now(*each)
        return [made, verified]

    def _keepers(self) -> None:
        book, chance = self.book, self.chance
        secret, keepers = self.words[self.name], book.keepers
        other = chance.choice(keepers.all())
        role = chance.choice(list(KeeperRole))
        self.count += 1
        sees = chance.random() < 0.6
        new = Keeper(f"{chance.choice('赵钱孙李')}{self.count}", role, sees_confidential=sees)
        way = chance.choice(["add", "change", "password", "remove", "hand over", "code", "wrong"])
        if way == "add" and len(keepers.all()) < 9:
            keepers.add(new, f"{new.name}的口令", secret)
            self.words[new.name] = f"{new.name}的口令"
        elif way == "change":
            keepers.change(other.name, replace(new, name=other.name), secret)
        elif way == "password":
            keepers.set_password(other.name, f"另一个口令{self.count}", secret)
            self.words[other.name] = f"另一个口令{self.count}"
        elif way == "remove" and len(keepers.all()) > 4:
            keepers.remove(other.name, secret)
            self.words.pop(other.name)
        elif way == "hand over":
            keepers.hand_over(new, f"{new.name}的口令", secret)
            self.words.pop(self.name)
            self.words[new.name] = f"{new.name}的口令"
            self.name = new.name
        elif way == "code":
            book.new_recovery_code(secret)
        elif way == "wrong":
            keepers.confirm(f"不是{secret}")
        self._all_keepers = keepers.all()

    def _own_password(self) -> None:
        new = f"自己的口令{self.count}"
        self.book.change_password(self.words[self.name], new)
        self.words[self.name] = new

    def _unit_wide(self) -> object:
        way = self.chance.choice(["word", "scope", "choice"])
        if way == "word":
            of = self.chance.choice(self.desk.wordings.lists())
            return self.desk.wordings.add(of.ledger.key, of.field.key, [f"词{self.count}"])
        if way == "choice":
            choice = self.chance.choice(self.desk.choices.all())
            option = self.chance.choice(choice.options)
            return self.desk.choices.keep(choice.ledger.key, choice.field.key, option)
        now = self.desk.scopes.now()
        return self.desk.scopes.keep(now)

    def _back_up(self) -> Path:
        if self.chance.random() < 0.3:
            stick = self.beside / "U盘"
            stick.mkdir(exist_ok=True)
            copy = self.book.back_up_to(stick, "样例")
        else:
            copy = self.book.back_up()
        self.known[copy] = dict(self.kept)
        return copy

    def _go_back(self) -> None:
        copies = [*self.books.backups(self.folder), *self.books.set_aside(self.folder)]
        if not copies:
            return
        copy = self.chance.choice(copies).folder
        self._away(lambda: self._gone_back(copy))

    def _gone_back(self, copy: Path) -> None:
        aside = self.books.restore(self.folder, copy, self.words[self.name])
        self.known[aside], self.kept = self.kept, dict(self.known.get(copy, {}))

    def _take_out(self) -> None:
        """One record out of a copy."""
        copies = self.books.backups(self.folder)
        ledger, secret = self._ledger(), self.words[self.name]
        if not copies:
            return

        def taken() -> None:
            then = self.books.look(self.folder, self.chance.choice(copies).folder, secret)
            try:
                with then.reading() as work:
                    ids = work.records.ids(Query(ledger.key))
                if not ids:
                    return
                of = self.folder, secret, then, ledger.key, self.chance.choice(ids)
                self._noted(take_back(self.books, self.tools, *of).record)
            finally:
                then.close()

        self._away(taken)

    def _repair(self) -> None:
        def repaired() -> None:
            target = self.beside / "修复"
            shutil.rmtree(target, ignore_errors=True)
            self.books.repair(self.folder, target, self.words[self.name])
            for each in ("backups", "aside"):
                if (self.folder / each).exists() and not (target / each).exists():
                    shutil.move(self.folder / each, target / each)
            shutil.rmtree(self.folder)
            target.rename(self.folder)

        self._away(repaired)

    def _away(self, way: Callable[[], object]) -> None:
        """With the book closed, and opened again whatever comes of it."""
        self.book.close()
        try:
            way()
        finally:
            self._open(self.name)

    # What must hold.

    def look_at_all(self) -> None:
        """As one who sees everything: a clean check, every record explained, all that was kept."""
        self.book.close()
        name = next(
            each.name
            for each in self._all_keepers
            if each.role is KeeperRole.ALL and each.sees_confidential
        )
        self._open(name)
        assert [str(each) for each in self.book.check()] == []
        with self.book.reading() as work:
            for ledger in self.desk.catalogue:
                ids = work.records.ids(Query(ledger.key, states=_ALL_STATES))
                for record in work.records.fetch(ledger, ids):
                    self._explained(work, ledger, record)
            for (key, record_id), kept in self.kept.items():
                self._still_there(work, self.desk.catalogue[key], record_id, kept)
        self.book.close()
        if self.chance.random() < 0.2:
            self.books.open(self.folder, self.words[name], keeper=name, read_only=True).close()

    def _explained(self, work: Any, ledger: Ledger, record: Record) -> None:
        history = work.records.history(ledger, record.id or 0)
        of = f"{ledger.key} {record.number}"
        assert len(history) == record.revision, of
        assert _same(history[0].after, plain_of(ledger, record)), of
        for later, earlier in pairwise(history):
            assert later.before is None or _same(later.before, earlier.after), of
        assert (history[0].action == "作废") is (record.state is State.VOID), of

    def _still_there(self, work: Any, ledger: Ledger, record_id: int, kept: Confirmed) -> None:
        history = work.records.history(ledger, record_id)
        of = f"{ledger.key} {record_id} revision {kept.revision}"
        assert len(history) >= kept.revision, of
        then = history[len(history) - kept.revision]
        assert _same(then.after, kept.plain), of
        assert (then.action == "作废") is kept.is_void, of

    def _sees_nothing(self) -> None:
        desk = self.desk
        answers = [
            desk.searching.find(PLANTED),
            desk.workbench.of_day(),
            desk.records.drafts(),
            desk.records.steps.list.done,
        ]
        for ledger in desk.catalogue:
            with desk.book.reading() as work:
                ids = work.records.ids(Query(ledger.key, states=_ALL_STATES))
                assert not ledger.is_confidential or not ids
                some = self.chance.sample(list(ids), k=min(5, len(ids)))
                answers += work.records.fetch(ledger, some)
                answers += [work.records.history(ledger, each) for each in some]
        told = [each for each in told_in(answers) if PLANTED in each]
        assert told == [], f"{self.name}: {told[:3]}"

    # Words.

    def _changed(self, ledger: Ledger, plain: Mapping[str, object], most: int) -> Plain:
        typed = dict(plain)
        days = timedelta(days=self.chance.randint(-40, 30))
        if self.chance.random() < 0.3:
            typed = cast("Plain", json.loads(_DAY.sub(partial(_moved, days), json.dumps(typed))))
        for field in self.chance.sample(ledger.fields, k=min(most, len(ledger.fields))):
            typed[field.key] = self._other(ledger, field, typed.get(field.key))
        return typed

    def _other(self, ledger: Ledger, field: Field, was: object) -> object:
        chance = self.chance
        match field.type:
            case Text() | LongText() | Name():
                return self._word(ledger) if chance.random() < 0.95 else None
            case Choice(options=options):
                return chance.choice(options)
            case Integer() | Money():
                return str(chance.randint(0, 30))
            case Rows(fields=fields):
                rows = list(cast("list[Plain]", was or []))
                if not rows:
                    return was
                at, way = chance.randrange(len(rows)), chance.random()
                if way < 0.2:
                    return rows[:at] + rows[at + 1 :]
                if way < 0.4:
                    return [*rows, rows[at]]
                inside = chance.choice(fields)
                other = self._other(ledger, inside, rows[at].get(inside.key))
                return [*rows[:at], {**rows[at], inside.key: other}, *rows[at + 1 :]]
            case RecordRef(ledger=key) if chance.random() < 0.5:
                target = self.tools.catalogue[key]
                linked = self._some(target) if target.key in self.desk.catalogue else None
                return {"id": linked.id} if linked is not None else None
            case _:
                return was


def _moved(by: timedelta, found: re.Match[str]) -> str:
    try:
        return str(date.fromisoformat(found[0]) + by)
    except ValueError:
        return found[0]


def _same(one: Mapping[str, object] | None, other: Mapping[str, object] | None) -> bool:
    """Whether two versions say the same; of what was covered for one of them nothing is known."""
    first, second = one or {}, other or {}
    return all(
        json.dumps(first.get(key), sort_keys=True) == json.dumps(second.get(key), sort_keys=True)
        for key in {*first, *second}
        if VEILED not in f"{first.get(key)}{second.get(key)}"
    )

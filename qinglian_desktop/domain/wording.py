"""A unit's own words: lists of choices and ready texts, and a ledger as that unit declares it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, assert_never, cast

from qinglian_desktop.domain.conditions import AllOf, Condition, Filled, Is, Not, Reached
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Field,
    FieldType,
    LongText,
    PeopleRef,
    present_word,
)
from qinglian_desktop.domain.initial import Computed, Fixed
from qinglian_desktop.domain.ledger import Ledger, Section
from qinglian_desktop.domain.lenses import (
    AlongChart,
    Coverage,
    Lens,
    Linked,
    Matrix,
    MonthGrid,
    RowList,
    Stage,
    Stages,
    Timeline,
)
from qinglian_desktop.domain.paper import PaperForm
from qinglian_desktop.domain.plain_form import from_plain
from qinglian_desktop.domain.rules import Rule
from qinglian_desktop.domain.values import Value, Values

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one list: ``former`` are (old word, word in its place or "") as in Choice."""

    words: tuple[str, ...]
    former: tuple[tuple[str, str], ...] = ()

    def renamed(self, old: str, new: str) -> Wording:
        """With ``new`` in the place of ``old``, which older records keep."""
        words = tuple(new if word == old else word for word in self.words)
        return Wording(words, _without(self._passed_on(old, new), new))

    def dropped(self, old: str) -> Wording:
        """Without a word; older records keep it."""
        words = tuple(word for word in self.words if word != old)
        return Wording(words, self._passed_on(old, ""))

    def added(self, new: str) -> Wording:
        """With a word at the end; one that was dropped comes back."""
        return Wording((*self.words, new), _without(self.former, new))

    def _passed_on(self, old: str, new: str) -> tuple[tuple[str, str], ...]:
        """What was called ``old`` before is called ``new`` from now on."""
        earlier = ((word, new if now == old else now) for word, now in self.former)
        return (*earlier, (old, new))


def of_unit(ledger: Ledger) -> Iterator[Field]:
    """The fields whose list of words or texts a unit may change."""
    for field in ledger.fields:
        match field.type:
            case Choice(fixed=False, words_of="") | Choices(fixed=False):
                yield field
            case LongText(wordings=texts) if texts:
                yield field
            case _:
                pass


def borrowed(ledger: Ledger, wordings: Mapping[str, Mapping[str, Wording]]) -> dict[str, Wording]:
    """By field key, the words of lists that are those of another ledger; ``wordings`` by ledger."""
    found: dict[str, Wording] = {}
    for field in ledger.of_type(Choice):
        source = field.type.words_of if isinstance(field.type, Choice) else ""
        of, _, key = source.partition(".")
        if source and key in wordings.get(of, {}):
            found[field.key] = wordings[of][key]
    return found


def declared(field: Field) -> Wording:
    """The words of a field as they are declared."""
    kind = field.type
    if isinstance(kind, LongText):
        return Wording(kind.wordings)
    return Wording(kind.options, kind.former) if isinstance(kind, Choice | Choices) else Wording(())


def in_words(ledger: Ledger, wordings: Mapping[str, Wording]) -> Ledger:
    """The ledger with a unit's words, by field key; what counts a word counts its former ones."""
    if not wordings:
        return ledger
    return _Translation(ledger, wordings).ledger()


def in_present_words(kind: FieldType, value: Value) -> Value:
    """A value that the declaration gives, in the words of the unit; dropped words stay."""
    match kind, value:
        case Choice(), str():
            return present_word(kind, value) or value
        case Choices(), tuple():
            words = (str(word) for word in value)
            return tuple(present_word(kind, word) or word for word in words)
        case _:
            return value


class _Translation:
    def __init__(self, ledger: Ledger, wordings: Mapping[str, Wording]) -> None:
        self._ledger = ledger
        self._fields = {
            field.key: _worded(field, wordings[field.key]) if field.key in wordings else field
            for field in ledger.fields
        }
        self._originals = {
            field.key: _originals(field, self._fields[field.key])
            for field in ledger.fields
            if field.key in wordings
        }

    def ledger(self) -> Ledger:
        old = self._ledger
        return replace(
            old,
            sections=tuple(
                Section(each.label, tuple(self._field(field) for field in each.fields))
                for each in old.sections
            ),
            measures=tuple(replace(each, where=self._maybe(each.where)) for each in old.measures),
            paper=self._paper(old.paper),
            lenses=tuple(lens for each in old.lenses if (lens := self._lens(each)) is not None),
            # The words of rows are those of the declaration.
            rules=tuple(self._rule(rule) for rule in old.rules),
            feeds=tuple(
                replace(feed, values=self._in_declared_words(feed.values)) for feed in old.feeds
            ),
            dues=tuple(
                due if "." in due.date else replace(due, open=self._condition(due.open))
                for due in old.dues
            ),
        )

    def _field(self, field: Field) -> Field:
        worded = self._fields[field.key]
        initial, told, kind = worded.initial, field.told, worded.type
        if isinstance(initial, Computed):
            initial = Computed(self._in_declared_words(initial.by))
        if isinstance(kind, PeopleRef):
            convened = (replace(each, when=self._maybe(each.when)) for each in kind.convened)
            kind = replace(kind, convened=tuple(convened))
        return replace(
            worded,
            type=kind,
            shown_when=self._maybe(field.shown_when),
            initial=initial,
            told=told and self._told(told),
        )

    def _paper(self, form: PaperForm | None) -> PaperForm | None:
        """The form with a title for every name that one of its words has or had, in that name.

        Where the title does not say the word, another name has the usual title and its boxes.
        """
        if form is None or not form.kinds:
            return form
        field = self._fields[form.kind]
        kinds = {
            name: replace(each, word=name, title=each.title.replace(each.word, name))
            for each in form.kinds
            for name in all_names(field, (each.word,))
            if name == each.word or each.word in each.title
        }
        return replace(form, kinds=tuple(kinds.values()))

    def _rule(self, rule: Rule) -> Rule:
        return lambda values, surroundings: rule(self._declared(values), surroundings)

    def _told(self, told: Callable[[Values, date], str]) -> Callable[[Values, date], str]:
        return lambda values, today: told(self._declared(values), today)

    def _in_declared_words(self, function: Callable[[Values], T]) -> Callable[[Values], T]:
        """A function of the declaration, which knows no other words than its own."""
        return lambda values: function(self._declared(values))

    def _declared(self, values: Values) -> Values:
        plain = dict(values)
        for key, words in self._originals.items():
            value = plain.get(key)
            if isinstance(value, str):
                plain[key] = words.get(value, value)
            elif isinstance(value, tuple):
                plain[key] = tuple(words.get(str(word), str(word)) for word in value)
        return plain

    def _lens(self, lens: Lens) -> Lens | None:
        """The lens in these words; None for a grid of which the unit dropped every word."""
        match lens:
            case MonthGrid(rows=key, every=every):
                kind = self._fields[key].type
                if not isinstance(kind, Choice | Choices):
                    return lens
                present = ((present_word(kind, word), turn) for word, turn in every)
                due = tuple(pair for pair in present if pair[0])
                return replace(lens, every=due) if due or lens.otherwise is not None else None
            case Matrix() | AlongChart() | RowList():
                return replace(lens, where=self._maybe(lens.where))
            case Stages(stages=stages):
                worded = (Stage(each.label, self._condition(each.until)) for each in stages)
                return replace(lens, stages=tuple(worded))
            case Timeline():
                return replace(lens, done=self._condition(lens.done))
            case Coverage() | Linked():
                return lens
            case _:
                assert_never(lens)

    def _maybe(self, condition: Condition | None) -> Condition | None:
        return None if condition is None else self._condition(condition)

    def _condition(self, condition: Condition) -> Condition:
        match condition:
            case Is(key, words):
                return Is(key, all_names(self._fields[key], words))
            case Filled() | Reached():
                return condition
            case Not(inner):
                return Not(self._condition(inner))
            case AllOf(inner):
                return AllOf(tuple(self._condition(each) for each in inner))
            case _:
                assert_never(condition)


def _originals(declared: Field, worded: Field) -> dict[str, str]:
    """Every name of a word, today's and former ones → the one that is declared."""
    before, kind = declared.type, worded.type
    if not isinstance(before, Choice | Choices) or not isinstance(kind, Choice | Choices):
        return {}
    found: dict[str, str] = {}
    for now in dict.fromkeys(now for _, now in kind.former if now):
        names = (now, *(old for old, present in kind.former if present == now))
        own = next((name for name in names if name in before.options), now)
        found |= dict.fromkeys(names, own)
    return found


def _worded(field: Field, wording: Wording) -> Field:
    kind = field.type
    if isinstance(kind, LongText):
        return replace(field, type=replace(kind, wordings=wording.words))
    if not isinstance(kind, Choice | Choices):
        return field
    plain = replace(kind, options=wording.words, former=wording.former, known_as=())
    today = ((other, present_word(plain, word)) for other, word in kind.known_as)
    known_as = tuple(
        (other, word)
        for other, word in today
        if word in wording.words and other not in wording.words
    )
    worded = replace(plain, known_as=known_as)
    initial = field.initial
    if isinstance(initial, Fixed):
        begun = from_plain(kind, initial.plain)
        words = (begun,) if isinstance(begun, str) else cast("tuple[str, ...]", begun or ())
        present = tuple(now for word in words if (now := present_word(worded, word)))
        plain = present if isinstance(worded, Choices) else "".join(present)
        initial = Fixed(plain) if present else None
    return replace(field, type=worded, initial=initial)


def all_names(field: Field, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, what they are called now, and all that was ever called so."""
    kind = field.type
    if not isinstance(kind, Choice | Choices):
        return words
    now = {present_word(kind, word) for word in words} - {""}
    former = (old for old, present in kind.former if present in now)
    return tuple(dict.fromkeys((*words, *sorted(now), *former)))


def _without(former: tuple[tuple[str, str], ...], word: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in former if pair[0] != word)

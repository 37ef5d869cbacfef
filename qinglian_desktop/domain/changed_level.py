"""What may only be changed with a reason, and what it was before, out of the history"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from qinglian_desktop.domain.comparing import alike
from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Change
from qinglian_desktop.domain.values import Values, is_blank
from qinglian_desktop.domain.words import Reading, words


class WasBefore(NamedTuple):
    """A field's word before its last change: when it was changed, and why."""

    word: str
    on: str
    why: str

    @property
    def words(self) -> str:
        """原为一级，2026-06-20改，因措施落实."""
        return f"原为{self.word}，{self.on}改" + (f"，因{self.why}" if self.why else "")


def reasons_given(ledger: Ledger, values: Values, before: Values | None) -> str:
    """What is written down for the changes that need a reason; "" where none was made."""
    keys = [field.reason_when_changed for field, *_ in _changed(ledger, values, before)]
    given = (values.get(key) for key in keys)
    return "；".join(dict.fromkeys(str(why).strip() for why in given if not is_blank(why)))


def reasons_lacking(
    ledger: Ledger,
    values: Values,
    before: Values | None,
    history: Callable[[], Sequence[Change]] = tuple,
) -> Iterator[Problem]:
    """Each change that needs a reason and has none, or one that was given before.

    ``history`` is asked for where there is such a change; a form may be older than the record.
    """
    for field, was, now in _changed(ledger, values, before):
        key = field.reason_when_changed
        why, earlier = values.get(key), list[object]([(before or {}).get(key)])
        for change in _standing(field, history()):
            earlier += [change.reason, (change.before or {}).get(key)]
        is_old = any(alike(str(why), str(each)) for each in earlier if each)
        if is_blank(why) or is_old:
            more = "" if is_blank(why) else "现在写着的是从前的。"
            label = ledger.field(key).label
            said = f"{field.label}由{was}改为{now}，请在“{label}”里写明为什么改。{more}"
            yield Problem(key, said)


def all_before(ledger: Ledger, history: Sequence[Change]) -> dict[str, WasBefore]:
    """By field what it was before, of those that are only changed with a reason."""
    fields = [field for field in ledger.fields if field.reason_when_changed]
    found = {field.key: was_before(field, history) for field in fields}
    return {key: was for key, was in found.items() if was is not None}


def was_before(field: Field, history: Iterable[Change]) -> WasBefore | None:
    """What a field was before it came to what it is; ``history`` has the latest change first.

    What was changed and taken back never was; done again, it is so for the reason that it had.
    """
    changes = _standing(field, history)
    if not changes:
        return None
    last = changes[-1]
    return WasBefore(str((last.before or {})[field.key]), f"{last.at:%Y-%m-%d}", last.reason)


def _standing(field: Field, history: Iterable[Change]) -> list[Change]:
    """The changes of a field that were not taken back, the latest last."""
    passed: list[Change] = []
    taken_back: list[Change] = []
    for change in reversed(tuple(history)):
        was, now = ((each or {}).get(field.key) for each in (change.before, change.after))
        if not was or not now or was == now:
            continue
        is_turned = change.reason.startswith(("撤销：", "重做："))
        if is_turned and passed and (passed[-1].before or {})[field.key] == now:
            taken_back.append(passed.pop())
        elif is_turned and taken_back and (taken_back[-1].after or {})[field.key] == now:
            passed.append(taken_back.pop())
        else:
            passed.append(change)
    return passed


def _changed(
    ledger: Ledger, values: Values, before: Values | None
) -> Sequence[tuple[Field, str, str]]:
    """The fields that need a reason and say something else than before, in words."""
    found: list[tuple[Field, str, str]] = []
    for field in ledger.fields if before is not None else ():
        was, now = (before or {}).get(field.key), values.get(field.key)
        if field.reason_when_changed and was != now and not is_blank(was) and not is_blank(now):
            old, new = (words(field.type, each, Reading.LIST) for each in (was, now))
            found.append((field, old, new))
    return found

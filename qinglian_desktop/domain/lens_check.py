"""What contradicts in the declaration of a lens"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

from qinglian_desktop.domain.conditions import Condition, Is, named_fields
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Field,
    Integer,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
    StepRef,
    Text,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import (
    AlongChart,
    Coverage,
    Every,
    Lens,
    Linked,
    Matrix,
    MonthGrid,
    RowList,
    Stages,
    Timeline,
)


def check_lens(
    ledger: Ledger,
    lens: Lens,
    needs: Callable[..., Field],
    rows_of: Callable[[str, str], dict[str, Field]],
    condition: Callable[[str, Condition, dict[str, Field]], None],
) -> None:
    """Its fields are there and of the types that they are used as; checked as any others are."""
    fields = ledger.by_key
    what = f"lens {lens.label}"
    match lens:
        case MonthGrid(rows=key, every=every, otherwise=otherwise):
            needs(what, key, Choice, Choices)
            condition(what, Is(key, tuple(word for word, _ in every)), fields)
            if not every and otherwise is None:
                raise _bad(ledger, lens, "no word is due, so the grid would be empty")
        case Matrix() | AlongChart():
            if lens.where is not None:
                condition(what, lens.where, fields)
            axes = (lens.x, lens.y)
            if isinstance(lens, AlongChart):
                step, axes = needs(what, lens.x, StepRef).type, ()
                if not isinstance(step, StepRef) or step.through != lens.y:
                    raise _bad(ledger, lens, "its charts are not those of the steps")
            for path in (*axes, *lens.filters):
                key, dot, _ = path.partition(".")
                through = (RecordRef, Rows) if path in lens.filters else (RecordRef,)
                needs(what, key, *(through if dot else (Choice, Text)))
            needs(what, lens.tint, Choice)
        case Coverage(people=key, every=turn):
            needs(what, key, PeopleRef, PersonRef)
            if turn in (Every.WEEK, Every.MONTH):
                raise _bad(ledger, lens, f"a turn is a quarter, half-year or year, not {turn}")
        case Stages(stages=stages, who=who, outcome=outcome):
            needs(what, who, PersonRef, Text)
            needs(what, outcome, Choice)
            if not stages:
                raise _bad(ledger, lens, "no stage on the way, so all would be at the end")
            for stage in stages:
                condition(f"{what} {stage.label}", stage.until, fields)
        case Timeline():
            _timeline(ledger, lens)
            condition(what, lens.done, fields)
        case RowList():
            _row_list(ledger, lens)
        case Linked():
            pass  # What it names is of other ledgers: the catalogue looks at it.
        case _:
            assert_never(lens)


def _timeline(ledger: Ledger, lens: Timeline) -> None:
    """Its fields are there and of the types that they are used as."""
    _check(
        ledger,
        lens,
        lens.steps,
        [
            (lens.start, Day),
            (lens.due, Day),
            (f".{lens.day}", Day),
            (f".{lens.percent}", Integer),
        ],
    )


def _row_list(ledger: Ledger, lens: RowList) -> None:
    """Its fields are there and of the types that they are used as, its words among the choices."""
    kinds = _check(
        ledger,
        lens,
        lens.rows,
        [
            (f".{lens.due}", Day),
            (f".{lens.done_on}", Day),
            (f".{lens.status}", Choice),
            *((f".{key}", object) for key in (lens.what, *lens.who)),
            *((key, object) for key in lens.of),
            *((leaf.field, object) for leaf in (named_fields(lens.where) if lens.where else ())),
        ],
    )
    status = kinds[f".{lens.status}"]
    for word in (lens.finished, lens.open):
        if not isinstance(status, Choice) or word not in status.options:
            raise _bad(ledger, lens, f"{word} is no word of {lens.status}")


def _check(
    ledger: Ledger, lens: Lens, rows: str, named: Iterable[tuple[str, type]]
) -> Mapping[str, object]:
    """The types of all fields by key, those of the rows behind a dot; all ``named`` are there."""
    kinds: dict[str, object] = {field.key: field.type for field in ledger.fields}
    kind = kinds.get(rows)
    if not isinstance(kind, Rows):
        raise _bad(ledger, lens, f"{rows!r} is not Rows")
    kinds |= {f".{each.key}": each.type for each in kind.fields}
    for key, needed in named:
        if key not in kinds or not isinstance(kinds[key], needed):
            raise _bad(ledger, lens, f"{_called(key)} is not {needed.__name__}")
    return kinds


def _bad(ledger: Ledger, lens: Lens, what: str) -> BadDeclaration:
    return BadDeclaration(f"ledger {ledger.key}: lens {lens.label}: {what}")


def _called(key: str) -> str:
    return f"row field {key[1:]}" if key.startswith(".") else f"field {key}"

"""A mapping as JSON text and back: what the book keeps"""

from __future__ import annotations

import json
from typing import Any, assert_never, cast

from qinglian_desktop.domain.filling.form_mapping import (
    FormMapping,
    MappedColumn,
    MappedPlace,
    MappedRows,
    WordsAround,
    Writing,
)
from qinglian_desktop.domain.filling.form_pieces import CountedIn, FieldIn, FormFact, FormPiece
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.filling.seen_form import FormPlace
from qinglian_desktop.domain.summary import NumberStyle

_SCHEMA = 1


def mapping_text(mapping: FormMapping) -> str:
    """As JSON text; ``mapping_of`` reads it."""
    body = {
        "schema": _SCHEMA,
        "ledger": mapping.ledger,
        "labels": sorted(mapping.labels),
        "places": [
            {
                **_place(each.place),
                "pieces": [_piece(piece) for piece in each.pieces],
                "writing": each.writing.value,
                "around": _around(each.around),
            }
            for each in mapping.places
        ],
        "rows": [
            {
                "ledger": each.ledger,
                "columns": [{**_place(one.place), "column": one.column} for one in each.columns],
                "room": each.room,
                "span": each.span.words if each.span else None,
                "words": [list(word) for word in each.words],
                "around": _around(each.around),
            }
            for each in mapping.rows
        ],
    }
    return json.dumps(body, ensure_ascii=False)


def mapping_of(text: str) -> FormMapping:
    """From JSON text; ValueError where it is none of ours."""
    try:
        body = json.loads(text)
        if body["schema"] != _SCHEMA:
            raise ValueError("a mapping of a newer version")
        return FormMapping(
            places=tuple(_read_place(each) for each in body["places"]),
            rows=tuple(_read_rows(each) for each in body["rows"]),
            ledger=str(body["ledger"]),
            labels=frozenset(str(each) for each in body["labels"]),
        )
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError("no mapping of a form") from error


def _place(place: FormPlace) -> dict[str, object]:
    return {"table": place.table, "at": place.at}


def _around(around: WordsAround) -> list[object]:
    return [list(around.beside), list(around.above), around.own]


def _piece(piece: FormPiece) -> list[str]:
    match piece:
        case str():
            return ["words", piece]
        case CountedIn():
            figure = [piece.ledger, piece.measure, piece.span.words, piece.style.value]
            return ["figure", *figure]
        case FormFact():
            return ["fact", piece.name]
        case FieldIn():
            return ["field", piece.column]
        case _:
            assert_never(piece)


def _read_piece(raw: list[str]) -> FormPiece:
    kind, *rest = raw
    match kind:
        case "words":
            return str(rest[0])
        case "figure":
            ledger, measure, span, style = rest
            return CountedIn(ledger, measure, FormSpan(span), NumberStyle(style))
        case "fact":
            return FormFact[rest[0]]
        case "field":
            return FieldIn(str(rest[0]))
        case _:
            raise KeyError(kind)


def _read_around(raw: list[Any]) -> WordsAround:
    beside, above, own = raw
    return WordsAround(tuple(map(str, beside)), tuple(map(str, above)), str(own))


def _read_at(raw: dict[str, Any]) -> FormPlace:
    return FormPlace(str(raw["table"]), str(raw["at"]))


def _read_place(raw: dict[str, Any]) -> MappedPlace:
    return MappedPlace(
        _read_at(raw),
        tuple(_read_piece(each) for each in raw["pieces"]),
        Writing(raw["writing"]),
        _read_around(raw["around"]),
    )


def _read_rows(raw: dict[str, Any]) -> MappedRows:
    span = cast("str | None", raw["span"])
    return MappedRows(
        str(raw["ledger"]),
        tuple(MappedColumn(_read_at(each), str(each["column"])) for each in raw["columns"]),
        int(raw["room"]),
        None if span is None else FormSpan(span),
        tuple((str(key), str(word)) for key, word in raw["words"]),
        _read_around(raw["around"]),
    )

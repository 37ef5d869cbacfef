"""What can be put into a place of a form, in words and in the order in which it is offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.filling.form_columns import form_columns
from qinglian_desktop.domain.filling.form_pieces import (
    CountedIn,
    FieldIn,
    FormFact,
    FormPiece,
    FormPieces,
)


@dataclass(frozen=True, slots=True)
class FormOffer:
    """What is offered: its words, those beside them, and the group in which it stands."""

    words: str
    beside: str
    group: str
    pieces: FormPieces


def offers(catalogue: Catalogue, ledger: str) -> Iterator[FormOffer]:
    """Facts, the columns of the ``ledger`` of one record a form, and every measure."""
    if ledger in catalogue:
        of = catalogue[ledger]
        for key, column in form_columns(of).items():
            yield FormOffer(column.heading, "", f"{of.noun}的栏目", (FieldIn(key),))
    for each in catalogue:
        for measure in each.measures if each.is_kept else ():
            piece = CountedIn(each.key, measure.key)
            yield FormOffer(measure.label, measure.unit, each.label, (piece,))
    for fact in FormFact:
        yield FormOffer(fact.value, "", "单位和日期", (fact,))


def pieces_words(catalogue: Catalogue, ledger: str, pieces: Sequence[FormPiece]) -> str:
    """What goes into a place, in words: 谈心谈话人次（本月）."""
    return "".join(_words(catalogue, ledger, each) for each in pieces)


def _words(catalogue: Catalogue, ledger: str, piece: FormPiece) -> str:
    match piece:
        case str():
            return piece
        case FormFact():
            return piece.value
        case CountedIn():
            known = catalogue[piece.ledger].measures if piece.ledger in catalogue else ()
            labels = (each.label for each in known if each.key == piece.measure)
            said = next(labels, "已经没有的指标")
            return f"{said}（{piece.span.words}）"
        case FieldIn():
            columns = form_columns(catalogue[ledger]) if ledger in catalogue else {}
            column = columns.get(piece.column)
            return column.heading if column else "已经没有的栏目"

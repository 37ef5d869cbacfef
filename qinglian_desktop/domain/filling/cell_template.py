"""{{…}} in a cell of a form: a figure, a fact or a field of a record, named in words"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import alike
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.filling.form_columns import form_columns
from qinglian_desktop.domain.filling.form_pieces import (
    CountedIn,
    FieldIn,
    FormFact,
    FormPiece,
    FormPieces,
)
from qinglian_desktop.domain.filling.form_spans import IN_MONTH, FormSpan
from qinglian_desktop.domain.measure_names import MeasureNames, UnknownName, strokes_of
from qinglian_desktop.domain.summary import NumberStyle

_FULL_WIDTH = str.maketrans("｛｝｜．", "{}|.")
_MARKED = re.compile(r"[{｛]{2}[^{}｛｝]*[}｝]{2}")
_TOKEN = re.compile(r"\{\{[^{}]*\}\}|[^{]+|\{")


@dataclass(frozen=True, slots=True)
class TemplateCell:
    """The pieces of a cell, the ledger for each of whose records its fields ask, and what is wrong.

    What is not understood stays as it was written.
    """

    pieces: FormPieces
    ledger: str = ""
    wrong: tuple[str, ...] = ()


def has_template(text: str) -> bool:
    """Whether anything in the text is {{…}}."""
    return _MARKED.search(text) is not None


class CellTemplate:
    """Reads cells with {{台账.指标}}, {{台账.指标|本年累计|多}}, {{单位}}, {{台账.栏目}}."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = MeasureNames(catalogue)

    def read(self, text: str) -> TemplateCell:
        """The text with what its placeholders stand for."""
        text = _MARKED.sub(lambda found: found[0].translate(_FULL_WIDTH), text)
        pieces: list[FormPiece] = []
        ledgers: dict[str, None] = {}
        wrong: list[str] = []
        for token in _TOKEN.findall(text):
            piece: FormPiece = token
            if token.startswith("{{"):
                try:
                    ledger, piece = self._placeholder(token[2:-2])
                except UnknownName as error:
                    said = str(error).replace("{台账名.指标名}", "{{台账名.指标名}}")
                    wrong.append(f"{quoted(token)}{said}")
                else:
                    ledgers |= {ledger: None} if ledger else {}
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            else:
                pieces.append(piece)
        if len(ledgers) > 1:
            wrong.append("一张表只能按一本台账的记录一条一张地填，这里用了两本")
        return TemplateCell(tuple(pieces), next(iter(ledgers), ""), tuple(wrong))

    def written(self, pieces: FormPieces, ledger: str = "") -> str:
        """Pieces in the words that ``read`` reads; of a record of a ``ledger`` its fields."""
        return "".join(self._written(each, ledger) for each in pieces)

    def _written(self, piece: FormPiece, ledger: str) -> str:
        match piece:
            case str():
                return piece
            case CountedIn():
                of = self._names.ledger(piece.ledger)
                labels = {each.key: each.label for each in of.measures} if of else {}
                label = labels.get(piece.measure, piece.measure)
                name = f"{of.label if of else piece.ledger}.{label}"
                strokes = [piece.span.words] if piece.span != IN_MONTH else []
                strokes += [piece.style.value] if piece.style.value else []
                return "{{" + "|".join((name, *strokes)) + "}}"
            case FormFact():
                return "{{" + piece.value + "}}"
            case FieldIn():
                of = self._names.ledger(ledger)
                column = form_columns(of).get(piece.column) if of else None
                if of is None or column is None:
                    return "{{" + f"{ledger}.{piece.column}" + "}}"
                return "{{" + f"{of.label}.{column.heading}" + "}}"

    def _placeholder(self, inside: str) -> tuple[str, FormPiece]:
        """The ledger whose records it asks for, "" for none, and the piece."""
        name, strokes = strokes_of(inside)
        span, style = IN_MONTH, NumberStyle.EXACT
        for stroke in strokes:
            if stroke in (each.value for each in NumberStyle):
                style = NumberStyle(stroke)
                continue
            try:
                span = FormSpan(stroke)
            except ValueError as error:
                raise UnknownName(f"：{error}") from None
        fact = next((each for each in FormFact if name == each.value), None)
        if fact is not None:
            return "", fact
        try:
            ledger, measure = self._names.find(name)
        except UnknownName:
            found = self._field(name)
            if found is None:
                raise
            return found
        return "", CountedIn(ledger.key, measure.key, span, style)

    def _field(self, name: str) -> tuple[str, FormPiece] | None:
        """台账.栏目: a field of each record."""
        ledger_name, _, column_name = (part.strip() for part in name.partition("."))
        ledger = self._names.ledger(ledger_name)
        for key, column in form_columns(ledger).items() if ledger else ():
            if ledger and (column_name == key or alike(column_name, column.heading)):
                return ledger.key, FieldIn(key)
        return None

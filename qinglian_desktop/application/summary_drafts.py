"""A summary whose text a person has changed, kept in the book until it is made anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qinglian_desktop.application.ports import Book
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.summary import Kind, MeasureKey, Number, Paragraph, Sentence

_TEMPLATE = "summary_template"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """An edited text and its figures.

    ``figures`` are those of the records when the text was made, None where nothing was kept.
    """

    paragraphs: tuple[Paragraph, ...]
    figures: Mapping[MeasureKey, int | Decimal | None]


class SummaryDrafts:
    """The edited summaries of an open book, one for each period."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def get(self, period: Period) -> KeptDraft | None:
        """The edited summary of a period, if one is kept."""
        with self._book.reading() as work:
            text = work.settings.get(_key(period))
        return _read(text) if text else None

    def put(self, period: Period, draft: KeptDraft) -> None:
        """Keep an edited summary."""
        with self._book.writing() as work:
            work.settings.put(_key(period), _written(draft))

    def forget(self, period: Period) -> None:
        """Let the summary of a period be made from the records again."""
        with self._book.writing() as work:
            if work.settings.get(_key(period)):
                work.settings.put(_key(period), "")

    def template(self) -> str:
        """The name of the template that was last chosen."""
        with self._book.reading() as work:
            return work.settings.get(_TEMPLATE) or ""

    def keep_template(self, name: str) -> None:
        """Remember which template the unit writes its summaries from."""
        with self._book.writing() as work:
            work.settings.put(_TEMPLATE, name)


def _key(period: Period) -> str:
    return f"summary.{period.key}"


def _written(draft: KeptDraft) -> str:
    def plain(sentence: Sentence) -> list[object]:
        return [
            piece if isinstance(piece, str) else [piece.ledger, piece.measure, piece.text]
            for piece in sentence
        ]

    kept = {
        "paragraphs": [[each.kind.value, plain(tuple(each.pieces))] for each in draft.paragraphs],
        "figures": [
            [*key, None if value is None else str(value)] for key, value in draft.figures.items()
        ],
    }
    return json.dumps(kept, ensure_ascii=False)


def _read(text: str) -> KeptDraft:
    kept: dict[str, Any] = json.loads(text)
    paragraphs = tuple(
        Paragraph(
            Kind(kind),
            (tuple(each if isinstance(each, str) else Number(*each) for each in pieces),),
        )
        for kind, pieces in kept["paragraphs"]
    )
    figures = {
        (ledger, measure): None if value is None else Decimal(value)
        for ledger, measure, value in kept["figures"]
    }
    return KeptDraft(paragraphs, figures)

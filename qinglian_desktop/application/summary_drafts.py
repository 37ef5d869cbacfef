"""A summary whose text a person has changed, kept in the book until it is made anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.summary import Kind, MeasureKey, Number, Paragraph, Sentence

_TEMPLATE = "summary_template"
_BROKEN = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError)
"""What reading raises over text that this module did not write."""


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
        """The edited summary of a period, if one is kept; EnvironmentProblem if it is broken."""
        with self._book.reading() as work:
            text = work.settings.get(_key(period))
        if not text:
            return None
        try:
            return _read(text)
        except _BROKEN:
            raise EnvironmentProblem(
                f"{period.label}总结里改过的文字读不出来了。",
                "记录都在，读不出来的内容另外留着，没有删。",
                "下面是照记录重新写的，请再改一遍。",
            ) from None

    def put(self, period: Period, draft: KeptDraft) -> None:
        """Keep an edited summary."""
        self._put(period, _written(draft))

    def forget(self, period: Period) -> None:
        """Let the summary of a period be made from the records again."""
        self._put(period, "")

    def _put(self, period: Period, text: str) -> None:
        key = _key(period)
        with self._book.writing() as work:
            before = work.settings.get(key) or ""
            if before == text:
                return
            try:
                _read(before or _written(KeptDraft((), {})))
            except _BROKEN:
                # What cannot be read is put aside, not written over.
                work.settings.put(f"{key}.unread", before)
            work.settings.put(key, text)

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
    # As typed may hold anything, even half a surrogate pair: all of it escaped.
    return json.dumps(kept)


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

"""Whether a set to be put up in public is declared of lists, links and fields that are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Flow,
    PersonRef,
    RecordRef,
    Text,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import listed_columns
from qinglian_desktop.domain.paper import PaperList
from qinglian_desktop.domain.published_ledger import published_ledger


def check_publishing(ledger: Ledger, every: Mapping[str, Ledger]) -> None:
    """BadDeclaration for what contradicts the ledgers of the set, or the record that is kept."""
    if (of := ledger.publishing) is None:
        return

    def need(key: str, kind: type, owner: Ledger = ledger) -> None:
        if key not in owner.by_key or not isinstance(owner.field(key).type, kind):
            raise BadDeclaration(f"{ledger.key} puts up {owner.key}.{key}: no {kind.__name__}")

    if strange := [key for key in of.ledgers if key not in every]:
        raise BadDeclaration(f"{ledger.key} puts up unknown ledgers {strange}")
    named = {of.day: Day, of.until: Day, of.by: PersonRef, of.scope: Choice, of.names: Choice}
    named |= {of.department: Text, of.single: RecordRef, of.contents: Choices}
    named |= dict.fromkeys(of.places, Text)
    for key, kind in named.items():
        need(key, kind)
    if _words(ledger, of.contents) != [*(each.word for each in of.lists), of.charts[0]]:
        raise BadDeclaration(f"{ledger.key}: {of.contents} are not the lists and charts put up")
    if len(_words(ledger, of.scope)) != 3 or len(_words(ledger, of.names)) != 2:
        raise BadDeclaration(f"{ledger.key}: three scopes, and with or without names")
    charts = every[of.charts[1]]
    need(charts.once_for, RecordRef, charts)
    if not charts.of_type(Flow) or charts.field(charts.once_for).type != RecordRef(of.owner):
        raise BadDeclaration(f"{ledger.key}: {charts.key} holds no charts of {of.owner}")
    for each in of.lists:
        listed = every[each.ledger]
        need(each.department, Text, listed)
        if each.owner or each.ledger != of.owner:
            need(each.owner, RecordRef, listed)
        if each.charted:
            need(each.charted, Text, listed)
        for count in each.counts:
            counted, link = every.get(count.ledger), count.by.partition(".")[2]
            if counted is None or count.key in listed.by_key:
                raise BadDeclaration(f"{ledger.key} counts {count}")
            need(link, RecordRef, counted)
            if counted.field(link).type != RecordRef(listed.key):
                raise BadDeclaration(f"{ledger.key} counts {count}: not of {listed.key}")
        try:
            printed = PaperList(each.word, each.columns, each.rows)
            listed_columns(replace(published_ledger(listed, each), listing=printed))
        except KeyError as unknown:
            raise BadDeclaration(f"{ledger.key} puts up unknown column {unknown}") from None
        if strange := set(each.unticked) - {column.key for column in each.columns}:
            raise BadDeclaration(f"{ledger.key} leaves unknown columns out: {strange}")


def _words(ledger: Ledger, key: str) -> list[str]:
    kind = ledger.field(key).type
    return list(kind.options) if isinstance(kind, Choice | Choices) else []

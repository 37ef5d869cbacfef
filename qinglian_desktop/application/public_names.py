"""Names of people that stand in the texts of a set, though names shall not be read in it"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.public_set import PublicRemark, PublicSet
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.field_types import Name, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import listed_columns, rows_of
from qinglian_desktop.domain.record import Record, title_of
from qinglian_desktop.domain.values import Values

_SHORTEST = 2


def names_standing(
    work: UnitOfWork, catalogue: Catalogue, public: PublicSet
) -> tuple[PublicRemark, ...]:
    """Each place where somebody of the roster, or whoever answers for a measure, is named."""
    if public.choice.shows_names:
        return ()
    known = {_plain(each.name) for each in work.records.members().values()}
    for table in public.tables:
        known |= {_plain(name) for each in table.records for name in _named(table.ledger, each)}
    for chart in public.charts:
        for record, _ in chart.risks:
            known |= {_plain(name) for name in _named(catalogue[record.ledger], record)}
    known = {name for name in known if len(name) >= _SHORTEST}
    found: dict[tuple[str, int, str, str], PublicRemark] = {}
    for ledger, record, where, text in _texts(catalogue, public):
        said = _plain(text)
        for name in sorted(known):
            if name in said:
                words = (
                    f"{ledger.noun}{quoted(title_of(ledger, record.values))}的“{where}”里"
                    f"写着姓名“{name}”，会照样公开。"
                )
                key = (ledger.key, record.id or 0, where, name)
                found[key] = PublicRemark(words, ledger.key, record.id or 0)
    return tuple(found.values())


def _texts(catalogue: Catalogue, public: PublicSet) -> Iterator[tuple[Ledger, Record, str, str]]:
    """Every text that goes out, with the record in which it is to be changed, and its place."""
    for table in public.tables:
        columns = listed_columns(table.ledger)
        for record in table.records:
            for column in columns:
                if column.of_row:
                    listing = table.ledger.listing
                    rows = rows_of(listing, record) if listing else ()
                    text = "\n".join(column.text_of_row(row) for row in rows)
                else:
                    text = column.text(record)
                yield table.ledger, record, column.heading, text
    for chart in public.charts:
        of = chart.of
        if of.record is None:
            continue
        for step in of.chart.every_step():
            labels = (branch.label for branch in step.branches)
            said = (step.text, step.post, step.limit, step.materials, step.stage, *labels)
            where = f"步骤 {' '.join(step.text.split())}"
            yield of.ledger, of.record, where, "\n".join(said)
        yield of.owner, of.owned, "图的题目", chart.head.title
        for label, value in chart.head.facts:
            yield of.ledger, of.record, label, value
        for record, risk in chart.risks:
            said = "\n".join((risk.risk, *risk.measures, risk.owner))
            yield catalogue[record.ledger], record, "图上的风险点、措施和岗位", said


def _named(ledger: Ledger, record: Record) -> Iterator[str]:
    for field in ledger.of_type(Rows):
        kind = cast("Rows", field.type)
        for row in cast("tuple[Values, ...]", record.value(field.key) or ()):
            yield from (
                str(row.get(each.key) or "") for each in kind.fields if isinstance(each.type, Name)
            )


def _plain(text: str) -> str:
    return "".join(text.split())

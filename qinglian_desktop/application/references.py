"""What a record's input refers to: records linked by their words, files by their digest."""

from __future__ import annotations

from typing import cast

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import alike
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.field_types import Attachments, RecordRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.domain.values import Attached, Link, Value, Values


def link(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, values: dict[str, Value]
) -> list[Problem]:
    """Look up links named by words or number only, in place; they must name exactly one record."""
    problems: list[Problem] = []
    for field in ledger.of_type(RecordRef):
        given = values.get(field.key)
        if not isinstance(given, Link) or not isinstance(field.type, RecordRef):
            continue
        target = catalogue[field.type.ledger]
        if given.id is not None and work.records.get(target, given.id) is not None:
            continue
        asked = Query(target.key, text=given.label)
        found = {
            record.id: title
            for record in work.records.fetch(target, work.records.ids(asked))
            if alike(title := title_of(target, record.values), given.label)
            or record.number == given.label
        }
        same = [each for each, title in found.items() if title == given.label] or list(found)
        meant = same[0] if len(same) == 1 else None
        values[field.key] = Link(meant, given.label if meant is None else found[meant])
        if len(same) > 1:
            words = quoted(given.label)
            said = f"{field.label}{words}在{target.label}里有 {len(same)} 条，请点选一条。"
            problems.append(Problem(field.key, said))
    return problems


def missing_files(work: UnitOfWork, ledger: Ledger, values: Values) -> list[Problem]:
    """Files that the input names and the book does not hold."""
    return [
        Problem(field.key, f"附件{quoted(file.name)}没有存进台账库，请重新添加。")
        for field in ledger.of_type(Attachments)
        for file in cast("tuple[Attached, ...]", values.get(field.key) or ())
        if not work.attachments.holds(file.digest)
    ]

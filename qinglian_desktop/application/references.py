"""What a record's input refers to: records linked by their words, files by their digest."""

from __future__ import annotations

from typing import cast

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import alike
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import Attachments, RecordRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State, title_of
from qinglian_desktop.domain.values import Attached, Link, Value, Values


def link(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, values: dict[str, Value]
) -> list[Problem]:
    """Look up links named by words or number only, in place; they must name exactly one record.

    One that was there may lead to what the keeper does not see; by words they find none of it.
    """
    problems: list[Problem] = []
    for field in ledger.of_type(RecordRef):
        given = values.get(field.key)
        if not isinstance(given, Link) or not isinstance(field.type, RecordRef):
            continue
        target = catalogue[field.type.ledger]
        whole = work.beyond(ledger)
        if given.id is not None and whole.records.get(target, given.id) is not None:
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


def there_already(
    work: UnitOfWork,
    catalogue: Catalogue,
    ledger: Ledger,
    values: Values,
    previous: Record | None,
) -> list[Problem]:
    """Where there is one record each of what is linked to, or one at all, and another is there."""
    is_new = previous is None or previous.state is State.VOID
    if is_new and ledger.unit is not None and work.records.count(Query(ledger.key)):
        return [Problem("", f"{ledger.label}只登记一次，请在原来的记录上修改。")]
    linked = values.get(ledger.once_for)
    if not isinstance(linked, Link) or linked.id is None:
        return []
    found = work.records.page(Query(ledger.key, linked=(ledger.once_for, linked.id)), 0, 2)
    others = [each for each in found if previous is None or each.id != previous.id]
    if not others:
        return []
    said = f"{quoted(linked.label)}已经有{ledger.noun}了（编号 {others[0].number}）。"
    todo = f"{_only_one(catalogue, ledger)}，请在那一条上修改。"
    return [Problem(ledger.once_for, f"{said}{todo}")]


def _only_one(catalogue: Catalogue, ledger: Ledger) -> str:
    """That there is one record of each of what is linked to, in words."""
    target = catalogue[cast("RecordRef", ledger.field(ledger.once_for).type).ledger]
    return f"一项{target.noun}只有一条"


def one_each(catalogue: Catalogue, ledger: Ledger, values: Values, other: Values) -> list[Problem]:
    """Where both are new, and of what there is one record each they would be two."""
    linked, before = values.get(ledger.once_for), other.get(ledger.once_for)
    if not isinstance(linked, Link) or linked != before:
        return []
    said = f"{quoted(linked.label)}在表格里前面已经有一条，{_only_one(catalogue, ledger)}。"
    return [Problem(ledger.once_for, f"{said}请合并到前面那一条，或者跳过。")]


def must_be_alone(work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, record: Record) -> None:
    """DataProblems where, while a record was void, another one took its place."""
    if wrong := there_already(work, catalogue, ledger, record.values, record):
        raise DataProblems(tuple(wrong))


def missing_files(work: UnitOfWork, ledger: Ledger, values: Values) -> list[Problem]:
    """Files that the input names and the book does not hold."""
    return [
        Problem(field.key, f"附件{quoted(file.name)}没有存进台账库，请重新添加。")
        for field in ledger.of_type(Attachments)
        for file in cast("tuple[Attached, ...]", values.get(field.key) or ())
        if not work.attachments.holds(file.digest)
    ]

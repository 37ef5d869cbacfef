"""An earlier version of any record is seen beside today's and comes back, in every ledger."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import Attachments, LongText, Rows, Text
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ledgers import ALL_LEDGERS

EACH = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)
REASON = "核对以后改"


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Desk:
    """The use cases over one sample book that these tests write into, a record each."""
    import shutil

    from tests.conftest import PASSWORD

    folder = tmp_path_factory.mktemp("versions") / "台账库"
    shutil.copytree(request.getfixturevalue("sample_folder"), folder)
    book = request.getfixturevalue("books").open(folder, PASSWORD)
    request.addfinalizer(book.close)
    return Desk(book, request.getfixturevalue("tools"))


def written(desk: Desk, ledger: Ledger, record: Record) -> Record:
    """The record changed in every field where words, rows or files may be otherwise."""
    typed = desk.records.plain(ledger, record)
    for field in ledger.fields:
        said = typed.get(field.key)
        match field.type:
            case Text() | LongText():
                more = {**typed, field.key: f"{said or ''}又"}
            case Rows() if isinstance(said, list) and said:
                more = {**typed, field.key: said[:-1] or None}
            case Attachments():
                files = [desk.records.add_file(f"{field.label}.txt", field.label.encode())]
                more = {**typed, field.key: files}
            case _:
                continue
        checked = desk.records.check(ledger, more, record.id)
        if not any(not each.is_warning for each in checked.problems):
            typed = more
    return desk.records.save(ledger, typed, record_id=record.id, reason=REASON).record


def changeable(desk: Desk, ledger: Ledger) -> Record:
    """A record that does not follow from another, with as much in it as there is."""
    found = desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))
    alone = [each for each in found if desk.records.source(ledger, each) is None]
    return max(alone, key=lambda each: len(each.values))


@EACH
def test_a_version_is_shown_beside_todays_and_comes_back(desk: Desk, ledger: Ledger) -> None:
    record = changeable(desk, ledger)
    at = record.id or 0
    first = desk.records.versions.all(ledger, at)[0]
    same = desk.records.versions.compare(ledger, at, first.number)
    assert not [each for each in same.lines if each.differs] and same.changes == []
    after = written(desk, ledger, record)
    assert after.revision == record.revision + 1, "nothing of it could be changed"
    seen = desk.records.versions.compare(ledger, at, first.number)
    assert [each.key for each in seen.lines] == [
        field.key for field in ledger.fields if field.key in {each.key for each in seen.lines}
    ]
    differing = {each.key for each in seen.lines if each.differs}
    changed = {k for k in ledger.by_key if record.value(k) != after.value(k)}
    assert differing == changed
    assert all(each.then != each.now or each.note for each in seen.lines if each.differs)
    assert seen.in_the_way == ()
    # A return must say the same whoever writes it: the fields that other records decide stay.
    back = desk.records.versions.restore(ledger, at, first.number, reason=REASON)
    assert back.values == record.values
    last = desk.records.history(ledger, at)[0]
    assert last.reason.endswith(f"恢复成{first.called}的样子")
    turned = desk.records.steps.undo((ledger.key, at))
    assert turned is not None
    kept = desk.records.get(ledger, at)
    assert kept is not None and kept.values == after.values
    with pytest.raises(DataProblems, match="没有第 99 版"):
        desk.records.versions.compare(ledger, at, 99)

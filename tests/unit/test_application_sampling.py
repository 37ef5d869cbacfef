"""The sample book: the report's year, the same each time, with something to find in it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.sampling import fill_with_sample
from qinglian_desktop.domain.errors import Cancelled, ProgramBug
from qinglian_desktop.domain.lenses import Coverage, MonthGrid
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.return_content import ReturnContent
from tests.conftest import PASSWORD, YEAR

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
RARE = "䶮㛃𬱖𫖯𬭎𬀩𬭚𫟼㙦𦰡"


def another(tools: Tools, books: Books, folder: Path, year: int) -> Desk:
    """A sample book made now, on a desk."""
    book, _ = books.create(folder, PASSWORD)
    fill_with_sample(book, tools.catalogue, tools.resources / "sample", year)
    return Desk(book, tools)


def everything(desk: Desk) -> list[object]:
    """All records with values, numbers, stamps and histories."""
    found: list[object] = []
    for ledger in desk.catalogue:
        for record in desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key))):
            assert record.id is not None
            found += [record, desk.records.history(ledger, record.id)]
    return found


def figures(desk: Desk, period: str) -> dict[tuple[str, str], object]:
    return {
        (line.ledger.key, line.measure.key): line.figure.value
        for line in desk.statistics.figures(Period.parse(period))
    }


def october(desk: Desk, year: int) -> ReturnContent:
    return desk.returning.preview(Period.parse(f"{year}-10"))


def test_twice_it_is_the_same(desk: Desk, tools: Tools, books: Books, tmp_path: Path) -> None:
    twin = another(tools, books, tmp_path / "又一本", YEAR)
    assert everything(twin) == everything(desk)
    assert figures(twin, "2026") == figures(desk, "2026")
    assert october(twin, YEAR).digest == october(desk, YEAR).digest
    twin.book.close()


def test_another_year_holds_the_same_figures(
    desk: Desk, tools: Tools, books: Books, tmp_path: Path
) -> None:
    older = another(tools, books, tmp_path / "去年", YEAR - 1)
    assert figures(older, "2025") == figures(desk, "2026")
    assert {
        each.occurred_on.year
        for ledger in older.catalogue
        if ledger.in_return
        for each in older.searching.fetch(ledger, older.searching.ids(Query(ledger.key)))
    } == {YEAR - 1}
    older.book.close()


def test_every_ledger_has_its_file(tools: Tools) -> None:
    assert [
        ledger.key for ledger in tools.catalogue if not (SAMPLE / f"{ledger.key}.json").exists()
    ] == []


def test_every_measure_counts_something(desk: Desk) -> None:
    assert [key for key, value in figures(desk, "2026").items() if not value] == []


def test_its_year_ends_in_october(desk: Desk) -> None:
    for ledger in desk.catalogue:
        for record in desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key))):
            assert record.occurred_on < Period.parse("2026-11").start


def test_a_few_gaps_are_there_to_be_found(desk: Desk) -> None:
    gaps = [
        (month, word)
        for ledger in desk.catalogue
        for lens in ledger.lenses
        if isinstance(lens, MonthGrid)
        for month in range(1, 11)
        for word in desk.statistics.grid(ledger, lens, YEAR).missing(month)
    ]
    assert gaps == [
        (4, "诵一首红色诗词"),
        (8, "走一次红色印迹"),
        (10, "一月一警示"),
        (8, "党小组会"),
    ]


def test_every_focus_class_is_there_and_someone_was_not_talked_to(desk: Desk) -> None:
    (ledger, lens), *_ = (
        (ledger, lens)
        for ledger in desk.catalogue
        for lens in ledger.lenses
        if isinstance(lens, Coverage) and not lens.everyone
    )
    found = desk.statistics.coverage(ledger, lens, Period.parse("2026H2"))
    assert set(found) == {"重点岗位负责人", "提拔和岗位调整", "新入职年轻干部", "新发展党员"}
    for word, lines in found.items():
        assert {bool(line.records) for line in lines} == {True, False}, word


def test_its_people_are_marked_as_samples_and_have_rare_names(desk: Desk) -> None:
    roster = desk.catalogue.roster
    assert roster is not None
    people = desk.searching.fetch(roster, desk.searching.ids(Query(roster.key)))
    assert 18 <= len(people) <= 24
    assert all("样例人物" in str(each.value("remarks")) for each in people)
    names = "".join(str(each.value("name")) for each in people)
    assert [sign for sign in RARE if sign not in names] == []
    assert "·" in names


def test_its_lists_show_more_than_one_of_everything(desk: Desk) -> None:
    """Every word that can be filtered by is used somewhere, be it changeable or not."""
    unused: dict[str, set[str]] = {}
    for ledger in desk.catalogue:
        if not ledger.in_return:
            continue
        records = desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))
        for key in ledger.filters:
            options: set[str] = set(getattr(ledger.field(key).type, "options", ()))
            used: set[object] = set()
            for record in records:
                value = record.value(key)
                used.update(value if isinstance(value, tuple) else (value,))
            if lacking := options - used - {"其他"}:
                unused[f"{ledger.key}.{key}"] = lacking
    assert unused == {}


def test_no_one_of_the_crew_is_a_stranger_to_the_roster(desk: Desk) -> None:
    """Names that the sample uses are those of its roster, save one lecturer from outside."""
    strangers = {
        problem.message
        for ledger in desk.catalogue
        for record in desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))
        for problem in desk.records.check(
            ledger, desk.records.plain(ledger, record), record.id
        ).problems
    }
    assert strangers == {"花名册里没有“石望舒”，按外单位人员保存。"}


def test_its_files_are_read_by_people_too() -> None:
    for file in SAMPLE.glob("*.json"):
        text = file.read_text("utf-8")
        assert max(map(len, text.splitlines())) < 220, file.name
        assert not re.search(r"\b20\d\d-\d\d", text), f"{file.name} names a year of its own"


def test_a_record_that_cannot_be_kept_is_named_with_its_problem(
    tools: Tools, books: Books, tmp_path: Path
) -> None:
    sheet = json.loads((SAMPLE / "problems.json").read_text("utf-8"))[:2]
    sheet[1]["due"] = "2026-13-05"
    folder = tmp_path / "样例"
    folder.mkdir()
    (folder / "problems.json").write_text(json.dumps(sheet), encoding="utf-8")
    book, _ = books.create(tmp_path / "坏样例", PASSWORD)
    with pytest.raises(ProgramBug) as raised:
        fill_with_sample(book, tools.catalogue, folder, YEAR)
    book.close()
    assert str(raised.value).startswith(
        "problems.json, record 2: 时限：“2026-13-05”这一天不存在，请核对年、月、日。"
    )


def test_making_it_can_be_stopped(tools: Tools, books: Books, tmp_path: Path) -> None:
    book, _ = books.create(tmp_path / "半本", PASSWORD)
    with pytest.raises(Cancelled):
        fill_with_sample(book, tools.catalogue, SAMPLE, YEAR, lambda done, total: done < 3)
    book.close()
    shutil.rmtree(tmp_path / "半本")

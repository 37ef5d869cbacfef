"""Which column went where under the same heads, and which files came: what is remembered of it."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.importing.import_plan import HeadRows, ImportPlan
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.read_sheets import file_of

PEOPLE = Catalogue(ALL_LEDGERS)["people"]
WHO = "张三|男|群众|2020-01-01"


@pytest.fixture
def desk(empty_book: Book, tools: Tools) -> Desk:
    return Desk(empty_book, tools)


def read(desk: Desk, *rows: str, plan: ImportPlan | None = None, digest: str = "") -> Understanding:
    return desk.importing.understand(PEOPLE, file_of(*rows, digest=digest), plan or ImportPlan())


def goes(found: Understanding) -> list[str]:
    return [each.target for each in found.columns]


def test_of_two_heads_of_one_name_each_keeps_its_own_place(desk: Desk) -> None:
    heads = "姓名|性别|政治面貌|调入日期|情况|情况"
    plan = ImportPlan(targets={4: "department", 5: "remarks"})
    desk.importing.keep(read(desk, heads, f"{WHO}|办公室|甲", plan=plan))
    assert goes(read(desk, heads, f"{WHO}|办公室|甲"))[4:] == ["department", "remarks"]


def test_only_the_column_that_was_sent_elsewhere_is(desk: Desk) -> None:
    heads = "姓名|性别|政治面貌|调入日期|情况|情况"
    desk.importing.keep(read(desk, heads, f"{WHO}|甲|乙", plan=ImportPlan(targets={5: "remarks"})))
    assert goes(read(desk, heads, f"{WHO}|甲|乙"))[4:] == ["", "remarks"]


def test_of_cells_without_heads_nothing_is_remembered(desk: Desk) -> None:
    plan = ImportPlan(
        head=HeadRows(0, 0), targets={0: "name", 1: "sex", 2: "politics", 3: "joined"}
    )
    assert len(desk.importing.keep(read(desk, WHO, plan=plan)).saved) == 1
    again = read(desk, "一|二|三|四", plan=ImportPlan(head=HeadRows(0, 0)))
    assert goes(again) == [""] * 4


def test_the_words_of_a_record_taken_for_heads_are_not_remembered(desk: Desk) -> None:
    rows = ("韦一|甲|乙", "覃二|丙|丁")
    targets = {0: "name", 1: "department", 2: "post"}
    for_all = {"politics": "群众", "joined": "2020-01-01"}
    found = read(desk, *rows, plan=ImportPlan(targets=targets, for_all=for_all))
    assert found.head.rows == HeadRows(0, 1)
    assert len(desk.importing.keep(found).saved) == 1
    assert goes(read(desk, *rows)) == [""] * 3
    with desk.importing._book.reading() as work:
        assert work.settings.get("import.heads.people") is None


def test_a_word_that_stands_again_in_its_column_is_no_head(desk: Desk) -> None:
    found = read(desk, "韦一|办公室|科员", "覃二|办公室|主任")
    assert found.head.rows == HeadRows(0, 0) and len(found.body.records) == 2


def test_neither_heads_nor_the_file_are_remembered_where_nothing_was_kept(desk: Desk) -> None:
    rows = ("姓名|性别|政治面貌|调入日期|情况", "张三|男|不知道|2020-01-01|甲")
    plan = ImportPlan(targets={4: "remarks"})
    found = read(desk, *rows, plan=plan, digest="d")
    assert desk.importing.keep(found).saved == ()
    assert not desk.importing.is_known(PEOPLE, found.file)
    assert goes(read(desk, *rows))[4] == ""
    good = ("姓名|性别|政治面貌|调入日期|情况", f"{WHO}|甲")
    found = read(desk, *good, plan=plan, digest="d")
    assert len(desk.importing.keep(found).saved) == 1
    assert desk.importing.is_known(PEOPLE, found.file)
    assert goes(read(desk, *rows))[4] == "remarks"

"""What is read of the returns that a book keeps: states, totals, problems, questions, contents."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from qinglian_desktop.application.collection_reading import CollectionReading
from qinglian_desktop.domain.collecting.collected import CollectedReturn, Fate, MetFile
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.states import MonthState
from qinglian_desktop.domain.measures import Measure
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import LedgerSheet, ReturnContent, SummaryLine
from qinglian_desktop.storage.book import EncryptedBook
from tests.invented import INVENTED
from tests.unit.collected_units import AT, month, refused, returned

OCTOBER = month(10)
LISTED = (ListedUnit("A01", "A01局", "党委"), ListedUnit("B02", "B02局", "党总支"))
LEDGER, MEASURE = next(
    (ledger, measure) for ledger in INVENTED for measure in ledger.measures if measure.adds_up
)


def counted(this: int, year: int, measure: Measure = MEASURE) -> tuple[SummaryLine, ...]:
    return (SummaryLine(LEDGER.key, measure.key, measure.label, measure.unit, this, year),)


def content_of_unit(one: CollectedReturn, rows: tuple[tuple[str, ...], ...]) -> ReturnContent:
    sheet = LedgerSheet(LEDGER.key, LEDGER.label, ("a",), ("甲",), (5,), rows)
    return ReturnContent(
        one.unit_code, one.unit_name, one.period, one.revision, (), one.lines, (sheet,)
    )


def kept(
    book: EncryptedBook, *returns: CollectedReturn, rows: tuple[tuple[str, ...], ...] = ()
) -> CollectionReading:
    with book.writing() as work:
        work.collected.put_units(LISTED)
        for each in returns:
            work.collected.take(each, content_of_unit(each, rows).told)
    return CollectionReading(book, INVENTED, lambda: datetime(2026, 11, 7, 9, 0))


def test_a_year_and_who_is_to_be_reminded(book: EncryptedBook) -> None:
    reading = kept(book, returned(lines=counted(3, 3)))
    year = reading.overview(2026)
    assert [each.months[9].state for each in year.units] == [
        MonthState.HANDED_IN,
        MonthState.MISSING,
    ]
    # Nothing was collected of the months before: nobody owes them.
    assert {each.months[8].state for each in year.units} == {MonthState.NOT_ASKED}
    assert [each.unit.code for each in reading.missing(reading.month(OCTOBER))] == ["B02"]
    assert "B02局" in reading.reminder(reading.month(OCTOBER)) and "11月5日" in reading.reminder(
        reading.month(OCTOBER)
    )
    assert reading.reminder(reading.month(OCTOBER.next)) == ""


def test_a_later_day_may_be_the_due_one(book: EncryptedBook) -> None:
    kept(book)
    reading = CollectionReading(book, INVENTED, lambda: datetime(2026, 11, 7, 9, 0), lambda: 10)
    assert {each.month.state for each in reading.missing(reading.month(OCTOBER))} == {
        MonthState.NOT_DUE
    }
    assert "请于11月10日前报送" in reading.reminder(reading.month(OCTOBER))


def test_figures_are_of_the_latest_revision(book: EncryptedBook) -> None:
    again = returned(revision=2, lines=counted(5, 5))
    reading = kept(book, returned(lines=counted(3, 3)), again, returned("B02", lines=counted(2, 4)))
    figures = reading.figures(OCTOBER)
    assert [each.month for each in figures.units] == [(5,), (2,)]
    assert [(each.title, each.month, each.year) for each in figures.totals] == [
        ("党委", (5,), (5,)),
        ("党总支", (2,), (4,)),
        ("合计", (7,), (9,)),
    ]
    assert [each.unit.code for each in reading.figures(OCTOBER, ["党委"]).units] == ["A01"]


def test_problems_stand_in_the_order_of_the_list(book: EncryptedBook) -> None:
    september = returned("B02", 9, counted(1, 9))
    reading = kept(book, september, returned("B02", lines=counted(2, 3)), returned("C3"))
    with book.writing() as work:
        work.collected.note_files(AT, [refused("A01"), refused("A01", 9)])
    assert [(each.unit_code, each.said) for each in reading.problems(OCTOBER)] == [
        ("A01", "“A01.xlsx”没有收：内容与写出时不一样。"),
        (
            "B02",
            f"{reading.figures(OCTOBER).measures[0].words}本年累计3，可是到9月累计9，加上本月2该是11。",
        ),
        ("C3", "“C3局”（编码C3）不在单位名单里。"),
    ]


def test_the_same_records_under_two_units_are_told_and_the_same_figures_are_not(
    book: EncryptedBook,
) -> None:
    lines = counted(2, 2)
    reading = kept(book, returned(lines=lines), returned("B02", lines=lines), rows=(("一",),))
    (one,) = reading.problems(OCTOBER)
    assert (one.unit_code, one.said) == ("B02", "内容和“A01局”的月报一样，各条记录都相同。")


def test_nothing_is_said_of_two_units_without_records(book: EncryptedBook) -> None:
    lines = counted(2, 2)
    reading = kept(book, returned(lines=lines), returned("B02", lines=lines))
    assert reading.problems(OCTOBER) == []


def test_a_jump_over_new_year_is_asked_about(book: EncryptedBook) -> None:
    before = [
        replace(returned("A01", 9 + at, counted(2, 2)), period=month(9 + at, 2025))
        for at in range(4)
    ]
    reading = kept(book, *before, returned("A01", 1, counted(40, 40)))
    (ask,) = reading.questions(month(1))
    assert (ask.unit_code, ask.measure) == ("A01", (LEDGER.key, MEASURE.key))
    assert "本月40，以前4个月最多2" in ask.words


def test_a_return_is_opened_without_its_file(book: EncryptedBook) -> None:
    reading = kept(book, returned(lines=counted(2, 2)), rows=(("一",),))
    content = reading.returned_content("A01", OCTOBER, 1)
    assert content is not None and content.unit_name == "A01局"
    assert content.sheets[0].rows == (("一",),)
    assert reading.returned_content("A01", OCTOBER, 2) is None


def test_all_of_a_month_at_once_says_the_same(book: EncryptedBook) -> None:
    reading = kept(
        book,
        returned("A01", 9, counted(1, 9)),
        returned(lines=counted(2, 3)),
        replace(returned("B02", 12, counted(2, 2)), period=Period.parse("2025-12")),
    )
    odd = MetFile("a.pdf", Fate.UNRELATED, ("不是月报。",))
    with book.writing() as work:
        work.collected.note_files(AT, [refused("B02"), refused("B02", 9), odd])
    told = reading.month(OCTOBER)
    assert told.year == reading.overview(2026)
    assert told.figures == reading.figures(OCTOBER)
    assert list(told.problems) == reading.problems(OCTOBER)
    assert list(told.questions) == reading.questions(OCTOBER)
    assert [each.period for each in told.years] == list(Period.parse("2026").months[:10])
    assert [file.path for _, file in told.files] == ["B02.xlsx", "a.pdf"]

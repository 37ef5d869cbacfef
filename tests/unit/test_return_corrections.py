"""What the next return of a month says otherwise, and which later months it touches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.application.verifying import verify
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_corrections import CORRECTIONS, corrected, correction_lines
from tests.glances import again_of
from tests.invented import EVERYTHING, INVENTED_UNIT, example_input, ship_input
from tests.unit.conftest import Voyage

OCTOBER = Period.parse("2026-10")


def test_the_next_return_carries_what_it_says_otherwise(sailing: Voyage, tmp_path: Path) -> None:
    sailing.desk.returning.deliver(OCTOBER, tmp_path)
    typed = example_input(guests="甲", money="1.5", weight=9)
    sailing.desk.records.save(EVERYTHING, typed, record_id=1, reason="核对时改")
    sailing.event(line="补记", guests="丁")
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    sheet = done.content.sheets[-1]
    assert (sheet.title, sheet.headings[3:]) == ("更正说明", ("第1次", "第2次", "更正原因"))
    lines = correction_lines(done.content)
    # The figures stand before the records, and a reader of the file sees the same.
    assert "总重：本月3 → 12，本年累计6 → 15" in lines[:-2]
    assert lines[-2].startswith(f"{EVERYTHING.label}2026-001：“")
    assert "“重量”3 → 9" in lines[-2]
    assert lines[-1].startswith(f"{EVERYTHING.label}2026-003：补记（")
    read = verify(sailing.tools.return_files, done.path)
    assert read.findings == ()
    assert correction_lines(read.content) == lines
    # Written again it is the same; changed back, it is the third and says so.
    assert sailing.desk.returning.preview(OCTOBER) == done.content
    typed = example_input(guests="甲、乙", money="1.5")
    sailing.desk.records.save(EVERYTHING, typed, record_id=1, reason="核对时改")
    third = sailing.desk.returning.preview(OCTOBER)
    assert third.revision == 3
    assert "“重量”9 → 3" in correction_lines(third)[-1]
    assert not any("2026-003" in line for line in correction_lines(third))


def test_each_correction_is_told_with_its_reason(sailing: Voyage, tmp_path: Path) -> None:
    sailing.desk.returning.deliver(OCTOBER, tmp_path)
    typed = example_input(guests="甲、乙", money="1.5", weight=9)
    sailing.desk.records.save(EVERYTHING, typed, record_id=1, reason="数错了")
    sailing.why = "下属支部补报"
    sailing.event(line="补记", guests="丁")
    # What no return told of before is no correction, whatever was said of it.
    sailing.why = "与十月无关"
    sailing.event(line="十一月的", day="2026-11-02")
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    rows = done.content.sheets[-1].rows
    said = {(row[1], row[2]): row[5] for row in rows}
    assert said["2026-001", "重量"] == "数错了"
    assert said["2026-003", "补记"] == "下属支部补报"
    assert said[None, "总重（本月）"] == "数错了；下属支部补报"
    assert correction_lines(done.content)[-1].endswith("（原因：下属支部补报）")
    # Corrected again it tells the reasons since the second, and a copy of that stays what it is.
    assert sailing.desk.returning.preview(OCTOBER).digest == done.content.digest
    sailing.desk.records.void(EVERYTHING, 1, "重复登记")
    third = sailing.desk.returning.preview(OCTOBER)
    assert {row[5] for row in third.sheets[-1].rows} == {"重复登记"}


def test_a_record_moved_to_another_year_carries_its_reason(sailing: Voyage, tmp_path: Path) -> None:
    """There it has another number than the one that was told."""
    records = sailing.desk.records
    sailing.event(line="另一条")
    sailing.desk.returning.deliver(OCTOBER, tmp_path)
    typed = example_input(guests="甲、乙", money="1.5", day="2025-10-08")
    moved = records.save(EVERYTHING, typed, record_id=1, reason="年份写错了").record
    assert moved.number == "2025-001"
    typed = example_input(line="另一条", weight=4)
    records.save(EVERYTHING, typed, record_id=3, reason="数错了")
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    said = {(row[1], row[2]): row[5] for row in done.content.sheets[-1].rows}
    assert said["2026-001", "不再计入本月"] == "年份写错了"
    assert said["2026-003", "重量"] == "数错了"
    assert said[None, "总重（本月）"] == "年份写错了；数错了"
    assert sailing.desk.returning.preview(OCTOBER) == done.content


def test_the_second_of_a_former_version_told_no_reasons_and_stays_the_second(
    sailing: Voyage, tmp_path: Path
) -> None:
    first = sailing.desk.returning.deliver(OCTOBER, tmp_path).content
    sailing.event(line="补记", guests="丁")
    now = sailing.desk.returning.preview(OCTOBER)
    plain = replace(now, sheets=tuple(each for each in now.sheets if each.ledger != CORRECTIONS))
    former = corrected(plain, first.told)
    assert len(former.sheets[-1].headings) == 5
    with sailing.desk.book.writing() as work:
        at, end = sailing.now, work.records.history_end()
        sent = SentReturn("2026-10", 2, former.digest, at, "U盘", history_end=end)
        work.returns.add(sent, former.told)
    assert sailing.desk.returning.preview(OCTOBER).digest == former.digest
    assert again_of(sailing.desk) == []
    assert "原因" not in "".join(correction_lines(former))


def test_a_record_that_left_the_month_is_named_in_the_next_return(
    sailing: Voyage, tmp_path: Path
) -> None:
    sailing.desk.returning.deliver(OCTOBER, tmp_path)
    sailing.desk.records.void(EVERYTHING, 1, "记错了")
    lines = correction_lines(sailing.desk.returning.preview(OCTOBER))
    assert any(f"{EVERYTHING.label}2026-001：不再计入本月（" in line for line in lines)


def test_the_units_new_name_is_a_correction(sailing: Voyage, tmp_path: Path) -> None:
    sailing.desk.returning.deliver(OCTOBER, tmp_path)
    typed = {**ship_input(), "name": "红莲号"}
    sailing.desk.records.save(INVENTED_UNIT, typed, record_id=1)
    lines = correction_lines(sailing.desk.returning.preview(OCTOBER))
    assert lines == ["填报单位（盖章）：青莲号 → 红莲号"]


def test_what_a_former_version_told_is_not_compared(sailing: Voyage, tmp_path: Path) -> None:
    content = sailing.desk.returning.preview(OCTOBER)
    with sailing.desk.book.writing() as work:
        work.returns.add(SentReturn("2026-10", 1, content.digest, sailing.now, "U盘"))
    assert sailing.desk.returning.preview(OCTOBER) == content
    sailing.event(line="补记")
    second = sailing.desk.returning.deliver(OCTOBER, tmp_path).content
    assert (second.revision, correction_lines(second)) == (2, [])


def test_later_months_whose_year_to_date_changed_are_named(sailing: Voyage, tmp_path: Path) -> None:
    september = OCTOBER.previous
    for month in (september, OCTOBER):
        sailing.desk.returning.deliver(month, tmp_path)
    sailing.event(line="补记", day="2026-09-20")
    (again,) = again_of(sailing.desk)
    assert (again.month, again.later) == (september, (OCTOBER,))
    done = sailing.desk.returning.deliver(september, tmp_path)
    assert done.later.startswith("10月的月报里本年累计也变了")
    # What October says of the year is shown when it is looked at, and it can be sent again.
    october = sailing.desk.returning.preview(OCTOBER)
    assert october.revision == 2
    assert correction_lines(october)
    assert all("：本年累计" in line for line in correction_lines(october))
    assert sailing.desk.returning.later(october) == ()


def test_a_change_that_leaves_the_years_figures_names_no_later_month(
    sailing: Voyage, tmp_path: Path
) -> None:
    for month in (OCTOBER.previous, OCTOBER):
        sailing.desk.returning.deliver(month, tmp_path)
    typed = example_input(day="2026-09-30", guests="丙", line="换一句话")
    sailing.desk.records.save(EVERYTHING, typed, record_id=2, reason="核对时改")
    (again,) = again_of(sailing.desk)
    assert (again.month, again.later) == (OCTOBER.previous, ())

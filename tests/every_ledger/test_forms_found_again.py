"""A mapping is found again by the words of the form, whatever moved; nothing goes elsewhere.

Over 300 lines because each form is drawn twice, as it was and as it came again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.domain.filling.around_places import labels_alike, labels_of
from qinglian_desktop.domain.filling.finding_again import FoundAgain, find_again
from qinglian_desktop.domain.filling.form_mapping import FormMapping
from qinglian_desktop.domain.filling.form_pieces import CountedIn
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.filling.proposing import FormProposing
from qinglian_desktop.domain.filling.seen_form import FormCell, FormTable
from tests.form_tables import COMMITTEE, MONTHLY, YEARLY, at, drawn_form, drawn_table, letters, said

FORMS = {"monthly": MONTHLY, "yearly": YEARLY, "committee": COMMITTEE}
ANY_FORM = st.sampled_from(sorted(FORMS))


def proposed(table: FormTable) -> FormMapping:
    return FormProposing(build_tools().catalogue, drawn_form(table)).mapping


@cache
def mapped(form: str) -> tuple[FormTable, FormMapping]:
    return FORMS[form], proposed(FORMS[form])


def inserted(table: FormTable, before: int, words: list[str], *, as_rows: bool) -> FormTable:
    """The table with rows, or columns, before one of its own, a word in the first cell of each."""
    many = len(words)

    def shifted(cell: FormCell) -> FormCell:
        start, length = (cell.row, cell.rows) if as_rows else (cell.column, cell.columns)
        if start < before < start + length:
            length += many
        elif start >= before:
            start += many
        if as_rows:
            cell = replace(cell, row=start, rows=length)
        else:
            cell = replace(cell, column=start, columns=length)
        return replace(cell, at=f"{letters(cell.column)}{cell.row + 1}")

    cells = [shifted(each) for each in table.cells]
    taken = {
        (row, column)
        for each in cells
        for row in range(each.row, each.row + each.rows)
        for column in range(each.column, each.column + each.columns)
    }
    for number, word in enumerate(words):
        for other in range(table.columns if as_rows else table.rows):
            row, column = (before + number, other) if as_rows else (other, before + number)
            if (row, column) not in taken:
                text = word if other == (1 if as_rows else 2) else ""
                cells.append(FormCell(f"{letters(column)}{row + 1}", row, column, text))
    cells.sort(key=lambda each: (each.row, each.column))
    rows, columns = table.rows + many * as_rows, table.columns + many * (not as_rows)
    return replace(table, rows=rows, columns=columns, cells=tuple(cells))


def found(mapping: FormMapping, before: FormTable, now: FormTable) -> FoundAgain:
    return find_again(mapping, drawn_form(before), drawn_form(now))


def shifted_place(place: str, before: int, many: int, *, as_rows: bool) -> str:
    name = place.rstrip("0123456789")
    row = int(place[len(name) :]) - 1
    column = 0
    for sign in name:
        column = column * 26 + ord(sign) - 64
    column -= 1
    if as_rows:
        row += many if row >= before else 0
    else:
        column += many if column >= before else 0
    return f"{letters(column)}{row + 1}"


@pytest.mark.parametrize("form", sorted(FORMS))
def test_in_the_same_form_a_mapping_is_itself(form: str) -> None:
    table, mapping = mapped(form)
    again = found(mapping, table, table)
    assert again.is_same and again.mapping == mapping


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_form_of_another_name_is_the_same(form: str) -> None:
    table, mapping = mapped(form)
    renamed = replace(table, name="表一")
    again = found(mapping, table, renamed)
    assert [each.place.at for each in again.mapping.places] == [
        each.place.at for each in mapping.places
    ]
    assert {each.place.table for each in again.mapping.places} == {"表一"}
    assert (again.gone, again.new) == ((), ())


@settings(max_examples=12, deadline=None)
@given(form=ANY_FORM, data=st.data())
def test_after_rows_were_inserted_it_is_the_same_moved(form: str, data: st.DataObject) -> None:
    check_inserted(form, data, as_rows=True)


@settings(max_examples=12, deadline=None)
@given(form=ANY_FORM, data=st.data())
def test_after_columns_were_inserted_it_is_the_same_moved(form: str, data: st.DataObject) -> None:
    check_inserted(form, data, as_rows=False)


def check_inserted(form: str, data: st.DataObject, *, as_rows: bool) -> None:
    table, mapping = mapped(form)
    many = data.draw(st.integers(1, 3), "many")
    before = data.draw(st.integers(0, table.rows if as_rows else table.columns), "before")
    words = [f"另外的一项{name}" for name in "甲乙丙"[:many]]
    now = inserted(table, before, words, as_rows=as_rows)
    again = found(mapping, table, now)
    for old, new in zip(mapping.places, again.mapping.places, strict=True):
        there = shifted_place(old.place.at, before, many, as_rows=as_rows)
        assert (new.place.at, said(new.pieces)) == (there, said(old.pieces))
    assert again.gone == ()


def test_a_row_that_moved_is_found_and_told() -> None:
    table, mapping = mapped("monthly")
    moved = drawn_rows_swapped(table, 8, 12)
    again = found(mapping, table, moved)
    by_place = {each.place.at: said(each.pieces) for each in again.mapping.places}
    assert by_place["D8"] == "family.visits@本月"
    assert by_place["D12"] == "talks.talks@本月"
    assert (at("D8"), at("D12")) in again.moved
    assert again.gone == ()


def drawn_rows_swapped(table: FormTable, one: int, other: int) -> FormTable:
    """The words of two rows of the table exchanged, but for its first column."""
    texts = {(each.row, each.column): each.text for each in table.cells}
    rows = {one - 1: other - 1, other - 1: one - 1}
    cells = tuple(
        replace(each, text=texts[rows[each.row], each.column])
        if each.row in rows and each.column
        else each
        for each in table.cells
    )
    return replace(table, cells=cells)


def test_a_row_that_is_gone_is_told_and_a_new_one_is_asked_for() -> None:
    table, mapping = mapped("monthly")
    changed = replace(
        table,
        cells=tuple(
            replace(each, text={"廉政家访": "网络评议", "户": "票"}.get(each.text, each.text))
            for each in table.cells
        ),
    )
    again = found(mapping, table, changed)
    assert {each.at for each in again.gone} == {"D12", "F12"}
    assert {"D12", "F12"} <= {each.at for each in again.new}
    assert len(again.mapping.places) == len(mapping.places) - 2
    assert not again.moved


def test_words_that_changed_a_little_are_the_same() -> None:
    table, mapping = mapped("monthly")
    words = {"谈心谈话": "开展谈心谈话", "本年累计": "全年累计", "2026年    月": "2026年 11 月"}
    changed = replace(
        table,
        cells=tuple(replace(e, text=words.get(e.text, e.text)) for e in table.cells),
    )
    again = found(mapping, table, changed)
    assert [each.place for each in again.mapping.places] == [e.place for e in mapping.places]
    assert (again.gone, again.moved) == ((), ())


def test_of_rows_that_are_called_alike_each_stays_in_its_section() -> None:
    rows = ("次数|", "人次|")
    before = drawn_table(
        "活动情况统计表|<|<",
        "项目|本月|备注",
        "一、谈心谈话|<|<",
        *(f"{e}|" for e in rows),
        "二、八个一活动|<|<",
        *(f"{each}|" for each in rows),
    )
    now = drawn_table(
        "活动情况统计表|<|<",
        "项目|本月|备注",
        "一、主题实践|<|<",
        *(f"{e}|" for e in rows),
        "二、八个一活动|<|<",
        *(f"{e}|" for e in rows),
        "三、谈心谈话|<|<",
        *(f"{e}|" for e in rows),
    )
    mapping = proposed(before)
    assert [(each.place.at, said(each.pieces)) for each in mapping.places] == [
        ("B4", "talks.talks@本月"),
        ("B5", "talks.heads@本月"),
        ("B7", "eight_ones.activities@本月"),
        ("B8", "eight_ones.attended@本月"),
    ]
    again = found(mapping, before, now)
    assert {each.place.at: said(each.pieces) for each in again.mapping.places} == {
        "B10": "talks.talks@本月",
        "B11": "talks.heads@本月",
        "B7": "eight_ones.activities@本月",
        "B8": "eight_ones.attended@本月",
    }


def test_rows_have_the_room_that_the_form_has_now() -> None:
    table, mapping = mapped("committee")
    longer = inserted(table, 13, ["", ""], as_rows=True)
    (rows,) = found(mapping, table, longer).mapping.rows
    assert rows.room == 12
    chosen = replace(mapping, rows=(replace(mapping.rows[0], room=4),))
    (rows,) = found(chosen, table, longer).mapping.rows
    assert rows.room == 4


def test_a_form_is_known_by_its_words() -> None:
    kept = labels_of(drawn_form(MONTHLY))
    later = replace(
        MONTHLY,
        cells=tuple(
            replace(each, text=each.text.replace("2026年    月", "2027年1月"))
            for each in MONTHLY.cells
        ),
    )
    assert labels_alike(kept, labels_of(drawn_form(later))) == 1.0
    assert labels_alike(kept, labels_of(drawn_form(YEARLY))) < 0.1


def again(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[FoundAgain, dict[str, str]]:
    """A form mapped as it is proposed, in the form that came next: what is found, what where."""
    was, there = drawn_table(*before), drawn_table(*now)
    result = found(proposed(was), was, there)
    return result, {each.place.at: said(each.pieces) for each in result.mapping.places}


def test_a_column_of_a_month_is_filled_over_the_month_that_stands_there_now() -> None:
    rows = ("谈心谈话次数||", "廉政家访户数||")
    result, filled = again(("表|<|<", "项目|10月|累计", *rows), ("表|<|<", "项目|11月|累计", *rows))
    assert filled == {
        "B3": "talks.talks@11月",
        "C3": "talks.talks@本年累计",
        "B4": "family.visits@11月",
        "C4": "family.visits@本年累计",
    }
    assert result.retimed == (at("B3"), at("B4"))


def test_the_time_of_a_title_is_followed() -> None:
    rows = ("项目|单位|数量", "谈心谈话|次|", "廉政家访|户|")
    result, filled = again(("2026年第三季度表|<|<", *rows), ("2026年第四季度表|<|<", *rows))
    assert filled == {"C3": "talks.talks@四季度", "C4": "family.visits@四季度"}
    assert not result.is_same


def test_rows_are_over_the_time_of_the_title_now() -> None:
    rows = ("序号|谈话日期|谈话人|谈话对象|谈话内容", *("1||||",) * 3)
    result, _ = again(
        ("2026年第三季度谈心谈话台账|<|<|<|<", *rows), ("2026年第四季度谈心谈话台账|<|<|<|<", *rows)
    )
    assert [each.span for each in result.mapping.rows] == [FormSpan("四季度")]
    assert result.retimed == (result.mapping.rows[0].columns[0].place,)


def test_a_row_of_another_section_is_none_of_this_one() -> None:
    head = ("月报|<|<", "项目|单位|本月")
    talks, visits = ("一、谈心谈话|<|<", "次数|次|"), ("二、廉政家访|<|<", "户数|户|", "次数|次|")
    was, now = drawn_table(*head, *talks, *visits), drawn_table(*head, talks[0], *visits)
    mapping = proposed(was)
    assert "C4" in {each.place.at for each in mapping.places}
    result = found(mapping, was, now)
    assert at("C4") in result.gone
    renumbered = drawn_table(*head, "一、廉政党课|<|<", "堂数|堂|", "二、谈心谈话|<|<", "次数|次|")
    result = found(mapping, was, renumbered)
    assert (at("C4"), at("C6")) in result.moved


LIST = ("谈心谈话台账|<|<|<|<", "序号|谈话日期|谈话人|谈话对象|谈话内容")


def test_more_rows_of_a_list_are_none_that_nobody_filled() -> None:
    rows = ("1||||",)
    result, _ = again((*LIST, *rows * 5, "合计||||"), (*LIST, *rows * 8, "合计||||"))
    assert [each.room for each in result.mapping.rows] == [8]
    assert result.is_same


@pytest.mark.parametrize(("room", "wanted"), [(5, 3), (4, 3), (2, 2)])
def test_no_list_goes_over_what_stands_below_it(room: int, wanted: int) -> None:
    rows = ("1||||",)
    was = drawn_table(*LIST, *rows * 5, "合计||||")
    now = drawn_table(*LIST, *rows * 3, "合计||||")
    mapping = proposed(was)
    shorter = tuple(replace(each, room=room) for each in mapping.rows)
    result = found(replace(mapping, rows=shorter), was, now)
    assert [each.room for each in result.mapping.rows] == [wanted]


def test_of_people_instead_of_how_often_nothing_is_filled() -> None:
    head = ("统计表|<|<", "项目|单位|本月")
    result, filled = again(
        (*head, "谈心谈话|次|", "廉政家访|户|"), (*head, "谈心谈话|人次|", "廉政家访|户|")
    )
    assert filled == {"C4": "family.visits@本月"}
    assert result.unfit == (at("C3"),)


def test_over_a_time_that_nobody_can_tell_nothing_is_filled() -> None:
    rows = ("项目|单位|数量", "谈心谈话|次|")
    result, filled = again(("2026年10月表|<|<", *rows), ("截至2026年11月底表|<|<", *rows))
    assert "C3" not in filled
    assert result.unfit == (at("C3"),)


def test_other_words_beside_a_place_are_told() -> None:
    rows = ("项目|单位|本月", "廉政家访|户|")
    result, filled = again(
        ("表|<|<", *rows, "谈心谈话次数|次|"), ("表|<|<", *rows, "未谈心谈话次数|次|")
    )
    assert filled["C4"] == "talks.talks@本月"
    assert result.reworded == ((at("C4"), at("C4")),)


def test_where_something_else_is_named_now_nothing_is_filled() -> None:
    rows = ("表|<|<|<", "维度|项目|单位|本月", "谈话|谈心谈话|次|")
    result, filled = again((*rows, "家风|廉政家访|户|"), (*rows, "家风|家庭助廉座谈|户|"))
    assert "D4" not in filled
    assert result.unfit == (at("D4"),)
    assert filled["D3"] == "talks.talks@本月"


def test_a_time_that_was_chosen_against_the_words_stays() -> None:
    was = drawn_table("表|<|<", "项目|10月|累计", "谈心谈话次数||")
    now = drawn_table("表|<|<", "项目|11月|累计", "谈心谈话次数||")
    mapping = proposed(was)
    (figure,) = mapping.places[0].pieces
    assert isinstance(figure, CountedIn)
    chosen = replace(mapping.places[0], pieces=(replace(figure, span=FormSpan("上月")),))
    result = found(replace(mapping, places=(chosen,)), was, now)
    assert [said(each.pieces) for each in result.mapping.places] == ["talks.talks@上月"]
    assert result.reworded == ((at("B3"), at("B3")),)

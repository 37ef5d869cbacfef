"""Forms of committees filled from the sample book, known again, kept, and handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop.application import form_writing
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.filling import Filling, OpenedForm
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedPlace, MappedRows
from qinglian_desktop.domain.filling.form_pieces import CountedIn, FieldIn, FormFact
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.measures import FigureValue
from qinglian_desktop.domain.period import Period, Stretch
from qinglian_desktop.domain.query import Query
from qinglian_desktop.files.delivery import ToPut, deliver_together
from tests.drawn_files import DrawnFiles, written, written_rows
from tests.form_tables import COMMITTEE, MONTHLY, YEARLY, at, drawn_form, drawn_table

OCTOBER = Period.parse("2026-10")
FILES = {
    "monthly": drawn_form(MONTHLY),
    "yearly": drawn_form(YEARLY),
    "committee": drawn_form(COMMITTEE),
    "minutes": drawn_form(drawn_table("会议记录|<", "主题|", "内容|", "主持人|", name="记录")),
    "later": drawn_form(
        replace(
            MONTHLY,
            cells=tuple(
                replace(e, text=e.text.replace("廉政家访", "网络评议").replace("户", "票"))
                for e in MONTHLY.cells
            ),
        )
    ),
}


@pytest.fixture
def files() -> DrawnFiles:
    return DrawnFiles(**FILES)


@pytest.fixture
def filling(desk: Desk, files: DrawnFiles) -> Filling:
    return Filling(desk.book, desk.catalogue, desk.clock, "测试", files)


def opened(filling: Filling, form: str, name: str = "表.xlsx") -> OpenedForm:
    return filling.open(name, form.encode())


def taken(filling: Filling, form: str, name: str = "表.xlsx") -> OpenedForm:
    """The form with all that is proposed, kept."""
    found = opened(filling, form, name)
    return filling.keep(found, filling.proposing(found).mapping)


@contextmanager
def told(part: str) -> Iterator[None]:
    with pytest.raises(EnvironmentProblem) as caught:
        yield
    assert part in caught.value.sentence


def figure(desk: Desk, ledger: str, measure: str, over: Stretch) -> FigureValue:
    counted = desk.catalogue[ledger]
    with desk.book.reading() as work:
        return work.records.tally(counted, [counted.measure(measure)], [over])[0][0]


def test_the_form_of_a_committee_is_filled_with_what_the_book_counts(
    desk: Desk, filling: Filling, tmp_path: Path
) -> None:
    form = taken(filling, "monthly", "工委统计表.xlsx")
    told = filling.fill(form, OCTOBER, tmp_path)
    (path,) = told.paths
    said = written(path)
    assert path.name == "工委统计表_示例市委机关工委_2026-10.xlsx"
    year = OCTOBER.year_to_date
    assert said["D8"] == str(figure(desk, "talks", "talks", OCTOBER))
    assert said["E8"] == str(figure(desk, "talks", "heads", OCTOBER))
    assert said["G5"] == str(figure(desk, "eight_ones", "attended", year))
    done, all_tasks = (figure(desk, "tasks", key, year) for key in ("done", "tasks"))
    assert said["F13"] == f"{done}/{all_tasks}"
    assert said["E2"] == "2026年10月"
    assert said["A2"] == "示例市委机关工委"
    assert [each[:12] for each in told.warnings] == ["“本月已完成的重点任务”"]


def test_every_figure_leads_to_its_records(filling: Filling) -> None:
    form = taken(filling, "monthly")
    values = filling.preview(form.mapping, OCTOBER)
    leads = {each.place.at: (each.ledger.key, each.measure.key) for each in values.figures}
    assert leads["F8"] == ("talks", "talks")
    assert [e.measure.key for e in values.figures if e.place.at == "D13"] == ["done", "tasks"]


def test_months_that_are_still_to_come_are_left_and_told(filling: Filling, tmp_path: Path) -> None:
    form = taken(filling, "yearly")
    filled = filling.fill(form, OCTOBER, tmp_path)
    said = written(filled.paths[0])
    assert "M4" in said and "N4" not in said and "O4" not in said
    assert any("11月还没有到" in each and "支委会次数" in each for each in filled.lacking)
    with told("2026年12月还没有到"):
        filling.fill(form, Period.parse("2026-12"), tmp_path)


def test_rows_of_officers_are_filled_one_below_the_other(
    desk: Desk, filling: Filling, tmp_path: Path
) -> None:
    form = taken(filling, "committee")
    ((*rows,),) = written_rows(filling.fill(form, OCTOBER, tmp_path).paths[0])
    with desk.book.reading() as work:
        (unit,) = work.records.few(Query("unit"), None)
    officers: Any = unit.value("officers")
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(officers) + 1)]
    assert [row[2] for row in rows] == [each["person"].name for each in officers]
    assert rows[0][1] == officers[0]["office"]


def test_a_form_is_known_again_by_its_words_and_told_where_it_changed(filling: Filling) -> None:
    kept = taken(filling, "monthly", "工委统计表.xlsx")
    taken(filling, "committee", "委员表.xlsx")
    same = opened(filling, "monthly", "改了名字.xlsx")
    assert (same.name, same.mapping, same.told) == ("工委统计表", kept.mapping, ())
    other = opened(filling, "later", "第二年.xlsx")
    assert other.name == "工委统计表"
    assert len(other.mapping.places) == len(kept.mapping.places) - 2
    first, gone, new = other.told
    assert "“工委统计表”不完全一样" in first
    assert "廉政家访" in gone and "没有填" in gone
    assert "网络评议" in new and "还没有指定" in new


def test_of_several_forms_alike_the_one_that_is_most_like_it_is_taken_and_told(
    filling: Filling,
) -> None:
    taken(filling, "later", "旧表.xlsx")
    new = opened(filling, "monthly", "新表.xlsx")
    kept = filling.keep(replace(new, name=""), filling.proposing(new).mapping)
    assert kept.name == "新表"
    again = opened(filling, "monthly")
    assert again.name == "新表"
    assert "“旧表”也像" in again.told[0]


def test_two_forms_of_one_file_name_are_kept_beside_each_other(filling: Filling) -> None:
    assert taken(filling, "monthly", "表.xlsx").name == "表"
    assert taken(filling, "committee", "表.xlsx").name == "表（2）"
    assert [each.name for each in filling.kept()] == ["表（2）", "表"]
    filling.forget("表")
    assert [each.name for each in filling.kept()] == ["表（2）"]
    with told("没有叫“表”的表"):
        filling.open_kept("表")


def test_a_form_is_filled_once_for_each_record(
    desk: Desk, filling: Filling, tmp_path: Path
) -> None:
    form = opened(filling, "minutes", "会议记录.xlsx")
    mapping = FormMapping(
        (
            MappedPlace(at("B2", "记录"), (FieldIn("theme"),)),
            MappedPlace(at("B3", "记录"), (FieldIn("points"),)),
        ),
        ledger="meetings",
    )
    form = filling.keep(form, mapping)
    records = filling.records(form.mapping, OCTOBER)
    filled = filling.fill(form, OCTOBER, tmp_path)
    assert len(records) > 1
    assert [written(path)["B2"] for path in filled.paths] == [r.value("theme") for r in records]
    assert [path.stem.rpartition("_")[2] for path in filled.paths] == [r.number for r in records]
    (warning,) = filled.warnings
    assert "在月报里不上报" in warning


def test_given_up_or_failed_nothing_is_left(
    filling: Filling, files: DrawnFiles, tmp_path: Path
) -> None:
    form = opened(filling, "minutes")
    mapping = FormMapping((MappedPlace(at("B2", "记录"), (FieldIn("theme"),)),), ledger="meetings")
    form = filling.keep(form, mapping)
    with pytest.raises(Cancelled):
        filling.fill(form, OCTOBER, tmp_path, lambda done, total: done < 1)
    assert list(tmp_path.glob("*.xlsx")) == []
    with told("没有要填的记录"):
        filling.fill(form, Period.parse("2019-01"), tmp_path)


def test_what_is_read_back_otherwise_is_told_and_none_stays(
    filling: Filling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoiling(files: Iterable[ToPut]) -> None:
        def spoilt(each: ToPut, path: Path) -> None:
            each.write(path)
            path.write_bytes(b"")

        deliver_together(replace(each, write=partial(spoilt, each)) for each in files)

    form = taken(filling, "monthly")
    monkeypatch.setattr(form_writing, "deliver_together", spoiling)
    with told("读回来和写的不一样"):
        filling.fill(form, OCTOBER, tmp_path)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_what_somebody_put_there_stays_and_what_was_ours_is_written_anew(
    filling: Filling, tmp_path: Path
) -> None:
    form = taken(filling, "monthly", "统计表.xlsx")
    (first,) = filling.fill(form, OCTOBER, tmp_path).paths
    assert filling.fill(form, OCTOBER, tmp_path).paths == (first,)
    first.write_text("手工改过", "utf-8")
    (beside,) = filling.fill(form, OCTOBER, tmp_path).paths
    assert beside.stem == f"{first.stem}_2"
    assert first.read_text("utf-8") == "手工改过"


def test_what_went_out_stands_in_the_register(desk: Desk, filling: Filling, tmp_path: Path) -> None:
    form = taken(filling, "monthly", "统计表.xlsx")
    (path,) = filling.fill(form, OCTOBER, tmp_path).paths
    with desk.book.reading() as work:
        handed = work.handed_in.all()[0]
    assert (handed.what, handed.period, handed.by) == ("统计表", "2026-10", "测试")
    assert (handed.path, handed.medium) == (str(path), tmp_path.name)
    assert len(handed.digest) == 64


def test_what_has_no_figure_any_more_is_told_and_left(filling: Filling, tmp_path: Path) -> None:
    form = opened(filling, "monthly")
    mapping = FormMapping(
        (
            MappedPlace(at("D5"), (CountedIn("talks", "gone"),)),
            MappedPlace(at("D6"), (CountedIn("nowhere", "heads"),)),
            MappedPlace(at("D7"), (CountedIn("talks", "heads", FormSpan("上月")),)),
        ),
        (MappedRows("nowhere", (), 3),),
    )
    filled = filling.fill(replace(form, mapping=mapping), OCTOBER, tmp_path)
    assert set(written(filled.paths[0])) == {"D7"}
    assert [each for each in filled.lacking if "要填的指标现在没有了" in each] == list(
        filled.lacking
    )
    assert filled.lacking[0].startswith("D5（教育 “八个一”活动 场次 本月 数量）：")
    with told("要填的台账现在没有了"):
        filling.records(FormMapping(ledger="nowhere"), OCTOBER)


def test_a_ledger_that_the_unit_does_not_keep_has_no_figures(desk: Desk, files: DrawnFiles) -> None:
    ledgers = tuple(replace(each, is_kept=each.key != "talks") for each in desk.catalogue)
    catalogue = Catalogue(ledgers, desk.catalogue.tabs, desk.catalogue.usual)
    filling = Filling(desk.book, catalogue, desk.clock, "测试", files)
    mapping = FormMapping((MappedPlace(at("D8"), (CountedIn("talks", "heads"),)),))
    values = filling.preview(mapping, OCTOBER)
    assert values.lacking == {at("D8"): "本单位不记“谈心谈话”，没有数可填"}
    assert values.filling.places == ()
    proposed = filling.proposals(opened(filling, "monthly"))
    assert at("D8") not in proposed and at("D5") in proposed


def test_days_among_words_are_written_in_words(desk: Desk, filling: Filling) -> None:
    mapping = FormMapping(
        (
            MappedPlace(at("A14", "Sheet1"), ("统计日期：", FormFact.TODAY)),
            MappedPlace(at("A1", "Sheet1"), (FormFact.TODAY,)),
        )
    )
    today = desk.clock().date()
    said = {e.place.at: e.value for e in filling.preview(mapping, OCTOBER).filling.places}
    assert said["A14"] == f"统计日期：{today.year}年{today.month}月{today.day}日"
    assert said["A1"] == today and isinstance(said["A1"], date)


def test_without_a_unit_it_is_told(empty_desk: Desk, files: DrawnFiles, tmp_path: Path) -> None:
    book, catalogue, clock = empty_desk.book, empty_desk.catalogue, empty_desk.clock
    filling = Filling(book, catalogue, clock, "测试", files)
    with told("还没有登记单位信息"):
        filling.fill(taken(filling, "monthly"), OCTOBER, tmp_path)


def test_a_mapping_that_cannot_be_read_is_told(desk: Desk, filling: Filling) -> None:
    taken(filling, "monthly", "统计表.xlsx")
    with desk.book.writing() as work:
        kept = work.forms.get("统计表")
        assert kept is not None
        work.forms.put(replace(kept, mapping="坏了"), work.forms.content("统计表"))
    with told("“统计表”里每一格填什么读不出来"):
        filling.open_kept("统计表")
    assert opened(filling, "monthly").name == ""

"""What a unit keeps: left out is hidden everywhere and lost nowhere; its own rhythm is asked."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.lenses import Coverage, Every, MonthGrid
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.scope import Scope, known, rhythms
from qinglian_desktop.domain.wording import Wording, declared
from tests.glances import again_of, todos_of, year_of
from tests.invented import EVERYTHING
from tests.unit.conftest import Voyage

OCTOBER = Period.parse("2026-10")


def with_scope(desk: Desk, tools: Tools, scope: Scope) -> Desk:
    """A desk on the same book once the unit chose so."""
    desk.scopes.keep(scope)
    return Desk(desk.book, tools)


def every_but_usual(desk: Desk) -> Scope:
    keys = (each.key for each in desk.catalogue if each.is_of_events)
    return Scope(frozenset(keys) - set(desk.catalogue.usual))


def test_a_unit_that_chose_nothing_keeps_everything(desk: Desk, tools: Tools) -> None:
    assert desk.scopes.now() == Scope()
    assert desk.catalogue.tabs == tools.catalogue.tabs
    assert all(each.is_kept for each in desk.catalogue)


def test_what_is_left_out_is_in_no_tab_return_figure_or_todo(desk: Desk, tools: Tools) -> None:
    before = {each.ledger for each in desk.returning.preview(OCTOBER).sheets}
    small = with_scope(desk, tools, every_but_usual(desk))
    left_out = small.scopes.now().left_out
    assert len(desk.catalogue.usual) == 17
    assert {"checkups", "inspections", "publicity"} <= left_out
    shown = {key for tab in small.catalogue.tabs for key in tab.ledgers}
    assert shown == set(small.catalogue.usual)
    content = small.returning.preview(OCTOBER)
    assert before & left_out, "the sample has something of them in this month"
    assert not {each.ledger for each in content.sheets} & left_out
    assert not {each.ledger for each in content.summary} & left_out
    day = small.workbench.of_day()
    assert not {each.ledger.key for each in day.figures} & left_out
    told = {getattr(each.place, "ledger", "") for each in day.todos}
    assert not told & left_out and told & shown
    assert not {each.ledger.key for each in small.pictures.of_year(2026)} & left_out
    assert sum(each.records for each in year_of(small, 2026).months) < sum(
        each.records for each in year_of(desk, 2026).months
    )


def test_nothing_that_is_left_out_is_lost(desk: Desk, tools: Tools) -> None:
    kept = desk.scopes.counts()
    small = with_scope(desk, tools, every_but_usual(desk))
    assert small.scopes.counts() == kept and kept["inspections"] > 0
    inspections = small.catalogue["inspections"]
    assert len(small.searching.ids(Query("inspections"))) == kept["inspections"]
    first = small.searching.first(Query("inspections"), 1)[0][0]
    assert small.records.get(inspections, first.id or 0) == first
    again = with_scope(small, tools, Scope())
    assert again.workbench.of_day() == desk.workbench.of_day()
    assert again.returning.preview(OCTOBER) == desk.returning.preview(OCTOBER)


def test_months_that_were_sent_are_not_asked_for_because_something_is_left_out(
    desk: Desk, tools: Tools
) -> None:
    before = again_of(desk)
    assert again_of(with_scope(desk, tools, every_but_usual(desk))) == before


def test_what_is_left_out_has_no_sheet_of_how_it_stands(desk: Desk, tools: Tools) -> None:
    standing = [each.ledger for each in desk.returning.preview(OCTOBER).sheets]
    assert "tasks.standing" in standing
    small = with_scope(desk, tools, Scope(frozenset({"tasks"})))
    sheets = [each.ledger for each in small.returning.preview(OCTOBER).sheets]
    assert [each for each in standing if not each.startswith("tasks")] == sheets


def test_a_summary_leaves_out_the_sentences_of_what_is_not_kept(desk: Desk, tools: Tools) -> None:
    template = desk.summarising.templates()[""]
    year = Period.parse("2026")
    whole = desk.summarising.draft(year, template)
    small = with_scope(desk, tools, every_but_usual(desk))
    draft = small.summarising.draft(year, template)
    assert "讲述清廉故事" in "".join(each.text for each in whole.paragraphs)
    assert "讲述清廉故事" not in "".join(each.text for each in draft.paragraphs)
    assert len(draft.left_out) > len(whole.left_out)
    assert all(
        line.figure.value is None for line in draft.figures.values() if not line.ledger.is_kept
    )


def test_a_word_is_due_as_often_as_the_unit_says(desk: Desk, tools: Tools) -> None:
    often = {("meetings", "党小组会"): None, ("meetings", "党课"): Every.HALF}
    quieter = with_scope(desk, tools, Scope(often=often))
    (grid,) = (each for each in quieter.catalogue["meetings"].lenses if isinstance(each, MonthGrid))
    assert grid.due_every("党小组会") is None
    assert grid.due_every("党课") is Every.HALF
    assert grid.due_every("支委会") is Every.MONTH
    shown = quieter.statistics.grid(quieter.catalogue["meetings"], grid, 2026)
    assert "党小组会" not in shown.words and "党课" in shown.words
    assert not any("党小组会" in each.text for each in todos_of(quieter))
    assert quieter.scopes.now() == Scope(often=often)


def test_a_grid_of_which_nothing_is_asked_is_gone_and_who_is_covered_too(
    desk: Desk, tools: Tools
) -> None:
    words = [each.word for each in rhythms(desk.catalogue["meetings"])]
    often = dict.fromkeys((("meetings", word) for word in words), None)
    lens = next(x for x in desk.catalogue["talks"].lenses if isinstance(x, Coverage))
    calm = with_scope(desk, tools, Scope(often={**often, ("talks", lens.label): None}))
    assert not [x for x in calm.catalogue["meetings"].lenses if isinstance(x, MonthGrid)]
    assert lens.label not in [x.label for x in calm.catalogue["talks"].lenses]
    assert not [each for each in todos_of(calm) if "没有谈心谈话" in each.text]


def test_a_rhythm_follows_a_word_that_the_unit_names_otherwise(desk: Desk, tools: Tools) -> None:
    desk.scopes.keep(Scope(often={("education", "一月一警示"): Every.QUARTER}))
    field = desk.catalogue["education"].field("items")
    desk.wordings.keep("education", field.key, declared(field).renamed("一月一警示", "每月警示"))
    grid = next(
        x for x in Desk(desk.book, tools).catalogue["education"].lenses if isinstance(x, MonthGrid)
    )
    assert grid.due_every("每月警示") is Every.QUARTER


def test_a_setting_that_cannot_be_read_is_said_and_everything_is_kept(
    sample_book: Book, tools: Tools
) -> None:
    for text in ("不是数据", "[]", '{"left_out": 3}', '{"left_out": [], "often": {"a": {"b": 9}}}'):
        with sample_book.writing() as work:
            work.settings.put("scope", text)
        desk = Desk(sample_book, tools)
        assert desk.scopes.now() == Scope()
        assert all(each.is_kept for each in desk.catalogue)
        assert ["设置" in each for each in desk.troubles] == [True], text


def test_what_a_newer_program_named_is_passed_by(desk: Desk, tools: Tools) -> None:
    scope = Scope(frozenset({"来日的台账", "people"}), {("meetings", "没有的会"): Every.YEAR})
    found = with_scope(desk, tools, scope)
    assert found.catalogue.roster is not None and found.catalogue.roster.is_kept
    assert found.catalogue.tabs == tools.catalogue.tabs
    assert found.workbench.of_day() == desk.workbench.of_day()


def test_wording_and_scope_hold_together(desk: Desk, tools: Tools) -> None:
    field = desk.catalogue["talks"].field("category")
    wording = declared(field).added("自己的一类")
    assert isinstance(wording, Wording)
    desk.wordings.keep("talks", "category", wording)
    found = with_scope(desk, tools, every_but_usual(desk))
    assert "自己的一类" in getattr(found.catalogue["talks"].field("category").type, "options", ())
    assert not found.catalogue["inspections"].is_kept


def test_what_is_corrected_while_left_out_is_asked_for_when_it_is_kept_again(
    desk: Desk, tools: Tools
) -> None:
    tasks = desk.catalogue["tasks"]
    assert with_scope(desk, tools, Scope(frozenset({"tasks"}))).catalogue["tasks"].standing
    assert with_scope(desk, tools, Scope()).catalogue["tasks"] == tasks


def test_a_rhythm_is_known_by_the_word_of_today(desk: Desk, tools: Tools) -> None:
    field = desk.catalogue["education"].field("items")
    desk.scopes.keep(Scope(often={("education", "一月一警示"): None}))
    desk.wordings.keep("education", "items", declared(field).renamed("一月一警示", "每月警示"))
    now = Desk(desk.book, tools)
    whole = now.scopes.catalogue["education"]
    assert known(whole, now.scopes.now().often) == {"每月警示": None}


def retold(desk: Desk, record: Record, **changes: object) -> tuple[str, State]:
    """The word in the history and the state after a change."""
    ledger = desk.catalogue[record.ledger]
    typed = {**desk.records.plain(ledger, record), **changes}
    kept = desk.records.save(ledger, typed, record_id=record.id, reason="核对时改").record
    return desk.records.history(ledger, record.id or 0)[0].action, kept.state


def test_what_was_sent_is_corrected_though_its_ledger_is_left_out_since(
    sailing: Voyage, tmp_path: Path
) -> None:
    """By what the return said, and not by what the unit keeps today; and the other way round."""
    sailing.desk.returning.deliver(OCTOBER, tmp_path)
    (record,) = sailing.desk.searching.fetch(EVERYTHING, [1])
    small = with_scope(sailing.desk, sailing.tools, Scope(frozenset({EVERYTHING.key})))
    assert retold(small, record, day="2026-11-02") == ("更正", State.CORRECTED)
    with small.book.reading() as work:
        assert [each.record_id for each in work.records.withdrawn(0)] == [1]
    (record,) = small.searching.fetch(EVERYTHING, [1])
    assert retold(small, record, day="2026-11-03") == ("修改", State.CONFIRMED)
    (record,) = small.searching.fetch(EVERYTHING, [1])
    assert retold(small, record, day="2026-10-04") == ("更正", State.CORRECTED)
    again = with_scope(small, sailing.tools, Scope())
    assert [each.month for each in again_of(again)] == [OCTOBER]


def test_what_was_left_out_as_the_month_was_sent_is_no_correction_later(
    sailing: Voyage, tmp_path: Path
) -> None:
    small = with_scope(sailing.desk, sailing.tools, Scope(frozenset({EVERYTHING.key})))
    small.returning.deliver(OCTOBER, tmp_path)
    whole = with_scope(small, sailing.tools, Scope())
    (record,) = whole.searching.fetch(EVERYTHING, [1])
    assert retold(whole, record, line="另一行") == ("修改", State.CONFIRMED)
    assert again_of(whole) == [], "the month told nothing of the ledger that is other now"

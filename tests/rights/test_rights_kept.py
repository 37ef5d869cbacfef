"""What keepers may do with a book, and that nothing is lost by one who does not see all of it.

Over 300 lines because each right is tried by whoever has it and whoever has not.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.filling import OpenedForm
from qinglian_desktop.application.ports import Records
from qinglian_desktop.application.soundness import Finding
from qinglian_desktop.application.taking_back import take_back
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import BadDeclaration, NotAllowed
from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedPlace
from qinglian_desktop.domain.filling.form_pieces import CountedIn
from qinglian_desktop.domain.filling.seen_form import FormKind, FormPlace, SeenForm
from qinglian_desktop.domain.keeper import FIRST_KEEPER
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft, Record
from qinglian_desktop.domain.return_content import CoverWords
from qinglian_desktop.domain.rights import VEILED, uncounted
from qinglian_desktop.domain.scope import Scope
from qinglian_desktop.domain.values import Link
from qinglian_desktop.storage.guarded_work import UNTOLD, told_to
from qinglian_desktop.storage.layout import Layout
from qinglian_desktop.storage.schema import Schema
from qinglian_desktop.storage.shelf import ASIDE
from qinglian_desktop.storage.veiled_records import VeiledRecords
from qinglian_desktop.ui.workbench.figures_model import FiguresModel
from tests.conftest import NOW, PASSWORD
from tests.rights.confidential_words import MONTH, OTHERS, PLANTED, SOMEBODY, word_of

Opened = Callable[[str], Book]
NOBODY_SEES = "谈心谈话 2026-030 保密记录"
IT_IS = f"提醒谈话 {SOMEBODY}"
SETTINGS = {
    "scopes": "unit",
    "unit_choices": "unit",
    "wordings": "unit",
    "locking": "confidential",
    "summary_drafts": "confidential",
    "checking_up": "",
    "half_typed": "",
    "known_keys": "",
    "preferences": "",
    "public_changes": "",
    "publishing": "",
    "remembered_columns": "",
    "resending": "",
    "second_place": "",
    "signing": "",
    "wording_drafts": "",
}
"""Who keeps something in the settings, and whether it is the whole unit's, or may tell of what is
confidential: then ``storage/guarded_work`` has to know how its keys begin."""


def linked(desk: Desk) -> Record:
    """The line of a list that a planted talk did."""
    query = Query("assignments", linked=("talk", 30))
    (found,), _ = desk.searching.first(query, 2)
    return found


def rows_of(record: Record) -> list[object]:
    rows = cast("tuple[Mapping[str, object], ...]", record.value("done"))
    return [row["what"] for row in rows]


def test_what_is_covered_stays_what_it_was_when_it_is_saved(
    opened_by: Opened, tools: Tools
) -> None:
    desk = Desk(opened_by("录入员"), tools)
    ledger, seen = desk.catalogue["assignments"], linked(desk)
    assert (seen.value("talk"), rows_of(seen)) == (Link(30, VEILED), [NOBODY_SEES])
    typed = desk.records.plain(ledger, seen)
    # Saved without a change nothing is written.
    assert desk.records.save(ledger, typed, record_id=seen.id).is_unchanged
    desk.records.keep_draft(Draft("assignments", typed, seen.id))
    saved = desk.records.save(ledger, {**typed, "remarks": "改过"}, record_id=seen.id)
    assert (saved.record.value("talk"), rows_of(saved.record)) == (Link(30, VEILED), [NOBODY_SEES])
    desk.records.steps.undo()
    desk.records.steps.redo()
    told = str(desk.records.history(ledger, seen.id or 0))
    assert VEILED in told
    assert PLANTED not in told
    whole = Desk(opened_by("书记"), tools)
    kept = linked(whole)
    words = f"谈心谈话 2026-030 {IT_IS}"
    assert (kept.value("remarks"), kept.value("talk")) == ("改过", Link(30, IT_IS))
    assert rows_of(kept) == [words]
    assert VEILED not in str(whole.records.history(ledger, seen.id or 0))
    drafts = whole.records.drafts(ledger)
    assert VEILED not in str(drafts)
    assert whole.book.check() == []


def test_a_link_is_taken_away_and_none_is_made_to_what_is_not_seen(
    opened_by: Opened, tools: Tools
) -> None:
    desk = Desk(opened_by("录入员"), tools)
    ledger, seen = desk.catalogue["assignments"], linked(desk)
    typed = desk.records.plain(ledger, seen)
    desk.records.save(ledger, {**typed, "talk": None}, record_id=seen.id)
    now = desk.records.get(ledger, seen.id or 0)
    assert now is not None
    assert now.value("talk") is None
    # By its words nobody finds out whether there is such a talk.
    checked = desk.records.check(ledger, {**typed, "talk": IT_IS}, seen.id)
    unknown = desk.records.check(ledger, {**typed, "talk": "没有的谈话"}, seen.id)
    assert [each.message.replace(IT_IS, "没有的谈话") for each in checked.problems] == [
        each.message for each in unknown.problems
    ]


def test_a_hidden_ledger_takes_nothing_and_is_on_no_tab(opened_by: Opened, tools: Tools) -> None:
    desk = Desk(opened_by("录入员"), tools)
    for key in ("talks", "checkups", "secretary_talks"):
        ledger = desk.catalogue[key]
        assert not ledger.is_kept
        assert desk.catalogue.tab_of(ledger) is None
        for refused in (
            lambda ledger=ledger: desk.records.save(ledger, {}),
            lambda ledger=ledger: desk.records.check(ledger, {}),
            lambda ledger=ledger: desk.records.void(ledger, 1, "错"),
            lambda ledger=ledger: desk.records.revive(ledger, 1),
            lambda ledger=ledger: desk.records.add_all(ledger, [{}]),
            lambda key=key: desk.records.keep_draft(Draft(key)),
        ):
            with pytest.raises(NotAllowed) as told:
                refused()
            assert told.value.todo == "请让看得到谈话和体检的使用人来做。"
    assert desk.records.get(desk.catalogue["talks"], 30) is None


def test_nobody_learns_how_many_there_are(opened_by: Opened, tools: Tools) -> None:
    desk = Desk(opened_by("录入员"), tools)
    for key in ("talks", "checkups", "secretary_talks"):
        ledger = tools.catalogue[key]
        for query in (Query(key), Query(key, text="谈"), Query(key, ids=(1, 2))):
            assert desk.searching.first(query, 5) == ([], 0)
            assert len(desk.searching.ids(query)) == 0
        assert desk.scopes.counts()[key] == 0
        year = Period.parse("2026")
        for measure in ledger.measures:
            figure = desk.statistics.figure(ledger, measure, year)
            assert (figure.value, len(figure.records)) == (None, 0)
        assert desk.statistics.figures(year, ledger) == [] or all(
            line.figure.value is None for line in desk.statistics.figures(year, ledger)
        )
        with desk.book.reading() as work:
            assert not any(work.records.by_month([ledger], 2026)[key])
            assert dict(work.records.due([ledger], NOW.date())) == {}
            assert work.records.newest(ledger) is None
            assert work.records.versions(ledger) == {}
            assert work.records.versions_on(ledger, [NOW.date()]) == [[]]
            assert work.records.changes_between(ledger, year.start, NOW.date()) == {}
            assert work.records.words_of(ledger, ledger.title[0]) == []
            assert [each for each in work.records.withdrawn(0) if each.ledger == key] == []
            assert [of for of in work.records.reasons(0, 10_000) if of[0] == key] == []


def test_figures_without_what_is_not_seen_say_so() -> None:
    said = {name: uncounted(keeper) for name, keeper in OTHERS.items()}
    assert {name for name in said if said[name]} == {"录入员", "只看员", "副书记"}
    assert uncounted(FIRST_KEEPER) == ""
    model = FiguresModel()
    model.show([], missing=said["录入员"])
    assert model.index(0, 0).data() == "谈话和体检您看不到，没有算在内。"


def test_a_draft_of_others_is_not_thrown_away_unseen(opened_by: Opened, tools: Tools) -> None:
    before = Desk(opened_by("书记"), tools).records.drafts()
    desk = Desk(opened_by("录入员"), tools)
    for each in before:
        if each.ledger == "talks":
            desk.records.discard_draft(each.id or 0)
    whole = Desk(opened_by("书记"), tools).records.drafts()
    assert {each.id for each in whole} == {each.id for each in before}


def test_who_enters_keeps_records_and_backs_up_but_settles_nothing_for_all(
    opened_by: Opened, tools: Tools, books: Books, tmp_path: Path
) -> None:
    book = opened_by("纪检委员")
    desk = Desk(book, tools)
    ledger = desk.catalogue["talks"]
    assert desk.records.get(ledger, 30) is not None
    desk.records.keep_draft(Draft("talks"))
    desk.preferences.keep_cover(CoverWords("审", "填"))
    desk.returning.deliver(Period.parse("2026-09"), tmp_path)
    copy = book.back_up()
    (choice, *_) = desk.choices.all()
    wording = desk.wordings.lists()[0]
    refused: list[Callable[[], object]] = [
        lambda: desk.scopes.keep(Scope(frozenset({"talks"}))),
        lambda: desk.choices.keep(choice.ledger.key, choice.field.key, choice.options[0]),
        lambda: desk.wordings.add(wording.ledger.key, wording.field.key, ["新词"]),
        lambda: book.archive(tmp_path / "全部.qlz", "导出的口令"),
        lambda: desk.exporting.readable(tmp_path),
        lambda: _collected(book),
    ]
    for each in refused:
        with pytest.raises(NotAllowed, match=r"要有“全部”权限，使用人“纪检委员”的权限是“录入”"):
            each()
    book.close()
    _no_way_back(books, book.folder, copy, word_of("纪检委员"), "要有“全部”权限")


def _collected(book: Book) -> None:
    with book.writing() as work:
        work.collected.take_back(MONTH)


def _no_way_back(books: Books, folder: Path, copy: Path, secret: str, said: str) -> None:
    for each in (
        lambda: books.restore(folder, copy, secret),
        lambda: books.repair(folder, folder.with_name("修好"), secret),
        lambda: books.bring_back(copy, secret, folder.with_name("新的")),
        lambda: books.let_go(folder, folder / ASIDE / copy.name, secret),
    ):
        with pytest.raises(NotAllowed, match=said):
            each()
    assert not folder.with_name("修好").exists() or not any(folder.with_name("修好").iterdir())


def test_who_only_reads_changes_nothing_even_where_writing_is_asked_for(
    opened_by: Opened, tools: Tools, tmp_path: Path
) -> None:
    book = opened_by("巡察组")
    desk = Desk(book, tools)
    assert book.read_only
    assert desk.returning.preview(MONTH).sheets
    for each in (
        lambda: desk.records.keep_draft(Draft("meetings")),
        lambda: desk.preferences.keep_layout("meetings", "一"),
        lambda: desk.returning.deliver(Period.parse("2026-09"), tmp_path),
        book.back_up,
    ):
        with pytest.raises(NotAllowed, match="权限是“只看”"):
            each()
    assert list(tmp_path.glob("*.xlsx")) == []


def test_what_tells_of_everything_is_done_by_who_sees_everything(
    opened_by: Opened, tools: Tools, books: Books, tmp_path: Path
) -> None:
    book = opened_by("副书记")
    desk = Desk(book, tools)
    desk.scopes.keep(Scope())
    for each in (
        lambda: desk.returning.preview(MONTH),
        lambda: desk.returning.deliver(MONTH, tmp_path),
        lambda: desk.summarising.draft(Period.parse("2026H1"), desk.summarising.templates()[""]),
        lambda: desk.exporting.readable(tmp_path),
        lambda: book.archive(tmp_path / "全部.qlz", "导出的口令"),
    ):
        with pytest.raises(NotAllowed, match=r"使用人“副书记”看不到其中的谈话和体检"):
            each()
    news = desk.workbench.of_day()
    assert [each for each in news.todos if "月报" in each.text] == []
    copy = book.back_up()
    book.close()
    _no_way_back(books, book.folder, copy, word_of("副书记"), "看不到其中的谈话和体检")


def test_a_form_of_others_is_not_filled_with_figures_that_are_not_seen(
    opened_by: Opened, tools: Tools, tmp_path: Path
) -> None:
    desk = Desk(opened_by("录入员"), tools)
    place = FormPlace("表", "B2")
    mapping = FormMapping((MappedPlace(place, (CountedIn("talks", "heads"),)),))
    assert mapping.ledgers == ("talks",)
    values = desk.filling.preview(mapping, MONTH)
    assert values.lacking == {place: "您看不到“谈心谈话”，请让看得到的使用人来填"}
    assert desk.filling.records(FormMapping(ledger="talks"), MONTH) == []
    folder = tmp_path / "填好"
    folder.mkdir()
    opened = OpenedForm("表.xlsx", b"", SeenForm("表.xlsx", FormKind.WORKBOOK, ()), mapping)
    with pytest.raises(NotAllowed, match="您看不到“谈心谈话”"):
        desk.filling.fill(opened, MONTH, folder)
    assert list(folder.iterdir()) == []


def test_what_is_taken_back_out_of_a_copy_needs_all_rights(
    opened_by: Opened, tools: Tools, books: Books
) -> None:
    book = opened_by("纪检委员")
    copy = book.back_up()
    book.close()
    secret = word_of("纪检委员")
    then = books.look(book.folder, copy, secret)
    try:
        with pytest.raises(NotAllowed, match="从备份取回记录要有“全部”权限"):
            take_back(books, tools, book.folder, secret, then, "meetings", 1)
    finally:
        then.close()
    # The lock is free again.
    books.open(book.folder, PASSWORD).close()


def test_in_a_copy_one_sees_no_more(opened_by: Opened, tools: Tools, books: Books) -> None:
    book = opened_by("录入员")
    copy = book.back_up()
    book.close()
    then = books.look(book.folder, copy, word_of("录入员"))
    try:
        desk = Desk(then, tools)
        assert desk.searching.find(PLANTED) == []
        assert desk.records.get(tools.catalogue["talks"], 30) is None
    finally:
        then.close()


def test_nobody_takes_back_what_somebody_else_did(opened_by: Opened, tools: Tools) -> None:
    first = Desk(opened_by("书记"), tools)
    talks = first.catalogue["talks"]
    first.records.void(talks, 30, "错")
    second = Desk(opened_by("录入员"), tools, first)
    assert second.records.steps.list is not first.records.steps.list
    third = Desk(opened_by("录入员"), tools, second)
    assert third.records.steps.list is second.records.steps.list


def test_a_check_tells_in_other_words_of_what_is_not_seen(tools: Tools) -> None:
    layout = Layout(Schema(tools.catalogue), lambda: NOW)
    found = [
        Finding("谈心谈话 2026-003 和它的最后一次历史对不上。", "talks", 3),
        Finding("谈心谈话里有 2 条记录不见了。"),
        Finding("三会一课与主题党日 2026-001 不在搜索目录里。"),
    ]
    assert told_to(OTHERS["录入员"], layout, found) == [UNTOLD, found[2]]
    assert told_to(OTHERS["纪检委员"], layout, found) == found
    # That a repair would make an altered history good is told to whoever is not told which.
    (told,) = told_to(OTHERS["录入员"], layout, [Finding("谈心谈话 x。", is_altered=True)])
    assert told.is_altered


def test_all_that_is_asked_of_records_is_asked_through_the_veil() -> None:
    asked = {name for name in dir(Records) if not name.startswith("_")}
    assert asked <= set(vars(VeiledRecords))


def test_whoever_keeps_settings_says_whose_they_are() -> None:
    folder = Path(__file__).parents[2] / "qinglian_desktop"
    keeping = {
        path.stem
        for path in folder.rglob("*.py")
        if path.parent.name in ("application", "ui", "cli")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith("settings.put")
    }
    assert keeping == set(SETTINGS)


def test_a_confidential_ledger_feeds_no_other_and_is_no_roster(tools: Tools) -> None:
    def with_secret(key: str) -> list[Ledger]:
        return [
            replace(each, is_confidential=True) if each.key == key else each
            for each in tools.catalogue
        ]

    feeding = next(each.key for each in tools.catalogue if each.feeds)
    roster = tools.catalogue.roster
    assert roster is not None
    for key in (feeding, roster.key):
        with pytest.raises(BadDeclaration):
            Catalogue(with_secret(key))

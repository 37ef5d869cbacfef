"""What goes out in a set for the public, what is told of it, and when it is out of date.

Over 300 lines because all of it is asked of the same small book.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToPublish
from qinglian_desktop.application.public_choice import PublicChoice, chosen_columns, with_names
from qinglian_desktop.application.public_ports import PublicForm
from qinglian_desktop.application.public_set import scope_words
from qinglian_desktop.application.publishing import Publisher
from qinglian_desktop.documents.publishing.files import PublicDocuments
from qinglian_desktop.domain.drawing import Words
from qinglian_desktop.domain.errors import Cancelled, DataProblems, EnvironmentProblem
from qinglian_desktop.domain.flow.poster import LEGIBLE
from qinglian_desktop.domain.listed import listed_columns
from tests.unit.charts_in_book import chart, power, risk

CONTROLS = [
    {"measure": "双人审核", "owner": "韦甲", "leader": "黄乙", "status": "未落实"},
    {"measure": "公示五日", "owner": "韦甲", "leader": "黄乙", "status": "未落实"},
]


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """A book with one power, its chart, and a risk at its second step that may go out."""
    person = {"name": "覃书宁", "politics": "正式党员", "joined": "2020-01-01"}
    empty_desk.records.save(empty_desk.catalogue["people"], person)
    of = power(empty_desk)
    chart(empty_desk, of)
    risk(empty_desk, of, "第2步", "审定", controls=CONTROLS, post="审核岗")
    return empty_desk


def everything(publisher: Publisher, **changes: object) -> PublicChoice:
    return replace(publisher.usual(), **changes)  # type: ignore[arg-type]


def remarks(publisher: Publisher, choice: PublicChoice | None = None) -> str:
    return "\n".join(each.words for each in publisher.look(choice or publisher.usual())[1])


def change(desk: Desk, ledger: str, known: int, **values: object) -> None:
    of = desk.catalogue[ledger]
    record = desk.records.get(of, known)
    assert record is not None
    desk.records.save(of, {**desk.records.plain(of, record), **values}, record_id=known)


def test_only_settled_risks_go_out_and_the_others_are_counted(desk: Desk) -> None:
    risk(desk, 1, "第2步", "初评")
    public, told = desk.publishing.look(desk.publishing.usual())
    assert [len(table.records) for table in public.tables] == [1, 1, 1]
    assert len(public.charts[0].risks) == 1
    assert any(each.words.startswith("1个风险点不公开") for each in told)


def test_the_list_of_powers_says_which_chart_and_how_many_risks(desk: Desk) -> None:
    risk(desk, 1, "第2步", "公示")
    risk(desk, 1, "第2步", "初评")
    power(desk, "GW-2")
    of = desk.publishing

    def said(choice: PublicChoice) -> list[list[str]]:
        (table,) = (each for each in of.look(choice)[0].tables if each.word == "权责清单")
        columns = listed_columns(table.ledger)[-2:]
        assert [each.heading for each in columns] == ["权力运行流程图", "廉政风险点"]
        return [[each.text(record) for each in columns] for record in table.records]

    assert said(of.usual()) == [["图1", "2"], ["", "0"]]
    change(desk, "powers", 1, chart="LC-01")
    assert said(of.usual()) == [["图1", "2"], ["", "0"]]
    assert said(everything(of, contents=("权责清单",))) == [["LC-01", "2"], ["", "0"]]


def test_a_chart_less_before_it_is_no_change_of_a_power(desk: Desk) -> None:
    other = power(desk, "GW-2")
    chart(desk, other)
    registered(desk)
    desk.records.void(desk.catalogue["flows"], 1, "重画")
    (old,) = desk.publishing.out_of_date()
    assert len(old.gone) == 1 and old.gone[0].startswith("流程图")
    assert "职权“职权GW-1”" in old.changed
    assert "职权“职权GW-2”" not in old.changed


def test_a_department_and_a_power_narrow_the_set(desk: Desk) -> None:
    _, department, single = scope_words(desk.catalogue)
    other = power(desk, "GW-2")
    change(desk, "powers", other, holder="组织部／干部岗")
    of = desk.publishing
    found = of.look(PublicChoice(department, department="组织部"))[0]
    assert [[r.id for r in t.records] for t in found.tables] == [[other], [], []]
    found = of.look(PublicChoice(single, owner=1))[0]
    assert [len(t.records) for t in found.tables] == [1, 1, 1]
    assert found.of_words == "职权GW-1"


def test_without_names_their_columns_are_gone_and_the_chart_says_the_post(desk: Desk) -> None:
    of = desk.publishing
    hidden, shown = of.look(everything(of))[0], of.look(everything(of, shows_names=True))[0]

    def keys(public: object, place: int = 2) -> list[str]:
        listing = public.tables[place].ledger.listing  # type: ignore[attr-defined]
        return [column.key for column in listing.columns]

    assert not [key for key in keys(hidden) if key.split(".")[-1] in ("owner", "head", "leader")]
    assert [key for key in keys(shown) if key.endswith(("owner", "head", "leader"))]
    assert hidden.charts[0].risks[0][1].owner == "审核岗"
    assert shown.charts[0].risks[0][1].owner == "韦甲"


@pytest.mark.parametrize(
    ("ledger", "values", "place"),
    [
        ("risks", {"manifestation": "覃 书宁不看材料。"}, "主要内容及表现形式"),
        ("risks", {"controls": [{**CONTROLS[0], "measure": "韦甲复核"}]}, "防控要点及措施"),
        ("flows", {"chart": "( 申请\n- 报覃书宁审核\n( 归档"}, "步骤 报覃书宁审核"),
        ("powers", {"basis": "按覃书宁批示。"}, "实施依据"),
    ],
)
def test_a_name_in_a_text_is_told_with_its_place_and_its_record(
    desk: Desk, ledger: str, values: dict[str, object], place: str
) -> None:
    assert "姓名" not in remarks(desk.publishing)
    change(desk, ledger, 1, **values)
    told = [e for e in desk.publishing.look(desk.publishing.usual())[1] if "写着姓名" in e.words]
    assert any(place in e.words and (e.ledger, e.record_id) == (ledger, 1) for e in told)
    shown = everything(desk.publishing, shows_names=True)
    assert "写着姓名" not in remarks(desk.publishing, shown)


def test_a_risk_of_a_void_power_and_a_power_without_a_chart_are_told(desk: Desk) -> None:
    other = power(desk, "GW-2")
    assert "职权“职权GW-2”还没有权力运行流程图。" in remarks(desk.publishing)
    risk(desk, other, "", "公示", risk="名额不公")
    desk.records.void(desk.catalogue["powers"], other, "撤销")
    public, told = desk.publishing.look(desk.publishing.usual())
    assert [len(table.records) for table in public.tables] == [1, 1, 1]
    assert any("名额不公" in e.words and "已经作废" in e.words and e.ledger for e in told)


def test_nothing_to_put_up_is_said_and_writes_nothing(empty_desk: Desk, tmp_path: Path) -> None:
    of = empty_desk.publishing
    (tmp_path / "出").mkdir()
    with pytest.raises(DataProblems, match="没有可以公开的内容"):
        of.to_folder(of.usual(), list(PublicForm), tmp_path / "出")
    with pytest.raises(DataProblems, match="没有可以公开的内容"):
        of.register(of.usual(), "覃书宁")
    assert list((tmp_path / "出").iterdir()) == []


def test_columns_are_remembered_and_unknown_ones_do_no_harm(desk: Desk) -> None:
    of = desk.publishing
    chosen = everything(of, columns={"风险清单": ("risk", "level", "gone")})
    of.remember(chosen)
    assert of.usual() == chosen
    listing = of.look(of.usual())[0].tables[1].ledger.listing
    assert listing is not None
    assert [each.key for each in listing.columns] == ["risk", "level"]


def registered(desk: Desk, choice: PublicChoice | None = None) -> int:
    saved = desk.publishing.register(choice or desk.publishing.usual(), "覃书宁")
    assert desk.publishing.out_of_date() == []
    return saved.record.id or 0


def test_what_was_put_up_is_kept_and_what_changed_since_is_told(desk: Desk) -> None:
    known = registered(desk)
    change(desk, "risks", 1, risk="审核流于形式")
    other = power(desk, "GW-2")
    (old,) = desk.publishing.out_of_date()
    assert (old.added, old.changed, old.gone) == (
        ["职权“职权GW-2”"],
        ["风险点“审核流于形式 办公室”"],
        [],
    )
    assert "公开以后改了2条，公开的已经不是最新的" in old.words(desk.publishing.declared)
    (todo,) = [t for t in desk.workbench.of_day().todos if isinstance(t.place, ToPublish)]
    assert todo.place == ToPublish("publications", known)
    desk.records.void(desk.catalogue["powers"], other, "撤销")
    change(desk, "risks", 1, stage="销号")
    (old,) = desk.publishing.out_of_date()
    # How many risks it has stands in the list of powers.
    assert (old.added, old.changed) == ([], ["职权“职权GW-1”"])
    assert old.gone == ["风险点“审核不严 办公室”"]


@pytest.mark.parametrize(
    "values",
    [
        {"reason": "集体研究"},
        {"stage": "公示"},
        {"controls": [{**CONTROLS[0], "leader": "莫丙"}, CONTROLS[1]]},
        {"description": "另记"},
    ],
)
def test_what_is_not_printed_is_no_change(desk: Desk, values: dict[str, object]) -> None:
    registered(desk)
    change(desk, "risks", 1, **values)
    assert desk.publishing.out_of_date() == []


def test_a_chart_counts_and_so_does_its_risk_without_the_lists(desk: Desk) -> None:
    registered(desk, everything(desk.publishing, contents=("权力运行流程图",)))
    change(desk, "risks", 1, manifestation="另一种。")
    assert desk.publishing.out_of_date() == []
    change(desk, "flows", 1, chart="( 申请\n- 复审\n( 归档")
    (old,) = desk.publishing.out_of_date()
    assert any(each.startswith("流程图") for each in old.changed)


def test_made_anew_or_taken_down_it_is_out_of_date_no_more(desk: Desk) -> None:
    registered(desk)
    change(desk, "risks", 1, risk="审核流于形式")
    again = registered(desk)
    change(desk, "risks", 1, risk="审核不实")
    assert [old.record.id for old in desk.publishing.out_of_date()] == [again]
    change(desk, "publications", again, day="2020-01-02", until="2020-02-01")
    assert [old.record.id for old in desk.publishing.out_of_date()] != [again]


def test_it_is_made_anew_as_it_was_chosen(desk: Desk) -> None:
    _, _, single = scope_words(desk.catalogue)
    choice = PublicChoice(
        single, owner=1, contents=("风险清单",), columns={"风险清单": ("risk", "level")}
    )
    assert desk.publishing.again(registered(desk, choice)) == choice


def test_without_whoever_did_it_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(DataProblems):
        desk.publishing.register(desk.publishing.usual(), "")
    assert desk.records.get(desk.publishing.ledger, 1) is None
    assert desk.publishing.out_of_date() == []


def test_given_up_or_without_a_folder_nothing_stays(desk: Desk, tmp_path: Path) -> None:
    of = desk.publishing
    (tmp_path / "出").mkdir()
    with pytest.raises(Cancelled):
        of.to_folder(of.usual(), list(PublicForm), tmp_path / "出", lambda done, total: False)
    assert list((tmp_path / "出").iterdir()) == []
    with pytest.raises(EnvironmentProblem):
        of.to_folder(of.usual(), [PublicForm.PDF], tmp_path / "没有")


@pytest.mark.parametrize("broken", list(PublicForm))
def test_given_up_half_way_no_file_is_left_and_the_earlier_pdf_stays(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: PublicForm
) -> None:
    of, folder = desk.publishing, tmp_path / "出"
    folder.mkdir()
    (earlier,) = of.to_folder(of.usual(), [PublicForm.PDF], folder)
    earlier.write_bytes(before := b"%PDF earlier")

    def write(_self: object, _paper: object, form: PublicForm, path: Path, _: object) -> None:
        path.write_bytes(b"half")
        if form is broken:
            raise Cancelled

    monkeypatch.setattr(PublicDocuments, "write", write)
    with pytest.raises(Cancelled):
        of.to_folder(of.usual(), list(PublicForm), folder)
    assert [*folder.iterdir()] == [earlier] and earlier.read_bytes() == before


def test_a_poster_is_a3_and_read_from_two_metres(desk: Desk) -> None:
    paper = desk.publishing.poster(1, shows_names=False)
    (page,) = paper.pages
    assert sorted(round(edge * 25.4 / 72) for edge in (page.width, page.height)) == [297, 420]
    words = [each for each in page.shapes if isinstance(each, Words)]
    assert min(each.size for each in words) >= LEGIBLE * 0.85
    said = "".join(each.text for each in words)
    assert "双人审核" in said
    assert "审核岗" in said
    assert "韦甲" not in said


def test_a_poster_without_a_chart_is_refused_in_words(desk: Desk) -> None:
    other = power(desk, "GW-2")
    with pytest.raises(DataProblems, match="还没有权力运行流程图"):
        desk.publishing.poster(other, shows_names=False)


def test_a_column_of_names_is_left_out_where_it_was_unticked(desk: Desk) -> None:
    of = desk.publishing
    lists = of.declared.lists
    chosen = everything(of, shows_names=True, columns={"防控清单": ("risk", "controls.owner")})
    keys = [each.key for each in chosen_columns(desk.catalogue, lists[2], chosen)]
    assert keys == ["risk", "controls.owner"]
    hidden = everything(of, columns={"防控清单": ("risk", "controls.owner")})
    keys = [each.key for each in chosen_columns(desk.catalogue, lists[2], hidden)]
    assert keys == ["risk"]
    shown = with_names(desk.catalogue, lists, hidden).columns["防控清单"]
    assert {"controls.head", "controls.leader"} <= set(shown)


@pytest.mark.parametrize("post", ["审核岗（韦甲）", "覃书宁"])
def test_a_name_on_a_chart_is_told_without_the_lists(desk: Desk, post: str) -> None:
    of = desk.publishing
    change(desk, "risks", 1, post=post)
    charts = everything(of, contents=("权力运行流程图",))
    assert "写着姓名" in remarks(of, charts)
    only = everything(of, contents=("权责清单",))
    assert "写着姓名" not in remarks(of, only)
    assert any("写着姓名" in each.words for each in of.look(only, [1])[1])


def test_a_poster_that_cannot_be_made_is_told_before_anything_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    of, other = desk.publishing, power(desk, "GW-2")
    with pytest.raises(DataProblems, match="没有写文件"):
        of.to_folder(of.usual(), list(PublicForm), tmp_path, posters=[other])
    assert not [each for each in tmp_path.iterdir() if each.is_file()]


def test_posters_are_drawn_with_progress_and_given_up_before_anything_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    of, told, to = desk.publishing, list[tuple[int, int]](), tmp_path / "出"
    to.mkdir()

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return False

    with pytest.raises(Cancelled):
        of.to_folder(of.usual(), [PublicForm.PDF], to, progress, [1])
    assert told == [(1, 1)]
    assert list(to.iterdir()) == []


def test_posters_with_and_without_names_have_names_of_their_own(desk: Desk, tmp_path: Path) -> None:
    of = desk.publishing
    made = [
        path
        for shows in (True, False)
        for path in of.to_folder(everything(of, shows_names=shows), [], tmp_path, posters=[1])
    ]
    assert len(set(made)) == 4
    assert [("公示版" in path.name) for path in made] == [False, False, True, True]


def test_a_new_name_is_told_and_what_was_noted_wrongly_is_forgotten(desk: Desk) -> None:
    known = registered(desk)
    change(desk, "powers", 1, name="改了名的职权")
    (old,) = desk.publishing.out_of_date()
    assert any("改了名的职权" in each for each in old.changed)
    desk.records.void(desk.publishing.ledger, known, "记错了")
    assert desk.publishing.out_of_date() == []

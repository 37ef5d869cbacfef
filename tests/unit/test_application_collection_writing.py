"""What goes out of a collection: all of it together, text as text, totals as the units said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook

from qinglian_desktop.application.collection import Collection, collection_of
from qinglian_desktop.application.preferences import Preferences
from qinglian_desktop.application.summarising import OUR_TEMPLATE
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.collecting.collected import CollectedReturn, Fate, MetFile
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.states import USUAL_DUE_DAY
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.return_content import SummaryLine
from qinglian_desktop.domain.summary import Kind
from tests.unit.collected_units import AT, month, refused, returned
from tests.unit.conftest import Voyage

OCTOBER = month(10)
TEXT = """# {单位}
## 一、做事
一是抓落实。{今年以来}，{单位}做了{万事簿.事数}件事。做完率{万事簿.做完率}。总价{万事簿.总价|多}万元。
没有数的一段。
"""
LISTED = (
    ListedUnit("001", "=甲局", "党委"),
    ListedUnit("002", "乙局", "党总支"),
    ListedUnit("003", "丙局", "党委"),
)


def lines(events: int, so_far: int, money: Decimal | None = None) -> tuple[SummaryLine, ...]:
    return (
        SummaryLine("everything", "events", "事数", "件", events, so_far),
        SummaryLine("everything", "money", "总价", "万元", money, money),
        SummaryLine("everything", "rate", "做完率", "%", 50, 50),
    )


@pytest.fixture
def collection(voyage: Voyage) -> Collection:
    """Two of three units reported October, one of them September too; a file was refused."""
    voyage.now = datetime(2026, 11, 7, 9, 0)
    voyage.ship()
    folder = voyage.tools.resources / "templates"
    folder.mkdir()
    (folder / OUR_TEMPLATE).write_text(TEXT, encoding="utf-8")
    odd = MetFile("=cmd.pdf", Fate.UNRELATED, ("不是月报。",))
    with voyage.desk.book.writing() as work:
        work.collected.put_units(LISTED)
        for each in (
            unit("001", 9, lines(2, 2)),
            unit("001", 10, lines(3, 6, Decimal("12.5"))),
            unit("002", 10, lines(4, 7, Decimal(1200)), reported_on=datetime(2026, 11, 6).date()),
        ):
            work.collected.take(each, "[]")
        work.collected.note_files(AT, [refused("003"), odd])
    tools = replace(voyage.tools, table_files=TableWorkbook())
    return collection_of(voyage.desk.book, tools, voyage.desk.collecting)


def unit(
    code: str, index: int, told: tuple[SummaryLine, ...], **changes: object
) -> CollectedReturn:
    name = next(each.name for each in LISTED if each.code == code)
    return returned(code, index, told, unit_name=name, **changes)


def written(collection: Collection, tmp_path: Path) -> Workbook:
    target = tmp_path / "汇总.xlsx"
    collection.writing.write(OCTOBER, target)
    return load_workbook(target)


def cells(book: Workbook, name: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book[name]]


def test_the_totals_are_those_of_the_units_and_shares_are_not_summed(
    collection: Collection, tmp_path: Path
) -> None:
    caption, heads, *rows = cells(written(collection, tmp_path), "合计")
    assert caption[0] == "2026年10月清廉机关建设工作月报合计（3个单位，收到2个，其中迟报1个）"
    assert heads == [
        *("指标", "计量\n单位", "本月", "本年累计"),
        *("党委\n本月", "党委\n累计", "党总支\n本月", "党总支\n累计", "说明"),
    ]
    assert rows == [
        ["万事簿的事数", "件", 7, 13, 3, 6, 4, 7, None],
        ["万事簿的总价", "万元", 1212.5, 1212.5, 12.5, 12.5, 1200, 1200, None],
        ["万事簿的做完率", "%", "—", "—", "—", "—", "—", "—", None],
    ]


def test_each_unit_stands_with_what_it_said_and_text_stays_text(
    collection: Collection, tmp_path: Path
) -> None:
    book = written(collection, tmp_path)
    assert cells(book, "各单位累计")[1:] == [
        [
            *("单位", "单位编码", "类别", "月报"),
            *("万事簿的事数\n（件）", "万事簿的总价\n（万元）", "万事簿的做完\n率\n（%）"),
        ],
        ["=甲局", "001", "党委", "已报", 6, 12.5, 50],
        ["乙局", "002", "党总支", "迟报", 7, 1200, 50],
        ["丙局", "003", "党委", "有问题", None, None, None],
        ["党委合计", None, None, "1/2", 6, 12.5, "—"],
        ["党总支合计", None, None, "1/1", 7, 1200, "—"],
        ["合计", None, None, "2/3", 13, 1212.5, "—"],
    ]
    assert not [c for page in book for row in page for c in row if c.data_type == "f"]
    assert book["各单位累计"]["A3"].quotePrefix and book["文件"]["B4"].quotePrefix
    for page in book:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.print_title_rows == "$1:$2" and page.freeze_panes == "A3"


def test_kinds_have_a_column_only_where_there_are_any_and_lists_fit_a_page_at_their_size(
    collection: Collection, tmp_path: Path
) -> None:
    plain = [replace(each, kind="") for each in LISTED]
    collection.write(lambda kept: kept.put_units(plain))
    book = written(collection, tmp_path)
    for name, heads in (
        ("各单位本月", ["单位", "单位编码", "月报"]),
        ("未报和迟报", ["单位", "单位编码", "情况"]),
        ("全年报送", ["单位", "单位编码", "1月"]),
    ):
        assert cells(book, name)[1][:3] == heads
    assert cells(book, "各单位累计")[-1][:3] == ["合计", None, "2/3"]
    for name, room in (("未报和迟报", 73), ("差异", 75), ("要问的", 75), ("文件", 86)):
        page = book[name]
        letters = [get_column_letter(at) for at in range(1, page.max_column + 1)]
        widths = [page.column_dimensions[each].width for each in letters]
        assert sum(widths) / 2 <= room, "of 73 in print of 10 points"


def test_who_owes_what_is_wrong_and_every_file_are_listed(
    collection: Collection, tmp_path: Path
) -> None:
    book = written(collection, tmp_path)
    assert cells(book, "未报和迟报")[2:] == [
        ["乙局", "002", "党总支", "迟报", None],
        ["丙局", "003", "党委", "有问题", "内容与写出时不一样。"],
    ]
    said = "万事簿的事数本年累计6，可是到9月累计2，加上本月3该是5。"
    assert [row[1:4] for row in cells(book, "差异")[2:]] == [
        ["=甲局", "001", said],
        ["003局", "003", "“003.xlsx”没有收：内容与写出时不一样。"],
    ]
    assert cells(book, "要问的")[2][1] == "没有要问的。"
    assert [row[1:3] for row in cells(book, "文件")[2:]] == [
        ["003.xlsx", "没有收"],
        ["=cmd.pdf", "不是月报"],
    ]
    # Somebody reported September, so whoever did not is missing there; nobody was asked before.
    assert [row[10:13] for row in cells(book, "全年报送")[2:5]] == [
        [None, "已报", "已报"],
        [None, "未报", "迟报"],
        [None, "未报", "有问题"],
    ]


def test_the_words_are_the_sentences_that_tell_figures(collection: Collection) -> None:
    title, name, whose, said = collection.writing.words(OCTOBER)
    assert [each.kind for each in (title, name, whose, said)] == [
        *[Kind.TITLE] * 2,
        *[Kind.TEXT] * 2,
    ]
    assert (title.text, name.text) == ("2026年1月至10月", "各单位清廉机关建设工作情况")
    assert whose.text == "到2026年10月，3个单位中有2个报送了月报，以下是它们本年累计的合计。"
    assert said.text == "今年以来，各单位做了13件事。总价1200多万元。"


def test_all_of_it_goes_together_and_is_numbered_beside_what_is_there(
    collection: Collection, tmp_path: Path
) -> None:
    folder = tmp_path / "U盘"
    folder.mkdir()
    first = collection.writing.deliver(OCTOBER, folder)
    assert [each.name for each in first] == [
        "清廉汇总_青莲号_2026-10.xlsx",
        "清廉汇总图_青莲号_2026-10.pdf",
        "清廉汇总文字_青莲号_2026-10.docx",
    ]
    assert first[1].read_bytes().startswith(b"%PDF")
    again = collection.writing.deliver(OCTOBER, folder)
    assert again[0].name == "清廉汇总_青莲号_2026-10_2.xlsx"
    assert sorted(folder.iterdir()) == sorted([*first, *again])


def test_nothing_of_it_is_there_where_one_cannot_be_written(
    collection: Collection, voyage: Voyage, tmp_path: Path
) -> None:
    folder = tmp_path / "U盘"
    folder.mkdir()
    (voyage.tools.resources / "templates" / OUR_TEMPLATE).unlink()
    with pytest.raises(EnvironmentProblem, match="打不开"):
        collection.writing.deliver(OCTOBER, folder)
    assert list(folder.iterdir()) == []


def test_nothing_collected_and_nobody_listed_is_told(voyage: Voyage, tmp_path: Path) -> None:
    writing = collection_of(voyage.desk.book, voyage.tools, voyage.desk.collecting).writing
    with pytest.raises(EnvironmentProblem, match="没有可以汇总的") as told:
        writing.write(OCTOBER, tmp_path / "汇总.xlsx")
    assert "导入单位名单" in told.value.todo


def test_the_due_day_is_a_setting_of_the_book(voyage: Voyage) -> None:
    kept, reading = Preferences(voyage.desk.book), voyage.desk.collection.reading
    assert kept.due_day() == USUAL_DUE_DAY
    kept.keep_due_day(40)
    assert kept.due_day() == 31
    assert reading.due_on(OCTOBER) == datetime(2026, 11, 30).date()

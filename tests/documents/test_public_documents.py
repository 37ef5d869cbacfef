"""A set put up in public says in PDF, Excel and Word what the lists and charts say."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qinglian_desktop import RESOURCES
from qinglian_desktop.application.chart_ports import DrawnChart
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.public_choice import PublicChoice
from qinglian_desktop.application.public_ports import PublicForm, PublicPaper
from qinglian_desktop.application.public_set import PublicSet, scope_words
from qinglian_desktop.documents.publishing.files import PublicDocuments
from qinglian_desktop.domain.drawing import Drawing, Words
from qinglian_desktop.domain.listed import listed_columns, rows_of
from tests.documents.paper_samples import pages, squeezed


def cells_of(public: PublicSet, word: str) -> list[list[str]]:
    """What the list of this word says, a line for each of its rows."""
    table = next(each for each in public.tables if each.word == word)
    listing = table.ledger.listing
    assert listing is not None
    return [
        [c.text_of_row(row) if c.of_row else c.text(record) for c in listed_columns(table.ledger)]
        for record in table.records
        for row in rows_of(listing, record)
    ]


@pytest.fixture(scope="module")
def made(
    sample_desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> tuple[PublicSet, list[Path]]:
    """The set of the sample unit without names, in all three forms."""
    of = sample_desk.publishing
    choice = PublicChoice(scope_words(sample_desk.catalogue)[1], department="群团工作部")
    folder = tmp_path_factory.mktemp("公开")
    return of.look(choice)[0], of.to_folder(choice, list(PublicForm), folder)


def test_the_contents_name_the_pages_on_which_things_stand(
    made: tuple[PublicSet, list[Path]],
) -> None:
    public, (pdf, *_) = made
    said = pages(pdf)
    assert "廉政风险防控“三单一图”公开" in squeezed(said[0])
    entries = re.findall(r"(\S+?)…+(\d+)", said[1].removeprefix("目录"))
    tables = [each for each in public.tables if each.records]
    assert len(entries) == len(tables) + 1 + len(public.charts)
    for words, number in entries:
        page = said[1 + int(number)]
        assert f"—{number}—" in squeezed(page)
        assert words == "权力运行流程图" or words in squeezed(page), (words, number)


def test_the_pdf_says_what_the_lists_and_charts_say(
    made: tuple[PublicSet, list[Path]],
) -> None:
    public, (pdf, *_) = made
    said = squeezed("".join(pages(pdf)))
    for chart in public.charts:
        assert squeezed(chart.head.title) in said
    for row in cells_of(public, "权责清单"):
        assert squeezed(row[1])[:6] in said


def test_names_of_people_are_on_no_page(made: tuple[PublicSet, list[Path]]) -> None:
    public, (pdf, *_) = made
    said = squeezed("".join(pages(pdf)))
    names = {
        str(row["owner"])
        for record in public.tables[1].records
        for row in record.value("controls") or ()  # type: ignore[union-attr]
    }
    assert names
    assert not [name for name in names if name in said]


def test_the_workbook_has_a_sheet_each_with_the_cells_of_the_list(
    made: tuple[PublicSet, list[Path]],
) -> None:
    public, (_, excel, _) = made
    book = load_workbook(excel)
    assert book.sheetnames[0] == "封面"
    assert len(book.sheetnames) == 1 + len(public.tables) + len(public.charts)
    for word in ("权责清单", "风险清单", "防控清单"):
        page, wanted = book[word], cells_of(public, word)
        found = [
            [_shown(page, 4 + place, 2 + at) for at in range(len(row))]
            for place, row in enumerate(wanted)
        ]
        assert found == wanted
        assert page.max_row == 3 + len(wanted)
        assert (page.page_setup.orientation, page.print_title_rows) == ("landscape", "$3:$3")
    assert len(book[book.sheetnames[-1]]._images) >= 1  # type: ignore[attr-defined]


def _shown(page: Worksheet, row: int, column: int) -> str:
    """What a cell shows: one that is merged what the first of them says."""
    for area in page.merged_cells.ranges:
        if (row, column) in {(r, c) for each in area.rows for r, c in each}:
            return str(page.cell(area.min_row, area.min_col).value or "")
    return str(page.cell(row, column).value or "")


def test_the_word_tables_equal_the_lists(made: tuple[PublicSet, list[Path]]) -> None:
    public, (*_, word) = made
    document = Document(str(word))
    assert len(document.tables) == len(public.tables)
    for table, of in zip(document.tables, public.tables, strict=True):
        found = [[cell.text for cell in row.cells[1:]] for row in table.rows][1:]
        assert found == cells_of(public, of.word)


def test_word_shows_the_numbers_of_the_contents_before_it_counts(
    made: tuple[PublicSet, list[Path]],
) -> None:
    _, (pdf, _, word) = made
    numbers = re.findall(r"…(\d+)", pages(pdf)[1].replace(" ", ""))
    said = [p.text for p in Document(str(word)).paragraphs if "\t" in p.text]
    assert [line.split("\t")[1] for line in said[: len(numbers)]] == numbers


def test_a_set_of_many_charts_has_contents_of_several_pages_and_right_numbers(
    tmp_path: Path,
) -> None:
    at = datetime(2026, 11, 26, 9)
    page = Drawing(400.0, 500.0, (Words(40, 40, "图", 20.0),))
    charts = [DrawnChart(f"第{number}张图", (page, page), ()) for number in range(1, 31)]
    paper = PublicPaper("公开", "某单位", "", at, (), "权力运行流程图", charts)
    PublicDocuments(RESOURCES / "fonts").write(paper, PublicForm.PDF, tmp_path / "多.pdf")
    said = pages(tmp_path / "多.pdf")
    assert "目录（续）" in squeezed(said[2])
    assert squeezed(said[2]).endswith("59")
    assert "—1—" in squeezed(said[3])


def test_the_files_say_of_themselves_only_the_unit(made: tuple[PublicSet, list[Path]]) -> None:
    _, (_, excel, word) = made
    authors = (load_workbook(excel).properties.creator, Document(str(word)).core_properties.author)
    assert len(set(authors)) == 1 and authors[0]

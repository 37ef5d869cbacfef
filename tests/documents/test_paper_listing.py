"""A ledger's list on paper, read again by pdftotext."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qinglian_desktop.application.ports import no_progress
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.listing import ListPrinter
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.projection import paper_columns
from qinglian_desktop.domain.values import Attendee, People, Person
from qinglian_desktop.ledgers.eight_ones import EIGHT_ONES
from tests.documents.paper_samples import FONTS, RARE, SOURCE, about, pages, record, said
from tests.invented import EVERYTHING, TASKS, example_values

PAPER = PaperPdf(FONTS, ())


def listed(path: Path, count: int, **changes: str) -> Path:
    target = path / "list.pdf"
    many = [
        record(EVERYTHING, example_values(**changes), f"2026-{place:03}")
        for place in range(1, count + 1)
    ]
    PAPER.listing(EVERYTHING, many, "2026年10月", SOURCE, target)
    return target


def test_it_says_what_which_whose_and_how_many(tmp_path: Path):
    target = listed(tmp_path, 3)
    text = said(target)
    for words in (
        "万事簿一览表",
        "填报单位：示例市委机关工委",
        "2026年10月",
        "共3条",
        "第1页共1页",
    ):
        assert words in text, words
    assert re.search(r"Page size: +841\.\d+ x 595\.\d+ pts \(A4\)", about(target))


def test_every_record_is_there_under_heads_that_repeat(tmp_path: Path):
    each = pages(listed(tmp_path, 60))
    assert len(each) > 2
    assert re.findall(r"2026-\d{3}(?=补帆)", "".join(each)) == [
        f"2026-{place:03}" for place in range(1, 61)
    ]
    for number, page in enumerate(each, 1):
        assert f"第{number}页共{len(each)}页" in page
        for column in paper_columns(EVERYTHING):
            assert column.heading in page


def test_names_in_a_cell_are_not_cut(tmp_path: Path):
    target = listed(tmp_path, 1, keeper=RARE[:3])
    text = said(target)
    for words in ("阿依登·古丽扎", "李䶮", RARE[:3]):
        assert words in text, words


@pytest.mark.parametrize("first", range(len(TASKS)))
def test_chosen_words_in_a_cell_are_not_cut(first: int):
    words = (*TASKS[first:], *TASKS[:first])
    many = [record(EVERYTHING, example_values(tasks=words), "2026-001")]
    (sheet,) = ListPrinter(EVERYTHING, SOURCE, Fonts(FONTS, ())).sheets(many, "", no_progress)
    lines = [each.text for each in sheet.texts]
    for word in words:
        assert any(word in line for line in lines), (word, lines)


def test_the_name_of_somebody_absent_is_not_cut():
    names = ["单于铉", "邓立衡", "覃书宁", "罗文渊", "蒙晓岚"]
    absent = tuple(Attendee(Person(name), present=False, reason="公务出差") for name in names)
    one = record(EIGHT_ONES, {"people": People(absent)})
    (sheet,) = ListPrinter(EIGHT_ONES, SOURCE, Fonts(FONTS, ())).sheets([one], "", no_progress)
    for name in names:
        assert any(f"{name}（公务出差）" in written.text for written in sheet.texts), name


def test_a_text_longer_than_a_page_goes_on(tmp_path: Path):
    marks = [f"〔{place:03}〕" for place in range(500)]
    each = pages(listed(tmp_path, 1, story="样例".join(marks)))
    assert len(each) > 1
    assert re.findall(r"〔\d{3}〕", "".join(each)) == marks


def test_an_empty_list_says_so(tmp_path: Path):
    text = said(listed(tmp_path, 0))
    assert "没有记录" in text
    assert "共0条" in text


def test_equal_lists_give_equal_bytes(tmp_path: Path):
    first = listed(tmp_path, 5).read_bytes()
    assert listed(tmp_path, 5).read_bytes() == first


def test_it_stops_when_told_and_leaves_no_file(tmp_path: Path):
    target = tmp_path / "list.pdf"
    many = [record(EVERYTHING, example_values())] * 3
    with pytest.raises(Cancelled):
        PAPER.listing(EVERYTHING, many, "", SOURCE, target, lambda done, total: False)
    assert not target.exists()

"""A list on paper with a line for each row of a record, the record's own cells merged down."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from qinglian_desktop.application.ports import no_progress
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.listing import PAGE, ListPrinter
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.documents.paper.sheet import Sheet
from qinglian_desktop.domain.ledger import ListColumn, PaperList
from qinglian_desktop.domain.values import Attendee, People, Person, Value
from tests.documents.paper_samples import FONTS, SOURCE, pages, record, said
from tests.invented import EVERYTHING, example_values

LISTING = PaperList(
    "万事清单",
    (
        ListColumn("line", 10, "事项"),
        ListColumn("story", 16),
        ListColumn("steps.what", 16, "措施"),
        ListColumn("steps.who+steps.done", 5, "谁、做完没有"),
        ListColumn("steps.due", 5),
        ListColumn("chief+chief_post", 5, "领头及职务"),
        ListColumn("hands.due", 3),
        ListColumn("hands.absent", 8),
    ),
    rows="steps",
    foot=("填报人", "填报日期"),
)
MERGED = replace(EVERYTHING, listing=LISTING)
LATEST = replace(
    EVERYTHING,
    listing=PaperList("进展", (ListColumn("line", 8), ListColumn("steps.latest", 12, "进展"))),
)


def sheets(*many: dict[str, Value]) -> list[Sheet]:
    records = [record(MERGED, values) for values in many]
    return ListPrinter(MERGED, SOURCE, Fonts(FONTS, ())).sheets(records, "", no_progress)


def steps(count: int, words: str = "") -> tuple[dict[str, Value], ...]:
    return tuple({"what": f"〔{place:03}〕{words}"} for place in range(count))


def written(sheet: Sheet) -> str:
    return "".join(text.text for text in sheet.texts)


def test_headings_title_and_foot_are_those_of_the_published_list(tmp_path: Path):
    target = tmp_path / "list.pdf"
    one = record(MERGED, example_values())
    PaperPdf(FONTS, ()).listing(MERGED, [one], "2026年", SOURCE, target)
    (text,) = pages(target)
    assert text.startswith("万事清单填报单位：示例市委机关工委2026年共1条")
    for heading in ("序号事项经过措施", "时限", "应到"):
        assert heading in text
    assert "填报人：填报日期：" in text
    assert "2026-001" not in text


def test_the_record_stands_once_beside_all_of_its_rows():
    (sheet,) = sheets(example_values(line="帆", story=None, steps=steps(3)))
    at = {text.text: text.y for text in sheet.texts}
    assert at["〔000〕"] > at["〔001〕"] > at["〔002〕"]
    assert at["帆"] == pytest.approx(at["〔001〕"], abs=0.1)
    assert at["1"] == pytest.approx(at["〔001〕"], abs=0.1)
    assert written(sheet).count("帆") == 1


def test_a_record_without_rows_has_one_line():
    (sheet,) = sheets(example_values(line="帆", steps=()), example_values(line="灯", steps=()))
    assert [text.text for text in sheet.texts if text.text in ("1", "帆", "2", "灯")] == [
        "1",
        "帆",
        "2",
        "灯",
    ]


def test_several_fields_stand_below_each_other_and_people_are_counted():
    hands = People((Attendee(Person("甲")), Attendee(Person("乙"), False, "病假")))
    (sheet,) = sheets(example_values(hands=hands))
    at = {text.text: text for text in sheet.texts}
    assert at["韦𬀩"].x == pytest.approx(at["大副"].x)
    assert at["韦𬀩"].y > at["大副"].y
    assert at["吴𫟼"].y > at["做完"].y
    assert at["2"].y == pytest.approx(at["乙（病假）"].y)


def test_of_progress_the_last_row_is_told(tmp_path: Path):
    target = tmp_path / "list.pdf"
    rows = ({"what": "量", "times": 1}, {"what": "缝", "due": date(2026, 10, 9), "times": 2})
    one = record(LATEST, example_values(steps=rows))
    PaperPdf(FONTS, ()).listing(LATEST, [one, record(LATEST, {})], "", SOURCE, target)
    text = said(target)
    assert "缝2026年10月9日2次" in text
    assert "量" not in text


def test_of_progress_typed_out_of_order_the_latest_day_is_told(tmp_path: Path):
    target = tmp_path / "list.pdf"
    rows = ({"what": "缝", "due": date(2026, 10, 9)}, {"what": "量", "due": date(2026, 10, 1)})
    one = record(LATEST, example_values(steps=rows))
    PaperPdf(FONTS, ()).listing(LATEST, [one], "", SOURCE, target)
    assert "缝" in said(target) and "量" not in said(target)


def test_rows_over_pages_stand_under_the_head_with_their_record_said_again():
    many = sheets(example_values(line="帆", story=None, steps=steps(60)))
    assert len(many) > 2
    found = re.findall(r"〔\d{3}〕", "".join(map(written, many)))
    assert found == [f"〔{place:03}〕" for place in range(60)]
    for sheet in many:
        words = [text.text for text in sheet.texts]
        assert "措施" in words
        assert "帆" in words
    assert "（续）" not in written(many[0])
    assert all(written(sheet).count("（续）") == 1 for sheet in many[1:])


@pytest.mark.parametrize("length", [1, 40, 400, 2400])
@pytest.mark.parametrize("rows", [0, 1, 3, 25])
@pytest.mark.parametrize("words", ["", "样例" * 60, "样例" * 600])
def test_nothing_is_lost_and_nothing_leaves_the_page(length: int, rows: int, words: str):
    marks = [f"【{place:04}】" for place in range(length // 4)]
    values = example_values(story="".join(marks), steps=steps(rows, words))
    before = example_values(story="先" * 300)
    many = sheets(before, values)
    everything = "".join(map(written, many))
    for mark in marks:
        assert mark in everything
    assert everything.count("样") == rows * words.count("样")
    found = re.findall(r"〔\d{3}〕", everything)
    assert found == [f"〔{place:03}〕" for place in range(rows)]
    for sheet in many:
        covered = [
            (t.x, t.y, t.x + t.typeface.width(t.text, t.size) - 0.1, t.y + t.size * 0.8)
            for t in sheet.texts
        ]
        assert all(x > 40 and right < PAGE[0] - 40 and y > 20 for x, y, right, _ in covered)
        if length * rows < 1000:
            for one, two in combinations(covered, 2):
                apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
                assert apart

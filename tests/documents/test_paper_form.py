"""A record printed on paper, read again by pdftotext."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.ports import Pages
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import FormPrinter
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.domain.errors import AttachmentLost, Cancelled, EnvironmentProblem, ProgramBug
from qinglian_desktop.domain.record import State
from qinglian_desktop.domain.values import Attached, Attendee, People, Person, Value
from tests.documents.paper_samples import (
    FONTS,
    RARE,
    SOURCE,
    about,
    drawn,
    embedded,
    pages,
    record,
    said,
    squeezed,
)
from tests.invented import EVERYTHING, INVENTED_ROSTER, example_values

PAPER = PaperPdf(FONTS, ())


def printed(path: Path, number: str = "2026-001", **changes: Value) -> Path:
    target = path / "form.pdf"
    one = record(EVERYTHING, example_values(**changes), number)
    PAPER.records(EVERYTHING, [one], SOURCE, target)
    return target


def test_every_value_is_on_the_form(tmp_path: Path):
    text = said(printed(tmp_path))
    for words in (
        "万事簿记录表",
        "填报单位：示例市委机关工委",
        "编号：2026-001",
        "补帆与看灯",
        "周𬭚",
        "2026年10月9日",
        "2026年12月31日",
        "2026年10月9日08:30",
        "2026年10月9日09:00至11:30",
        "12斤",
        "1.5万元",
        "韦𬀩",
        "大副",
        "周𬭚水手",
        "先补帆，后看灯。",
        "夜里风大，灯一直亮着。",
        "0.000001万元",
        "本表存船上。",
    ):
        assert squeezed(words) in text, words


def test_choices_are_boxes_and_the_chosen_are_ticked(tmp_path: Path):
    text = said(printed(tmp_path, tasks=("补帆", "唱歌", "熬汤")))
    assert "☐擦甲板☑补帆☐看灯☑唱歌☑熬汤" in text
    assert "☑红☐黄☐蓝" in text


def test_attendance_is_counted_and_the_absent_are_named(tmp_path: Path):
    hands = People(
        (
            Attendee(Person("样例甲")),
            Attendee(Person("样例乙")),
            Attendee(Person("样例丙"), present=False, reason="出差"),
        )
    )
    text = said(printed(tmp_path, hands=hands))
    assert "应到人数3人实到人数2人缺席人员及原因样例丙（出差）参加人员样例甲、样例乙" in text


def test_numbers_without_names_are_attendance_too(tmp_path: Path):
    text = said(printed(tmp_path))
    assert "应到人数12人实到人数11人缺席人员及原因客人" in text


def test_rare_names_can_be_searched(tmp_path: Path):
    text = said(printed(tmp_path, keeper=RARE, story=f"样例{RARE}"))
    assert f"样例{RARE}" in text
    assert text.count(RARE) == 2


def test_places_to_sign_are_blank_and_end_the_form(tmp_path: Path):
    last = pages(printed(tmp_path))[-1]
    blank = last[last.index("看守人签名") :]
    assert re.fullmatch(
        r"看守人签名：(年月日)?领头签名：(年月日){1,2}注：本表存船上。(第\d页共\d页)?", blank
    ), blank


def test_long_text_flows_on_with_nothing_lost(tmp_path: Path):
    marks = [f"〔{place:04}〕" for place in range(1500)]
    story = "\n".join("样例，".join(marks[first : first + 50]) for first in range(0, 1500, 50))
    each = pages(printed(tmp_path, story=story))
    assert re.findall(r"〔\d{4}〕", "".join(each)) == marks
    assert len(each) > 5
    for number, page in enumerate(each, 1):
        assert page.endswith(f"第{number}页共{len(each)}页") or f"第{number}页共" in page
        if number > 1:
            assert "万事簿记录表（续）编号：2026-001" in page
    assert "经过（续）" in each[1]


def test_rows_flow_on_under_repeated_heads(tmp_path: Path):
    steps = tuple({"what": f"〔{place:03}〕样例步骤" * 3, "times": place} for place in range(80))
    each = pages(printed(tmp_path, steps=steps))
    found = re.findall(r"〔\d{3}〕", "".join(each))
    assert found == [f"〔{place:03}〕" for place in range(80) for _ in range(3)]
    with_rows = [page for page in each if "〔" in page]
    assert len(with_rows) > 1
    assert all("序号做什么谁时限花费次数状态" in page for page in with_rows)


@pytest.mark.parametrize("length", range(0, 1500, 50))
def test_the_signatures_never_stand_alone(length: int):
    printer = FormPrinter(EVERYTHING, SOURCE, Fonts(FONTS, ()))
    values = example_values(story="样例" * length, files=())
    last = printer.sheets(record(EVERYTHING, values))[-1]
    table = [text.text for text in last.texts if "续" not in text.text and "页" not in text.text]
    assert table.index("看守人签名：") > 0


def test_pictures_are_drawn_and_other_files_named(tmp_path: Path):
    photos = tuple(Attached(f"{name}.jpg", name, "image/jpeg", 9) for name in ("w1", "t1", "w2"))
    files = (*photos, Attached("签到表.pdf", "p", "application/pdf", 9))
    target = printed(tmp_path, files=files)
    assert "签到表.pdf" in said(target)
    assert "w1.jpg" not in said(target)
    # The two wide photos are the same picture and kept once.
    assert target.read_bytes().count(b"/Subtype /Image") == 2


@pytest.mark.parametrize("error", [KeyError(), AttachmentLost("坏了。", "都在。", "再来。")])
def test_a_picture_that_cannot_be_read_is_named(tmp_path: Path, error: Exception):
    def gone(digest: str) -> Pages | None:
        raise error

    target = tmp_path / "form.pdf"
    source = type(SOURCE)(SOURCE.unit_name, gone)
    PAPER.records(EVERYTHING, [record(EVERYTHING, example_values())], source, target)
    assert "灯.jpg" in said(target)


def test_an_empty_record_is_a_form_to_fill_by_hand(tmp_path: Path):
    target = tmp_path / "blank.pdf"
    PAPER.records(EVERYTHING, [record(EVERYTHING, {}, "")], SOURCE, target)
    text = said(target)
    assert "☑" not in text
    assert "None" not in text
    for field in EVERYTHING.fields:
        if field.key not in ("hands", "steps", "files"):
            assert field.label in text, field.label
    assert "应到人数实到人数缺席人员及原因客人" in text


def test_a_void_record_says_so_on_every_page(tmp_path: Path):
    target = tmp_path / "void.pdf"
    values = example_values(story="样例。" * 2000)
    both = [
        record(EVERYTHING, values, state=State.VOID),
        record(EVERYTHING, example_values(), "2026-002"),
    ]
    PAPER.records(EVERYTHING, both, SOURCE, target)
    for page in pages(target):
        assert ("已作废" in page) == ("2026-001" in page)


def test_a_draft_is_never_printed(tmp_path: Path):
    target = tmp_path / "draft.pdf"
    with pytest.raises(ProgramBug):
        PAPER.records(EVERYTHING, [record(EVERYTHING, {}, state=State.DRAFT)], SOURCE, target)
    assert not target.exists()


def test_a_ledger_without_a_form_gets_its_sections_in_two_columns(tmp_path: Path):
    target = tmp_path / "crew.pdf"
    values: dict[str, Value] = {"name": "样例𬭎", "cabin": "样例舱", "post": "水手"}
    PAPER.records(INVENTED_ROSTER, [record(INVENTED_ROSTER, values)], SOURCE, target)
    text = said(target)
    assert "船员登记表" in text
    assert "姓名样例𬭎舱室样例舱" in text


def test_every_record_begins_a_page_and_counts_its_own(tmp_path: Path):
    target = tmp_path / "many.pdf"
    short = {key: None for key in ("story", "steps", "files")}
    many = [
        record(EVERYTHING, example_values(**short), "2026-001"),
        record(EVERYTHING, example_values(story="样例。" * 1500), "2026-002"),
    ]
    PAPER.records(EVERYTHING, many, SOURCE, target)
    each = pages(target)
    own = [page for page in each if "编号：2026-002" in page]
    assert "第1页" in own[0]
    assert f"共{len(own)}页" in own[0]


def test_fonts_are_embedded_as_subsets(tmp_path: Path):
    target = printed(tmp_path, story=RARE)
    assert embedded(target) == {("yes", "yes", "yes")}
    assert target.stat().st_size < 200_000


def test_equal_records_give_equal_bytes(tmp_path: Path):
    first = printed(tmp_path).read_bytes()
    assert printed(tmp_path).read_bytes() == first


def test_it_says_what_it_is_and_whose(tmp_path: Path):
    target = printed(tmp_path)
    facts = about(target)
    assert re.search(r"Title: +万事簿记录表", facts)
    assert re.search(r"Author: +示例市委机关工委", facts)
    assert re.search(r"Page size: +595\.\d+ x 841\.\d+ pts \(A4\)", facts)
    assert b"/Lang (zh-CN)" in target.read_bytes()


def test_no_page_is_blank(tmp_path: Path):
    target = printed(tmp_path, story="样例。" * 1000)
    for page in drawn(target, tmp_path):
        dark = sum(page.histogram()[:128])
        assert dark > page.width * page.height * 0.004


def test_it_stops_when_told_and_leaves_no_file(tmp_path: Path):
    seen: list[tuple[int, int]] = []

    def second_is_last(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 2

    target = tmp_path / "form.pdf"
    many = [record(EVERYTHING, example_values(), f"2026-{place:03}") for place in range(1, 6)]
    with pytest.raises(Cancelled):
        PAPER.records(EVERYTHING, many, SOURCE, target, second_is_last)
    assert seen == [(1, 5), (2, 5)]
    assert not target.exists()


def test_missing_fonts_are_told_in_a_sentence(tmp_path: Path):
    with pytest.raises(EnvironmentProblem, match="字体"):
        PaperPdf(tmp_path, ()).records(EVERYTHING, [], SOURCE, tmp_path / "form.pdf")


def test_each_page_of_a_scan_is_drawn_and_what_is_left_out_is_said(tmp_path: Path):
    shades = []
    for shade in (0, 90, 180):
        buffer = BytesIO()
        Image.new("L", (90, 60), shade).save(buffer, "PNG")
        shades.append(buffer.getvalue())
    kept = {
        "whole": Pages(tuple(shades), 3),
        "roll": Pages(tuple(shades[:2]), 45),
        "moves": Pages((shades[2],), 24),
        "torn": Pages((shades[2],), 5, is_damaged=True),
    }
    files = tuple(Attached(f"{name}.tif", name, "image/tiff", 9) for name in kept)
    target = tmp_path / "form.pdf"
    source = PaperSource(SOURCE.unit_name, kept.get)
    values = {**example_values(), "files": files}
    PAPER.records(EVERYTHING, [record(EVERYTHING, values)], source, target)
    assert target.read_bytes().count(b"/Subtype /Image") == 3
    text = said(target).replace("\n", "")
    assert "“roll.tif”共45页，这里是前2页。" in text
    assert "“moves.tif”共24页，这里是第1页。" in text
    assert "“torn.tif”有读不出来的页，这里是读得出来的1页。" in text
    assert "whole.tif" not in text

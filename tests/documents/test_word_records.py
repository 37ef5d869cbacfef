"""A record and a list in Word: what keeps together, what repeats, and what cannot be written."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.ports import Pages
from qinglian_desktop.documents.word.records import PaperWord
from qinglian_desktop.domain.errors import Cancelled, ProgramBug
from qinglian_desktop.domain.record import State
from qinglian_desktop.domain.values import Attached, Attendee, People, Person, Value
from tests.documents.paper_samples import FONTS, RARE, SOURCE, record, squeezed
from tests.documents.word_samples import cells_of, faults, word_text
from tests.invented import EVERYTHING, example_values

AT = datetime(2026, 11, 3, 8)
WORD = PaperWord(FONTS, lambda: AT, ())


def written(folder: Path, *, state: State = State.CONFIRMED, **changes: Value) -> Path:
    target = folder / "form.docx"
    one = record(EVERYTHING, example_values(**changes), state=state)
    WORD.records(EVERYTHING, [one], SOURCE, target)
    return target


def part(file: Path, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(file).read(name).decode()


def rows(xml: str) -> list[str]:
    return re.findall("<w:tr>.*?</w:tr>", xml, re.DOTALL)


def heads(file: Path) -> list[str]:
    names = zipfile.ZipFile(file).namelist()
    return [part(file, name) for name in names if name.startswith("word/header")]


def test_boxes_are_ticked_and_rare_names_are_text(tmp_path: Path):
    text = word_text(written(tmp_path, tasks=("补帆", "唱歌", "熬汤"), keeper=RARE))
    assert "☐擦甲板☑补帆☐看灯☑唱歌☑熬汤" in text
    assert "☑红☐黄☐蓝" in text
    assert RARE in text


def test_attendance_has_cells_of_its_own(tmp_path: Path):
    away = Attendee(Person("样例丙"), present=False, reason="出差")
    hands = People((Attendee(Person("样例甲")), away))
    cells = cells_of(written(tmp_path, hands=hands))
    assert ["应到人数", "2人", "实到人数", "1人"] in cells
    assert ["缺席人员及原因", "样例丙（出差）"] in cells
    assert ["参加人员", "样例甲"] in cells


def test_the_places_to_sign_never_stand_alone(tmp_path: Path):
    """Whatever comes before them stays with them, and they are not cut."""
    *_, before, signing = rows(part(written(tmp_path, files=())))
    assert "看守人签名：" in signing
    assert before.count("<w:keepNext/>") == before.count("<w:p>")
    assert "<w:cantSplit/>" in signing


def test_a_table_of_rows_repeats_its_heads_and_is_not_cut_after_its_first_row(tmp_path: Path):
    steps = tuple({"what": f"样例{place}"} for place in range(3))
    found = rows(part(written(tmp_path, steps=steps)))
    repeated = [row for row in found if "<w:tblHeader/>" in row]
    assert [
        squeezed("".join(re.findall("<w:t(?: [^>]*)?>(.*?)</w:t>", row))) for row in repeated
    ] == [
        "步骤",
        "序号做什么谁时限花费次数状态做完日期",
    ]
    first = next(row for row in found if "样例0" in row)
    assert "<w:keepNext/>" in first


def test_a_page_that_goes_on_says_of_what_and_word_counts_it(tmp_path: Path):
    target = written(tmp_path)
    (named,) = [each for each in heads(target) if "（续）" in each]
    assert "万事簿记录表（续）" in named
    assert "编号：2026-001" in named
    assert "<w:titlePg/>" in part(target)
    (foot,) = [n for n in zipfile.ZipFile(target).namelist() if n.startswith("word/footer")]
    assert re.findall("<w:instrText[^>]*> (\\w+) ", part(target, foot)) == ["PAGE", "NUMPAGES"]


def test_each_record_begins_a_page_and_counts_its_own(tmp_path: Path):
    target = tmp_path / "many.docx"
    both = [record(EVERYTHING, example_values(), f"2026-00{place}") for place in (1, 2)]
    WORD.records(EVERYTHING, both, SOURCE, target)
    text = part(target)
    assert text.count("<w:sectPr>") == text.count('<w:pgNumType w:start="1"/>') == 2
    feet = [n for n in zipfile.ZipFile(target).namelist() if n.startswith("word/footer")]
    assert all("SECTIONPAGES" in part(target, foot) for foot in feet)
    assert faults(target) == []


def test_a_void_record_is_marked_on_every_page(tmp_path: Path):
    marked = heads(written(tmp_path, state=State.VOID))
    assert len(marked) == 2
    assert all("已作废" in each for each in marked)
    assert not any("已作废" in each for each in heads(written(tmp_path)))


def test_thirty_photos_stand_two_by_two_each_kept_once(tmp_path: Path):
    files = tuple(
        Attached(f"照片{n}.jpg", f"{'w' if n % 2 else 't'}{n}", "image/jpeg", 9) for n in range(30)
    )
    target = written(tmp_path, files=files)
    assert faults(target) == []
    cells = cells_of(target)
    assert [row for row in cells if row[0].startswith("照片")] == [
        [f"照片{n}", f"照片{n + 1}"] for n in range(0, 30, 2)
    ]
    kept = [n for n in zipfile.ZipFile(target).namelist() if n.startswith("word/media/")]
    # All wide photos are the same picture, and so are all tall ones.
    assert len(kept) == 2


def test_a_damaged_photo_is_said_and_the_others_are_there(tmp_path: Path):
    kept = BytesIO()
    Image.new("RGB", (300, 200)).save(kept, "PNG")
    pages = {"good": Pages((kept.getvalue(),), 1), "bad": Pages((b"\x89PNG torn",), 1)}
    files = tuple(Attached(f"{name}.png", name, "image/png", 9) for name in pages)
    target = tmp_path / "form.docx"
    source = PaperSource(SOURCE.unit_name, pages.get)
    WORD.records(EVERYTHING, [record(EVERYTHING, example_values(files=files))], source, target)
    assert "“bad.png”坏了，画不出来，请另找原图。" in word_text(target)
    assert part(target).count("<w:drawing>") == 1
    assert faults(target) == []


def test_signs_that_xml_cannot_hold_are_left_out_and_the_rest_is_whole(tmp_path: Path):
    said = "甲\x00乙\x0b丙\ud800丁\uffff<戊>&己]]>\u2028庚\t辛"
    text = word_text(written(tmp_path, story=said, line='"' + said))
    assert squeezed("甲乙丙丁<戊>&己]]>庚辛") in text
    assert faults(tmp_path / "form.docx") == []


def test_very_long_text_is_whole_and_may_be_cut_at_a_page(tmp_path: Path):
    story = "".join(f"〔{place:05}〕样例" for place in range(6000))
    target = written(tmp_path, story=story)
    assert story in word_text(target)
    assert "<w:cantSplit/>" not in next(row for row in rows(part(target)) if "〔00000〕" in row)
    assert faults(target) == []


def test_a_draft_is_never_written(tmp_path: Path):
    with pytest.raises(ProgramBug):
        written(tmp_path, state=State.DRAFT)
    assert list(tmp_path.iterdir()) == []


def test_it_stops_when_told_and_leaves_no_file(tmp_path: Path):
    seen: list[tuple[int, int]] = []

    def second_is_last(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 2

    many = [record(EVERYTHING, example_values(), f"2026-{place:03}") for place in range(1, 6)]
    for write in (
        lambda: WORD.records(EVERYTHING, many, SOURCE, tmp_path / "1.docx", second_is_last),
        lambda: WORD.listing(EVERYTHING, many, "", SOURCE, tmp_path / "2.docx", second_is_last),
    ):
        with pytest.raises(Cancelled):
            write()
    assert seen == [(1, 5), (2, 5)] * 2
    assert list(tmp_path.iterdir()) == []


def test_a_list_lies_on_its_side_and_repeats_its_heads(tmp_path: Path):
    target = tmp_path / "list.docx"
    WORD.listing(EVERYTHING, [record(EVERYTHING, example_values())], "2026年", SOURCE, target)
    text = part(target)
    assert 'w:orient="landscape"' in text
    assert '<w:pgSz w:w="16838" w:h="11906"' in text
    assert "<w:tblHeader/>" in rows(text)[0]
    assert faults(target) == []


def test_an_empty_list_says_so(tmp_path: Path):
    target = tmp_path / "list.docx"
    WORD.listing(EVERYTHING, [], "2026年", SOURCE, target)
    assert cells_of(target)[-1] == ["没有记录"]
    assert faults(target) == []


def test_offices_fonts_are_named_for_chinese_signs(tmp_path: Path):
    styles = part(written(tmp_path), "word/styles.xml")
    for font in ("方正小标宋简体", "黑体", "仿宋_GB2312", "楷体_GB2312"):
        assert f'w:eastAsia="{font}"' in styles


def test_equal_records_are_equal_bytes(tmp_path: Path):
    assert written(tmp_path).read_bytes() == written(tmp_path).read_bytes()

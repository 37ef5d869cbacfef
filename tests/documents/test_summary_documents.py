"""The summary as Word, PDF and text: what is in the files, and that offices open them."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from qinglian_desktop.application.document_ports import SummaryForm, SummaryText
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.summary.files import SummaryDocuments, plain_text
from qinglian_desktop.documents.summary.pdf import summary_sheets
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.summary import Kind, Number, Paragraph

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
LONG = "组织党员每月开展活动，讲一段红色故事、读一本红色书籍，䶮、𬭎、·都要写得出来。" * 30


def paragraph(kind: Kind, *pieces: str | Number) -> Paragraph:
    return Paragraph(kind, (pieces,))


SIGNATURE = Signature("示例市委机关工委", date(2026, 11, 3))
TEXT = SummaryText(
    (
        paragraph(Kind.TITLE, "示例市委机关工委2026年上半年清廉机关建设工作总结"),
        paragraph(Kind.HEAD, "一、“三个推进”"),
        paragraph(Kind.SUBHEAD, "（一）纵向"),
        paragraph(Kind.TEXT, "谈心谈话", Number("talks", "heads", "59"), "人次。"),
        paragraph(Kind.TEXT, LONG),
    ),
    "示例市委机关工委",
    datetime(2026, 11, 23, 10, 5),
    SIGNATURE,
)


@pytest.fixture
def write(tmp_path: Path):
    def write(form: SummaryForm) -> Path:
        target = tmp_path / f"总结{form.value}"
        SummaryDocuments(FONTS, ()).write(TEXT, form, target)
        return target

    return write


def test_the_text_is_for_any_editor(write) -> None:
    data = write(SummaryForm.TEXT).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[:2] == [TEXT.paragraphs[0].text, ""]
    body = [f"\u3000\u3000{each.text}" for each in TEXT.paragraphs[1:]]
    assert lines[2:-5] == body
    # In 28 signs the day ends four from the right, and the name stands in the middle above it.
    named, dated = "\u3000" * 16 + " 示例市委机关工委", "\u3000" * 17 + " 2026年11月3日"
    assert lines[-5:] == ["", "", named, dated, ""]


def test_a_title_of_two_lines_stands_together() -> None:
    two = (paragraph(Kind.TITLE, "示例单位"), paragraph(Kind.TITLE, "工作总结"))
    text = SummaryText((*two, paragraph(Kind.TEXT, "正文。")), "示例单位", TEXT.at, SIGNATURE)
    assert plain_text(text).startswith("示例单位\n工作总结\n\n\u3000\u3000正文。\n\n\n\u3000")
    (sheet,) = summary_sheets(text.paragraphs, Fonts(FONTS, ()))
    first, second, body, _ = (each.y for each in sheet.texts)
    # Both lines of the title, a blank one, then the text: no blank between the two.
    assert second - body > 1.5 * (first - second) > 0


def test_word_gets_the_layout_of_an_official_document(write) -> None:
    document = Document(str(write(SummaryForm.WORD)))
    words = [each.text for each in document.paragraphs if each.text]
    assert words == [*(each.text for each in TEXT.paragraphs), "示例市委机关工委", "2026年11月3日"]
    section = document.sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge.mm) for edge in edges if edge is not None] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # pyright: ignore
    fonts = {
        name: document.styles[name].element.xpath("w:rPr/w:rFonts/@w:eastAsia")[0]
        for name in ("Title", "Heading 1", "Heading 2", "Normal", "Footer")
    }
    assert list(fonts.values()) == ["方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"]
    assert "PAGE" in section.footer._element.xml
    assert "PAGE" in section.even_page_footer._element.xml
    named, dated = document.paragraphs[-2:]
    edges = [
        each._element.xpath("w:pPr/w:ind/@w:rightChars") + each._element.xpath("w:pPr/w:jc/@w:val")
        for each in (named, dated)
    ]
    # In hundredths of a sign: the day ends four from the edge, the name in the middle above it.
    assert edges == [["325", "right"], ["400", "right"]]
    kept = [each.paragraph_format.keep_with_next for each in document.paragraphs[-5:]]
    assert kept == [True, True, True, True, None]
    facts = document.core_properties
    assert (facts.author, facts.title) == (TEXT.unit_name, TEXT.paragraphs[0].text)
    assert facts.comments == ""


def test_word_is_told_which_font_takes_the_place_of_one_that_a_pc_lacks(write) -> None:
    table = zipfile.ZipFile(write(SummaryForm.WORD)).read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/></w:font>' in table
    assert table.count("<w:font ") == 3


def test_the_fonts_are_told_and_which_of_them_stand_in_for_others(tmp_path: Path) -> None:
    def used(form: SummaryForm, *folders: Path) -> list[tuple[str, str, bool]]:
        documents = SummaryDocuments(FONTS, folders)
        fonts = documents.write(TEXT, form, tmp_path / f"字体{form.value}")
        return [(each.part, each.name, each.is_stand_in) for each in fonts]

    assert used(SummaryForm.PDF) == [
        ("标题", "自带的宋体（粗）", True),
        ("一级标题", "自带的黑体", False),
        ("二级标题", "自带的宋体", True),
        ("正文", "自带的宋体", True),
    ]
    own = tmp_path / "Fonts"
    own.mkdir()
    shutil.copy(FONTS / "QinglianSong-Bold.ttf", own / "simfang.ttf")
    shutil.copy(FONTS / "QinglianSong-Bold.ttf", own / "FZXBSJW.TTF")
    # What cannot be embedded is not told.
    (own / "simkai.ttf").write_bytes(b"no font")
    told = used(SummaryForm.PDF, own)
    assert told[0] == ("标题", "方正小标宋简体", False)
    assert told[2:] == [("二级标题", "自带的宋体", True), ("正文", "仿宋", False)]
    assert used(SummaryForm.WORD)[3] == ("正文", "仿宋_GB2312", False)
    assert used(SummaryForm.TEXT) == []


def test_pages_are_numbered_outside_and_no_head_stands_last() -> None:
    heads = [paragraph(Kind.TEXT, f"第{line}行。") for line in range(21)]
    sheets = summary_sheets([*heads, paragraph(Kind.HEAD, "一、头"), *heads], Fonts(FONTS, ()))
    assert len(sheets) == 2
    numbers = [sheet.texts[-1] for sheet in sheets]
    assert [number.text for number in numbers] == ["— 1 —", "— 2 —"]
    assert numbers[0].x > 300 > numbers[1].x
    assert sheets[1].texts[0].text == "一、头"
    assert len(sheets[0].texts) == 22


def test_a_long_title_is_cut_evenly() -> None:
    [sheet] = summary_sheets(TEXT.paragraphs[:1], Fonts(FONTS, ()))
    first, second = (text.text for text in sheet.texts[:2])
    assert first + second == TEXT.paragraphs[0].text
    assert abs(len(first) - len(second)) <= 6


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="没有 pdftotext")
def test_the_pdf_can_be_searched(write) -> None:
    file = write(SummaryForm.PDF)
    found = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout
    words = "".join(found.decode().split())
    assert "谈心谈话59人次。" in words
    assert "—1—" in words
    for sign in "䶮𬭎":
        assert sign in words


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice")
def test_an_office_program_opens_the_word_file(write, tmp_path: Path) -> None:
    file = write(SummaryForm.WORD)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    done = subprocess.run(
        [*command, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(file)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    text = (tmp_path / "总结.txt").read_text("utf-8-sig")
    for each in TEXT.paragraphs:
        assert each.text in text

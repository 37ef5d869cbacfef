"""Which font draws what."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from qinglian_desktop.documents.paper.font_files import open_font
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.letters import letters_of
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.domain.text_check import USUAL
from tests.documents.paper_samples import FONTS


def test_the_office_fonts_of_the_pc_come_first(tmp_path: Path):
    shutil.copy(FONTS / "QinglianHei-Bold.ttf", tmp_path / "SIMFANG.TTF")
    body = Fonts(FONTS, [tmp_path])[Role.BODY]
    assert "SIMFANG.TTF" in body.name
    # This bold one lacks 𠮷, which comes from ours.
    (_, own), (other, rare) = body.runs("吉𠮷")
    assert (own, rare) == ("吉", "𠮷")
    assert "QinglianExt" in other


def test_a_broken_font_of_the_pc_is_passed_over(tmp_path: Path):
    (tmp_path / "simfang.ttf").write_bytes(b"no font at all")
    assert "QinglianSong" in Fonts(FONTS, [tmp_path])[Role.BODY].name


def test_no_font_of_the_pc_is_needed(tmp_path: Path):
    fonts = Fonts(FONTS, [tmp_path / "nowhere"])
    assert all("Qinglian" in fonts[role].name for role in Role)


def test_importing_does_not_load_the_pdf_library():
    code = (
        "import sys, qinglian_desktop.documents.paper.pdf as paper;"
        "from pathlib import Path; paper.PaperPdf(Path('.'));"
        "sys.exit('reportlab' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_what_the_fonts_lack_is_known_without_opening_them_for_print() -> None:
    paper = PaperPdf(FONTS, ())
    assert paper.lacking("ŋɯƽ 喀什ئ，ŋ") == "ŋɯƽئ"
    assert paper.lacking("好😀👍🏽") == "😀👍🏽"
    # Ticks, rare characters, letters with their marks apart, and selectors of a shape print.
    assert paper.lacking("✓☑☐①★㎡ 䶮㛃𬱖𫖯𬭎𬀩𬭚𫟼㙦𦰡𠮷 e\u0302 葛\U000e0100\ufe0f\u200b") == ""


def test_the_table_of_letters_is_read_as_the_printer_of_pages_reads_it() -> None:
    for name in ("QinglianSong-Regular.ttf", "QinglianHei-Regular.ttf"):
        font = open_font(FONTS / name)
        assert font is not None
        assert letters_of(FONTS / name) == set(font.face.charToGlyph)
    assert letters_of(FONTS / "README.md") == letters_of(FONTS / "none.ttf") == frozenset()


def test_the_usual_signs_are_in_the_fonts_so_that_they_need_not_be_asked() -> None:
    known = letters_of(FONTS / "QinglianSong-Regular.ttf")
    usual = [sign for sign in map(chr, range(0x10000)) if USUAL.fullmatch(sign) and sign != "\n"]
    assert len(usual) > 27_000
    assert [sign for sign in usual if ord(sign) not in known] == []


def test_what_is_warned_of_is_what_prints_as_missing() -> None:
    face = Fonts(FONTS, ())[Role.BODY]
    paper = PaperPdf(FONTS, ())
    for sign in "ŋ✓✔ɯ葛ê😀𠮷☑①ئ龘":
        is_missing = "〓" in "".join(text for _, text in face.runs(sign))
        assert is_missing is bool(paper.lacking(sign)), sign

"""Which font draws what."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from qinglian_desktop.documents.paper.fonts import Fonts, Role
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

"""What lies on the clipboard: cells for spreadsheets, and the same as text."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from qinglian_desktop.application.copied_rows import copied

ROW = ("=1+1", '一\n二 "三"\t<四>', "13800000000", 3, Decimal("1.50"), date(2026, 1, 2), None)


def test_text_gives_each_cell_back() -> None:
    made = copied(("甲", "乙", "丙", "丁", "戊", "己", "庚"), [ROW, ROW])
    lines = list(csv.reader(io.StringIO(made.text, newline=""), delimiter="\t"))
    assert lines[0] == ["甲", "乙", "丙", "丁", "戊", "己", "庚"]
    assert lines[1:] == [["=1+1", ROW[1], "13800000000", "3", "1.5", "2026-01-02", ""]] * 2
    assert made.count == 2


def test_cells_of_text_stay_text_and_a_line_break_stays_within_its_cell() -> None:
    html = copied(("甲",), [ROW]).html
    text = """<td style='mso-number-format:"\\@"'>"""
    assert f"{text}=1+1</td>" in html and f"{text}13800000000</td>" in html
    assert '一<br style="mso-data-placement:same-cell">二 "三"\t&lt;四&gt;</td>' in html
    assert "<td>3</td><td>1.5</td><td>2026-01-02</td><td></td>" in html

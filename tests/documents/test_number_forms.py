"""What a cell displays for a value in a number format, as far as a return may have it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from qinglian_desktop.documents.returns.shown.number_forms import (
    UNKNOWN,
    number_shown,
    serial_of,
    words_shown,
)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        ("8", "General", "8"),
        ("8", "@", "8"),
        ("8", "0", "8"),
        ("8", "000", "008"),
        ("8", '"9"0', "98"),
        ("8", "90", "98"),
        ("8", r"\90", "98"),
        ("8", '0"1"0', "018"),
        ("8", '0"人"', "8人"),
        ("8", 'General"人"', "8人"),
        ("8", '@"人"', "8人"),
        ("8", "0.00", "8.00"),
        ("8", "0%", "800%"),
        ("8", "0,,", "0"),
        ("8", "#,,", ""),
        ("1234567.5", "#,##0.00", "1234567.50"),
        ("1200.125", "0.##", "1200.13"),
        ("1200", "0.##", "1200."),
        ("0", "#", ""),
        ("0", "0;-0;", ""),
        ("0", '0;-0;"—"', "—"),
        ("-3", "0", "-3"),
        ("-3", "0;0", "3"),
        ("-3", "0;[Red]-0", "-3"),
        ("-3", "0.00_);(0.00)", "(3.00)"),
        ("8", ";;;", ""),
        ("8", "[White]0", ""),
        ("8", "[颜色2]0", ""),
        ("8", "[红色]0", "8"),
        ("8", "[$¥-804]0", "¥8"),
        ("1300", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "  1300 "),
        ("8", "[>5]0;0", None),
        ("8", "[DBNum1]0", None),
        ("8", "[h]", None),
        ("8", "0.0E+00", None),
        ("8", "# ?/?", None),
        ("8", "0*9", None),
        ("8", '0"', None),
        ("8", "0;0;0;0;0", None),
        ("8", UNKNOWN, None),
        ("46296", "yyyy-mm-dd", "2026-10-01"),
        ("46296", r"yyyy\-mm\-dd;@", "2026-10-01"),
        ("46296", "[$-804]yyyy/m/d", "2026/10/1"),
        ("46296", 'e"年"m"月"d"日"', "2026年10月1日"),
        ("46296", "yy-m", "26-10"),
        ("46296.5", "yyyy-mm-dd hh:mm:ss", "2026-10-01 12:00:00"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("46296", "mmm", None),
        ("46296", "aaaa", None),
        ("0", "yyyy-mm-dd", None),
        ("1E+300", "yyyy-mm-dd", None),
    ],
)
def test_a_number_in_a_format(value: str, form: str, shown: str | None) -> None:
    assert number_shown(Decimal(value), form) == shown


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("General", "上月"),
        ("@", "上月"),
        ("0.00", "上月"),
        (UNKNOWN, "上月"),
        ('"不是"@', "不是上月"),
        ("0;-0;0;@", "上月"),
        (";;;", ""),
        ('0;0;0;"本月"', "本月"),
        ("[White]@", ""),
        ("@*9", None),
    ],
)
def test_text_in_a_format(form: str, shown: str | None) -> None:
    assert words_shown("上月", form) == shown


def test_a_moment_has_a_number_in_either_count_of_days() -> None:
    day = datetime(2026, 10, 1)
    assert serial_of(day) == 46296
    number = serial_of(day, is_1904=True)
    assert number_shown(number, "yyyy-mm-dd", is_1904=True) == "2026-10-01"

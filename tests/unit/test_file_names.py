"""Names of files that every system takes."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.file_names import safe_name, safe_unit_name


def test_signs_that_windows_refuses_become_lines() -> None:
    assert safe_name('谈心\\谈话/一:二*三?"四"<五>|六\n七\t八.pdf') == (
        "谈心_谈话_一_二_三__四__五__六_七_八.pdf"
    )


@pytest.mark.parametrize(
    ("unit", "part"),
    [("示例/市委", "示例_市委"), (" 示例市委... ", "示例市委"), ("长" * 200, "长" * 60)],
)
def test_a_unit_gives_a_part_of_a_name(unit: str, part: str) -> None:
    assert safe_unit_name(unit) == part

"""Returns that were made to deceive: what one program passes over is what another shows.

Each of them kept its digest, so its signature fitted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.verifying import verify
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.errors import EnvironmentProblem
from tests.documents.deceiving_returns import DECEIVING, SUMMARY, WORKBOOK, Parts
from tests.documents.return_contents import month_content
from tests.documents.return_tampering import formed, in_parts, replaced

FILES = ReturnWorkbook()


@pytest.fixture
def month_file(tmp_path: Path) -> Path:
    path = tmp_path / month_content().file_name
    FILES.write(month_content(), path)
    return path


@pytest.mark.parametrize("what", DECEIVING)
def test_what_another_program_shows_is_told(month_file: Path, what: str) -> None:
    change, told = DECEIVING[what]
    change(month_file)
    found = verify(FILES, month_file).findings
    assert any(each.startswith(told) for each in found), found


def test_a_part_with_a_grammar_of_its_own_is_refused(month_file: Path) -> None:
    replaced("汇总", "<worksheet", '<!DOCTYPE worksheet [<!ENTITY a "59">]><worksheet')(month_file)
    with pytest.raises(EnvironmentProblem, match="不完整或已经损坏"):
        verify(FILES, month_file)


@pytest.mark.parametrize(
    "form", ['[$-F800]yyyy"年"m"月"d"日"', "[$-zh-CN]yyyy/m/d", "[$-804]yyyy/m/d;@"]
)
def test_a_language_alone_changes_nothing(month_file: Path, form: str) -> None:
    formed("活动", "C3", form)(month_file)
    assert verify(FILES, month_file).findings == ()


def test_what_later_versions_add_in_its_place_is_sound(month_file: Path) -> None:
    def change(parts: Parts) -> None:
        later = '<extLst><ext uri="u"><o:rows xmlns:o="urn:other"><o:row/></o:rows></ext></extLst>'
        for name, end in ((SUMMARY, "</worksheet>"), ("xl/styles.xml", "</styleSheet>")):
            text = parts[name].decode()
            assert end in text
            parts[name] = text.replace(end, f"{later}{end}").encode()
        text = parts[WORKBOOK].decode()
        path = (
            '<m:AlternateContent xmlns:m="urn:m"><m:Choice><o:absPath xmlns:o="urn:o"/></m:Choice>'
            "</m:AlternateContent>"
        )
        parts[WORKBOOK] = text.replace("<bookViews>", f"{path}<bookViews>").encode()

    in_parts(change)(month_file)
    assert verify(FILES, month_file).findings == ()


@pytest.mark.parametrize("before", [True, False])
def test_another_archive_beside_the_one_that_is_read_is_told(
    month_file: Path, tmp_path: Path, before: bool
) -> None:
    """Whoever repairs such a file goes from part to part, and finds those of the other one."""
    other = tmp_path / "other.xlsx"
    other.write_bytes(month_file.read_bytes())
    replaced("汇总", "<v>59</v>", "<v>98</v>")(other)
    read, beside = month_file.read_bytes(), other.read_bytes()
    # Behind, it stands in the comment without its list, for else it is the one that is read.
    comment = beside[: beside.index(b"PK\1\2")]
    behind = read[:-2] + len(comment).to_bytes(2, "little") + comment
    month_file.write_bytes(beside + read if before else behind)
    assert verify(FILES, month_file).findings[0].startswith("这个文件不是正常存出来的")

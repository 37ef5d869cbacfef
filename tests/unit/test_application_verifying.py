"""What reading a return back finds, and what it only remarks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application.document_ports import ReadReturn
from qinglian_desktop.application.verifying import verify
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import ReturnContent
from tests.unit.conftest import Voyage

OCTOBER = Period.parse("2026-10")


class Edited:
    """Return files that read a content under the digest of another."""

    def __init__(self, content: ReturnContent, digest: str) -> None:
        self.found = ReadReturn(content, digest)

    def write(self, content: ReturnContent, target: Path) -> None:
        raise NotImplementedError

    def read(self, source: Path) -> ReadReturn:
        return self.found


@pytest.mark.parametrize(
    "name",
    [
        "清廉月报_青莲号_2026-10_r1 (1).xlsx",
        "清廉月报_青莲号_2026-10_r1(2).xlsx",
        "清廉月报_青莲号_2026-10_r1（1）.xlsx",
        "清廉月报_青莲号_2026-10_r1_1.xlsx",
        "清廉月报_青莲号_2026-10_r1-2.xlsx",
        "清廉月报_青莲号_2026-10_r1 - 副本.xlsx",
        "清廉月报_青莲号_2026-10_r1 - 副本 (3).xlsx",
        "复件 清廉月报_青莲号_2026-10_r1.xlsx",
        "清廉月报_青莲号_2026-10_r1的副本.XLSX",
        "Copy of 清廉月报_青莲号_2026-10_r1.xlsx",
        "清廉月报_青莲号_2026-10_r1.XLSX",
        "清廉月报_青莲号_2026-10_r1 - 复制.xlsx",
        "清廉月报_青莲号_2026-10_r1[1].xlsx",
        "清廉月报_青莲号_2026-10_r1【2】.xlsx",
    ],
)
def test_a_copy_under_a_copys_name_is_sound(sailing: Voyage, tmp_path: Path, name: str) -> None:
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    found = verify(sailing.tools.return_files, done.path.rename(tmp_path / name))
    assert found.findings == ()
    assert found.remarks == ("文件名是复制或下载时改的，内容没有变。",)


@pytest.mark.parametrize(
    "name",
    ["清廉月报_青莲号_2026-10_r1（盖章）.xlsx", "10月 清廉月报_青莲号_2026-10_r1(已盖章) (1).xlsx"],
)
def test_words_beside_the_name_are_no_fault(sailing: Voyage, tmp_path: Path, name: str) -> None:
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    found = verify(sailing.tools.return_files, done.path.rename(tmp_path / name))
    assert (found.findings, found.remarks) == ((), ("文件名里另外写了几个字，内容没有变。",))


@pytest.mark.parametrize(
    "name",
    [
        "清廉月报_青莲号_2026-10_r10.xlsx",
        "清廉月报_青莲号_2026-10_r12.xlsx",
        "清廉月报_青莲号_2026-10_r1 改.xlsx",
        "清廉月报_青莲号_2026-10_r2.xlsx",
    ],
)
def test_another_name_is_found_out(sailing: Voyage, tmp_path: Path, name: str) -> None:
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    found = verify(sailing.tools.return_files, done.path.rename(tmp_path / name))
    assert len(found.findings) == 1


def test_what_was_written_verifies(sailing: Voyage, tmp_path: Path) -> None:
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    found = verify(sailing.tools.return_files, done.path)
    assert found.findings == ()
    assert found.content.digest == done.content.digest


def test_a_renamed_file_is_found_out(sailing: Voyage, tmp_path: Path) -> None:
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    other = done.path.rename(tmp_path / "清廉月报_别的船_2026-10_r1.xlsx")
    (finding,) = verify(sailing.tools.return_files, other).findings
    assert done.content.file_name in finding


def test_an_edited_figure_and_wrong_arithmetic_are_found_out(sailing: Voyage) -> None:
    content = sailing.desk.returning.preview(OCTOBER)
    line = replace(content.summary[0], month=99)
    edited = replace(content, summary=(line, *content.summary[1:]))
    findings = verify(Edited(edited, content.digest), Path(content.file_name)).findings
    assert len(findings) == 2
    assert "有人改动过" in findings[0]
    assert "本月大于本年累计" in findings[1]

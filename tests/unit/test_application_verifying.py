"""What reading a return back finds, and what it only remarks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from qinglian_desktop.application.authorship import author_of
from qinglian_desktop.application.document_ports import ReadReturn
from qinglian_desktop.application.verifying import verify
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import ReturnContent
from tests.unit.conftest import Voyage

OCTOBER = Period.parse("2026-10")


class Edited(ReturnWorkbook):
    """Return files that read a content under the digest of another."""

    def __init__(self, content: ReturnContent, digest: str, seen: tuple[str, ...] = ()) -> None:
        sheets = tuple((sheet.title, len(sheet.rows)) for sheet in content.sheets)
        self.found = ReadReturn(content, digest, sheets)
        self.seen = seen

    def write(self, content: ReturnContent, target: Path) -> None:
        raise NotImplementedError

    def read(self, source: Path) -> ReadReturn:
        return self.found

    def seen_otherwise(self, source: Path, read: ReadReturn) -> tuple[str, ...]:
        return self.seen


RENAMED = "文件名改过，写出时是“清廉月报_青莲号_2026-10_r1.xlsx”。"


@pytest.mark.parametrize(
    ("name", "remarks"),
    [
        ("清廉月报_青莲号_2026-10_r1 (1).xlsx", ()),
        ("清廉月报_青莲号_2026-10_r1（1）.xlsx", ()),
        ("清廉月报_青莲号_2026-10_r1_1.xlsx", ()),
        ("清廉月报_青莲号_2026-10_r1-2.xlsx", ()),
        ("清廉月报_青莲号_2026-10_r1 - 副本 (3).xlsx", ()),
        ("复件 清廉月报_青莲号_2026-10_r1.xlsx", ()),
        ("Copy of 清廉月报_青莲号_2026-10_r1[1].xlsx", ()),
        ("10月 清廉月报_青莲号_2026-10_r1(已盖章) (1).xlsx", ()),
        ("清廉月报_青莲号_2026-10_r1 改.xlsx", ()),
        ("11.5收 清廉月报_青莲号_2026-10_r1.xlsx", ()),
        ("3.某局.xlsx", ()),
        ("某局2026年10月月报.xlsx", ()),
        ("某局 2026-10-31.xlsx", ()),
        ("没有后缀", ()),
        ("某局9月.xlsx", ("2026年9月，内容是2026年10月",)),
        ("某局2025年10月.xlsx", ("2025年10月，内容是2026年10月",)),
        ("202609某局.xlsx", ("2026年9月，内容是2026年10月",)),
        ("某局第2次.xlsx", ("第2次，内容是第1次",)),
        ("清廉月报_青莲号_2026-09_r1.xlsx", ("2026年9月，内容是2026年10月",)),
        ("清廉月报_青莲号_2026-10_r10.xlsx", ("第10次，内容是第1次",)),
        ("清廉月报_别的船_2026-10_r1 (1).xlsx", ("“别的船”的，内容是“青莲号”的",)),
        (
            "清廉月报_别的_船_2025-13_r2.xlsx",
            (
                "“别的_船”的，内容是“青莲号”的",
                "2025年13月，内容是2026年10月",
                "第2次，内容是第1次",
            ),
        ),
    ],
)
def test_under_another_name_it_is_sound_and_the_name_is_remarked(
    sailing: Voyage, name: str, remarks: tuple[str, ...]
) -> None:
    content = sailing.desk.returning.preview(OCTOBER)
    found = verify(Edited(content, content.digest), Path(name))
    assert found.findings == ()
    said = (f"注意：文件名写的是{each}，请以内容为准。" for each in remarks)
    assert found.remarks == (RENAMED, *said)


@pytest.mark.parametrize("ending", ["xlsx", "XLSX"])
def test_of_the_right_name_nothing_is_remarked(sailing: Voyage, ending: str) -> None:
    content = sailing.desk.returning.preview(OCTOBER)
    path = Path(f"清廉月报_青莲号_2026-10_r1.{ending}")
    assert verify(Edited(content, content.digest), path).remarks == ()


def test_what_was_written_verifies(sailing: Voyage, tmp_path: Path) -> None:
    done = sailing.desk.returning.deliver(OCTOBER, tmp_path)
    found = verify(sailing.tools.return_files, done.path)
    assert found.findings == ()
    assert found.content.digest == done.content.digest


def test_what_is_seen_otherwise_is_found_out(sailing: Voyage) -> None:
    content = sailing.desk.returning.preview(OCTOBER)
    seen = ("“汇总”页D2写着“上月”，写出时是“本月”。",)
    path = Path(content.file_name)
    assert verify(Edited(content, content.digest, seen), path).findings == seen


def test_an_edited_figure_and_wrong_arithmetic_are_found_out(sailing: Voyage) -> None:
    content = sailing.desk.returning.preview(OCTOBER)
    line = replace(content.summary[0], month=99)
    edited = replace(content, summary=(line, *content.summary[1:]))
    findings = verify(Edited(edited, content.digest), Path(content.file_name)).findings
    assert len(findings) == 2
    assert "有人改动过" in findings[0]
    assert findings[1] == (
        f"“汇总”页D3（{line.label}）写着99，本年累计是{line.year}，本月大于本年累计，请核对。"
    )


def test_whoever_wrote_it_mends_it_and_anybody_else_gives_it_back(
    sailing: Voyage, tmp_path: Path
) -> None:
    path = sailing.desk.returning.deliver(OCTOBER, tmp_path).path
    own = sailing.desk.returning.verify(path)
    assert own.todo == ""
    workbook = openpyxl.load_workbook(path)
    workbook["汇总"]["B3"] = "别的指标"
    workbook.save(path)
    assert "回到台账库改记录" in sailing.desk.returning.verify(path).todo
    tools = sailing.tools
    elsewhere = verify(tools.return_files, path)
    assert elsewhere.todo.startswith("请退回")
    told = elsewhere.by(author_of(tools.signatures, elsewhere.content))
    assert told.todo.startswith("请退回")

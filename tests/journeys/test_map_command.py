"""The map of a day without a window, in every kind of file, and what cannot be drawn."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from openpyxl import load_workbook

from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.keys import KeyRing
from tests.documents.paper_samples import pages
from tests.journeys.office import PASSWORD, Office


def test_the_map_of_a_day_names_its_records_and_what_moved(office: Office, tmp_path: Path) -> None:
    to = tmp_path / "图.pdf"
    out = office.run("risk-map", "--on", "2026-06-30", "--since", "2026-04-30", "--to", to)
    assert (out.code, out.json["on"], out.json["known_since"]) == (0, "2026-06-30", "2026-02-03")
    assert {each["kind"] for each in out.json["moves"]} >= {"新增", "升级", "降级"}
    text = "".join("".join(page.split()) for page in pages(to))
    assert "2026-06-30的情况，与2026-04-30相比" in text and "考评打招呼" in text
    assert "打招呼的情况，可能性和危害程度都比原来估计的高" in text


def test_other_maps_are_asked_for_by_name(office: Office, tmp_path: Path) -> None:
    to = tmp_path / "图.pdf"
    out = office.run("risk-map", "--lens", "业务领域与等级", "--to", to)
    assert (out.code, out.json["on"]) == (0, None)
    assert sum(len(each["ids"]) for each in out.json["cells"]) == 24


def test_a_map_is_narrowed_and_written_as_tables_or_pictures(
    office: Office, tmp_path: Path
) -> None:
    to = tmp_path / "图.xlsx"
    out = office.run(
        *("risk-map", "--lens", "沿流程看", "--on", "2026-06-30", "--since", "2026-03-31"),
        *("--only", "组织部", "业务领域=评先评优", "--to", to),
    )
    assert (out.code, out.json["paths"]) == (0, [str(to)])
    assert [each["by"] for each in out.json["only"]] == ["部门", "业务领域"]
    placed = [at for each in out.json["cells"] for at in each["ids"]]
    book = load_workbook(to)
    assert book.sheetnames == ["沿流程看", "风险点清单", "变动", "各月末"]
    steps, named, moved = (book[name] for name in book.sheetnames[:3])
    assert "2026-06-30 的情况，与 2026-03-31 相比" in str(steps["A1"].value)
    assert [each.value for each in steps[2]][:3] == ["职权", "流程环节", "一级"]
    assert steps.cell(steps.max_row, steps.max_column).value == len(placed) > 0
    assert named.max_row - 1 == len(placed)
    assert moved.max_row - 2 == len(out.json["moves"]) > 0
    out = office.run("risk-map", "--only", "组织部", "--to", tmp_path / "图.svg")
    assert out.code == 0
    assert "只看：部门：组织部" in Path(out.json["paths"][0]).read_text("utf-8")


def test_a_word_that_nobody_says_is_refused_with_those_that_are(
    office: Office, tmp_path: Path
) -> None:
    out = office.run("risk-map", "--only", "航天部", "--to", tmp_path / "图.pdf")
    assert out.code == 1
    (said,) = out.messages
    assert "没有写着“航天部”的，没有写文件" in said and "部门：组织部" in said
    assert [*tmp_path.glob("图*")] == []


def test_a_damaged_row_of_the_history_is_told_and_the_map_drawn(
    office: Office, tmp_path: Path
) -> None:
    key = KeyRing.read(office.book / "keys.json").unlock(PASSWORD)
    with closing(connect(office.book / "ledger.db", key, "rw")) as connection:
        damaged = "UPDATE history SET after = '{' WHERE ledger = 'risks' AND record_id = 2"
        connection.execute(damaged).close()
    for lens in ("风险图", "沿流程看"):
        to = tmp_path / "图.svg"
        more = ("--on", "2026-10-31", "--since", "2026-03-31", "--lens", lens)
        out = office.run("risk-map", *more, "--to", to)
        assert (out.code, out.json["unreadable"]) == (0, [2])
        assert "读不出那时内容的有 1 条" in Path(out.json["paths"][0]).read_text("utf-8")
        assert all(2 not in each["ids"] for each in out.json["cells"])


def test_nothing_is_written_for_a_day_to_come_or_an_unknown_map(
    office: Office, tmp_path: Path
) -> None:
    to = tmp_path / "图.pdf"
    for more in (("--on", "2099-01-01"), ("--lens", "藏宝图")):
        assert office.run("risk-map", *more, "--to", to).code == 1
    assert office.run("risk-map", "--to", tmp_path / "图.docx").code == 2
    assert not to.exists()

"""Charts out of files and into files without a window, and what is said of bad ones."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.documents.paper_samples import pages
from tests.journeys.office import Office

CODES = [f"GW-0{number}" for number in range(1, 9)]
OUTLINE = "( 申请 @申请人\n? 齐全 @窗口 {a}\n  [否] 补正 >a\n  [是]\n- 审核 ~3日\n( 办结\n"


def ids(chart: dict[str, Any]) -> dict[str, str]:
    """The id of each step of the trunk, by its text."""
    return {step["text"]: step["id"] for step in chart["steps"]}


def wrote(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def imported(office: Office, path: Path, code: str = "GW-03") -> Any:
    return office.run("flow", "import", "--power", code, "--file", path)


def exported(office: Office, code: str = "GW-03") -> Any:
    return office.run("flow", "export", "--power", code).json


def test_every_sample_chart_comes_back_as_it_went_out(office: Office, tmp_path: Path) -> None:
    for code in CODES[:3]:
        before = exported(office, code)["chart"]
        for end in (".json", ".txt"):
            path = tmp_path / f"图{end}"
            out = office.run("flow", "export", "--power", code, "--to", path)
            assert (out.code, out.json["path"]) == (0, str(path))
            again = imported(office, path, code)
            assert (again.code, again.json["chart"]) == (0, before), (code, end)
            assert again.json["told"] == []


def test_a_chart_that_is_piped_out_can_be_piped_in(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "图.json"
    office.run("flow", "export", "--power", "GW-03", "--to", path)
    piped = io.TextIOWrapper(io.BytesIO(path.read_bytes()))
    monkeypatch.setattr(sys, "stdin", piped)
    again = office.run("flow", "import", "--power", "GW-03", "--file", "-")
    assert again.json["chart"] == json.loads(path.read_text(encoding="utf-8"))


def test_a_power_without_a_chart_gets_one_and_its_steps_keep_their_ids(
    office: Office, tmp_path: Path
) -> None:
    bare = office.run("flow", "draw", "--power", "GW-09", "--to", tmp_path / "图.pdf")
    assert bare.code == 1
    assert bare.messages == ["职权“GW-09”还没有流程图，没有写文件。"]
    assert not (tmp_path / "图.pdf").exists()
    first = imported(office, wrote(tmp_path / "图.txt", OUTLINE), "GW-09")
    assert (first.code, first.json["number"]) == (0, "2026-009")
    assert (first.json["told"], first.json["warnings"]) == ([], [])
    changed = OUTLINE.replace("- 审核 ~3日", "- 审核 ~5日\n- 签发")
    second = imported(office, wrote(tmp_path / "图.txt", changed), "GW-09")
    assert second.json["id"] == first.json["id"]
    before, after = ids(first.json["chart"]), ids(second.json["chart"])
    assert {text: after[text] for text in before} == before
    assert after["签发"] not in before.values()
    assert exported(office, "GW-09")["outline"] == changed


def test_a_power_is_known_by_code_number_and_name(office: Office) -> None:
    by_code = exported(office)
    power = office.run("record", "list", "powers").json["records"]
    (number,) = [each["number"] for each in power if "先进基层党组织" in str(each)]
    assert exported(office, number) == by_code
    assert exported(office, "gw－03") == by_code
    unknown = office.run("flow", "export", "--power", "GW-99")
    assert unknown.code == 1
    assert unknown.messages[0].startswith("权责清单里没有“GW-99”。可以写编码：")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("图.txt", b"( \xb7\xa2\xb2\xbc", "不是 UTF-8"),
        ("图.txt", "\n", "请填写“流程”。"),
        ("图.json", "{", "文件不是完整的 JSON。没有保存，请改好再做一次。"),
        ("图.json", '{"steps": 3}', "步骤应当是一个列表"),
        ("图.txt", '{\n "steps": 3}', "步骤应当是一个列表"),
        ("图.txt", f"( {'长' * 501}\n", "500"),
    ],
)
def test_what_is_no_chart_is_told_and_nothing_is_kept(
    office: Office, tmp_path: Path, name: str, text: str | bytes, said: str
) -> None:
    before = exported(office)
    told = imported(office, wrote(tmp_path / name, text))
    assert told.code == 1
    assert said in told.messages[0]
    assert exported(office) == before


def test_what_is_odd_in_an_outline_is_told_and_the_rest_is_kept(
    office: Office, tmp_path: Path
) -> None:
    odd = "( 申请 !有人打招呼\n? 齐全 >没有\n( 办结\n"
    kept = imported(office, wrote(tmp_path / "图.txt", odd))
    assert kept.code == 0
    assert kept.json["told"] == [
        "第2行：没有找到要去的步骤“没有”，这条线先空着。",
        "风险点不记在图里，请在风险清单登记：有人打招呼",
    ]
    messages = [each["message"] for each in kept.json["warnings"]]
    assert "流程：第2步，判断还没有分支，至少要有两个。" in messages
    assert list(ids(kept.json["chart"])) == ["申请", "齐全", "办结"]


def test_a_file_that_is_not_there_is_a_problem_of_the_surroundings(
    office: Office, tmp_path: Path
) -> None:
    assert "读不到文件“没有.txt”" in imported(office, tmp_path / "没有.txt").environment
    for command in ("draw", "export"):
        end = "pdf" if command == "draw" else "txt"
        out = office.run(
            "flow", command, "--power", "GW-03", "--to", tmp_path / "没有" / f"图.{end}"
        )
        assert "找不到文件夹“没有”" in out.environment
        folder = tmp_path / f"夹.{end}"
        folder.mkdir()
        taken = office.run("flow", command, "--power", "GW-03", "--to", folder)
        assert "没有受影响" in taken.environment
        assert list(folder.iterdir()) == []


def test_what_a_file_becomes_is_said_by_its_name(office: Office, tmp_path: Path) -> None:
    for command, name in (("draw", "图.gif"), ("export", "图.pdf"), ("draw", "图")):
        said = office.run("flow", command, "--power", "GW-03", "--to", tmp_path / name)
        assert (said.code, said.json["error"]["kind"]) == (2, "usage")
    assert list(tmp_path.glob("图*")) == []


@pytest.mark.parametrize(
    ("name", "begins"),
    [("图.pdf", b"%PDF"), ("图.docx", b"PK"), ("图.svg", b"<"), ("图.PNG", b"\x89PNG")],
)
def test_a_chart_is_drawn_as_what_its_name_ends_with(
    office: Office, tmp_path: Path, name: str, begins: bytes
) -> None:
    target = wrote(tmp_path / name, "原来的")
    drawn = office.run("flow", "draw", "--power", "GW-02", "--to", target)
    assert (drawn.code, drawn.json["paths"]) == (0, [str(target)])
    assert target.read_bytes().startswith(begins)
    assert [each.name for each in tmp_path.glob("图*")] == [name]


def test_pictures_of_a_long_chart_are_a_file_for_each_page(office: Office, tmp_path: Path) -> None:
    drawn = office.run("flow", "draw", "--power", "GW-05", "--to", tmp_path / "入党.svg")
    assert [Path(path).name for path in drawn.json["paths"]] == ["入党_1.svg", "入党_2.svg"]
    assert all(Path(path).is_file() for path in drawn.json["paths"])


def test_the_paper_of_a_chart_shows_it_with_its_risks(office: Office, tmp_path: Path) -> None:
    drawn = tmp_path / "图.pdf"
    office.run("flow", "draw", "--power", "GW-03", "--to", drawn)
    printed = office.run("print", "flows", "--record", 3, "--to", tmp_path)
    (path,) = printed.json["paths"]
    form, *charts = pages(Path(path))
    assert "流程11步，2处判断，图附后" in form
    assert charts == pages(drawn)
    assert "风险等级" in charts[0] and "民主推荐" in charts[0]


def test_what_is_taken_for_the_same_step_is_told(office: Office, tmp_path: Path) -> None:
    steps = [{"id": "1", "text": "受理"}, {"id": "2", "text": "审核"}, {"id": "3", "text": "办结"}]
    imported(office, wrote(tmp_path / "图.json", json.dumps({"steps": steps})), "GW-09")
    renamed = [{**steps[0], "text": "申请"}, *steps[1:]]
    again = imported(office, wrote(tmp_path / "图.json", json.dumps({"steps": renamed})), "GW-09")
    told = "“受理”当作改成了“申请”，挂在上面的跟着改；如果不是同一步，请另选。"
    assert again.json["told"] == [told]
    text = wrote(tmp_path / "图.txt", "% 标题：办事\n- 申请\n- 资格审核\n- 办结")
    told = told.replace("受理", "审核").replace("申请", "资格审核")
    unkept = "标题不记在图里，没有保存：办事"
    assert imported(office, text, "GW-09").json["told"] == [unkept, told]


def test_ids_that_were_numbered_through_by_hand_carry_nothing_to_another_step(
    office: Office, tmp_path: Path
) -> None:
    plain = wrote(tmp_path / "图.txt", "1. 受理\n2. 是否超过标准？\n3. 资格审核\n4. 办结")
    first = imported(office, plain, "GW-09")
    assert [step["kind"] for step in first.json["chart"]["steps"]][1] == "判断"
    steps = first.json["chart"]["steps"]
    known = (*(each["id"] for each in steps), "x")
    rows = ({**steps[0], "text": "登记"}, *steps)
    renumbered = [{**row, "id": one} for row, one in zip(rows, known, strict=True)]
    again = imported(
        office, wrote(tmp_path / "图.json", json.dumps({"steps": renumbered})), "GW-09"
    )
    before, after = ids(first.json["chart"]), ids(again.json["chart"])
    assert {text: after[text] for text in before} == before
    said = (
        "第2步“受理”的标识（id）原来是“是否超过标准？”的，按文字认作原来的“受理”，挂在上面的不动。"
    )
    assert said in again.json["told"]

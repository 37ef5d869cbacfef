"""Every ledger from the command line: listed, added again, counted, found, printed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import redirect_stdout
from functools import partial
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.cli.command_line import main
from qinglian_desktop.domain.ledger import Computed, Ledger
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.conftest import PASSWORD, Run

EACH = pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda ledger: ledger.key)
HELP = Path(__file__).parents[2] / "resources" / "help" / "命令行.md"


@pytest.fixture
def run(
    sample_folder: Path, commanded: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs a command over the test's own sample book."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "示例台账库"
    shutil.copytree(sample_folder, folder)
    return partial(commanded, folder)


@pytest.fixture(scope="session")
def measures(sample_folder: Path, tools: Tools, books: Books) -> Mapping[str, Any]:
    """What the command says of all measures of a month and of a year, asked once."""
    said: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QINGLIAN_PASSWORD", PASSWORD)
        for period in ("2026-10", "2026"):
            given = ["--book", str(sample_folder), "--json", "measures", "--period", period]
            with redirect_stdout(TextIOWrapper(BytesIO(), "utf-8")) as out:
                assert main(given, tools, books) == 0
            out.seek(0)
            said[period] = json.load(out)["measures"]
    return said


@EACH
def test_what_is_listed_can_be_added_to_a_book(ledger: Ledger, run: Run, tmp_path: Path) -> None:
    listed = run("record", "list", ledger.key)
    assert listed["code"] == 0
    assert listed["ledger"] == ledger.key
    assert listed["records"]
    for record in listed["records"]:
        assert set(record) == {"id", "number", "occurred_on", "state", "values"}
        assert set(record["values"]) <= set(ledger.by_key)
    if ledger.unit is not None:
        return
    file = tmp_path / "记录.json"
    sheet = [record["values"] for record in listed["records"]]
    file.write_text(json.dumps(sheet, ensure_ascii=False), encoding="utf-8")
    added = run("record", "add", ledger.key, "--file", file)
    if ledger.once_for:
        said = [each["field"] for each in added["problems"]]
        assert (added["code"], said) == (1, [ledger.once_for] * len(sheet))
        return
    assert added["code"] == 0, added
    assert len(added["saved"]) == len(sheet)
    again = run("record", "list", ledger.key)["records"]
    assert len(again) == 2 * len(sheet)
    by_id = {record["id"]: record for record in again}
    for saved, values in zip(added["saved"], sheet, strict=True):
        assert by_id[saved["id"]]["values"] == values


@EACH
def test_a_period_lists_what_occurred_in_it(ledger: Ledger, run: Run) -> None:
    every = run("record", "list", ledger.key)["records"]
    march = [each for each in every if each["occurred_on"].startswith("2026-03")]
    assert run("record", "list", ledger.key, "--period", "2026-03")["records"] == march


@EACH
def test_its_measures_name_their_records(
    ledger: Ledger, run: Run, measures: Mapping[str, Any]
) -> None:
    known = {record["id"] for record in run("record", "list", ledger.key)["records"]}
    found = [each for each in measures["2026-10"] if each["ledger"] == ledger.key]
    assert [each["key"] for each in found] == [measure.key for measure in ledger.measures]
    for each, measure in zip(found, ledger.measures, strict=True):
        assert (each["label"], each["unit"]) == (measure.label, measure.unit)
        assert set(each["ids"]) <= known
        assert bool(each["ids"]) == bool(each["value"])
        assert each["year_to_date"] >= each["value"] or not measure.adds_up
    assert not [each for each in measures["2026"] if "year_to_date" in each]


@EACH
def test_one_record_a_period_and_all_are_printed(ledger: Ledger, run: Run, tmp_path: Path) -> None:
    record = run("record", "list", ledger.key)["records"][0]
    period = record["occurred_on"][:7]
    out = tmp_path / "纸"
    out.mkdir()
    one = run("print", ledger.key, "--record", record["id"], "--to", out)
    some = run("print", ledger.key, "--period", period, "--to", out)
    every = run("print", ledger.key, "--to", out)
    assert (len(one["paths"]), len(every["paths"])) == (1, 1)
    assert len(some["paths"]) == (2 if ledger.paper else 1)
    for path in map(Path, (*one["paths"], *some["paths"], *every["paths"])):
        assert path.parent == out
        assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "ledger", [each for each in ALL_LEDGERS if each.lenses], ids=lambda ledger: ledger.key
)
def test_all_its_lenses_are_printed_with_their_names(
    ledger: Ledger, run: Run, tmp_path: Path
) -> None:
    every = run("print", ledger.key, "--lens", "--to", tmp_path)
    assert every["code"] == 0, every
    names = [Path(path).name for path in every["paths"]]
    assert [name.rsplit("_", 1)[0] for name in names] == [
        f"{ledger.label}_{lens.label}" for lens in ledger.lenses
    ]
    for path in map(Path, every["paths"]):
        assert path.read_bytes().startswith(b"%PDF")


def test_one_lens_is_printed_of_a_period_and_wrong_ones_are_told(run: Run, tmp_path: Path) -> None:
    def refused(*words: str, code: int = 1) -> str:
        found = run("print", *words, "--to", tmp_path)
        assert found["code"] == code
        assert not list(tmp_path.glob("*.pdf"))
        return found["problems"][0]["message"] if code == 1 else found["error"]["message"]

    assert refused("talks", "--lens", "没有这个") == (
        "谈心谈话没有“没有这个”这张图表，没有写文件。可以写：未谈到的人、未谈到的党员。"
    )
    assert refused("unit", "--lens") == "单位没有图表，没有写文件。"
    assert refused("eight_ones", "--lens", "--period", "2026-10") == (
        "“月度完成表”按年看，报告期请写年份，例如 2026。没有写文件。"
    )
    assert "不分报告期" in refused("risks", "--lens", "--period", "2026")
    # One of two does not tell of a quarter: neither is written.
    assert "按年看" in refused("checkups", "--lens", "--period", "2026Q3")
    assert "不能一起写" in refused("talks", "--lens", "--record", "1", code=2)
    half = run("print", "talks", "--lens", "未谈到的人", "--period", "2026H1", "--to", tmp_path)
    assert [Path(each).name for each in half["paths"]] == ["谈心谈话_未谈到的人_2026年上半年.pdf"]


@EACH
def test_every_missing_field_is_a_problem_of_its_own(
    ledger: Ledger, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "空.json"
    file.write_text("{}", encoding="utf-8")
    found = run("record", "add", ledger.key, "--file", file)
    assert found["code"] == 1
    # What other fields decide is filled in by itself, or missing with them; and so does what the
    # roster knows, who leads the unit.
    led = ledger.unit.head if ledger.unit is not None else ""
    asked = [f for f in ledger.fields if not isinstance(f.initial, Computed) and f.key != led]
    wanted = {each.key for each in asked if each.required and each.is_shown({})}
    assert wanted <= {problem["field"] for problem in found["problems"]}
    assert all(problem["message"].endswith("。") for problem in found["problems"])


@EACH
def test_the_help_page_has_its_row(ledger: Ledger) -> None:
    """Its names, and what a form not yet begun requires, in the order of the form."""
    asked = [each.label for each in ledger.fields if each.required and each.is_shown({})]
    row = f"| `{ledger.key}` {ledger.label} | {'、'.join(asked)} |"
    lines = HELP.read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith(f"| `{ledger.key}` ")] == [row]

"""The map of a day as PDF without a window, and days that cannot be drawn."""

from __future__ import annotations

from pathlib import Path

from tests.documents.paper_samples import pages
from tests.journeys.office import Office


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


def test_nothing_is_written_for_a_day_to_come_or_an_unknown_map(
    office: Office, tmp_path: Path
) -> None:
    to = tmp_path / "图.pdf"
    for more in (("--on", "2099-01-01"), ("--lens", "藏宝图")):
        assert office.run("risk-map", *more, "--to", to).code == 1
    assert office.run("risk-map", "--to", tmp_path / "图.docx").code == 2
    assert not to.exists()

"""Whatever happens to the bytes of a form: it is seen and filled, or refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from qinglian_desktop.application.form_ports import FormFilling
from qinglian_desktop.documents.filling.files import FormDocuments
from qinglian_desktop.domain.errors import EnvironmentProblem
from tests.bad_sheets import BAD_SHEETS, ODD_SHEETS, parts_of, zip_of
from tests.documents.form_packages import SHEET, place, rows_from
from tests.documents.rich_forms import TABLE, rich_form
from tests.documents.test_broken_sheet_bytes import BREAKERS
from tests.storage.sentences import complete

WHOLE = rich_form()
PARTS = parts_of(WHOLE)
FILLING = FormFilling(
    (
        place(TABLE, "A2", "某局", behind=True),
        place(TABLE, "D11", date(2026, 10, 31), behind=True),
        place(TABLE, "F5", 1),
    ),
    (rows_from(TABLE, "A5 B5 D5", [(each, "甲", each) for each in range(7)], 4),),
)


def outcome(target: Path, data: bytes) -> EnvironmentProblem | None:
    """None where it was filled; whatever else goes wrong fails the test."""
    try:
        FormDocuments().see("表.xlsx", data)
        FormDocuments().fill("表.xlsx", data, FILLING, target)
    except EnvironmentProblem as problem:
        return problem
    return None


def with_words_exchanged(random: Random) -> bytes:
    """Numbers and names within the XML of a part are others."""
    part = random.choice([each for each in PARTS if each.endswith((".xml", ".rels", ".vml"))])
    words = PARTS[part].split(b'"')
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(words))
        words[at] = random.choice(
            (b"", b"-1", b"99999999999", b"A0", b"XFE1", b"A1:", b"A9:A1", b"0", b"$", *words[1::2])
        )
    return zip_of(PARTS | {part: b'"'.join(words)})


def without_a_part(random: Random) -> bytes:
    """One of its parts is missing."""
    gone = random.choice(list(PARTS))
    return zip_of({part: data for part, data in PARTS.items() if part != gone})


def test_the_whole_form_is_filled(tmp_path: Path) -> None:
    assert outcome(tmp_path / "表", WHOLE) is None


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("breaker", BREAKERS)
def test_broken_bytes_are_filled_or_refused(
    tmp_path: Path, breaker: Callable[[bytes, Random], bytes], turn: int
) -> None:
    for seed in range(8):
        outcome(tmp_path / "表", breaker(WHOLE, Random(f"{breaker.__name__}{turn}{seed}")))


@pytest.mark.parametrize("seed", range(12))
def test_contradictions_are_filled_or_refused(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    for _ in range(8):
        outcome(tmp_path / "表", with_words_exchanged(random))


@pytest.mark.parametrize("seed", range(3))
def test_a_form_without_one_of_its_parts_is_filled_or_refused(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    for _ in range(8):
        outcome(tmp_path / "表", without_a_part(random))


@pytest.mark.parametrize("name", ["表.xlsx", "表.docx"])
def test_a_package_of_a_version_that_is_yet_to_come_is_refused(name: str) -> None:
    newer = bytearray(WHOLE)
    at = newer.index(b"PK\1\2")
    newer[at + 6 : at + 8] = (84).to_bytes(2, "little")
    with pytest.raises(EnvironmentProblem, match="损坏") as refused:
        FormDocuments().see(name, bytes(newer))
    assert complete(refused.value)


@pytest.mark.parametrize("name", [*BAD_SHEETS, *ODD_SHEETS])
def test_bad_files_are_seen_or_refused_in_three_parts(tmp_path: Path, name: str) -> None:
    data = BAD_SHEETS[name].data() if name in BAD_SHEETS else ODD_SHEETS[name]()
    problem = outcome(tmp_path / "表", data)
    if problem is not None:
        assert all((problem.happened, problem.kept, problem.todo))
        assert "“表.xlsx”" in problem.happened


@pytest.mark.parametrize("name", ["工委统计表.xlsx", "会议记录.docx"])
def test_what_cannot_be_filled_is_called_by_the_name_of_its_file(tmp_path: Path, name: str) -> None:
    broken = {
        "工委统计表.xlsx": zip_of(PARTS | {SHEET: b"<worksheet"}),
        "会议记录.docx": zip_of({"word/document.xml": b"<document"}),
    }
    with pytest.raises(EnvironmentProblem) as caught:
        FormDocuments().fill(name, broken[name], FILLING, tmp_path / "filled.part")
    assert f"“{name}”" in caught.value.happened


@pytest.mark.slow
def test_many_broken_forms_are_filled_or_refused(tmp_path: Path) -> None:
    random = Random(7)
    for _ in range(1000):
        outcome(tmp_path / "表", with_words_exchanged(random))

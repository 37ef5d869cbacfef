"""Whatever is done, in any order and by anybody: nothing is lost, unexplained or told too far."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Tools
from tests.rights.wandering import Wanderer


@pytest.mark.parametrize(
    ("seed", "steps", "rest"),
    [(1, 45, 45), *(pytest.param(each, 1_500, 25, marks=pytest.mark.slow) for each in range(2, 6))],
)
def test_any_way_through_a_book_leaves_it_sound(
    seed: int, steps: int, rest: int, planted_folder: Path, tools: Tools, tmp_path: Path
) -> None:
    folder = tmp_path / "台账库"
    shutil.copytree(planted_folder, folder)
    wanderer = Wanderer(folder, tmp_path, tools, seed)
    wanderer.go(steps, rest)
    assert sum(wanderer.done.values()) > steps / 3

"""The threat model names for each thing that is protected tests which are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "qinglian_desktop" / "decisions" / "0095-threat-model.md"
NAMED = re.compile(r"`([a-z_]+/[a-z_]*(?:\.py)?)`")


def test_each_line_names_tests_that_are_there() -> None:
    lines = [each for each in MODEL.read_text("utf-8").splitlines() if each.startswith("| ")]
    assert len(lines) > 12
    for line in lines[1:]:
        against, _, tried = line.strip("| ").split(" | ")
        named = NAMED.findall(tried)
        assert named, against
        assert [each for each in named if not (ROOT / "tests" / each).exists()] == []

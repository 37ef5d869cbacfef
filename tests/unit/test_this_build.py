"""The version stands in one place; which commit was built is told by the build alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from qinglian_desktop import RESOURCES, VERSION
from qinglian_desktop.this_build import BUILD_FILE, Build, this_build


def test_the_project_has_the_version_of_the_program() -> None:
    project = tomllib.loads((RESOURCES.parent / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == VERSION


def test_a_checkout_says_so() -> None:
    assert this_build() == Build(VERSION)
    assert this_build().words == f"{VERSION}（开发版）"


def test_what_the_build_wrote_is_told(tmp_path: Path) -> None:
    told = '{"version": "0.2.0", "commit": "1a2b3c4d5e6f", "date": "2026-11-27"}'
    (tmp_path / BUILD_FILE).write_text(told)
    assert this_build(tmp_path).words == "0.2.0（1a2b3c4d，2026-11-27）"


@pytest.mark.parametrize("broken", ["", "[]", "{}", "\xff", '{"version": "1"'])
def test_a_broken_file_is_none(tmp_path: Path, broken: str) -> None:
    (tmp_path / BUILD_FILE).write_text(broken, "latin-1")
    assert this_build(tmp_path) == Build(VERSION)

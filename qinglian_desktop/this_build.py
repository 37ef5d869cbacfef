"""Which build of the program this is: the version, and the commit it was made of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop import RESOURCES, VERSION

BUILD_FILE = "build.json"
"""Among the resources, written by the build alone: {"version", "commit", "date"}."""


@dataclass(frozen=True, slots=True)
class Build:
    """``commit`` is a full hash and ``date`` an ISO day; from a checkout both are empty."""

    version: str
    commit: str = ""
    date: str = ""

    @property
    def words(self) -> str:
        """0.1.0（1a2b3c4d，2026-11-27）; 0.1.0（开发版）from a checkout."""
        made = "，".join(each for each in (self.commit[:8], self.date) if each)
        return f"{self.version}（{made or '开发版'}）"


def this_build(resources: Path = RESOURCES) -> Build:
    """What the build wrote; without its file, or with one that cannot be read, a checkout."""
    try:
        told = json.loads((resources / BUILD_FILE).read_text("utf-8"))
        return Build(str(told["version"]), str(told["commit"]), str(told["date"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Build(VERSION)

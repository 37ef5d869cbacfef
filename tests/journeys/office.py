"""A book and the command line over it, for journeys that look at what is said."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.cli.command_line import main
from qinglian_desktop.storage.books import EncryptedBooks
from tests.conftest import CHEAP

PASSWORD = "坏输入-2026"
TOOLS = build_tools(lambda: datetime(2026, 11, 23, 9))
BOOKS = EncryptedBooks(TOOLS.catalogue, TOOLS.clock, TOOLS.who, cost=CHEAP)


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def messages(self) -> list[str]:
        return [each["message"] for each in self.json["problems"]]

    @property
    def environment(self) -> str:
        """The three parts of a problem of the surroundings."""
        error = self.json["error"]
        assert (self.code, error["kind"]) == (3, "environment")
        assert all(error[part].endswith("。") for part in ("happened", "kept", "todo"))
        return "".join(error[part] for part in ("happened", "kept", "todo"))


class Office:
    """A book and the command line."""

    def __init__(
        self, book: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.book = book
        self._capsys = capsys
        self._patch = patch

    def run(self, *words: object, says: bool = False) -> Said:
        """What a command answers, in JSON, or in words."""
        how = () if says else ("--json",)
        code = main(["--book", str(self.book), *how, *map(str, words)], TOOLS, BOOKS)
        heard = self._capsys.readouterr()
        assert "Traceback" not in heard.err
        return Said(code, heard.out, heard.err)

    def add(self, ledger: str, given: object) -> Said:
        data = given if isinstance(given, bytes) else json.dumps(given).encode()
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        words = ["people", "add"] if ledger == "people" else ["record", "add", ledger]
        return self.run(*words, "--file", "-")

    def count(self, ledger: str) -> int:
        return len(self.run("record", "list", ledger).json["records"])

"""A server that is lost in the middle of collecting: nothing that was done goes without a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.application import collection as collection_module
from qinglian_desktop.application.gathering_ports import ReadFile
from qinglian_desktop.application.ports import Progress, no_progress
from tests.collected_corpus import SMALL, Flaw, months_of, write_corpus
from tests.journeys import office as office_module
from tests.journeys.office import TOOLS, Office
from tests.postgresql import Server

JANUARY = months_of(2026, 1)


class Lost:
    """Reads as ever; when so many files were read the server lets nobody in any more."""

    def __init__(self, server: Server, database: str, after: int) -> None:
        self._server, self._database, self._after = server, database, after

    def read_all(
        self, paths: Sequence[Path], passwords: Sequence[str] = (), progress: Progress = no_progress
    ) -> Iterator[ReadFile]:
        for at, each in enumerate(TOOLS.many_returns.read_all(paths, passwords, progress)):
            if at == self._after:
                self._lose()
            yield each
        if self._after == len(paths):
            self._lose()

    def _lose(self) -> None:
        where = f"'{self._database}'"
        self._server.ask(f"ALTER DATABASE {self._database} CONNECTION LIMIT 0", "postgres")
        self._server.ask(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {where}",
            "postgres",
        )


@pytest.mark.parametrize(("after", "met"), [(2, 2), (3, 3)], ids=["midway", "at the end"])
def test_what_was_met_is_said_and_what_was_taken_is_answered(
    office: Office,
    server: Server,
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    after: int,
    met: int,
) -> None:
    stick, answers = tmp_path / "U盘", tmp_path / "回执"
    write_corpus(stick, 3, JANUARY, {(2, "2026-01"): Flaw.EDITED}, shape=SMALL)
    answers.mkdir()
    monkeypatch.setattr(collection_module, "_AT_ONCE", 1)
    lost = Lost(server, database, after)
    monkeypatch.setattr(office_module, "TOOLS", replace(TOOLS, many_returns=lost))
    words = ("collect", "--from", stick, "--store", server.address(database), "--receipts", answers)
    said = office.run(*words, "--to", tmp_path / "汇总.xlsx")
    assert said.code == 3
    assert [each["fate"] for each in said.json["files"]] == ["收下", "没有收", "收下"][:met]
    assert ("还有 1 份没有收" in said.err) is (met < 3)
    written = [each["verdict"] for each in said.json["receipts"]]
    assert written == ["已接收"] * (met - 1)
    assert "回执没有都写好" in said.err and "汇总没有写出来" in said.err
    server.ask(f"ALTER DATABASE {database} CONNECTION LIMIT -1", "postgres")
    monkeypatch.setattr(office_module, "TOOLS", TOOLS)
    again = office.run(*words).json
    fates = [each["fate"] for each in again["files"]]
    assert fates == ["已经收过", "没有收", "收下" if met < 3 else "已经收过"]
    assert [each["verdict"] for each in again["receipts"]] == ["已接收", "已接收", "退回"]
    assert server.ask("SELECT DISTINCT is_taken FROM collected_returns", database) == [(True,)]

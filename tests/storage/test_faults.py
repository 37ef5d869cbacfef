"""A sample of what ``dev.py faults`` tries in full; and that it would find what is planted."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.judging import Kind, compared
from tests.faults.operations import OPERATIONS, Seen
from tests.faults.power_cut import Disk
from tests.faults.shim import Event, NoCompiler, compiled
from tests.faults.steps import Said

PROJECT = Path(__file__).parents[2]
SAMPLE = 12


@pytest.fixture(scope="module")
def compiler(tmp_path_factory: pytest.TempPathFactory) -> None:
    if sys.platform != "linux":
        pytest.skip("the library between program and disk is made for Linux alone")
    try:
        compiled(tmp_path_factory.mktemp("library"))
    except NoCompiler as problem:
        pytest.skip(str(problem))


def tried(name: str, *options: str) -> tuple[int, dict[Kind, int], str]:
    """The exit code, in how many trials each kind was found, and everything printed."""
    command = [sys.executable, "-X", "utf8", "-m", "tests.faults", name, *options]
    done = subprocess.run(
        command, cwd=PROJECT, env=dict(os.environ), capture_output=True, encoding="utf-8"
    )
    cells = [cell.strip() for cell in done.stdout.splitlines()[-1].strip("| ").split("|")]
    counts = dict(zip(Kind, map(int, cells[2:]), strict=True))
    return done.returncode, counts, done.stdout + done.stderr


@pytest.mark.usefixtures("compiler")
@pytest.mark.parametrize("name", OPERATIONS)
def test_a_sample_of_faults_does_no_harm(name: str) -> None:
    code, counts, printed = tried(name, "--sample", str(SAMPLE))
    assert (code, sum(counts.values())) == (0, 0), printed
    assert re.search(rf"\b{SAMPLE} 次试验", printed)


@pytest.mark.usefixtures("compiler")
@pytest.mark.parametrize(
    ("name", "sample", "kind"),
    [
        ("planted-commit", 60, Kind.LOST),
        ("planted-restore", 60, Kind.LOST),
        ("planted-flush", 40, Kind.LOST),
        ("planted-scrap", 20, Kind.SCRAPS),
        ("planted-silence", 20, Kind.NO_SENTENCE),
        ("planted-death", 20, Kind.UNJUDGED),
    ],
)
def test_what_is_planted_is_found(name: str, sample: int, kind: Kind) -> None:
    code, counts, printed = tried(name, "--sample", str(sample))
    assert code == 1 and counts[kind] > 0, printed


def kinds_found(lines: set[str], said: Said) -> list[Kind]:
    return [each.kind for each in compared(OPERATIONS["save"], Seen(said, {}, lines))]


def test_what_was_told_must_be_true() -> None:
    told = Said(told={"存乙": "磁盘已经满了。这一次的没有存进去。请再保存一次。"})
    assert kinds_found({"甲"}, told) == []
    assert kinds_found({"甲", "乙"}, told) == [Kind.UNTRUE]
    perhaps = Said(told={"存乙": "这一次的不能确定有没有存上。"})
    assert kinds_found({"甲"}, perhaps) == kinds_found({"甲", "乙"}, perhaps) == []


def test_a_sentence_that_claims_nothing_known_is_not_taken_for_true() -> None:
    assert kinds_found({"甲"}, Said(told={"存乙": "出了点问题。"})) == [Kind.UNJUDGED]


def test_what_was_confirmed_must_be_there() -> None:
    confirmed = Said(confirmed={"存乙": ""})
    assert kinds_found({"甲", "乙"}, confirmed) == []
    assert kinds_found({"甲"}, confirmed) == [Kind.LOST]
    assert kinds_found({"乙"}, confirmed) == [Kind.LOST]


class Cut:
    """A disk with the file ``old`` in it, on which something is done before the power is cut."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.top = place / "top"
        self.top.mkdir()
        (self.top / "old").write_bytes(b"old")
        self.disk = Disk(self.top, self.top)

    def do(self, kind: str, first: str, second: str = "", data: bytes = b"", at: int = 0) -> None:
        file = sum(first.encode())
        names = [str(self.top / name) if name else "" for name in (first, second)]
        names[0] = names[0] or str(self.top)
        self.disk.take(Event(kind, 0, names[0], names[1], file, at, data))

    def kept(self, chance: random.Random | None = None) -> dict[str, bytes]:
        target = self.place / f"kept{len(list(self.place.iterdir()))}"
        target.mkdir()
        self.disk.kept(target, chance)
        files = [path for path in target.rglob("*") if path.is_file()]
        return {path.relative_to(target).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def cut(tmp_path: Path) -> Cut:
    return Cut(tmp_path)


def test_a_power_cut_drops_what_was_not_flushed(cut: Cut) -> None:
    cut.do("c", "new")
    cut.do("w", "new", data=b"data")
    cut.do("f", "new")
    assert cut.kept() == {"old": b"old"}
    cut.do("F", "")
    cut.do("w", "new", data=b"DA")
    assert cut.kept() == {"old": b"old", "new": b"data"}


def test_a_name_that_was_flushed_without_its_data_is_empty(cut: Cut) -> None:
    cut.do("c", "new")
    cut.do("w", "new", data=b"data")
    cut.do("r", "new", "old")
    assert cut.kept() == {"old": b"old"}
    cut.do("F", "")
    assert cut.kept() == {"old": b""}


def test_a_name_is_lost_between_two_folders_by_the_wrong_order_of_flushes(cut: Cut) -> None:
    cut.do("m", "shelf")
    cut.do("F", "")
    cut.do("r", "old", "shelf/old")
    assert cut.kept() == {"old": b"old"}
    cut.do("F", "")
    assert cut.kept() == {}
    cut.do("F", "shelf")
    assert cut.kept() == {"shelf/old": b"old"}


def test_a_random_part_is_kept_and_never_loses_a_renamed_file(cut: Cut) -> None:
    cut.do("m", "shelf")
    cut.do("F", "")
    cut.do("r", "old", "shelf/old")
    cut.do("c", "new")
    cut.do("w", "new", data=b"a" * 1024)
    kept = [cut.kept(random.Random(seed)) for seed in range(40)]
    assert {frozenset(each) - {"new"} for each in kept} == {
        frozenset({"old"}),
        frozenset({"shelf/old"}),
        frozenset({"old", "shelf/old"}),
    }
    assert {each.get("new") for each in kept} == {None, b"", b"a" * 512, b"a" * 1024}

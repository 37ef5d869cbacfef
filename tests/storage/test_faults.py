"""A sample of what ``dev.py faults`` tries in full; and that it would find what is planted."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.faults.contents import Kind
from tests.faults.judging import compared
from tests.faults.operation import Operation, Seen
from tests.faults.operations import OPERATIONS
from tests.faults.planted import PLANTED
from tests.faults.power_cut import Disk
from tests.faults.shim import Event, NoCompiler, compiled
from tests.faults.steps import Said

PROJECT = Path(__file__).parents[2]
SAMPLE, LONG_SAMPLE = 6, 60
QUICK = ("save", "backup", "restore-log", "export", "import")
"""Of each kind of thing that is done to a book one; of disks and ways there are more."""
PLANTED_KINDS = {
    "planted-commit": Kind.LOST,
    "planted-restore": Kind.LOST,
    "planted-flush": Kind.LOST,
    "planted-scrap": Kind.SCRAPS,
    "planted-silence": Kind.NO_SENTENCE,
    "planted-death": Kind.UNJUDGED,
}
Found: TypeAlias = dict[str, tuple[int, dict[Kind, int]]]


@pytest.fixture(scope="module")
def compiler(tmp_path_factory: pytest.TempPathFactory) -> None:
    if sys.platform != "linux":
        pytest.skip("the library between program and disk is made for Linux alone")
    try:
        compiled(tmp_path_factory.mktemp("library"))
    except NoCompiler as problem:
        pytest.skip(str(problem))


def tried(operations: Mapping[str, Operation], sample: int) -> tuple[int, Found, str]:
    """The exit code; of each operation in how many trials what was found; everything printed."""
    command = [sys.executable, "-X", "utf8", "-m", "tests.faults", *operations]
    command += ["--sample", str(sample)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line[:1] == "|"]
    counts = {
        row[0]: (int(row[1]), dict(zip(Kind, map(int, row[2:]), strict=True))) for row in rows[2:]
    }
    found = {name: counts[operation.title] for name, operation in operations.items()}
    return done.returncode, found, done.stdout + done.stderr


@pytest.fixture(scope="module")
def quickly(compiler: None) -> tuple[Found, str]:
    """Both at once: most of the time goes into the start."""
    quick = {name: OPERATIONS[name] for name in QUICK}
    code, found, printed = tried({**quick, **PLANTED}, SAMPLE)
    assert code == 1, printed
    return found, printed


def test_a_sample_of_faults_does_no_harm(quickly: tuple[Found, str]) -> None:
    found, printed = quickly
    nothing = SAMPLE, dict.fromkeys(Kind, 0)
    assert {name: found[name] for name in QUICK} == dict.fromkeys(QUICK, nothing), printed


def test_what_is_planted_is_found(quickly: tuple[Found, str]) -> None:
    found, printed = quickly
    for name, kind in PLANTED_KINDS.items():
        assert found[name][1][kind] > 0, printed


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("compiler")
def test_a_large_sample_of_faults_does_no_harm() -> None:
    code, found, printed = tried(OPERATIONS, LONG_SAMPLE)
    nothing = LONG_SAMPLE, dict.fromkeys(Kind, 0)
    assert (code, found) == (0, dict.fromkeys(OPERATIONS, nothing)), printed


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


def test_a_whole_book_is_not_told_to_be_damaged() -> None:
    told = Said(told={"打开": "这不是台账库，或者文件已经损坏。文件夹里的东西没有被改动。"})
    assert kinds_found({"甲"}, told) == [Kind.UNTRUE]


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

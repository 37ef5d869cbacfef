"""A little of ``dev.py fuzz`` each time, and that it notices what it is there to notice."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from tests.fuzz.__main__ import bounded, prepare
from tests.fuzz.pool import run
from tests.fuzz.target import Amiss, Sample, Target
from tests.fuzz.targets import TARGETS
from tests.fuzz.trial import Prepared, Tried, Verdict

if sys.platform != "linux":
    pytest.skip("只在 Linux 上运行：要限制内存", allow_module_level=True)

_SAMPLE = Sample("一份.json", b'{"a": [1, "two"], "b": {"c": null}}')


def _prepared(folder: Path, attempt: Callable[[bytes], object], seed: int = 0) -> Prepared:
    target = Target("试", lambda _: ([_SAMPLE], lambda place, name, data: _ignore(attempt(data))))
    samples, tried = target.prepare(folder)
    return Prepared("try", target, samples, tried, folder / "place", folder, seed)


def _ignore(_: object) -> None:
    pass


@pytest.mark.parametrize("key", TARGETS)
def test_what_is_altered_is_read_or_refused_in_words(tmp_path: Path, key: str) -> None:
    prepared = prepare(key, tmp_path, 7)
    whole = [prepared.tried(-1 - at) for at in range(len(prepared.samples))]
    assert [each.words for each in whole if each.verdict is not Verdict.SUCCEEDED] == []
    usual = max(each.peak for each in whole)
    tried = [bounded(prepared.tried(case), usual) for case in range(prepared.target.few)]
    assert [each for each in tried if each.verdict is Verdict.FAULT] == []


def _bug(_: bytes) -> None:
    raise ValueError("not told")


def _english(_: bytes) -> None:
    raise EnvironmentProblem("No such file.", "没有改动。", "请重试。")


def _half_a_sentence(_: bytes) -> None:
    raise EnvironmentProblem("打不开。", "", "")


def _amiss(_: bytes) -> None:
    raise Amiss("没有看出改动")


@pytest.mark.parametrize("attempt", [_bug, _english, _half_a_sentence, _amiss])
def test_what_is_not_told_in_words_is_a_fault(
    tmp_path: Path, attempt: Callable[[bytes], object]
) -> None:
    assert _prepared(tmp_path, attempt).tried(3).verdict is Verdict.FAULT


def test_what_hangs_or_dies_is_a_fault_and_the_others_go_on(tmp_path: Path) -> None:
    def attempt(data: bytes) -> None:
        if data == hanging:
            time.sleep(60)
        if data == dying:
            os._exit(3)

    bytes_of = [_prepared(tmp_path, attempt).mutated(case)[1] for case in range(6)]
    hanging, dying = bytes_of[1], bytes_of[4]
    found = {each.case: each for each in run(_prepared(tmp_path, attempt), range(6), 2, hang=0.3)}
    assert {case for case, each in found.items() if each.verdict is Verdict.FAULT} == {1, 4}
    assert len(found) == 6


def test_wild_memory_is_a_fault(tmp_path: Path) -> None:
    prepared = _prepared(tmp_path, lambda _: bytearray(400 << 20).find(b"x"))
    (tried,) = run(prepared, [0], 1)
    assert bounded(tried, 0).verdict is Verdict.FAULT
    assert bounded(Tried(0, Verdict.TOLD, "说", 0.1, 20.0), 0).verdict is Verdict.TOLD


def test_a_seed_gives_the_same_again(tmp_path: Path) -> None:
    one, same, other = (_prepared(tmp_path, _ignore, seed) for seed in (1, 1, 2))
    cases = range(40)
    assert [one.mutated(each) for each in cases] == [same.mutated(each) for each in cases]
    assert [one.mutated(each) for each in cases] != [other.mutated(each) for each in cases]
    assert len({one.mutated(each)[1] for each in cases}) > 30

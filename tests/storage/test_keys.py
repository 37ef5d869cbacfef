"""The key file tells damage from a wrong password, and cannot ask for more than a PC can give."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.storage import key_slots
from qinglian_desktop.storage.key_problems import DamagedKeys
from qinglian_desktop.storage.key_slots import OFFICE_COST
from qinglian_desktop.storage.keys import KeyRing
from qinglian_desktop.storage.recovery_code import new_code, read_code
from tests.storage.invented_books import CHEAP, PASSWORD
from tests.storage.make_released_book import RELEASED
from tests.storage.sentences import complete

FIRST = RELEASED / "0.1.0" / "keys.json"


@pytest.fixture(scope="module")
def ring() -> KeyRing:
    return KeyRing.new(PASSWORD, CHEAP)[0]


def test_a_ring_is_read_as_it_was_written(ring: KeyRing, tmp_path: Path) -> None:
    ring.write(tmp_path / "keys.json")
    assert KeyRing.read(tmp_path / "keys.json") == ring
    assert KeyRing.of_bytes(ring.to_bytes()) == ring


def test_no_single_damage_is_called_a_wrong_password(ring: KeyRing) -> None:
    """Each byte in turn altered, left out and cut off at: the right password opens, or is not
    to blame."""
    whole = ring.to_bytes()
    right = ring.unlock(PASSWORD)
    told = 0
    for place in range(len(whole)):
        before, after = whole[:place], whole[place + 1 :]
        for damaged in (
            before + bytes([whole[place] ^ 1]) + after,
            before + bytes([whole[place] ^ 128]) + after,
            before + after,
            before,
        ):
            try:
                assert KeyRing.of_bytes(damaged).unlock(PASSWORD) == right
            except WrongPassword:
                pytest.fail(f"damage at {place} is called a wrong password")
            except EnvironmentProblem as problem:
                told += isinstance(problem, DamagedKeys)
    assert told > 3 * len(whole)


def test_damage_is_told_as_damage() -> None:
    problem = DamagedKeys()
    assert "钥匙文件坏了" in problem.happened and complete(problem)


def test_the_layout_of_the_file_is_no_damage(ring: KeyRing) -> None:
    found = json.loads(ring.to_bytes())
    assert KeyRing.of_bytes(json.dumps(found, indent=4, sort_keys=True).encode()) == ring


def test_keys_of_the_first_version_have_no_checksum_and_are_read() -> None:
    assert "sha256" not in json.loads(FIRST.read_bytes())
    ring = KeyRing.read(FIRST)
    assert KeyRing.of_bytes(ring.to_bytes()) == ring


def test_an_older_program_refuses_the_keys_in_words(ring: KeyRing) -> None:
    """It refuses a format above 1: what it wrote would name no keeper."""
    found = json.loads(ring.to_bytes())
    assert found["format"] == 2
    assert [slot["kind"] for slot in found["slots"]] == ["password", "recovery"]


Change = Callable[[KeyRing], KeyRing]


def dearer(**cost: int) -> Change:
    return lambda ring: replace(
        ring, slots=tuple(replace(slot, cost=replace(OFFICE_COST, **cost)) for slot in ring.slots)
    )


@pytest.mark.parametrize(
    "cost",
    [
        {"iterations": 25, "memory_kib": 8},
        {"memory_kib": 4 * 64 * 1024 + 1, "iterations": 1},
        {"memory_kib": 2 * 64 * 1024, "iterations": 13},
        {"lanes": 5},
        {"iterations": 0},
        {"memory_kib": 8, "lanes": 2},
    ],
)
def test_a_cost_beyond_four_times_ours_is_refused(ring: KeyRing, cost: Mapping[str, int]) -> None:
    with pytest.raises(DamagedKeys):
        KeyRing.of_bytes(dearer(**cost)(ring).to_bytes())


@pytest.mark.parametrize(
    "cost",
    [
        {"iterations": 24},
        {"memory_kib": 4 * 64 * 1024},
        {"memory_kib": 2 * 64 * 1024, "iterations": 12},
        {"memory_kib": 8, "iterations": 1},
    ],
)
def test_a_cost_up_to_four_times_ours_is_taken(ring: KeyRing, cost: Mapping[str, int]) -> None:
    dear = dearer(**cost)(ring)
    assert KeyRing.of_bytes(dear.to_bytes()) == dear


def test_a_pc_without_the_memory_is_told_so(ring: KeyRing, monkeypatch: pytest.MonkeyPatch) -> None:
    class Greedy:
        def __init__(self, **_: object) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(key_slots, "Argon2id", Greedy)
    with pytest.raises(EnvironmentProblem, match="内存") as raised:
        ring.unlock(PASSWORD)
    assert not isinstance(raised.value, WrongPassword) and complete(raised.value)


def test_a_new_code_replaces_the_old_one_alone() -> None:
    ring, key, old = KeyRing.new(PASSWORD, CHEAP)
    changed, new = ring.with_new_code(key, CHEAP)
    assert new != old
    assert changed.unlock(new) == changed.unlock(PASSWORD) == key
    with pytest.raises(WrongPassword):
        changed.unlock(old)
    assert changed.slots[0] == ring.slots[0] and changed.book == ring.book


def test_a_recovery_code_is_read_however_it_is_typed() -> None:
    code = new_code()
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for typed in (
        wide,
        wide.lower(),
        code.replace("-", "—"),
        code.replace("-", "\u3000"),
        code.replace("-", "–").lower(),
        code.replace("-", "\u2011"),
        code.replace("-", "−"),
        code.replace("-", "·"),
        f"\ufeff{code}。",
    ):
        assert read_code(typed) == code

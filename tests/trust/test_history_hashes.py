"""The bytes that are hashed never change: what was written years ago must still fit."""

from __future__ import annotations

from qinglian_desktop.storage.chain import BEFORE_ALL, RowHash, canonical

ROW = (7, "talks", 3, "2026-11-23 10:05:00", "周𬭚", "新增", "", None, '{"a":"甲"}', b"\x01\x02")


def test_a_row_is_hashed_as_it_was_at_first() -> None:
    assert RowHash(b"k" * 32).of(BEFORE_ALL, ROW).hex() == (
        "ad37a7a29e01551114424aa0ae61fd5c0abc5719ca76e65abfeb8cade166ce47"
    )


def test_values_are_written_as_they_were_at_first() -> None:
    assert canonical(((1, None, -(2**40), "周𬭚"), {"people": [(1, 0, "甲")]})).hex() == (
        "2802000000280400000069010000004e6cfdffffff0000000000047507000000e591a8f0acad9a7b750600000070656f706c655b010000002803000000690100000069000000007503000000e794b230"
    )


def test_values_of_another_kind_or_place_are_other_bytes() -> None:
    told = [
        (1, "2"),
        ("1", "2"),
        (1, 2),
        (1, "2", None),
        (None, 1, "2"),
        ("12",),
        ("1", "", "2"),
        (b"1", "2"),
    ]
    assert len({canonical(each) for each in told}) == len(told)


def test_each_row_holds_on_to_the_one_before() -> None:
    row_hash = RowHash(b"k" * 32)
    assert row_hash.of(b"\x00" * 32, ROW) != row_hash.of(b"\x01" * 32, ROW)
    assert RowHash(b"l" * 32).of(b"\x00" * 32, ROW) != row_hash.of(b"\x00" * 32, ROW)

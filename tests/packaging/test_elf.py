"""What libraries of Linux ask for is read from them, broken ones are said to be so."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools import elf
from tests.packaging.fake_elf import fake_elf


def test_libraries_and_versions_are_read(tmp_path: Path) -> None:
    file = tmp_path / "liba.so"
    file.write_bytes(fake_elf(["libb.so.1", "libc.so.6"], ["GLIBC_2.4", "GLIBC_2.28"]))
    asked = elf.asked(file)
    assert asked.libraries == ("libb.so.1", "libc.so.6")
    assert asked.versions == ("GLIBC_2.4", "GLIBC_2.28")


def test_other_files_ask_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("libc.so.6 GLIBC_2.99")
    assert elf.asked(tmp_path / "text") == elf.Asked()
    assert not elf.is_elf(tmp_path / "text")


def test_a_file_that_breaks_off_is_said_to_be_broken(tmp_path: Path) -> None:
    (tmp_path / "liba.so").write_bytes(fake_elf(["libb.so.1"])[:-100])
    with pytest.raises(ValueError, match=r"liba\.so"):
        elf.asked(tmp_path / "liba.so")


def test_names_for_debuggers_are_found(tmp_path: Path) -> None:
    (tmp_path / "with.so").write_bytes(fake_elf(kind=2))
    (tmp_path / "without.so").write_bytes(fake_elf())
    assert elf.has_symbols(tmp_path / "with.so")
    assert not elf.has_symbols(tmp_path / "without.so")


def test_versions_are_compared_as_numbers() -> None:
    versions = {"GLIBC_2.4", "GLIBC_2.28", "GLIBC_PRIVATE", "GLIBCXX_3.4.30"}
    assert elf.highest(versions, "GLIBC") == "GLIBC_2.28"
    assert elf.highest(versions, "CXXABI") == ""
    assert elf.number("GLIBC_2.28") > elf.number("GLIBC_2.9")

"""The memory of the process: closed to others, and written over where it is free."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qinglian_desktop import own_memory
from qinglian_desktop.own_memory import OPEN_TO_DEVELOPERS
from tests.process_memory import found_in

ROOT = Path(__file__).parents[2]
ASKING = """
import ctypes, resource
from qinglian_desktop.own_memory import close_off
close_off()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""
KEEPING = """
import sys
from qinglian_desktop import own_memory
own_memory.wipe_what_is_freed()
kept = [[chr(0x8c08) * length for n in range(300)] for length in (20, 60, 150, 230, 4000)]
others = [[each[10::2] for each in kept]]
del kept, others
print("freed", flush=True)
sys.stdin.readline()
for _ in own_memory.write_over_freed():
    pass
print("written over", flush=True)
sys.stdin.readline()
"""


def said(program: str, **environment: str) -> list[str]:
    kept = {key: value for key, value in os.environ.items() if key != OPEN_TO_DEVELOPERS}
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


linux = pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 这样问")


@linux
def test_no_core_is_dumped_and_no_debugger_let_in() -> None:
    assert said(ASKING) == ["0", "0", "0"]


@linux
def test_only_the_environment_of_a_test_lets_them_in() -> None:
    assert said(ASKING, **{OPEN_TO_DEVELOPERS: "1"})[0] == "1"


@linux
def test_what_is_free_is_written_over_whatever_its_size() -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", KEEPING],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdin is not None and program.stdout is not None
    counts: list[int] = []
    for _ in range(2):
        program.stdout.readline()
        counts.append(found_in(program.pid, (chr(0x8C08) * 16).encode("utf-16-le")))
        program.stdin.write("\n")
        program.stdin.flush()
    program.wait()
    assert counts[0] > 1_000
    # Which pools Python turns to first is its own affair: a few may be left.
    assert counts[1] < counts[0] / 5


class Library:
    """A library of Windows that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[object, ...]]] = []

    def __getattr__(self, name: str) -> Asked:
        return Asked(name, self.asked)


class Asked:
    """One of its functions; each answers that it went well."""

    restype: object = None

    def __init__(self, name: str, asked: list[tuple[str, tuple[object, ...]]]) -> None:
        self._name, self._asked = name, asked

    def __call__(self, *given: object) -> int:
        self._asked.append((self._name, given))
        return 1


def test_windows_is_asked_for_silence_and_for_rights_that_read_nothing() -> None:
    kernel, security = Library(), Library()
    own_memory._close_off_windows(kernel, security)  # pyright: ignore[reportArgumentType]
    names = [name for name, _ in (*kernel.asked, *security.asked)]
    assert {"SetErrorMode", "WerSetFlags", "SetKernelObjectSecurity"} <= set(names)
    words = security.asked[0][1][0]
    assert isinstance(words, ctypes.c_wchar_p)
    rights = int(str(words.value).partition("0x")[2].partition(";")[0], 16)
    reads, writes, duplicates = 0x10, 0x20, 0x40
    assert rights & (reads | writes | duplicates) == 0

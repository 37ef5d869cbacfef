"""The program never opens a way out of the machine: whoever tries is stopped, tests and program."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.without_network import KILLED

_WATCHED = Path(__file__).with_name("without_network.py")
_OPENS = "import socket; socket.socket(socket.{})"


@pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 的内核能这样看着")
@pytest.mark.parametrize(
    ("family", "code"), [("AF_INET", KILLED), ("AF_INET6", KILLED), ("AF_UNIX", 0)]
)
def test_a_program_that_opens_one_dies(family: str, code: int, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(_OPENS.format(family), "utf-8")
    assert subprocess.run([sys.executable, _WATCHED, script], check=False).returncode == code


def test_a_test_that_connects_fails() -> None:
    with socket.socket() as made, pytest.raises(AssertionError, match="network"):
        made.connect(("192.0.2.1", 9))
    with pytest.raises(AssertionError, match="network"):
        socket.getaddrinfo("host.example", 80)

"""另存为: what a window shows, kept as a file in a folder of the user's choice."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.files.delivery import deliver


def save_as(target: Path, data: bytes) -> None:
    """Write the bytes, whole or not at all; EnvironmentProblem if it cannot be."""

    def write(path: Path) -> None:
        path.write_bytes(data)

    deliver(target, write)

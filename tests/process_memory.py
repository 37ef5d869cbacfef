"""What stands in the memory of a process that a test has started."""

from __future__ import annotations

from pathlib import Path


def found_in(process: int, words: bytes) -> int:
    """How often these bytes stand in what the process can read of its own memory."""
    folder, found = Path("/proc") / str(process), 0
    with (folder / "mem").open("rb", buffering=0) as memory:
        for line in (folder / "maps").read_text().splitlines():
            place, rights, *_ = line.split()
            if not rights.startswith("rw"):
                continue
            first, last = (int(each, 16) for each in place.split("-"))
            try:
                memory.seek(first)
                found += memory.read(last - first).count(words)
            except (OSError, OverflowError):
                # What is mapped onto a device cannot be read.
                continue
    return found

"""Whatever happens to the bytes of a table: it is read, or refused in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.sheet import SheetFile
from tests.bad_sheets import (
    ODD_SHEETS,
    parts_of,
    small_workbook,
    zip_of,
)
from tests.encrypted_sheets import (
    encrypted,
    encrypted_of_97,
    encrypted_of_2003,
)

WHOLE: Mapping[str, bytes] = {
    "xlsx": small_workbook(),
    "xls": ODD_SHEETS["金山.et"](),
    "ods": ODD_SHEETS["整页样式.ods"](),
    "csv": "姓名,年龄\n示例甲,41\n".encode("gb18030"),
    "html": "<table><tr><td colspan=2>甲<tr><td>乙<td>丙</table>".encode(),
    "locked": encrypted("VelvetSweatshop"),
    "locked of 97": encrypted_of_97("VelvetSweatshop"),
    "locked of 2003": encrypted_of_2003("VelvetSweatshop"),
}


def cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def flipped(data: bytes, random: Random) -> bytes:
    broken = bytearray(data)
    for _ in range(random.randint(1, 8)):
        broken[random.randrange(len(broken))] ^= 1 << random.randrange(8)
    return bytes(broken)


def flipped_inside(data: bytes, random: Random) -> bytes:
    """Bits of a part, packed again, so that its check sum fits."""
    if not data.startswith(b"PK"):
        return flipped(data, random)
    parts = parts_of(data)
    part = random.choice([name for name, content in parts.items() if content])
    return zip_of(parts | {part: flipped(parts[part], random)})


def shuffled(data: bytes, random: Random) -> bytes:
    """A stretch of it stands elsewhere too."""
    start, to = random.randrange(len(data)), random.randrange(len(data))
    return data[:to] + data[start : start + random.randrange(200)] + data[to:]


BREAKERS = (cut, flipped, flipped_inside, shuffled)


def outcome(path: Path, data: bytes) -> SheetFile | EnvironmentProblem:
    path.write_bytes(data)
    try:
        return SheetReader().read(path)
    except EnvironmentProblem as problem:
        return problem


def _try_all(path: Path, kind: str, times: int) -> None:
    for breaker in BREAKERS:
        for seed in range(times):
            data = breaker(WHOLE[kind], Random(f"{kind}{breaker.__name__}{seed}"))
            assert isinstance(outcome(path, data), SheetFile | EnvironmentProblem), (breaker, seed)


@pytest.mark.parametrize("kind", WHOLE)
def test_broken_bytes_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    _try_all(tmp_path / "表", kind, 8)


@pytest.mark.slow
@pytest.mark.parametrize("kind", WHOLE)
def test_bytes_broken_in_many_ways_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    _try_all(tmp_path / "表", kind, 800)

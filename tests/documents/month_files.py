"""The return of a month as a file, written once for all tests of a module."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.verifying import verify
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from tests.documents.return_contents import month_content

FILES = ReturnWorkbook()


@pytest.fixture(scope="module")
def month_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("month") / "return.xlsx"
    FILES.write(month_content(), path)
    return path.read_bytes()


@pytest.fixture
def month_file(month_bytes: bytes, tmp_path: Path) -> Path:
    path = tmp_path / month_content().file_name
    path.write_bytes(month_bytes)
    return path


def findings(path: Path) -> tuple[str, ...]:
    return verify(FILES, path).findings

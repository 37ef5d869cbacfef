"""What is encrypted asks for its password, whichever way it was done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.errors import EnvironmentProblem, NeedsPassword
from tests.encrypted_sheets import (
    encrypted,
    encrypted_in_another_way,
    encrypted_of_97,
    encrypted_of_2003,
    encrypted_of_2007,
)

ROWS = (("姓名", "年龄"), ("示例甲", 41))
WAYS = {
    "加密.xlsx": encrypted,
    "旧办法加密.xlsx": encrypted_of_2007,
    "加密.xls": encrypted_of_97,
    "长密钥加密.xls": encrypted_of_2003,
    "金山加密.et": encrypted_of_2003,
}


@pytest.mark.parametrize("name", WAYS)
def test_a_password_opens_what_it_locks(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(WAYS[name]("口令-1"))
    before = path.read_bytes()
    with pytest.raises(NeedsPassword, match="设了打开密码"):
        SheetReader().read(path)
    for other in ("口令-2", "一个很长很长很长很长很长的口令"):
        with pytest.raises(NeedsPassword, match="密码不对"):
            SheetReader().read(path, other)
    assert SheetReader().read(path, "口令-1").sheets[0].rows == ROWS
    assert path.read_bytes() == before


@pytest.mark.parametrize("encrypt", [encrypted, encrypted_of_2007])
def test_what_excel_only_protects_against_changes_is_read_unasked(
    tmp_path: Path, encrypt: Callable[[str], bytes]
) -> None:
    path = tmp_path / "写保护.xlsx"
    path.write_bytes(encrypt("VelvetSweatshop"))
    assert SheetReader().read(path).sheets[0].rows == ROWS


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("别人加密.xlsx", encrypted_in_another_way),
        ("别人加密.xls", lambda: encrypted_of_2003("口令", version=9)),
    ],
)
def test_no_password_is_asked_for_where_none_would_help(
    tmp_path: Path, name: str, data: Callable[[], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(data())
    for password in ("", "口令"):
        with pytest.raises(EnvironmentProblem, match="用的办法这里解不开") as caught:
            SheetReader().read(path, password)
        assert not isinstance(caught.value, NeedsPassword)

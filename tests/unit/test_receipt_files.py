"""The file of a 回执: what is none of it, and that any bytes are answered with a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qinglian_desktop.application.answers import ReceiptKind
from qinglian_desktop.application.receipts import read_receipt, typed_reasons
from qinglian_desktop.domain.errors import EnvironmentProblem
from tests.unit.two_offices import Offices, two_offices


def test_reasons_are_lines_without_blanks() -> None:
    assert typed_reasons("一\n\n 二　三 \n\t") == ("一", "二 三")
    assert len(typed_reasons("很长" * 1000)[0]) == 300


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (b"", "不是回执"),
        (b"\xff\xfe\x00", "不是回执"),
        (b"[" * 60_000, "不是回执"),
        (b"1" * 70_000, "不是回执"),
        ('{"文件": "清廉月报回执", "版式": 2}'.encode(), "更新版本"),
    ],
)
def test_what_is_no_receipt_is_told(tmp_path: Path, words: bytes, said: str) -> None:
    path = tmp_path / "清廉回执_一_2026-10_r1_退回.txt"
    path.write_bytes(words)
    with pytest.raises(EnvironmentProblem, match=said):
        read_receipt(path)


_BRANCHES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
_JSON = st.recursive(
    _BRANCHES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
_NAMES = "文件 版式 单位编码 单位名称 报告期 版次 内容校验码 结论 原因 时间 出具单位 公钥 签名"
_CHANGES = st.dictionaries(st.sampled_from(_NAMES.split()), _JSON, max_size=3)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Offices, dict[str, object]]]:
    """The offices, and what a good receipt between them says."""
    with two_offices(tmp_path_factory.mktemp("offices")) as offices:
        receipt = offices.answer(offices.hand_in(), "汇总与台账不符", "没有盖章")
        yield offices, json.loads(receipt.read_text("utf-8"))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=_CHANGES, data=st.binary(max_size=40), cut=st.integers(0), how=st.integers(0, 3))
def test_any_file_is_answered_with_a_sentence(
    whole: tuple[Offices, dict[str, object]],
    changes: dict[str, object],
    data: bytes,
    cut: int,
    how: int,
) -> None:
    offices, body = whole
    text = json.dumps({**body, **changes}).encode()
    at = cut % len(text)
    path = offices.stick / "清廉回执.txt"
    path.write_bytes((text, text[:at] + data + text[at:], text[:at], data)[how])
    (seen,) = offices.unit.desk.answers.look([path])
    assert seen.words.endswith("。")
    if how == 0:
        is_same = all(json.dumps(body[key]) == json.dumps(each) for key, each in changes.items())
        assert (seen.kind is ReceiptKind.NEW) is is_same
    elif how > 1:
        assert seen.kind is ReceiptKind.WRONG

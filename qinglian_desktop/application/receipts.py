"""回执: what whoever collects the returns answers to one, as a small signed file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.signed import Signed

FILE_START, FILE_END = "清廉回执_", ".txt"
"""A text file, so that a double click shows what it says."""
LONGEST_REASON, MOST_REASONS = 300, 30
_SCHEMA = 1
_KIND = "清廉月报回执"
_MOST_BYTES = 64 * 1024
_SIGNATURE = "签名"
_KEPT = "没有改动任何记录。"

_Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer to the return of a unit: period, revision and digest say to which.

    ``key`` is the public key of whoever gives it, in hex.
    """

    unit_code: str
    unit_name: str
    period: Period
    revision: int
    digest: str
    verdict: Verdict
    reasons: tuple[str, ...]
    given_at: datetime
    given_by: str
    key: str

    @property
    def file_name(self) -> str:
        """清廉回执_<单位>_<YYYY-MM>_r<N>_<已接收|退回>.txt."""
        unit, verdict = safe_unit_name(self.unit_name), self.verdict.value
        return f"{FILE_START}{unit}_{self.period.key}_r{self.revision}_{verdict}{FILE_END}"

    @property
    def told(self) -> str:
        """All that it says but the signature, as the text that is signed."""
        return _told(self._body)

    def text(self, signature: str) -> str:
        """The whole file."""
        return json.dumps({**self._body, _SIGNATURE: signature}, ensure_ascii=False, indent=1)

    @property
    def _body(self) -> _Body:
        return {
            "文件": _KIND,
            "版式": _SCHEMA,
            "单位编码": self.unit_code,
            "单位名称": self.unit_name,
            "报告期": self.period.key,
            "版次": self.revision,
            "内容校验码": self.digest,
            "结论": self.verdict.value,
            "原因": list(self.reasons),
            "时间": self.given_at.isoformat(" ", "seconds"),
            "出具单位": self.given_by,
            "公钥": self.key,
        }


@dataclass(frozen=True, slots=True)
class ReadReceipt:
    """A receipt from a file, and what was signed, as it stands in the file."""

    receipt: Receipt
    told: str
    signed: Signed


def read_receipt(path: Path) -> ReadReceipt:
    """The receipt in a file; EnvironmentProblem if there is none, or it is damaged or newer."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentProblem(
            f"“{path.name}”读不出来，U盘可能已经拔出。", _KEPT, "请插好U盘，再读一次。"
        ) from error
    no_receipt = EnvironmentProblem(
        f"“{path.name}”不是回执，或者已经损坏。", _KEPT, "请向出具回执的单位再要一份。"
    )
    if len(data) > _MOST_BYTES:
        raise no_receipt
    try:
        body = _body_of(data.decode("utf-8-sig"))
        is_newer = body.get("文件") == _KIND and _whole(body["版式"]) > _SCHEMA
        if is_newer:
            raise EnvironmentProblem(
                f"“{path.name}”是更新版本的程序写的回执，这里还读不了。",
                _KEPT,
                "请先更新本程序，再读一次。",
            )
        signature = _words(body.pop(_SIGNATURE))
        told = _told(body)
        told.encode()
        receipt = _receipt(body)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise no_receipt from error
    return ReadReceipt(receipt, told, Signed(receipt.key, signature))


def typed_reasons(text: str) -> tuple[str, ...]:
    """Reasons as typed, one a line, as a receipt can carry them."""
    lines = (" ".join(line.split())[:LONGEST_REASON] for line in text.splitlines())
    return tuple(line for line in lines if line)[:MOST_REASONS]


def _told(body: _Body) -> str:
    """One text for the same names and values, however the file lays them out."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _body_of(text: str) -> dict[str, object]:
    found: object = json.loads(text, object_pairs_hook=_each_once)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return cast("dict[str, object]", found)


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _receipt(body: _Body) -> Receipt:
    """From the names and values; KeyError, TypeError or ValueError where one is wrong."""
    period = Period.parse(_words(body["报告期"]))
    if body["文件"] != _KIND:
        raise ValueError("no receipt")
    if period.kind is not PeriodKind.MONTH:
        raise ValueError("no month")
    reasons = body["原因"]
    if not isinstance(reasons, list):
        raise TypeError("no reasons")
    return Receipt(
        unit_code=_words(body["单位编码"]),
        unit_name=_line(body["单位名称"]),
        period=period,
        revision=_whole(body["版次"]),
        digest=_words(body["内容校验码"]),
        verdict=Verdict(_words(body["结论"])),
        reasons=tuple(map(_line, cast("list[object]", reasons)[:MOST_REASONS])),
        given_at=_local(_words(body["时间"])),
        given_by=_line(body["出具单位"]),
        key=_words(body["公钥"]),
    )


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _line(value: object) -> str:
    """A line that can be shown: without signs that turn it round or end it, and not too long."""
    line = " ".join(_words(value).split())
    return "".join(filter(str.isprintable, line))[:LONGEST_REASON]


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10_000:
        raise ValueError("no number")
    return value


def _local(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError("a time zone")
    return moment


def receipt_check(written: str) -> Callable[[Path], None]:
    """Raises unless the file at a path says again just what was written."""

    def check(path: Path) -> None:
        if path.read_bytes() != written.encode():
            raise EnvironmentProblem(
                "回执写好后读回来核对，内容对不上，U盘可能有坏块。",
                "台账库里的记录没有受影响。",
                "请换一个U盘再做一次。",
            )

    return check

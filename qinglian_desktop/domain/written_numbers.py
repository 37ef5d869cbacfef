"""Numbers and amounts as people write them: digits, or 三十人."""

from __future__ import annotations

import re
from decimal import Decimal

from qinglian_desktop.domain.chinese_numbers import counted
from qinglian_desktop.domain.dates import Unreadable, quoted
from qinglian_desktop.domain.plain_signs import halfwidth

_ALSO_SAID = {"人次": ("人", "次", "名", "位"), "人": ("名", "位"), "万元": ("万",)}
"""What else is said behind a number of the unit, where it means the same number."""


def read_integer(text: str, unit: str) -> int:
    """A whole number: 12, １２, 1,200, 三十人次."""
    plain = _plain_number(text, unit)
    if re.fullmatch(r"[+-]?[0-9]{16,}(\.0+)?", plain):
        raise Unreadable(f"{quoted(plain)}这个数太大，请核对。")
    if re.fullmatch(r"[+-]?[0-9]{1,15}(\.0+)?", plain) is None:
        raise Unreadable(f"{quoted(text.strip())}不是整数，请只填数字，例如 12。")
    return int(plain.split(".")[0])


def read_money(text: str, unit: str) -> Decimal:
    """An amount in the unit: 3, 3.5, 3万元, 三万元."""
    written = halfwidth(text).removeprefix("人民币").lstrip("¥￥ ").rstrip("。；;整")
    in_yuan = unit == "万元" and written.endswith("元") and not written.endswith("万元")
    # Which of both it is in, the sign ￥ alone does not say.
    of_unit = written if written.endswith("元") or written.endswith("万") else text
    plain = _plain_number(of_unit.removesuffix("元") if in_yuan else of_unit, unit)
    if re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", plain):
        amount = Decimal(plain) / (10_000 if in_yuan else 1)
        if abs(amount) < 10**9:
            return amount or Decimal(0)
    raise Unreadable(f"{quoted(text.strip())}不是金额，请只填数字，单位是{unit}，例如 1200.5。")


def _plain_number(text: str, unit: str) -> str:
    """The number in digits, without its unit, 3万 of 万元 too, and without commas in thousands."""
    plain = halfwidth(text).rstrip("。；;")
    for ending in (*((unit,) if unit else ()), *_ALSO_SAID.get(unit, ())):
        if plain.endswith(ending):
            plain = plain.removesuffix(ending).strip()
            break
    if (number := counted(plain)) is not None:
        return str(number)
    if re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?", plain):
        return plain.replace(",", "")
    return plain

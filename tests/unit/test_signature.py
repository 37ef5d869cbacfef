"""Who signs a summary and when: the unit today, or as its text ends."""

from __future__ import annotations

from datetime import date

import pytest

from qinglian_desktop.domain.signature import Signature, signed
from qinglian_desktop.domain.summary import Kind, Paragraph

TODAY = date(2026, 11, 3)
UNIT = "示例市委机关工委"
BODY = ("总结", "一句话。", "又一句话。")


def end_of(*last: str) -> tuple[int, Signature]:
    """How many of the last lines went into the signature, and the signature."""
    said = [Paragraph(Kind.TEXT, ((text,),)) for text in (*BODY, *last)]
    body, signature = signed(said, UNIT, TODAY)
    assert list(body) == said[: len(body)]
    return len(said) - len(body), signature


def test_the_unit_signs_today_in_arabic_numerals_without_zeros() -> None:
    taken, signature = end_of()
    assert (taken, signature) == (0, Signature(UNIT, TODAY))
    assert signature.written_day == "2026年11月3日"
    assert Signature(UNIT, date(2027, 1, 9)).written_day == "2027年1月9日"


@pytest.mark.parametrize(
    ("last", "taken", "name", "day"),
    [
        (("示例党支部", "2026年12月25日"), 2, "示例党支部", date(2026, 12, 25)),
        (("示例党支部", "二〇二六年十二月二十五日"), 2, "示例党支部", date(2026, 12, 25)),
        (("2026年12月25日",), 1, UNIT, date(2026, 12, 25)),
        (("示例市委机关工委",), 1, UNIT, TODAY),
        (("示例党支部",), 0, UNIT, TODAY),
        (("下一步抓好落实。",), 0, UNIT, TODAY),
        (("已于2026年12月25日办结",), 0, UNIT, TODAY),
        (("2026年，共办结5件",), 0, UNIT, TODAY),
    ],
)
def test_a_text_may_say_who_signs_and_when(
    last: tuple[str, ...], taken: int, name: str, day: date
) -> None:
    assert end_of(*last) == (taken, Signature(name, day))


def test_no_head_and_no_only_line_is_taken_for_a_name() -> None:
    head = Paragraph(Kind.HEAD, (("一、开头",),))
    day = Paragraph(Kind.TEXT, (("2026年12月5日",),))
    assert signed([head, day], "", TODAY) == ((head,), Signature("", date(2026, 12, 5)))
    assert signed([day], UNIT, TODAY) == ((day,), Signature(UNIT, TODAY))
    assert signed([], UNIT, TODAY) == ((), Signature(UNIT, TODAY))

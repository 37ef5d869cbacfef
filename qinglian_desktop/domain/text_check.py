"""What can be wrong with a name, and which signs no text may hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from qinglian_desktop.domain.comparing import DOTS, spelled
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.titles import is_nobody

USUAL = re.compile(
    "[\n\x20-\x7e\xa0·—‘’“”…\u3000-\u3003\u3005-\u3011\u3400-\u4dbf\u4e00-\u9fa5\uff01-\uff5e]*"
)
"""Signs that the fonts of paper surely have, so that they need not be asked."""
LONGEST_NAME = 50
_NOT_IN_NAMES = re.compile(r"[\d，。、；：（）()【】〔〕\[\]{}<>《》“”！？!?,;:/\\|｜\t\n\ufffd]")
_PLAIN = re.compile("[\u4e00-\u9fff]{2,8}")
"""Most names, which need no closer look: a save may hold hundreds."""
_PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u2604\u2607-\u26ff\u2700-\u27bf\ufe0f]")

_NO_CHARACTERS = "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_HIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
_SECRET = re.compile("秘密★|机密|绝密")


def hidden_sign(text: str) -> int | None:
    """The place, counted from 1, of the first sign that no file or paper can hold; None if none.

    Control signs, lone surrogates, and code points that are no characters: Excel calls a
    workbook that holds U+FFFE damaged.
    """
    found = _HIDDEN.search(text)
    return None if found is None else found.start() + 1


def name_complaints(
    label: str, name: str, *, is_somebody: bool = False
) -> Iterator[tuple[str, bool]]:
    """What is wrong with a name: each with whether it is only a warning.

    Who ``is_somebody`` is registered: there it was asked whether the name is one.
    """
    names_nobody = not is_somebody and is_nobody(name)
    if _PLAIN.fullmatch(name) and not names_nobody:
        return
    if len(name) > LONGEST_NAME:
        yield f"{label}有 {len(name)} 字，最多 {LONGEST_NAME} 字，请核对。", False
    # Two names that look alike but differ in a sign of no width are never found to be one.
    invisible = any(unicodedata.category(sign) == "Cf" for sign in name)
    if invisible or hidden_sign(name) is not None or "\n" in name or "\t" in name:
        yield f"{label}里有看不见的控制字符，请删去重新输入。", False
    elif names_nobody:
        yield f"{label}{quoted(name)}不是姓名，请写出是哪一位。", False
    elif odd := next(filter(_is_odd, name), ""):
        yield f"{label}{quoted(name)}里的“{odd}”不能用在姓名里，请改正。", False
    elif spelled(name) or not any(map(_is_of_a_name, name)):
        yield f"{label}{quoted(name)}不是姓名，请写汉字姓名。", False
    elif name[0] in DOTS or name[-1] in DOTS:
        yield f"{label}{quoted(name)}的开头和末尾不能是圆点，请改正。", False


def _is_odd(sign: str) -> bool:
    """A sign of no name, numbers in circles among them."""
    is_listed = _NOT_IN_NAMES.match(sign) or _PICTURES.match(sign)
    return bool(is_listed) or unicodedata.category(sign) == "No"


def _is_of_a_name(sign: str) -> bool:
    """A letter of any script; unassigned characters are those of names that came later."""
    return sign.isalpha() or unicodedata.category(sign) in ("Cn", "Co")


def text_complaints(label: str, text: str, longest: int) -> Iterator[tuple[str, bool]]:
    """What is wrong with a text, and whether it is only a warning."""
    if len(text) > longest:
        yield (
            f"{label}有 {len(text):,} 字，最多 {longest:,} 字。"
            "原文都还在，请删减，或存成文件放进附件。",
            False,
        )
    if (place := hidden_sign(text)) is not None:
        yield f"{label}第 {place} 个字是看不见的控制字符，请删去它再保存。", False
    if secret := _SECRET.search(text):
        yield (
            f"{label}里有“{secret[0]}”字样：这台计算机不能登记涉密内容，"
            "是涉密的请删去，不涉密的请照常保存。",
            True,
        )

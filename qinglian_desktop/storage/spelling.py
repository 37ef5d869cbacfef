"""Names as pinyin: the initials and the whole spelling of each way to read them, and their order.

What is imported of pypinyin comes late: it takes half a second.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, product

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.remembered import remembered

_MOST_READINGS = 8
_READINGS_OF_A_SIGN = 2
_SORTED_BY = 24
"""Signs at the beginning of a text that say where it stands among others."""
_SURNAMES = {
    "单于": ("chan", "yu"),
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "澹台": ("tan", "tai"),
    "长孙": ("zhang", "sun"),
    "单": ("shan",),
    "曾": ("zeng",),
    "仇": ("qiu",),
    "解": ("xie",),
    "任": ("ren",),
    "查": ("zha",),
    "朴": ("piao",),
    "区": ("ou",),
    "盖": ("ge",),
    "繁": ("po",),
    "乐": ("yue",),
    "华": ("hua",),
    "燕": ("yan",),
    "尉": ("wei",),
    "冼": ("xian",),
    "洗": ("xian",),
    "种": ("chong",),
    "秘": ("bi",),
    "折": ("she",),
    "黑": ("he",),
    "葛": ("ge",),
    "盛": ("sheng",),
    "翟": ("zhai",),
    "覃": ("qin",),
    "召": ("shao",),
    "员": ("yun",),
    "贠": ("yun",),
}
"""Surnames that are read otherwise than the same character elsewhere."""


def spellings(name: str) -> tuple[str, ...]:
    """What may be typed for a name, in lower case: zs, zhangsan; the commonest reading first.

    Characters that have no pinyin are left out; a name without any has no spelling.
    """
    readings = _readings(folded(name))
    found: dict[str, None] = {}
    for syllables in islice(product(*readings), _MOST_READINGS):
        found["".join(syllable[0] for syllable in syllables)] = None
        found["".join(syllables)] = None
    return tuple(word for word in found if word)


@remembered(65_536)
def pinyin_order(text: str, *, is_name: bool) -> str:
    """What a text is sorted by as a dictionary has it: 陈 李 王; a name by how it is read."""
    signs = folded(text[:_SORTED_BY])
    surname = _SURNAMES.get(signs[:1]) if is_name else None
    if surname:
        return f"{surname[0]}0{signs[0]}" + "".join(map(_sign_order, signs[1:]))
    return "".join(map(_sign_order, signs))


@cache
def _sign_order(sign: str) -> str:
    """Its syllable, tone and itself, so that a shorter syllable comes first; others alone."""
    if sign.isascii():
        return sign
    from pypinyin import Style, pinyin

    read = pinyin(sign, style=Style.TONE3, errors="ignore", neutral_tone_with_five=True)
    return f"{read[0][0].replace('ü', 'v')}{sign}" if read and read[0][0] else sign


def _readings(name: str) -> list[list[str]]:
    from pypinyin import Style, pinyin

    surname = next((_SURNAMES[name[:n]] for n in (2, 1) if name[:n] in _SURNAMES), ())
    if not surname and name:
        surname = tuple(each[0] for each in pinyin(name[0], style=Style.NORMAL, errors="ignore"))
    rest = name[len(surname) or 1 :]
    # lü is typed lv on a keyboard.
    read = pinyin(rest, style=Style.NORMAL, heteronym=True, errors="ignore") if rest else []
    given = [syllables[:_READINGS_OF_A_SIGN] for syllables in read if any(syllables)]
    spelled = [[syllable] for syllable in surname] + given
    return [[each.replace("ü", "v") for each in syllables if each] for syllables in spelled]

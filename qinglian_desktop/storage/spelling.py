"""Names as pinyin: the initials and the whole spelling, of each way to read a name."""

from __future__ import annotations

from itertools import islice, product

from qinglian_desktop.domain.comparing import folded

_MOST_READINGS = 8
_READINGS_OF_A_SIGN = 2
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


def _readings(name: str) -> list[list[str]]:
    # Imported when a person is saved, never at start: it takes half a second.
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

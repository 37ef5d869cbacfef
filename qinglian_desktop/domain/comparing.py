"""How words are compared everywhere: people, namesakes, choices, links, figures and the search.

What is kept is what was written, ``tidied``; what is compared is its ``folded`` form.
"""

from __future__ import annotations

import re
import unicodedata

from qinglian_desktop.domain.remembered import remembered

_SHAPES = "\u180b-\u180f"
"""These choose between the shapes of a Mongolian letter: unseen, but not without a meaning."""
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Signs without a mark of their own: of no width, of direction, of joining, mere fillers."""
_UNSEEN_SIGN = re.compile(f"[{_UNSEEN}]")
_UNSEEN_ANYWHERE = re.compile(f"[{_UNSEEN}{_SHAPES}]")

_PLAIN = re.compile("[\u4e00-\u9fff]*")
"""Most names are of these alone, which stand for themselves."""
_TIDY = re.compile("[\\s!-~\u4e00-\u9fff，。、：；（）“”《》·]*")
"""Most texts are of these alone, of which each is seen, or a blank, and composes with none."""
FIRST_WIDE = "\u2e80"
"""Here begin the scripts that are written without blanks."""
DOTS = "·•‧∙⋅・⸱⸳᛫ᐧ●◦∘.˙ㆍᆞꞏ𐄁⦁⸰․．･﹒"
"""Dots that may stand in the middle of a name."""
_DOTTED = re.compile(f"[{re.escape(DOTS)}]")
_DASHES = "‐‑‒–—―−﹘﹣－~～〜"
_QUOTES = "'\"`´「」『』〝〞〟„‚﹁﹂﹃﹄❛❜❝❞′″＂＇｢｣"
"""Quotation marks that are brackets, letters or strokes to the tables of characters."""
_ENDS = "。，、；：！？.,;:!?…-"
"""With these a text ends, whatever it says."""
RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
"""Copied out of a PDF some characters come as the radicals that look like them."""
_KEPT_APART = ("<super>", "<sub>", "<circle>", "<fraction>")
"""10² is not 102, and 12① not 121."""
_LETTERS = re.compile(r"[a-z]+")


@remembered(65_536)
def folded(text: str) -> str:
    """The form in which a text is compared: two that differ only in how they were typed agree.

    Not told apart: dots in the middle, blanks beside what is written without them, full and
    half width, compatibility signs, brackets and quotation marks of every kind, letter case,
    dashes, signs that are not seen, and punctuation at the end.
    """
    if _PLAIN.fullmatch(text):
        return text
    once = _folded_once(text)
    while once != text:
        text, once = once, _folded_once(once)
    return text


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same word, however each was typed."""
    return folded(one) == folded(other)


def dotted(text: str) -> str:
    """The folded text with one dot wherever it has dots in the middle: they part no two names."""
    return "·".join(filter(None, map(folded, _DOTTED.split(text))))


def seen(text: str) -> str:
    """The text without any sign that is not seen, for who compares it in a way of his own."""
    return text if text.isascii() else _UNSEEN_ANYWHERE.sub("", text)


def tidied(text: str) -> str:
    """What is kept of a text: as written, without signs that are not seen, letters composed.

    A text of nothing that is seen is empty; blanks at its ends are left to the caller.
    """
    if text.isascii() or _TIDY.fullmatch(text):
        return text
    left = seen(text)
    if left != text and not left.strip():
        return ""
    # Alone a character is not touched: composing would put others for some rare ones.
    return _composed(_UNSEEN_SIGN.sub("", text))


def spelled(text: str) -> str:
    """The letters of a name typed as pinyin or initials, as rosters are asked; else ""."""
    signs = folded(text)
    if not signs or signs[0] >= FIRST_WIDE:
        return ""
    plain = unicodedata.normalize("NFD", signs).replace("u\u0308", "v")
    letters = re.sub("[\u0300-\u036f\\s'\"\\-]", "", plain)
    return letters if _LETTERS.fullmatch(letters) else ""


class _Signs(dict[int, str]):
    """What each sign is compared as, learned as met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _compared(chr(code))
        return found


_SIGNS = _Signs()


def _compared(sign: str) -> str:
    if _UNSEEN_ANYWHERE.fullmatch(sign):
        return ""
    if sign in DOTS:
        return "."
    if sign in _DASHES:
        return "-"
    category = unicodedata.category(sign)
    if category in ("Pi", "Pf") or sign in _QUOTES:
        return '"'
    if category in ("Ps", "Pe") or sign in "<>＜＞":
        return "(" if category == "Ps" or sign in "<＜" else ")"
    if category[0] == "Z" or sign in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85":
        return " "
    if unicodedata.decomposition(sign).startswith(_KEPT_APART):
        return sign
    return unicodedata.normalize("NFKC", sign).translate(RADICALS).casefold()


def _folded_once(text: str) -> str:
    signs = _composed(text.translate(_SIGNS))
    signs = "".join(_within(signs)).strip()
    return signs.rstrip(_ENDS).rstrip() or signs


def _within(signs: str) -> list[str]:
    """Without the dots and blanks that say nothing where they stand."""
    kept: list[str] = []
    for place, sign in enumerate(signs):
        before = kept[-1] if kept else ""
        if sign == "." and not (before.isdecimal() and signs[place + 1 : place + 2].isdecimal()):
            continue
        if sign == " ":
            after = signs[place + 1 :].lstrip(" .")[:1]
            if not (_is_of_a_word(before) and _is_of_a_word(after)):
                continue
        kept.append(sign)
    return kept


def _is_of_a_word(sign: str) -> bool:
    """Whether a blank beside the sign parts two words."""
    return sign.isalnum() and sign < FIRST_WIDE


def _composed(text: str) -> str:
    """With each letter and the marks that follow it as one sign, where there is one."""
    if not any(map(unicodedata.combining, text)):
        return text
    clusters: list[str] = []
    for sign in text:
        if unicodedata.combining(sign) and clusters:
            clusters[-1] += sign
        else:
            clusters.append(sign)
    return "".join(
        each if len(each) == 1 else unicodedata.normalize("NFC", each) for each in clusters
    )

"""Signs of other keyboards as the plain ones that they are, without those that show nothing"""

from __future__ import annotations

from unicodedata import category, normalize

from qinglian_desktop.domain.later import pattern_later

_UNSEEN = pattern_later("[\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f]")


def halfwidth(text: str) -> str:
    """Full-width digits, letters and signs as their plain ones, without signs that show nothing.

    Signs that only look like digits (①, ²) stay what they are. 月 and 日 copied out of a PDF
    are often radicals of their own (⽉, ⽇).
    """
    if text.isascii():
        return text.strip()
    return _UNSEEN.sub("", text).translate(_PLAIN_SIGNS).strip()


class _PlainSigns(dict[int, str]):
    """What each sign is read as, learned as met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _plain_sign(chr(code))
        return found


_PLAIN_SIGNS = _PlainSigns()


def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return sign
    if "\u2f00" <= sign <= "\u2fd5" or "\uff01" <= sign <= "\uff5e":
        return normalize("NFKC", sign)
    if category(sign) in ("Cf", "Zs"):
        return "" if category(sign) == "Cf" else " "
    return sign

"""The units whose returns are collected, as the list says that was imported once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from qinglian_desktop.domain.comparing import tidied

_BLANK, _DASH = re.compile(r"\s+"), "Pd"


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit by its 单位编码, with its name and kind (党委, 党总支, 党支部 …); "" without one."""

    code: str
    name: str
    kind: str = ""


def one_code(written: str) -> str:
    """A 单位编码 as it is kept, however it was written: capitals of half width, without blanks."""
    signs = unicodedata.normalize("NFKC", tidied(written)).upper()
    return "".join(
        "-" if unicodedata.category(sign) == _DASH else sign for sign in _BLANK.sub("", signs)
    )

"""What is still to be filled in by whoever gets a text: xx党支部, 9月××日, ____"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.field_types import LongText, Name, Text
from qinglian_desktop.domain.later import pattern_later
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.values import Values

_LETTERS = "xXｘＸ"
_CROSSES = "×✕╳"
_NOUGHTS = "○◯〇"
_TRIANGLES = "△"
_LINES = "_＿"
_STARS = "*＊"
_SIGNS = _LETTERS + _CROSSES + _NOUGHTS + _TRIANGLES + _LINES + _STARS
"""Whatever stands for something that is still to be filled in is made of these."""

_DIGITS = "零〇○一二三四五六七八九十百千两0-9"
_WORD = "A-Za-z0-9"
_LEFT_OPEN = pattern_later(
    "|".join(
        (
            rf"(?<![A-Za-z])[{_LETTERS}]{{2,}}(?![A-Za-z])",
            rf"[{_CROSSES}]{{2,}}",
            # x月x日, 第×次; not 3×4, and no word.
            rf"(?<![{_WORD}])[{_LETTERS}{_CROSSES}](?=[年月日号人名次场时])",
            # Also the nought of a number that is written in words: 二〇〇〇年, 一○○周年, 〇〇一.
            rf"(?<![{_DIGITS}])[○◯][{_NOUGHTS}]+(?![{_DIGITS}])",
            rf"(?<![{_DIGITS}])〇[{_NOUGHTS}]+(?![{_DIGITS}年后])",
            rf"[{_TRIANGLES}]{{2,}}",
            # Between two letters it is a part of a name, and beside one a sign is one of many.
            rf"(?<![{_WORD}])[{_LINES}]{{2,}}|[{_LINES}]{{2,}}(?![{_WORD}{_LINES}])",
            rf"(?<![{_WORD}{_STARS}])[{_STARS}]{{2,}}(?![{_WORD}{_STARS}])",
            rf"(?<=20)[{_STARS}]{{2}}(?=年)",
        )
    )
)

_AROUND = r"\s（）()【】\[\]。，,、"
_BESIDE = pattern_later(f"[{_AROUND}]")
_BEGINS = pattern_later(f"[{_AROUND}{_SIGNS}]")
"""Most texts begin with none of these, and need not be looked through."""


def is_placeholder(text: str) -> bool:
    """Whether nothing else stands in it."""
    is_one = _BEGINS.match(text) is not None
    return is_one and not _BESIDE.sub("", _LEFT_OPEN.sub("", text))


def without_placeholders(text: str) -> str:
    """The text as it is to be filled in; nothing where nothing else stands in it."""
    return "" if is_placeholder(text) else text


def not_filled(ledger: Ledger, cells: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """What is to be known of cells in which nothing but such signs stood, by field and words."""
    for key, words in cells:
        said = f"{ledger.field(key).label}里只有{quoted(words)}，还没有填，没有采用。"
        yield Problem(key, said, True)


def still_to_fill(ledger: Ledger, values: Values) -> list[Problem]:
    """What deserves a look: each text in which something is still to be filled in."""
    return [
        Problem(field.key, f"{field.label}里的{quoted(found[0])}还没有填，请照实际的改好。", True)
        for field in ledger.of_type(Text, LongText, Name)
        if isinstance(text := values.get(field.key), str)
        and (found := _LEFT_OPEN.search(text)) is not None
    ]

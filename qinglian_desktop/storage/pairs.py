"""Text as pairs of characters: the tokens of the search index, and the questions put to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from qinglian_desktop.domain.comparing import DOTS, FIRST_WIDE, RADICALS, seen
from qinglian_desktop.domain.later import pattern_later
from qinglian_desktop.domain.remembered import remembered

_DROPPED = set(DOTS) - {"."}
"""The dot within minority names is typed in many ways or left out: 阿依古丽·买买提."""
_LOOSE = pattern_later(f"(?<=[{FIRST_WIDE}-\U0003ffff])[ \\t.]+(?=[{FIRST_WIDE}-\U0003ffff])")
"""Blanks within what is written without them: 张　三 is looked for as 张三, too."""
_SAID_AGAIN = 20
_ONE_RUN = re.compile("[\u4e00-\u9fff]+")
"""Most names: nothing in them that could be written otherwise."""
_LONG_NUMBER = re.compile("(?<![0-9])[1-9][0-9]{3,11}(?![0-9])")
_LETTERS_AND_DIGITS = re.compile("(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])")


class _Signs(dict[int, str | None]):
    """How each character enters the index: itself, a blank, or nothing; learned as met."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        if sign in _DROPPED:
            found = None
        elif code < 128:
            found = sign if sign.isalnum() else " "
        else:
            # Unassigned characters count as words: this Python may be older than a name.
            category = unicodedata.category(sign)
            found = " " if category[0] in "ZP" or category in ("Cc", "Cs", "Sk") else sign
            if category == "Cf":
                found = None
        self[code] = found
        return found


_SIGNS = _Signs()


def runs(text: str) -> list[str]:
    """The words and numbers of the text, without signs between them, in one letter case."""
    if _ONE_RUN.fullmatch(text):
        return [text]
    return _plain(text).translate(_SIGNS).split()


def pairs(texts: Iterable[str]) -> str:
    """The tokens of these texts: each neighbouring pair, and each run's last character alone."""
    tokens: list[str] = []
    for text in texts:
        tokens += _tokens_again(text) if len(text) <= _SAID_AGAIN else _tokens(text)
    return " ".join(tokens)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    found = runs(text)
    if len(found) > 1:
        joined = _LOOSE.sub("", _plain(text)).translate(_SIGNS).split()
        found += [run for run in joined if run not in found]
    for run in found:
        tokens += map("".join, pairwise(run))
        tokens.append(run[-1])
    return tokens


@remembered(4_096)
def _tokens_again(text: str) -> tuple[str, ...]:
    """Words of a list, names and places are those of many records."""
    return tuple(_tokens(text))


def is_steady(text: str) -> bool:
    """Whether the text entered the index as it would today in whichever year it was written."""
    return seen(text) == text.translate(RADICALS) and _DROPPED.isdisjoint(text)


def _plain(text: str) -> str:
    """One letter case, one width, nothing that is not seen."""
    shown = seen(text).translate(RADICALS)
    # Twice: folding may bring forth what normalising knows, and the other way round.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", shown).casefold())


def question(text: str) -> str:
    """The text as an FTS5 question for all of its runs, anywhere; "" if it holds no word."""
    return " AND ".join(map(_however_written, dict.fromkeys(runs(text))))


def phrase(text: str) -> str:
    """The text as an FTS5 question for its runs one after the other, other words around them."""
    *before, last = runs(text)
    if len(last) == 1:
        return f'"{pairs([*before, last])}" *'
    return f'"{pairs(before)} {" ".join(map("".join, pairwise(last)))}"'


def either(questions: Iterable[str]) -> str:
    """An FTS5 question that is answered where any of these is."""
    return " OR ".join(f"({each})" for each in questions if each)


def _however_written(run: str) -> str:
    """The question for a run; 1200元 is written 1,200元, too, and ABC12 is written ABC-12."""
    grouped = _LONG_NUMBER.sub(lambda number: f"{int(number[0]):,}", run)
    written = dict.fromkeys((grouped, _LETTERS_AND_DIGITS.sub(" ", run)))
    others = [phrase(each) for each in written if each != run]
    return f"({either([_phrase(run), *others])})" if others else _phrase(run)


def _phrase(run: str) -> str:
    if len(run) == 1:
        return f'"{run}" *'
    return '"' + " ".join(map("".join, pairwise(run))) + '"'

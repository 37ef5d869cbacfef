"""What a return told before somebody changed one thing in it, where its digest proves that."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from qinglian_desktop.domain.return_content import ReturnContent, content_of

_Guess: TypeAlias = tuple[re.Match[str], Iterable[str]]
"""A place in the text, and what may have stood there."""

_MOST_HASHED = 2**30
"""Bytes gone through for one kind of change: a second at most, of an ordinary return less."""
_SMALL, _NEAR, _DAYS, _MOST_WORDS = 120, 30, 31, 40
_CELL = re.compile(r'"(?:[^"\\]|\\.)*"')
_FIGURES = re.compile(r'"n(\d{1,9})","n(\d{1,9})"')
_NUMBER = re.compile(r'"n(-?[\d.]{1,20})"|(?<=\d",)""|""(?=,"n)')
_DAY = re.compile(r'"d(\d{4}-\d\d-\d\d)"')
_DIGIT = re.compile(r"\d")


def restored(content: ReturnContent, digest: str) -> ReturnContent | None:
    """The content that has this digest and differs in one thing; None where none was found.

    One thing is a figure, a figure and its 本年累计 by the same amount, a day, a digit within
    words, or a cell for which words of other cells stood. What is found is sure: nothing else
    has the digest.
    """
    told = content.told
    for guesses in (_figures, _numbers, _days, _digits, _words):
        before = _with_digest(told, guesses(told), digest)
        if before is not None:
            return replace(content_of(before), printed=content.printed, signed=content.signed)
    return None


def _with_digest(told: str, guesses: Iterator[_Guess], digest: str) -> str | None:
    """The text with the first of the guesses in it that gives the digest."""
    left, at, head = _MOST_HASHED, 0, hashlib.sha256()
    tail = told.encode()
    for place, others in guesses:
        # What stands before a place is gone through once.
        passed = told[at : place.start()].encode()
        head.update(passed)
        tail, at = tail[len(passed) :], place.start()
        rest = tail[len(place[0].encode()) :]
        for other in others:
            tried = head.copy()
            tried.update(other.encode())
            tried.update(rest)
            if tried.hexdigest() == digest:
                return f"{told[: place.start()]}{other}{told[place.end() :]}"
            left -= len(rest)
        if left < 0:
            return None
    return None


def _figures(told: str) -> Iterator[_Guess]:
    """本月 and 本年累计, both by the same amount."""
    for found in _FIGURES.finditer(told):
        month, year = int(found[1]), int(found[2])
        by = [each for each in range(-_NEAR, _NEAR + 1) if each and min(month, year) + each >= 0]
        yield found, [f'"n{month + each}","n{year + each}"' for each in by]


def _numbers(told: str) -> Iterator[_Guess]:
    """Each number, and what is blank beside one."""
    for found in _NUMBER.finditer(told):
        words = found[1] or ""
        others = {*_mistyped(words), *map(str, range(_SMALL))}
        if words.isdecimal():
            others |= {str(max(0, int(words) + each)) for each in range(-_NEAR, _NEAR + 1)}
        yield found, ['""', *(f'"n{each}"' for each in sorted(others))]


def _mistyped(number: str) -> Iterator[str]:
    """With one sign less, one more, another one, or two the other way round."""
    for at in range(len(number)):
        yield number[:at] + number[at + 1 :] or "0"
        yield number[:at] + number[at : at + 2][::-1] + number[at + 2 :]
        for digit in "0123456789":
            yield number[:at] + digit + number[at + 1 :]
    for at in range(len(number) + 1):
        for digit in "0123456789.":
            yield number[:at] + digit + number[at:]


def _days(told: str) -> Iterator[_Guess]:
    for found in _DAY.finditer(told):
        try:
            day = date.fromisoformat(found[1]).toordinal()
        except ValueError:
            continue  # Keys stand in the text as well, and a file may name them as it likes.
        first, last = max(1, day - _DAYS), min(date.max.toordinal(), day + _DAYS)
        yield found, [f'"d{date.fromordinal(each)}"' for each in range(first, last + 1)]


def _digits(told: str) -> Iterator[_Guess]:
    for found in _DIGIT.finditer(told):
        yield found, "0123456789"


def _words(told: str) -> Iterator[_Guess]:
    """Each cell, and what stands in several others; the unit's code and name, too."""
    cells = _CELL.findall(told)
    common = Counter(cells).most_common(_MOST_WORDS)
    others = [*(words for words, count in common if count > 1), *cells[:2]]
    for found in _CELL.finditer(told):
        yield found, others

"""What can be wrong with a list that a unit words itself, in Chinese sentences"""

from __future__ import annotations

from qinglian_desktop.domain.comparing import alike
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.field_types import Field, LongText
from qinglian_desktop.domain.text_check import hidden_sign
from qinglian_desktop.domain.wording import Wording

LONGEST_WORD = 40
LONGEST_TEXT = 2_000
"""Characters of one word of a list, and of one ready text."""


def wording_complaints(field: Field, wording: Wording) -> list[str]:
    """What is wrong with the words of a field's list, in sentences; empty when it can be kept."""
    is_text = isinstance(field.type, LongText)
    longest, noun = (LONGEST_TEXT, "段范文") if is_text else (LONGEST_WORD, "个词")
    found: list[str] = []
    if not wording.words:
        found.append(f"“{field.label}”至少要留一{noun}。")
    for place, word in enumerate(wording.words, 1):
        if not word.strip():
            found.append(f"“{field.label}”第 {place} {noun}是空的，请写上，或者停用它。")
        elif word in wording.words[: place - 1]:
            found.append(f"“{field.label}”里{quoted(word)}已经有了，不能有两个。")
        elif same := [each for each in wording.words[: place - 1] if alike(each, word)]:
            found.append(
                f"“{field.label}”里{quoted(word)}和{quoted(same[0])}是同一个词，请只留一个。"
            )
        if len(word) > longest:
            found.append(f"{quoted(word)}有 {len(word):,} 个字，最多 {longest:,} 个字。")
        if hidden_sign(word) is not None or (not is_text and not word.isprintable()):
            found.append(f"{quoted(word)}里有看不见的控制字符，请删去它。")
        if not is_text and "、" in word:
            found.append(f"{quoted(word)}里不能有顿号，顿号用来隔开几个词。")
    gone = [now for _, now in wording.former if now and now not in wording.words]
    twice = [old for old, _ in wording.former if old in wording.words]
    found += [f"{quoted(word)}不在“{field.label}”里，旧记录里的词不能跟着它。" for word in gone]
    found += [f"{quoted(word)}不能又在用、又停用。" for word in twice]
    return found


def taken(now: Wording, changed: Wording) -> list[str]:
    """Words that are added though older records hold them as a former name of another."""
    former = dict(now.former)
    return [
        f"{quoted(word)}是{quoted(former[word])}以前的叫法，旧记录还和它算在一起。"
        f"要用回{quoted(word)}，请把{quoted(former[word])}改名为{quoted(word)}。"
        for word in changed.words
        if former.get(word) in changed.words and former.get(word) != word
    ]

"""Words that differ only in how they were typed are the same word; others never are."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain import comparing
from qinglian_desktop.domain.comparing import alike, folded, spelled, tidied

UNSEEN = "\u200b\ufeff\u00ad\u2060\u2800\u3164\ufe0f\U000e0100\u202e\u2066\u200e\u115f\uffa0"
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("䶮𬱖𫖯𰻝𠮷㙦")
WORDS = st.text(HAN, min_size=1, max_size=12)
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(ANY)
def test_tidying_twice_is_tidying_once_and_is_not_told_apart(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)
    assert alike(tidied(text), text)


@given(WORDS, WORDS, st.sampled_from("·•・‧∙⋅．.･●" + "\u3000 \t\u00a0\u2003" + UNSEEN))
def test_what_stands_between_characters_is_not_told_apart(
    one: str, other: str, between: str
) -> None:
    assert folded(one + between + other) == folded(one + other) == one + other


@given(WORDS, WORDS)
def test_other_characters_are_another_word(one: str, other: str) -> None:
    assert alike(one, other) == (one == other)


@given(WORDS, st.sampled_from("。．.，、；;:：!！?？…"))
def test_a_text_may_end_with_a_stop(word: str, stop: str) -> None:
    assert alike(word + stop, word)


@given(
    WORDS,
    WORDS,
    st.sampled_from(["（）", "()", "【】", "〔〕", "﹙﹚", "［］", "{}", "《》", "〈〉", "<>"]),
)
def test_brackets_of_every_kind_are_brackets(word: str, within: str, pair: str) -> None:
    assert alike(f"{word}{pair[0]}{within}{pair[1]}", f"{word} （{within}）")
    assert not alike(f"{word}{pair[0]}{within}{pair[1]}", word)


@pytest.mark.parametrize(
    "pair", ["“”", "‘’", '""', "「」", "『』", "〝〞", "„“", "﹁﹂", "｢｣", "«»"]
)
def test_quotation_marks_of_every_kind_are_one(pair: str) -> None:
    assert alike(f"{pair[0]}清风{pair[1]}局", "“清风”局")
    assert not alike(f"{pair[0]}清风{pair[1]}局", "清风局")
    assert not alike(f"{pair[0]}清风{pair[1]}局", "（清风）局")


@given(st.text("ABCabc0189-,()&", min_size=1))
def test_width_is_not_told_apart(text: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in text)
    assert alike(wide, text)
    assert alike(text.swapcase(), text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("古丽扎·阿依登", "古丽扎•阿依登"),
        ("古丽扎·阿依登", "古丽扎 阿依登"),
        ("⻢文", "马文"),
        ("⽅方", "方方"),
        ("示例ｅ\u0302局", "示例ê局"),
        ("A  B", "a b"),
        ("“示例”局", '"示例"局'),
        ("一—二", "一－二"),
    ],
)
def test_the_same_word(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.5万", "35万"),
        ("3·15", "315"),
        ("10²", "102"),
        ("12①", "121"),
        ("a b", "ab"),
        ("示例局", "示例新局"),
        ("己", "已"),
        ("阿依登", "阿依灯"),
    ],
)
def test_another_word(one: str, other: str) -> None:
    assert not alike(one, other)


@pytest.mark.parametrize("sign", [*UNSEEN, "\u180e"])
def test_signs_that_are_not_seen_are_no_text(sign: str) -> None:
    assert tidied(sign) == tidied(f" {sign}\n") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\ufeff卢亦\u200b航", "卢亦航"),
        ("葛\U000e0100", "葛"),
        ("e\u0302", "ê"),
        ("示例（机关） 一", "示例（机关） 一"),
        # Composing would put other characters for these.
        ("\uf9dc\U0002f804﨑", "\uf9dc\U0002f804﨑"),
        ("ᠮᠣ\u180bᠩ", "ᠮᠣ\u180bᠩ"),
    ],
)
def test_what_is_kept_is_what_was_written(typed: str, kept: str) -> None:
    assert tidied(typed) == kept


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("lwy", "lwy"),
        ("ＬＷＹ", "lwy"),
        (" Lú Yìháng ", "luyihang"),
        ("lü'e", "lve"),
        ("卢yh", ""),
        ("l2", ""),
        ("", ""),
    ],
)
def test_letters_alone_are_a_spelling(typed: str, letters: str) -> None:
    assert spelled(typed) == letters


def test_what_is_tidy_without_a_look_at_each_sign_is_so_with_one() -> None:
    signs = [
        chr(code) for code in range(sys.maxunicode + 1) if comparing._TIDY.fullmatch(chr(code))
    ]
    assert {"甲", "，", "\u3000", "~"} <= {*signs}
    assert not any(map(unicodedata.combining, signs))
    assert comparing._UNSEEN_ANYWHERE.search("".join(signs)) is None

"""Pages stand as they stood when they were looked at, within two points."""

from __future__ import annotations

import json

import pytest

from tests.documents.golden_pages import KEPT, PAGES, words

_TOLERANCE = 2.0


@pytest.mark.parametrize("name", PAGES)
def test_every_word_stands_where_it_stood(name: str):
    kept, now = json.loads(KEPT.read_text("utf-8"))[name], words(name)
    told = "如果这样是对的，请看过以后运行 python -m tests.documents.golden_pages"
    said = [[text for _, _, text in page] for page in now]
    assert said == [[text for _, _, text in page] for page in kept], told
    for before, page in zip(kept, now, strict=True):
        for (x, y, text), (left, base, _) in zip(before, page, strict=True):
            assert (left, base) == pytest.approx((x, y), abs=_TOLERANCE), (text, told)


def test_a_meeting_of_five_lines_takes_one_page_and_merged_cells_go_on():
    assert len(words("支委会记录")) == 1
    assert len(words("任前廉政谈话记录表")) == 1
    assert len(words("廉政风险点防控一览表")) == 2

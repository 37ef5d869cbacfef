"""Every ledger's forms, blank, to be filled by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pytest

from qinglian_desktop.documents.paper.blank import blank_form
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import BOTTOM, LEFT, TOP, WIDTH
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.documents.paper.sheet import A4
from qinglian_desktop.documents.word.records import PaperWord
from qinglian_desktop.domain.field_types import Day, Field, PeopleRef, Rows, Span
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.paper_blank import blank_forms, may_apply, to_fill
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.documents.paper_samples import FONTS, SOURCE, boxes_of, pages, said, squeezed
from tests.documents.word_samples import faults, word_text

EVERY = [
    pytest.param(ledger, word, title, id=f"{ledger.key}-{word}")
    for ledger in ALL_LEDGERS
    for word, title in blank_forms(ledger)
]
each_form = pytest.mark.parametrize(("ledger", "word", "title"), EVERY)
WORD = PaperWord(FONTS, lambda: datetime(2026, 11, 3, 8), ())
PAPER, FACES = PaperPdf(FONTS, ()), Fonts(FONTS, ())


@each_form
def test_every_line_that_may_be_filled_is_there(ledger: Ledger, word: str, title: str):
    printer, empty = blank_form(ledger, word, SOURCE, FACES)
    sheets, called = printer.sheets(empty), printer.title(empty)
    text = "".join(written.text for sheet in sheets for written in sheet.texts)
    assert called == title
    assert squeezed(title) in squeezed(text)
    assert "☑" not in text
    for field in _lines(ledger, word):
        for label in _labels(field):
            assert squeezed(label) in squeezed(text), label
        if isinstance(field.type, Day | Span):
            assert squeezed(to_fill(field.type))[:4] in squeezed(text)
    kinds = ledger.paper.kinds if ledger.paper else ()
    for signed in [each for kind in kinds if kind.word == word for each in kind.signatures]:
        assert (signed if isinstance(signed, str) else signed.label) in text


@each_form
def test_a_blank_form_stays_on_its_pages_and_its_tables_have_room(
    ledger: Ledger, word: str, title: str
):
    printer, empty = blank_form(ledger, word, SOURCE, FACES)
    sheets = printer.sheets(empty)
    for sheet in sheets:
        covered = list(boxes_of(sheet))
        for left, bottom, right, top in covered:
            assert left >= LEFT - 0.1
            assert right <= LEFT + WIDTH + 0.1
            assert top <= A4[1] - TOP + 0.1
            assert bottom >= BOTTOM / 2
        for one, two in combinations(covered, 2):
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, (one, two)
    texts = [written.text for sheet in sheets for written in sheet.texts]
    tables = [f for f in ledger.of_type(Rows) if may_apply(ledger, f, {})]
    if tables and not word:
        assert texts.count("3") >= 1


def test_a_kind_has_its_title_and_leaves_out_what_never_applies_to_it(tmp_path: Path):
    meetings = next(each for each in ALL_LEDGERS if each.key == "meetings")
    PAPER.blank(meetings, "支委会", SOURCE, tmp_path / "one.pdf")
    PAPER.blank(meetings, "", SOURCE, tmp_path / "all.pdf")
    one, every = said(tmp_path / "one.pdf"), said(tmp_path / "all.pdf")
    assert "支委会记录" in one
    assert "存档材料" not in one
    assert "党小组" not in one
    assert "存档材料" in every
    assert "☐支委会" in every


def test_what_may_depend_on_another_answer_stands_on_the_form(tmp_path: Path):
    """A task's time limit is not asked for where it is 长期; who fills the form decides that."""
    tasks = next(each for each in ALL_LEDGERS if each.key == "tasks")
    PAPER.blank(tasks, "", SOURCE, tmp_path / "blank.pdf")
    text = said(tmp_path / "blank.pdf")
    assert "完成成效" in text
    assert "时限" in text


def test_a_form_takes_no_page_more_for_empty_rows(tmp_path: Path):
    people = next(each for each in ALL_LEDGERS if each.key == "people")
    PAPER.blank(people, "", SOURCE, tmp_path / "blank.pdf")
    assert len(pages(tmp_path / "blank.pdf")) == 1


@pytest.mark.parametrize("ledger", ALL_LEDGERS, ids=lambda each: each.key)
def test_a_blank_form_in_word_has_the_same_lines(ledger: Ledger, tmp_path: Path):
    target = tmp_path / "blank.docx"
    WORD.blank(ledger, "", SOURCE, target)
    assert faults(target) == []
    text = word_text(target)
    for field in _lines(ledger, ""):
        for label in _labels(field):
            assert squeezed(label) in text, label
    assert "☑" not in text


def _lines(ledger: Ledger, word: str) -> Iterator[Field]:
    """The fields that stand on the form of a kind; the kind itself is said by its title."""
    paper = ledger.paper
    values = {paper.kind: word} if word and paper else {}
    for key in [key for line in paper.lines for key in line] if paper else ledger.by_key:
        if may_apply(ledger, ledger.field(key), values) and key not in values:
            yield ledger.field(key)


def _labels(field: Field) -> tuple[str, ...]:
    if isinstance(field.type, PeopleRef) and field.type.attendance:
        return ("应到人数", "实到人数", "缺席人员及原因", "参加人员")
    return (field.label,)

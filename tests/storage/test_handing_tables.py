"""What was handed in, what was answered, and forms of others, kept in the book."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from qinglian_desktop.application.handing_ports import (
    HandedIn,
    KeptForm,
    KeptReceipt,
    Verdict,
)
from qinglian_desktop.storage.book import EncryptedBook

AT = datetime(2026, 11, 3, 9, 30)


def test_everything_handed_in_is_noted_the_latest_first(book: EncryptedBook) -> None:
    first = HandedIn(AT, "张明", "月报", "2026-10", "ab" * 32, "U盘", "/u/月报.xlsx", 1, True)
    second = HandedIn(AT, "张明", "情况统计表", "2026-10", "cd" * 32, "U盘", "/u/表.xlsx")
    with book.writing() as work:
        work.handed_in.add(first)
        work.handed_in.add(second)
    with book.reading() as work:
        assert work.handed_in.all() == [second, first]


def test_an_answer_is_kept_once_however_often_it_is_read(book: EncryptedBook) -> None:
    taken = KeptReceipt("2026-10", 1, "ab" * 32, Verdict.TAKEN, (), AT, "工委", "ee" * 32, AT)
    back = replace(taken, verdict=Verdict.RETURNED, reasons=("缺封面盖章",))
    with book.writing() as work:
        work.receipts.add(back)
        work.receipts.add(taken)
        work.receipts.add(replace(back, read_at=datetime(2026, 11, 4)))
    with book.reading() as work:
        assert work.receipts.all() == [taken, back]


def test_a_form_is_kept_under_its_name_with_its_bytes(book: EncryptedBook) -> None:
    form = KeptForm("情况统计表", "表.xlsx", '{"cells": []}', AT)
    other = replace(form, name="委员分工表", at=datetime(2026, 11, 4))
    again = replace(form, mapping='{"cells": [1]}', at=datetime(2026, 11, 5))
    with book.writing() as work:
        work.forms.put(form, b"old")
        work.forms.put(other, b"other")
        work.forms.put(again, b"PK\x00\xff")
        assert work.forms.all() == [again, other]
        assert work.forms.get("情况统计表") == again
        assert work.forms.content("情况统计表") == b"PK\x00\xff"
        work.forms.forget("委员分工表")
        assert work.forms.content("委员分工表") == b""
        work.forms.forget("没有的表")
    with book.reading() as work:
        assert work.forms.all() == [again]
        assert work.forms.get("委员分工表") is None

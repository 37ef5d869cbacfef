"""What is left of a journey, read without the program that was installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from openpyxl import load_workbook

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.books import EncryptedBooks
from tests.installed.journey import PERSON, TALK, UNIT
from tests.journeys.real_screen import TYPED

KEPT = (("people", "name", PERSON), ("unit", "name", UNIT), ("talks", "content", TALK))
"""Ledger, field, and what is in its one record."""


def book_faults(folder: Path) -> list[str]:
    """What is missing of the journey in the book, of which a copy is opened."""
    tools = build_tools()
    books = EncryptedBooks(tools.catalogue, tools.clock, tools.who)
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / folder.name
        shutil.copytree(folder, copy)
        book = books.open(copy, TYPED)
        try:
            wrong = [f"台账库查出问题：{each}" for each in book.check()]
            desk = Desk(book, tools)
            for ledger, field, wanted in KEPT:
                found = [each.values[field] for each in desk.searching.first(Query(ledger), 9)[0]]
                if found != [wanted]:
                    wrong.append(f"台账库的 {ledger} 不对：{found}")
        finally:
            book.close()
    return wrong


def paper_faults(pdf: Path) -> list[str]:
    """Whether the talk's paper can be read as text, so that its fonts are in it."""
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=False)
    wanted = ("谈心谈话记录表", PERSON, UNIT, TALK)
    return [f"PDF 里没有 {each}" for each in wanted if each not in done.stdout]


def return_faults(workbook: Path) -> list[str]:
    """Whether the return names the unit."""
    book = load_workbook(workbook, read_only=True)
    texts = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    return [] if any(UNIT in str(each) for each in texts) else ["月报里没有单位名称"]

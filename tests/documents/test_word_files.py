"""What any Word document is made of: a file that is the same whenever it is written."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document

from qinglian_desktop.documents.word.word_files import new_document, write_document

AT = datetime(2026, 11, 3, 8, 30)


def written(target: Path, title: str = "标题", unit: str = "示例市委机关工委") -> Path:
    write_document(new_document(), title, unit, AT, target)
    return target


def test_equal_documents_are_equal_bytes_whenever_they_are_packed(tmp_path: Path) -> None:
    one, two = written(tmp_path / "1.docx"), written(tmp_path / "2.docx")
    assert one.read_bytes() == two.read_bytes()
    assert {each.date_time[0] for each in zipfile.ZipFile(one).infolist()} == {1980}


def test_facts_are_no_longer_than_word_allows_and_hold_what_xml_can(tmp_path: Path) -> None:
    target = written(tmp_path / "1.docx", "题\x0b\ud800\uffff目" * 300, "单\x00位")
    facts = Document(str(target)).core_properties
    assert facts.title == ("题目" * 300)[:255]
    assert facts.author == facts.last_modified_by == "单位"
    assert facts.created == facts.modified
    assert facts.created is not None
    assert facts.created.replace(tzinfo=None) == AT
    assert facts.comments == ""

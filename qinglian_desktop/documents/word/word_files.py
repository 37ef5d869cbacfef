"""A Word document as a file: begun empty, written with its facts, equal ones as equal bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument

from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.documents.paper.text import tidy

_LONGEST_FACT = 255
"""Signs that Word allows in a fact about the file."""
_ALWAYS = (1980, 1, 1, 0, 0, 0)
"""When every part of the file was packed; the facts say when the document was made."""


def new_document() -> WordDocument:
    """An empty document, with Word's own styles to be dressed."""
    return Document()


def write_document(
    document: WordDocument, title: str, unit_name: str, at: datetime, target: PaperTarget
) -> None:
    """Write the document of a unit, made ``at`` that time, to exactly this target."""
    facts = document.core_properties
    facts.title, facts.comments = tidy(title)[:_LONGEST_FACT], ""
    facts.author = facts.last_modified_by = tidy(unit_name)[:_LONGEST_FACT]
    facts.created = facts.modified = at
    # The archive is made in memory: one that cannot be finished complains when it is let go.
    made = io.BytesIO()
    document.save(made)
    data = _repacked(made)
    if isinstance(target, io.BytesIO):
        target.write(data)
    else:
        target.write_bytes(data)


def _repacked(made: io.BytesIO) -> bytes:
    """The same archive without the time at which it was packed."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(made) as source,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in source.namelist():
            one = zipfile.ZipInfo(name, _ALWAYS)
            packed.writestr(one, source.read(name), zipfile.ZIP_DEFLATED)
    return kept.getvalue()

"""Forms of somebody else by their kind."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from qinglian_desktop.application.form_ports import FormFilling
from qinglian_desktop.documents.filling.form_package import DOCUMENT, FormPackage
from qinglian_desktop.documents.filling.form_refusals import document_not_filled
from qinglian_desktop.documents.filling.word_filling import fill_word
from qinglian_desktop.documents.filling.word_seeing import see_word
from qinglian_desktop.documents.filling.workbook_filling import fill_workbook
from qinglian_desktop.documents.filling.workbook_seeing import see_workbook
from qinglian_desktop.documents.sheets.encrypted import unlocked
from qinglian_desktop.documents.sheets.kinds import is_old_document
from qinglian_desktop.documents.sheets.packages import BROKEN_PACKAGE
from qinglian_desktop.domain.filling.seen_form import SeenForm


class FormDocuments:
    """Implements ``form_ports.FormFiles``."""

    def see(self, file_name: str, content: bytes) -> SeenForm:
        """What a form shows; raises EnvironmentProblem, and NeedsPassword if encrypted."""
        if _is_word(content):
            return see_word(file_name, FormPackage(content, file_name))
        if is_old_document(content, file_name):
            raise document_not_filled(file_name, "旧格式的文档（.doc、.wps 或 .rtf）")
        return see_workbook(file_name, content)

    def unlocked(self, file_name: str, content: bytes, password: str) -> bytes:
        """The bytes of an encrypted form without its password; NeedsPassword if it is another."""
        return unlocked(content, password, file_name)

    def fill(
        self, file_name: str, content: bytes, filling: FormFilling, target: Path
    ) -> tuple[str, ...]:
        """Write the filled form to exactly this path; what could not be filled, in sentences."""
        if _is_word(content):
            return fill_word(FormPackage(content, file_name), filling, target)
        return fill_workbook(file_name, content, filling, target)


def _is_word(content: bytes) -> bool:
    """Whether it is a package of Word; what is none at all is told by whoever reads it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(each.lower() == DOCUMENT for each in archive.namelist())
    except BROKEN_PACKAGE:
        return False

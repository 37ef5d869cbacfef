"""Forms of somebody else by their kind."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.form_ports import FormFilling
from qinglian_desktop.documents.filling.workbook_filling import fill_workbook
from qinglian_desktop.documents.filling.workbook_seeing import see_workbook
from qinglian_desktop.documents.sheets.encrypted import unlocked
from qinglian_desktop.domain.filling.seen_form import SeenForm


class FormDocuments:
    """Implements ``form_ports.FormFiles``."""

    def see(self, file_name: str, content: bytes) -> SeenForm:
        """What a form shows; raises EnvironmentProblem, and NeedsPassword if encrypted."""
        return see_workbook(file_name, content)

    def unlocked(self, file_name: str, content: bytes, password: str) -> bytes:
        """The bytes of an encrypted form without its password; NeedsPassword if it is another."""
        return unlocked(content, password, file_name)

    def fill(self, content: bytes, filling: FormFilling, target: Path) -> tuple[str, ...]:
        """Write the filled form to exactly this path; what could not be filled, in sentences."""
        return fill_workbook(content, filling, target)

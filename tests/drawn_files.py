"""Forms without files: each kind of content is a drawn form, what is written is told as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from qinglian_desktop.application.form_ports import FormFilling
from qinglian_desktop.domain.filling.seen_form import SeenForm
from qinglian_desktop.domain.projection import cell_text


class DrawnFiles:
    """Implements ``FormFiles``: ``forms`` by their content; ``filled`` are the names of files."""

    def __init__(self, **forms: SeenForm) -> None:
        self.forms = {name.encode(): form for name, form in forms.items()}
        self.filled: list[str] = []

    def see(self, file_name: str, content: bytes) -> SeenForm:
        return replace(self.forms[content], file_name=file_name)

    def unlocked(self, file_name: str, content: bytes, password: str) -> bytes:
        raise AssertionError(f"{file_name} has no password")

    def fill(
        self, file_name: str, content: bytes, filling: FormFilling, target: Path
    ) -> tuple[str, ...]:
        self.filled.append(file_name)
        said = {each.place.at: cell_text(each.value) for each in filling.places}
        rows = [[list(map(cell_text, row)) for row in each.rows] for each in filling.rows]
        target.write_text(json.dumps({"places": said, "rows": rows}, ensure_ascii=False), "utf-8")
        return ()


def written(path: Path) -> dict[str, str]:
    """What was written, by place."""
    return json.loads(path.read_text("utf-8"))["places"]


def written_rows(path: Path) -> list[list[list[str]]]:
    """The rows that were written."""
    return json.loads(path.read_text("utf-8"))["rows"]

"""What belongs to a book besides its database, and therefore to every copy of it: one place.

The keys, without which no copy can be opened, and the unit's own templates.
"""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.files.durable import copy_durably, flush_folder
from qinglian_desktop.storage.keys import KEYS


def copy_into(folder: Path, target: Path) -> None:
    """Put what belongs to the book in ``folder`` beside the copy of its database."""
    if (folder / KEYS).exists():
        copy_durably(folder / KEYS, target / KEYS)
    copy_templates(folder, target)


def copy_templates(folder: Path, target: Path) -> None:
    """Put the unit's own templates into another folder, over those of the same name."""
    found = [each for each in (folder / OWN_TEMPLATES).glob("*.txt") if each.is_file()]
    if found:
        (target / OWN_TEMPLATES).mkdir(exist_ok=True)
        flush_folder(target)
    for each in found:
        copy_durably(each, target / OWN_TEMPLATES / each.name)

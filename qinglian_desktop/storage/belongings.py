"""What belongs to a book besides its database, and therefore to every copy of it: one place.

The keys, without which no copy can be opened, and the unit's own templates.
"""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.files import durable
from qinglian_desktop.files.durable import PRIVATE_FOLDER, copy_durably, flush_folder
from qinglian_desktop.storage.keys import KEYS


def copy_into(folder: Path, target: Path) -> None:
    """Put what belongs to the book in ``folder`` beside the copy of its database."""
    if (folder / KEYS).exists():
        copy_durably(folder / KEYS, target / KEYS)
    copy_templates(folder, target)


def shut(folder: Path) -> None:
    """Have what an older program made readable for others read by nobody else."""
    durable.keep_private(folder, *folder.iterdir(), *(folder / OWN_TEMPLATES).glob("*.txt"))


def copy_templates(folder: Path, target: Path) -> None:
    """Put the unit's own templates into another folder, over those of the same name."""
    found = [each for each in (folder / OWN_TEMPLATES).glob("*.txt") if each.is_file()]
    if found:
        (target / OWN_TEMPLATES).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        flush_folder(target)
    for each in found:
        copy_durably(each, target / OWN_TEMPLATES / each.name)

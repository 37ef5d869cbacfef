"""What a kill leaves in a book's folder: files and copies half made, swept at the next opening."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.application.repairing import REPAIRED
from qinglian_desktop.files.delivery import PARTIAL
from qinglian_desktop.files.durable import TEMPORARY
from qinglian_desktop.storage import attachment_folder, half_made, looking, restoring
from qinglian_desktop.storage.book_lock import LOCK
from qinglian_desktop.storage.engine import DATABASE, SHARED, WAL
from qinglian_desktop.storage.keys import KEYS
from qinglian_desktop.storage.renewing import RENEWING
from qinglian_desktop.storage.restoring import RESTORING
from qinglian_desktop.storage.shelf import ASIDE, BACKUPS, UNFINISHED

LOG = logging.getLogger(__name__)


def sweep(folder: Path, now: datetime) -> None:
    """Remove what this program half made in a book that is locked, so by nobody who still is at it.

    Never raises: a book opens beside its scraps, too.
    """
    try:
        for each in _scraps(folder):
            LOG.info("swept what an end had left")
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each)
            else:
                each.unlink()
    except OSError:
        LOG.warning("not everything could be swept", exc_info=True)
    restoring.leave_no_empty_shelf(folder)
    looking.sweep_looked_at(folder, now)


def leave_nothing(folder: Path) -> None:
    """Remove a book whose making failed from a folder that was empty before."""
    with suppress(OSError):
        for name in (KEYS, f"{KEYS}{TEMPORARY}", DATABASE, WAL, SHARED, LOCK):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(folder / BACKUPS, ignore_errors=True)
        half_made.clear_half_made(folder)


def _scraps(folder: Path) -> Iterator[Path]:
    """By the names that this program gives; whatever else lies there is somebody's."""
    backups, aside, templates = (folder / each for each in (BACKUPS, ASIDE, OWN_TEMPLATES))
    for path in (folder / KEYS, folder / DATABASE, folder / WAL, backups / KEYS):
        temporary = path.with_name(path.name + TEMPORARY)
        if temporary.is_symlink() or temporary.is_file():
            yield temporary
    repaired = re.compile(f"{re.escape(folder.name)}{REPAIRED}\\d*{re.escape(UNFINISHED)}")
    with suppress(OSError):
        # Whoever may open the folder need not be allowed to look beside it.
        yield from [each for each in folder.parent.iterdir() if repaired.fullmatch(each.name)]
    for shelf in (backups, aside):
        yield from list(shelf.glob(f"*{UNFINISHED}"))
    for each in (folder, backups, aside):
        yield from attachment_folder.scraps(each)
    yield from list(templates.glob(f"*.txt{TEMPORARY}"))
    yield from [each for each in templates.glob("*.tmp") if PARTIAL.fullmatch(each.name)]
    if (folder / half_made.UNDER_WAY).is_file():
        yield folder / half_made.UNDER_WAY
    if (folder / RENEWING).is_dir():
        yield folder / RENEWING
    if (folder / RESTORING).is_dir() and not restoring.is_cut_off(folder):
        yield folder / RESTORING

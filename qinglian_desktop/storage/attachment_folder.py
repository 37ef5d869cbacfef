"""Where attachments lie in a folder, each under its name, and how copies of a book share them.

All of this goes without the key: it moves files, it does not read what is in them.
"""

from __future__ import annotations

import filecmp
import os
import re
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.files.durable import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    TEMPORARY,
    flush_file,
    flush_folder,
    write_durably,
)
from qinglian_desktop.storage import failures

ATTACHMENTS = "attachments"
NEEDED = "attachments.txt"
"""In a copy of a book on a shelf: the names that it needs from the shelf's attachments."""

_NAME = re.compile(r"[0-9a-f]{64}")


def is_on_shelf(folder: Path) -> bool:
    """Whether the folder is a copy on a shelf, whose attachments lie beside it."""
    return (folder / NEEDED).is_file() and not (folder / ATTACHMENTS).is_dir()


def store_of(folder: Path) -> Path:
    """The folder in which the attachments of a book, a shelf or a copy on a shelf lie."""
    return (folder.parent if is_on_shelf(folder) else folder) / ATTACHMENTS


def path_in(store: Path, name: str) -> Path:
    """Where the file of this name lies; 256 folders, so that none grows long."""
    return store / name[:2] / name


def names_in(folder: Path) -> set[str]:
    """The names of all files that are there."""
    return _names(store_of(folder))


def strangers(folder: Path) -> list[str]:
    """Names of files that this program has not put there; they are never touched."""
    found = _files(store_of(folder))
    return sorted(path.name for path in found if not _is_ours(path) and not _is_scrap(path))


def keep_only(folder: Path, names: Container[str]) -> None:
    """Remove the files with other names, and what was never finished. Raises OSError."""
    store = store_of(folder)
    for path in list(_files(store)):
        if _is_scrap(path) or (_is_ours(path) and path.name not in names):
            path.unlink(missing_ok=True)
    for each in (*store.glob("[0-9a-f][0-9a-f]"), store):
        with suppress(OSError):
            # What is not empty stays.
            each.rmdir()


def scraps(folder: Path) -> list[Path]:
    """What a kill or a power cut left unfinished in a folder's own store. Raises OSError."""
    return [path for path in (folder / ATTACHMENTS).glob(f"*{TEMPORARY}") if _is_scrap(path)]


def lay(store: Path, name: str, fill: Callable[[Path], object]) -> None:
    """Have a file under its name, whole and on the disk. Raises OSError.

    ``fill`` makes it at the path that it is given. That is in the store itself, so that what a
    power cut leaves is found without looking through all its folders.
    """
    path, temporary = path_in(store, name), store / f"{name}{TEMPORARY}"
    try:
        temporary.touch(mode=PRIVATE_FILE)
        fill(temporary)
        flush_file(temporary)
        temporary.replace(path)
    finally:
        # Also for a disk that is full: it must not stay full of what was not kept.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    flush_folder(path.parent)


def needed(copy: Path) -> list[str] | None:
    """The names that a copy needs from its shelf, by its list if it has one.

    None if the list is not as it was written. Raises OSError.
    """
    try:
        text = (copy / NEEDED).read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return []
    names = text.split()
    is_whole = text.endswith("\n") and all(_NAME.fullmatch(name) for name in names)
    return names if is_whole else None


def share(
    source: Path, shelf: Path, names: Iterable[str], progress: Progress = no_progress
) -> list[str]:
    """Make sure that each of these files lies durably on the shelf; gives those that are lost.

    A file is linked where the disk can do so, else copied and compared before it gets its name;
    one that is there already stays. Lost is what neither of the two has: whoever makes a copy of a
    book keeps all the rest of it. ``progress`` is told files; when it answers False, Cancelled is
    raised, and the next time goes on with what is still missing.
    """
    lost: list[str] = []
    begun: set[Path] = set()
    with failures.as_problems():
        # Never what a list in the target points to: the files shall lie in the target itself.
        store, target = store_of(source), shelf / ATTACHMENTS
        for scrap in scraps(shelf):
            scrap.unlink(missing_ok=True)
        lacking = sorted(set(names) - _names(target))
        try:
            for done, name in enumerate(lacking):
                if not progress(done, len(lacking)):
                    raise Cancelled
                path, kept = path_in(store, name), path_in(target, name)
                if not path.is_file():
                    lost.append(name)
                    continue
                target.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                kept.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
                begun.add(kept.parent)
                if not _link_or_copy(path, target):
                    lost.append(name)
        finally:
            # Stopped midway, too: the next time takes what is there for done.
            for folder in [*begun, target, shelf] if begun else []:
                flush_folder(folder)
    return lost


def note_needed(copy: Path, names: Iterable[str]) -> None:
    """Note in a copy which files it needs from its shelf. Raises OSError."""
    # With a last line end, also for no names: a list that lost its end is known by that.
    text = "\n".join(sorted(names)) + "\n"
    write_durably(copy / NEEDED, text.encode())


def _files(store: Path) -> Iterator[Path]:
    """Every file in the store's folders, ours or not."""
    with suppress(FileNotFoundError):
        for folder in store.iterdir():
            if folder.is_dir():
                yield from folder.iterdir()
            else:
                yield folder


def _names(store: Path) -> set[str]:
    return {path.name for path in _files(store) if _is_ours(path)}


def _is_ours(path: Path) -> bool:
    return _NAME.fullmatch(path.name) is not None and path.parent.name == path.name[:2]


def _is_scrap(path: Path) -> bool:
    return path.suffix == TEMPORARY and _NAME.fullmatch(path.stem) is not None


def _link_or_copy(source: Path, store: Path) -> bool:
    """Whether the file lies in the store now: one that cannot be read does not."""
    try:
        os.link(source, path_in(store, source.name))
    except FileExistsError:
        return True
    except OSError:
        # Another disk, or one that knows no links: sticks, some shares.
        try:
            data = source.read_bytes()
        except OSError:
            return False
        lay(store, source.name, lambda target: _write(data, target, source))
    return True


def _write(data: bytes, target: Path, source: Path) -> None:
    target.write_bytes(data)
    if not filecmp.cmp(source, target, shallow=False):
        raise EnvironmentProblem(
            "附件抄过去以后读回来核对，和原来的对不上，磁盘可能有坏道。",
            "台账库里的附件没有受影响，没有留下有问题的附件。",
            "请检查磁盘或U盘，再做一次。",
        )

"""Where attachments lie in a folder, each under its name, and how copies of a book share them.

All of this goes without the key: it moves files, it does not read what is in them.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.files.durable import TEMPORARY, flush_file, flush_folder, write_durably
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
        temporary.touch(mode=0o600)
        fill(temporary)
        flush_file(temporary)
        temporary.replace(path)
    finally:
        # Also for a disk that is full: it must not stay full of what was not kept.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    flush_folder(path.parent)


def needed(copy: Path) -> list[str]:
    """The names that a copy on a shelf needs; none for one that has its attachments inside."""
    with failures.as_problems():
        try:
            lines = (copy / NEEDED).read_text(encoding="ascii", errors="replace").split()
        except FileNotFoundError:
            return []
    return [line for line in lines if _NAME.fullmatch(line)]


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
                kept.parent.mkdir(parents=True, exist_ok=True)
                begun.add(kept.parent)
                _link_or_copy(path, target)
        finally:
            # Stopped midway, too: the next time takes what is there for done.
            for folder in [*begun, target, shelf] if begun else []:
                flush_folder(folder)
    return lost


def bring_back(
    shelf: Path, folder: Path, names: Iterable[str], progress: Progress = no_progress
) -> list[str]:
    """The other way round: from a shelf into a book's folder; gives those that are lost."""
    return share(shelf, folder, names, progress)


def share_for(copy: Path, source: Path, names: Iterable[str]) -> None:
    """Note in a copy on a shelf which files it needs, and have them lie beside it."""
    wanted = sorted(names)
    share(source, copy.parent, wanted)
    with failures.as_problems():
        write_durably(copy / NEEDED, "".join(f"{name}\n" for name in wanted).encode())


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


def _link_or_copy(source: Path, store: Path) -> None:
    try:
        os.link(source, path_in(store, source.name))
    except FileExistsError:
        return
    except OSError:
        # Another disk, or one that knows no links: sticks, some shares.
        lay(store, source.name, lambda target: _copy(source, target))


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    if not filecmp.cmp(source, target, shallow=False):
        raise EnvironmentProblem(
            "附件抄过去以后读回来核对，和原来的对不上，磁盘可能有坏道。",
            "台账库里的附件没有受影响，没有留下有问题的附件。",
            "请检查磁盘或U盘，再做一次。",
        )

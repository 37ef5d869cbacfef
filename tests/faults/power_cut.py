"""What a disk holds after a power cut, made from the trace of what was done to it.

A folder knows its names as of its last flush, a file its bytes as of its own; what came later is
pending. Either nothing of it is kept, or a random part: of each folder's names the first so many,
of each file's writes any, the last of them perhaps torn. A random part never holds a rename that
took a name away without giving the other, which no file system with a journal would.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.shim import Event

SECTOR = 512


@dataclass(slots=True)
class File:
    flushed: bytes = b""
    # Offset and bytes of a write, or the length that the file was cut to.
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Change:
    """A name given (``node``) or taken away, or both at once by a rename within the folder."""

    gives: str = ""
    node: File | Folder | None = None
    takes: str = ""
    only_with: Change | None = None


@dataclass(slots=True)
class Folder:
    flushed: dict[str, File | Folder] = field(default_factory=dict)
    now: dict[str, File | Folder] = field(default_factory=dict)
    pending: list[Change] = field(default_factory=list)


class Disk:
    """The disk below one folder, as it is and as it is kept."""

    def __init__(self, top: Path, before: Path) -> None:
        """``top`` is the folder's name in the trace, ``before`` holds what it then held."""
        self._top = top
        self._root = _read(before)
        self._files: dict[int, File] = {}
        self._durable: set[Change] = set()

    def take(self, event: Event) -> None:
        match event.kind:
            case "c" | "o":
                folder, name = self._place(event.first)
                node = folder.now.get(name)
                if not isinstance(node, File):
                    node = File()
                    self._change(folder, Change(name, node))
                self._files[event.file] = node
                if event.offset:
                    node.pending.append((0, None))
            case "w":
                self._files[event.file].pending.append((event.offset, event.data))
            case "t":
                self._files[event.file].pending.append((event.offset, None))
            case "f":
                node = self._files.get(event.file) or self._node(event.first)
                assert isinstance(node, File)
                node.flushed, node.pending = _applied(node.flushed, node.pending), []
            case "F":
                folder = self._node(event.first)
                assert isinstance(folder, Folder)
                self._durable.update(folder.pending)
                folder.flushed, folder.pending = dict(folder.now), []
            case "m":
                folder, name = self._place(event.first)
                self._change(folder, Change(name, Folder()))
            case "u" | "d":
                folder, name = self._place(event.first)
                self._change(folder, Change(takes=name))
            case "l":
                folder, name = self._place(event.second)
                self._change(folder, Change(name, self._node(event.first)))
            case "r":
                self._rename(event)
            case _:
                pass

    def kept(self, target: Path, chance: random.Random | None) -> None:
        """Write what is kept into an empty folder: nothing that is pending, or a random part."""
        if chance is None:
            _write(self._root, target, lambda folder: folder.flushed, lambda file: file.flushed, {})
            return
        keeps = self._random_part(chance)

        def names(folder: Folder) -> dict[str, File | Folder]:
            found = dict(folder.flushed)
            for change in folder.pending:
                if change in keeps:
                    _do(found, change)
            return found

        _write(self._root, target, names, lambda file: _part(file, chance), {})

    def whole(self, target: Path) -> None:
        """Write all that was done into an empty folder, as if the power had stayed."""
        _write(
            self._root,
            target,
            lambda folder: folder.now,
            lambda file: _applied(file.flushed, file.pending),
            {},
        )

    def _rename(self, event: Event) -> None:
        (source, old), (folder, new) = self._place(event.first), self._place(event.second)
        node = source.now[old]
        if folder.now.get(new) is node:
            # Two names of one file: the system does nothing.
            return
        if source is folder:
            self._change(folder, Change(new, node, takes=old))
            return
        gives = Change(new, node)
        self._change(folder, gives)
        self._change(source, Change(takes=old, only_with=gives))

    def _random_part(self, chance: random.Random) -> set[Change]:
        keeps: set[Change] = set(self._durable)
        pending: list[Change] = []
        folders = [self._root]
        while folders:
            folder = folders.pop()
            pending += folder.pending[: chance.randint(0, len(folder.pending))]
            found: Iterable[object] = [*folder.now.values(), *folder.flushed.values()]
            found = [*found, *(change.node for change in folder.pending)]
            folders += [each for each in found if isinstance(each, Folder) and each is not folder]
        keeps.update(pending)
        return {each for each in keeps if each.only_with is None or each.only_with in keeps}

    @staticmethod
    def _change(folder: Folder, change: Change) -> None:
        _do(folder.now, change)
        folder.pending.append(change)

    def _node(self, path: str) -> File | Folder:
        if Path(path) == self._top:
            return self._root
        folder, name = self._place(path)
        return folder.now[name]

    def _place(self, path: str) -> tuple[Folder, str]:
        *above, name = Path(path).relative_to(self._top).parts
        folder = self._root
        for each in above:
            below = folder.now[each]
            assert isinstance(below, Folder)
            folder = below
        return folder, name


def fingerprint(folder: Path) -> str:
    """The same for two folders with the same names and bytes.

    But for what SQLite shares by a mapping, which no call writes and no start trusts.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(os.fsencode(path.relative_to(folder)))
        is_read = path.is_file() and not path.name.endswith("-shm")
        digest.update(b"\0" + (path.read_bytes() if is_read else b"/") + b"\0")
    return digest.hexdigest()


def _do(names: dict[str, File | Folder], change: Change) -> None:
    if change.takes:
        names.pop(change.takes, None)
    if change.node is not None:
        names[change.gives] = change.node


def _read(path: Path) -> Folder:
    nodes: dict[str, File | Folder] = {
        each.name: _read(each) if each.is_dir() else File(each.read_bytes())
        for each in path.iterdir()
    }
    return Folder(nodes, dict(nodes))


def _write(
    folder: Folder,
    target: Path,
    names: Callable[[Folder], dict[str, File | Folder]],
    data: Callable[[File], bytes],
    written: dict[int, Path],
) -> None:
    for name, node in names(folder).items():
        path = target / name
        if isinstance(node, Folder):
            path.mkdir()
            _write(node, path, names, data, written)
        elif id(node) in written:
            path.hardlink_to(written[id(node)])
        else:
            path.write_bytes(data(node))
            written[id(node)] = path


def _part(file: File, chance: random.Random) -> bytes:
    """A file with any of its pending writes, the last of them perhaps torn."""
    some = [each for each in file.pending if chance.random() < 0.5]
    if some and chance.random() < 0.5:
        offset, data = some[-1]
        if data is not None:
            some[-1] = offset, data[: len(data) // 2 // SECTOR * SECTOR]
    return _applied(file.flushed, some)


def _applied(data: bytes, changes: Iterable[tuple[int, bytes | None]]) -> bytes:
    made = bytearray(data)
    for offset, written in changes:
        if written is None:
            made = made[:offset].ljust(offset, b"\0")
        elif written:
            made = made.ljust(offset, b"\0")
            made[offset : offset + len(written)] = written
    return bytes(made)

"""Which books were opened on this PC, the latest first, and how a folder is told to a person."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSettings, QStandardPaths

from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.own_place import data_folder

KEY = "recent_books"
_LONGEST_NAME = 255
MOST = 8
"""Older ones are forgotten; they can still be opened by their folder."""


@dataclass(frozen=True, slots=True)
class RecentBook:
    """A book opened before; ``is_sample`` if it was made as the sample, with its known password.

    ``keeper`` is the name of whoever opened it last on this PC.
    """

    folder: Path
    is_sample: bool = False
    keeper: str = ""

    @property
    def name(self) -> str:
        """The folder's name, which is the book's name."""
        return self.folder.name or str(self.folder)


class RecentBooks:
    """Kept in this PC's settings, not in any book.

    Those among what is the program's own are kept by their names there: a stick has another letter
    on another PC, and a portable program may be put elsewhere.
    """

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings or QSettings()

    def all(self) -> list[RecentBook]:
        """The latest first."""
        try:
            kept = read_json(str(self._settings.value(KEY, "[]")))
            lines = cast("list[dict[str, object]]", kept if isinstance(kept, list) else [])
            return [
                RecentBook(
                    data_folder() / str(line["folder"]),
                    bool(line.get("sample")),
                    str(line.get("keeper", "")),
                )
                for line in lines
                if _may_be_path(str(line["folder"]))
            ]
        except (ValueError, KeyError, TypeError, AttributeError):
            return []

    def put(self, folder: Path, *, is_sample: bool = False, keeper: str = "") -> None:
        """Put a book first, opened by this keeper; one known as the sample stays so."""
        known = self.all()
        sample = is_sample or any(each.is_sample for each in known if each.folder == folder)
        others = [each for each in known if each.folder != folder]
        self._keep([RecentBook(folder, sample, keeper), *others])

    def forget(self, folder: Path) -> None:
        """Take a book off the list; its folder is left alone."""
        self._keep([each for each in self.all() if each.folder != folder])

    def _keep(self, books: list[RecentBook]) -> None:
        lines = [
            {"folder": str(_kept(each.folder)), "sample": each.is_sample, "keeper": each.keeper}
            for each in books[:MOST]
        ]
        self._settings.setValue(KEY, json.dumps(lines, ensure_ascii=False))


def _kept(folder: Path) -> Path:
    own = data_folder()
    return folder.relative_to(own) if folder.is_relative_to(own) else folder


def _may_be_path(text: str) -> bool:
    """Whether some disk could have it: to ask the system for any other is a failure."""
    try:
        parts = [os.fsencode(each) for each in Path(text).parts]
    except ValueError:
        return False
    return all(len(each) <= _LONGEST_NAME and b"\0" not in each for each in parts)


def documents_folder() -> Path:
    """The user's folder for documents on this PC."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())


def where_books_are() -> Path:
    """Where a book is most likely looked for: with those made here, else in the documents."""
    own = data_folder()
    return own if own.is_dir() else documents_folder()


def free_folder(name: str) -> Path:
    """A folder of this name in the program's own that is missing or empty; numbered if need be."""
    wanted = data_folder() / name
    number = 2
    while wanted.exists() and (not wanted.is_dir() or any(wanted.iterdir())):
        wanted = data_folder() / f"{name}{number}"
        number += 1
    return wanted


def friendly(folder: Path) -> str:
    """A folder in the words of the desktop: 文档 › 清廉台账库; deep ones show their end."""
    if folder.is_relative_to(own := data_folder()):
        inner = folder.relative_to(own).parts
        return " › ".join(("程序的数据文件夹", *_end_of(inner)))
    places = (
        (QStandardPaths.StandardLocation.DocumentsLocation, "文档"),
        (QStandardPaths.StandardLocation.DesktopLocation, "桌面"),
        (QStandardPaths.StandardLocation.HomeLocation, "个人文件夹"),
    )
    for place, words in places:
        root = QStandardPaths.writableLocation(place)
        if root and folder.is_relative_to(root):
            inner = folder.relative_to(root).parts
            return " › ".join((words, *_end_of(inner)))
    start = folder.drive or folder.anchor
    return " › ".join((start, *_end_of(folder.parts[1:])))


def _end_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    return parts if len(parts) <= 3 else ("…", *parts[-2:])

"""The fonts of paper: the PC's own office fonts first, then ours, character by character."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.documents.paper.letters import letters_of
from qinglian_desktop.domain.errors import EnvironmentProblem

if TYPE_CHECKING:
    from qinglian_desktop.documents.paper.font_files import SearchableFont


class Role(Enum):
    """What a piece of text is on the paper; GB/T 9704 gives each its typeface."""

    TITLE = "小标宋"
    LABEL = "黑体"
    BODY = "仿宋"
    REMARK = "楷体"
    NUMBER = "宋体"


_ON_PC = {
    Role.TITLE: ("方正小标宋简体", "fzxbsjw", "方正小标宋_gbk", "fzxbsk", "fzxbsjw--gb1-0"),
    Role.LABEL: ("simhei", "黑体"),
    Role.BODY: ("仿宋_gb2312", "simfang_gb2312", "fs_gb2312", "simfang", "仿宋"),
    Role.REMARK: ("楷体_gb2312", "simkai_gb2312", "simkai", "楷体"),
    # Windows has 宋体 as a collection only, which cannot be embedded.
    Role.NUMBER: (),
}
"""File names without .ttf, in lower case, the preferred first."""

_REST = ("QinglianSong-Regular.ttf", "QinglianExt-Regular.ttf")
_BUNDLED = {
    Role.TITLE: ("QinglianSong-Bold.ttf", *_REST),
    Role.LABEL: ("QinglianHei-Regular.ttf", *_REST),
    Role.BODY: _REST,
    Role.REMARK: _REST,
    Role.NUMBER: _REST,
}

_STAND_INS = {"☑": "■", "☐": "□"}
_MISSING = "〓"
"""Printers set 〓 where they have no type for a character."""

_opening = threading.Lock()


def pc_font_folders() -> tuple[Path, ...]:
    """Where Windows and Linux keep fonts, the machine's and the user's."""
    folders = [Path.home() / ".fonts", Path.home() / ".local/share/fonts", Path("/usr/share/fonts")]
    if windows := os.environ.get("WINDIR"):
        folders.append(Path(windows) / "Fonts")
    if local := os.environ.get("LOCALAPPDATA"):
        folders.append(Path(local) / "Microsoft/Windows/Fonts")
    return tuple(folders)


class Typeface:
    """The fonts of a role as one: each character comes from the first that has it."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = list(files)
        self._fonts: list[SearchableFont] = []
        self._elsewhere: dict[str, tuple[str, str]] = {}
        self._meeting = threading.RLock()
        self.advances: dict[str, float] = _Advances(self)
        """Width by character in em; unseen characters are looked up as they are asked for."""
        self._main = next(self._opened()).fontName

    @property
    def name(self) -> str:
        """The registered name of the font that draws most of it."""
        return self._main

    @property
    def file(self) -> Path:
        """The file of that font."""
        return Path(self._main.removeprefix("paper-"))

    def width(self, text: str, size: float) -> float:
        """The width of text in points at this size."""
        return sum(map(self.advances.__getitem__, text)) * size

    def runs(self, text: str) -> Sequence[tuple[str, str]]:
        """Pieces of text with the registered font that draws each."""
        # Asking for widths first makes every character known.
        if not all(map(self.advances.__contains__, text)):
            self.width(text, 1)
        if self._elsewhere.keys().isdisjoint(text):
            return ((self._main, text),)
        runs: list[tuple[str, str]] = []
        for sign in text:
            font, drawn = self._elsewhere.get(sign, (self._main, sign))
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + drawn)
            else:
                runs.append((font, drawn))
        return runs

    def meet(self, sign: str) -> float:
        """Find the font of a character not seen before; its width in em."""
        with self._meeting:
            return self._look_up(sign)

    def _look_up(self, sign: str) -> float:
        for font in self._opened():
            if ord(sign) in font.face.charToGlyph:
                if font.fontName != self._main:
                    self._elsewhere[sign] = (font.fontName, sign)
                return font.face.getCharWidth(ord(sign)) / 1000
        drawn = _STAND_INS.get(sign, _MISSING)
        if drawn == sign:
            return 1.0
        width = self.advances[drawn]
        self._elsewhere[sign] = self._elsewhere.get(drawn, (self._main, drawn))
        return width

    def _opened(self) -> Iterator[SearchableFont]:
        """The fonts in order of preference, each opened when it is first needed."""
        yield from self._fonts
        while self._files:
            font = _open(self._files.pop(0))
            if font is not None:
                self._fonts.append(font)
                yield font
        if not self._fonts:
            raise EnvironmentProblem(
                "程序自带的字体文件不见了，没有打印。", "记录没有受影响。", "请重新安装本程序。"
            )


class _Advances(dict[str, float]):
    def __init__(self, typeface: Typeface) -> None:
        super().__init__()
        self._typeface = typeface

    def __missing__(self, sign: str) -> float:
        width = self[sign] = self._typeface.meet(sign)
        return width


class Fonts:
    """The typefaces of a machine; nothing is opened before a role is asked for.

    ``on_pc`` are folders whose office fonts are preferred, without them those of the PC.
    """

    def __init__(self, bundled: Path, on_pc: Iterable[Path] | None = None) -> None:
        self._bundled = bundled
        self._on_pc = pc_font_folders() if on_pc is None else tuple(on_pc)
        self._typefaces: dict[Role, Typeface] = {}
        self._found: dict[str, Path] | None = None

    def __getitem__(self, role: Role) -> Typeface:
        """The typeface of a role; EnvironmentProblem if there is no font at all for it."""
        if role not in self._typefaces:
            self._typefaces[role] = Typeface(self._files(role))
        return self._typefaces[role]

    def have(self, sign: str) -> bool:
        """Whether body text can show the sign; every other role has the same fonts to fall to."""
        letters = map(letters_of, self._files(Role.BODY))
        return sign in _STAND_INS or any(ord(sign) in each for each in letters)

    def _files(self, role: Role) -> list[Path]:
        """The fonts of a role, the preferred first."""
        names = [name for name in _ON_PC[role] if name in self._own()][:1]
        bundled = [self._bundled / name for name in _BUNDLED[role]]
        return [*(self._own()[name] for name in names), *bundled]

    def _own(self) -> dict[str, Path]:
        if self._found is None:
            wanted = {name for names in _ON_PC.values() for name in names}
            self._found = {
                path.stem.lower(): path
                for folder in self._on_pc
                for path in sorted(folder.rglob("*.[tT][tT][fF]"))
                if path.stem.lower() in wanted
            }
        return self._found


def _open(path: Path) -> SearchableFont | None:
    """The font of a file, registered; None for one that cannot be embedded."""
    with _opening:
        return _opened_once(path)


@cache
def _opened_once(path: Path) -> SearchableFont | None:
    # Imported here because reportlab is slow to import and printing is rare.
    from qinglian_desktop.documents.paper.font_files import open_font

    return open_font(path)

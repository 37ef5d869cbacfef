"""The styles of a workbook as far as they decide what can be read: formats, colours, print."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias
from xml.etree.ElementTree import Element

from openpyxl.styles.colors import COLOR_INDEX

from qinglian_desktop.documents.returns.shown.elements import (
    child,
    children,
    is_on,
    local_name,
    number_of,
)
from qinglian_desktop.documents.returns.shown.number_forms import BUILT_IN, GENERAL, UNKNOWN

_Colour: TypeAlias = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

_BLACK: _Colour = (0.0, 0.0, 0.0)
_WHITE: _Colour = (1.0, 1.0, 1.0)
_LEAST_CONTRAST = 1.5
"""Between print and ground, as WCAG counts it from 1 to 21; yellow on white has 1.07."""
_SMALLEST = 5.0
"""Points; what is smaller cannot be read as the sheet is opened."""
_DEEPEST = 15
"""Steps of indent that a column of a return has room for."""
_SIGNS = re.compile(
    r"wingdings|webdings|symbol|marlett|mt extra|monotype sorts|opensymbol|bookshelf symbol"
    r"|ms outlook|.*dingbats",
    re.IGNORECASE,
)
"""Fonts that show a picture in the place of each letter and figure."""
_SYSTEM = {"window": _WHITE, "windowText": _BLACK}
"""Whatever a file says that they were last."""
_THEME = (_WHITE, _BLACK, (0.93, 0.93, 0.88), (0.12, 0.29, 0.49))

UNSEEN = "的字和底色一样，看不见"
TINY = "的字太小，看不清"
STRUCK = "的字上画了删除线"
SIGNS = "的字用了符号字体，看到的是别的符号"
PUSHED = "的字缩进到了格子外面"
CROSSED = "的格子画了斜线"
REPEATED = "的字在格子里重复了几遍"
RAISED = "有的字成了上标或下标"
UNSAID = "写得不明确，换一个程序打开，看到的可能不一样"


@dataclass(frozen=True, slots=True)
class SeenLook:
    """A style: its number format, the ground's colour, and what is wrong with print in it or ""."""

    form: str
    ground: _Colour
    flaw: str


_PLAIN = SeenLook(GENERAL, _WHITE, "")


class SeenLooks:
    """The styles by number, from the parts of the workbook that hold them."""

    def __init__(self, styles: Element | None, read_theme: Callable[[], Element | None]) -> None:
        self._styles = styles
        self._read_theme = read_theme
        self._looks: dict[int, SeenLook] = {}
        self._forms = {
            int(each.get("numFmtId", "-1")): each.get("formatCode", "")
            for each in children(styles, "numFmts")
        }
        self._fonts: list[Element | None] = [*children(styles, "fonts")]
        self._fills: list[Element | None] = [*children(styles, "fills")]
        self._borders: list[Element | None] = [*children(styles, "borders")]
        self._formats = children(styles, "cellXfs")

    def look(self, number: int) -> SeenLook:
        """The style of a number; a plain one where there is none."""
        if number not in self._looks:
            known = 0 <= number < len(self._formats)
            self._looks[number] = self._look(self._formats[number]) if known else _PLAIN
        return self._looks[number]

    def flaw(self, font: Element | None, ground: _Colour) -> str:
        """What keeps print in a font from being read on a ground; "" if nothing."""
        of = {local_name(each): each for each in font} if font is not None else {}
        name = of.get("name", of.get("rFont"))
        if _contrast(self._colour(of.get("color"), _BLACK), ground) < _LEAST_CONTRAST:
            return UNSEEN
        if "sz" in of and number_of(of["sz"].get("val"), 11.0) < _SMALLEST:
            return TINY
        if "strike" in of and of["strike"].get("val", "1") not in {"0", "false"}:
            return STRUCK
        return SIGNS if name is not None and _SIGNS.match(name.get("val", "")) else ""

    def _look(self, style: Element) -> SeenLook:
        ground = self._ground(_at(self._fills, style.get("fillId")))
        number = int(style.get("numFmtId", "0"))
        form = self._forms.get(number) or BUILT_IN.get(number, UNKNOWN)
        flaw = self.flaw(_at(self._fonts, style.get("fontId")), ground)
        return SeenLook(form, ground, flaw or self._flaw_of_cell(style))

    def _flaw_of_cell(self, style: Element) -> str:
        """What keeps print from being read by its place, or by what is drawn over it."""
        alignment = child(style, "alignment")
        if alignment is not None and alignment.get("horizontal") == "fill":
            return REPEATED
        if alignment is not None and number_of(alignment.get("indent"), 0) > _DEEPEST:
            return PUSHED
        border = _at(self._borders, style.get("borderId"))
        line = child(border, "diagonal")
        if border is None or line is None or line.get("style", "none") == "none":
            return ""
        return CROSSED if is_on(border, "diagonalUp") or is_on(border, "diagonalDown") else ""

    @cached_property
    def _theme(self) -> Sequence[_Colour]:
        return _theme_colours(self._read_theme())

    @cached_property
    def _palette(self) -> Sequence[str]:
        own = children(child(self._styles, "colors"), "indexedColors")
        return [each.get("rgb", "") for each in own] or COLOR_INDEX

    def _ground(self, fill: Element | None) -> _Colour:
        """A fill's colour; of a pattern or a run of colours, what it is on the whole."""
        pattern = child(fill, "patternFill")
        if pattern is not None:
            kind = pattern.get("patternType", "none")
            if kind == "none":
                return _WHITE
            front = self._colour(child(pattern, "fgColor"), _BLACK)
            if kind == "solid":
                return front
            back = self._colour(child(pattern, "bgColor"), _WHITE)
            return _mixed([front, back, back] if kind.startswith("gray") else [front, back])
        stops = [
            self._colour(child(each, "color"), _WHITE) for each in children(fill, "gradientFill")
        ]
        return _mixed(stops) if stops else _WHITE

    def _colour(self, said: Element | None, usual: _Colour) -> _Colour:
        if said is None:
            return usual
        colour = usual
        rgb, theme, indexed = (said.get(each) for each in ("rgb", "theme", "indexed"))
        if rgb is not None:
            colour = _from_hex(rgb, usual)
        elif theme is not None:
            place = int(number_of(theme, -1))
            colour = self._theme[place] if 0 <= place < len(self._theme) else usual
        elif indexed is not None:
            place = int(number_of(indexed, 64))
            # 64 and 65 are the system's print and ground.
            colour = _WHITE if place == 65 else usual
            if 0 <= place < len(self._palette):
                colour = _from_hex(self._palette[place], usual)
        return _tinted(colour, number_of(said.get("tint"), 0.0))


def _theme_colours(theme: Element | None) -> Sequence[_Colour]:
    """The colours of a theme by number: the first two pairs stand there the other way round."""
    scheme = None
    if theme is not None:
        scheme = next((each for each in theme.iter() if local_name(each) == "clrScheme"), None)
    if scheme is None:
        return _THEME
    found: list[_Colour] = []
    for entry in scheme:
        said = next(iter(entry), None)
        words = "" if said is None else said.get("val", "")
        last = words if said is None else said.get("lastClr", words)
        found.append(_SYSTEM.get(words) or _from_hex(last, _BLACK))
    return [*found[1::-1], *found[3:1:-1], *found[4:]]


def _at(things: Sequence[Element | None], place: str | None) -> Element | None:
    number = int(place or "0")
    return things[number] if 0 <= number < len(things) else None


def _from_hex(words: str, usual: _Colour) -> _Colour:
    """AARRGGBB or RRGGBB."""
    digits = words[-6:]
    try:
        return (int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255)
    except ValueError:
        return usual


def _tinted(colour: _Colour, tint: float) -> _Colour:
    if not tint:
        return colour
    hue, light, full = colorsys.rgb_to_hls(*colour)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), full)


def _mixed(colours: Sequence[_Colour]) -> _Colour:
    red, green, blue = (sum(part) / len(colours) for part in zip(*colours, strict=True))
    return red, green, blue


@lru_cache(maxsize=256)
def _contrast(one: _Colour, other: _Colour) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: _Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

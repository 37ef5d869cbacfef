"""Make the fonts in resources/fonts/ from their published packages.

Over 300 lines because it is one run from packages to files that is read from top to bottom.

Development time only; the program never runs this.  It needs fontTools
(4.68 was used) in a throwaway environment and three unpacked packages:

    npm   @expo-google-fonts/noto-sans-sc   0.4.3
    npm   @expo-google-fonts/noto-serif-sc  0.4.3
    deb   fonts-hanazono                    20170904-2.1

and, from PyPI, pypinyin-dict 0.9.0 (its kMandarin_8105 keys are 通用规范汉字表).

    python packaging/build_fonts.py --sans DIR --serif DIR --hanazono DIR

Each DIR is the top folder of the unpacked package.  The output depends on
the input and the fontTools version alone: timestamps are fixed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates, dropImpliedOnCurvePoints

OUT = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FONT_VERSION = "1.000"
# Seconds since 1904-01-01 for 2025-01-01 00:00 UTC: a fixed "modified" date.
FIXED_TIME = 3818534400

# Blocks of Noto that a Chinese office never types: Hangul only.
HANGUL = (
    (0x1100, 0x11FF),
    (0x3130, 0x318F),
    (0x3200, 0x321F),
    (0x3260, 0x327F),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xFFA0, 0xFFDC),
)
EXT_A = ((0x3400, 0x4DBF),)
HAN = (*EXT_A, (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
HANA_EXT = (
    (0x20000, 0x2A6DF),  # B
    (0x2A700, 0x2B73F),  # C
    (0x2B740, 0x2B81F),  # D
    (0x2B820, 0x2CEAF),  # E
    (0x2CEB0, 0x2EBEF),  # F
    (0x2F800, 0x2FA1F),  # compatibility supplement (from HanaMinA)
)
# Taken from HanaMinA where Noto has gaps: ☐☑☒, ≒ and other signs, and the
# compatibility ideographs.
HANA_SIGNS = (
    (0x2070, 0x22FF),
    (0x25A0, 0x27BF),
    (0x9FA6, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
EXT_UPEM = 512
# HanaMin draws every curve as a polygon.  Points nearer than this to the line
# without them are left out: 2/1024 em is 0.01 mm in a 16 pt character.
EXT_TOLERANCE = 2.0

OFL_TEXT = (
    "This Font Software is licensed under the SIL Open Font License, Version 1.1. "
    "This license is available with a FAQ at: https://openfontlicense.org"
)
OFL_URL = "https://openfontlicense.org"


def inside(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def keep_only(font: TTFont, codes: set[int]) -> None:
    """Subset to ``codes``, dropping hinting and every layout table but kerning."""
    options = subset.Options()
    options.layout_features = ["kern"]
    options.drop_tables += [
        "GSUB",
        "BASE",
        "STAT",
        "GDEF",
        "vhea",
        "vmtx",
        "VORG",
        "DSIG",
        "FFTM",
        "prop",
        "meta",
        "morx",
        "mort",
    ]
    options.hinting = False
    options.glyph_names = False
    options.legacy_kern = False
    options.notdef_outline = True
    options.recalc_bounds = True
    options.recalc_timestamp = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.prune_unicode_ranges = True
    options.prune_codepage_ranges = False
    worker = subset.Subsetter(options)
    worker.populate(unicodes=codes)
    worker.subset(font)


def shrink_outlines(font: TTFont) -> None:
    """Leave out on-curve points that TrueType implies; the shapes do not change."""
    table = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = table[name]
        if glyph.numberOfContours > 0:
            dropImpliedOnCurvePoints(glyph)


def fewer_points(points: list[tuple[int, int]], tolerance: float) -> list[tuple[int, int]]:
    """Ramer-Douglas-Peucker on an open run of points; both ends stay."""
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    limit = tolerance * tolerance
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        ax, ay = points[first]
        dx, dy = points[last][0] - ax, points[last][1] - ay
        length = dx * dx + dy * dy
        worst, where = limit, -1
        for index in range(first + 1, last):
            x, y = points[index][0] - ax, points[index][1] - ay
            if length:
                along = min(1.0, max(0.0, (x * dx + y * dy) / length))
                distance = (x - along * dx) ** 2 + (y - along * dy) ** 2
            else:
                distance = x * x + y * y
            if distance > worst:
                worst, where = distance, index
        if where >= 0:
            keep[where] = True
            waiting += [(first, where), (where, last)]
    return [point for point, kept in zip(points, keep, strict=True) if kept]


def simplify_polygons(font: TTFont, tolerance: float) -> None:
    """Thin out the points of glyphs that consist of straight lines only."""
    table = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = table[name]
        if glyph.numberOfContours <= 0 or not all(flag & 1 for flag in glyph.flags):
            continue
        coordinates: list[tuple[int, int]] = []
        ends: list[int] = []
        start = 0
        for end in glyph.endPtsOfContours:
            ring = list(glyph.coordinates[start : end + 1])
            start = end + 1
            x, y = ring[0]
            far = max(range(len(ring)), key=lambda i: (ring[i][0] - x) ** 2 + (ring[i][1] - y) ** 2)
            if far == 0:
                continue
            out = fewer_points(ring[: far + 1], tolerance)[:-1]
            out += fewer_points([*ring[far:], ring[0]], tolerance)[:-1]
            if len(out) >= 3:
                coordinates += out
                ends.append(len(coordinates) - 1)
        glyph.coordinates = GlyphCoordinates(coordinates)
        glyph.flags = bytearray([1] * len(coordinates))
        glyph.endPtsOfContours = ends
        glyph.numberOfContours = len(ends)
        glyph.recalcBounds(table)


def rename(font: TTFont, family: str, style: str, note: str, licence: str, url: str) -> None:
    """Give the modified font a name of its own; copyright and licence stay."""
    names = font["name"]
    copyright_text = names.getDebugName(0) or ""
    postscript = family.replace(" ", "") + "-" + style
    texts = {
        0: copyright_text,
        1: family,
        2: style,
        3: f"{FONT_VERSION};{postscript}",
        4: f"{family} {style}" if style != "Regular" else family,
        5: f"Version {FONT_VERSION}",
        6: postscript,
        10: note,
        13: licence,
        14: url,
    }
    names.names = []
    for ident, text in texts.items():
        if text:
            names.setName(text, ident, 3, 1, 0x409)
    bold = style == "Bold"
    os2 = font["OS/2"]
    os2.usWeightClass = 700 if bold else 400
    os2.fsType = 0
    os2.fsSelection = (os2.fsSelection & 0x80) | (0x20 if bold else 0x40)
    os2.achVendID = "QNGL"
    # Simplified Chinese and Latin 1, so that systems that ask find them.
    os2.ulCodePageRange1 |= (1 << 18) | 1
    head = font["head"]
    head.macStyle = 1 if bold else 0
    head.fontRevision = 1.0
    head.modified = FIXED_TIME


def finish(font: TTFont, path: Path) -> None:
    for tag in ("prep", "fpgm", "cvt ", "gasp", "hdmx", "VDMX", "LTSH"):
        if tag in font:
            del font[tag]
    # Symmetric greyscale smoothing at every size, as unhinted outlines want.
    from fontTools.ttLib import newTable

    gasp = font["gasp"] = newTable("gasp")
    gasp.version = 1
    gasp.gaspRange = {0xFFFF: 0x000A}
    cmap = font["cmap"]
    cmap.tables = [t for t in cmap.tables if t.format in (4, 12) and t.platformID == 3]
    font["post"].formatType = 3.0
    font.recalcTimestamp = False
    font.save(path, reorderTables=True)
    print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size} bytes")


def build_noto(source: Path, family: str, style: str, keep: Callable[[int], bool]) -> None:
    font = TTFont(source, recalcTimestamp=False)
    keep_only(font, {code for code in font.getBestCmap() if keep(code)})
    shrink_outlines(font)
    rename(
        font,
        family,
        style,
        f"Modified from {source.stem.replace('_', ' ')}: subset, hinting and unused "
        "layout tables removed, redundant points removed, renamed.",
        OFL_TEXT,
        OFL_URL,
    )
    finish(font, OUT / f"{family.replace(' ', '')}-{style}.ttf")


def adopt_glyphs(target: TTFont, donor: TTFont, codes: Iterable[int]) -> None:
    """Copy the donor's glyphs for ``codes`` into ``target`` (same units per em)."""
    source_set = donor.getGlyphSet()
    source_map = donor.getBestCmap()
    order = target.getGlyphOrder()
    new_order = list(order)
    glyf, hmtx = target["glyf"], target["hmtx"]
    added: dict[int, str] = {}
    for code in codes:
        name = f"u{code:05X}.a"
        pen = DecomposingRecordingPen(source_set)
        source_set[source_map[code]].draw(pen)
        drawn = TTGlyphPen(None)
        pen.replay(drawn)
        glyph: Glyph = drawn.glyph()
        glyf.glyphs[name] = glyph
        glyph.recalcBounds(glyf)
        hmtx[name] = (donor["hmtx"][source_map[code]][0], getattr(glyph, "xMin", 0))
        new_order.append(name)
        added[code] = name
    target.setGlyphOrder(new_order)
    glyf.glyphOrder = new_order
    for table in target["cmap"].tables:
        if table.format == 12:
            table.cmap.update(added)
        elif table.format == 4:
            table.cmap.update({c: n for c, n in added.items() if c <= 0xFFFF})


def build_ext(folder: Path, licence: str) -> None:
    fonts = folder / "usr" / "share" / "fonts" / "truetype" / "hanazono"
    font = TTFont(fonts / "HanaMinB.ttf", recalcTimestamp=False)
    donor = TTFont(fonts / "HanaMinA.ttf", recalcTimestamp=False)
    keep_only(
        font,
        {c for c in font.getBestCmap() if c < 0x80 or 0x9FA6 <= c <= 0x9FFF or inside(c, HANA_EXT)},
    )
    have = set(font.getBestCmap())
    adopt_glyphs(
        font,
        donor,
        sorted(c for c in donor.getBestCmap() if c not in have and inside(c, HANA_SIGNS)),
    )
    simplify_polygons(font, EXT_TOLERANCE)
    scale_upem(font, EXT_UPEM)
    rename(
        font,
        "Qinglian Ext",
        "Regular",
        "Made from HanaMinB and HanaMinA (GlyphWiki) 2017-09-04: subset and merged, scaled to "
        f"{EXT_UPEM} units per em, hinting and points within 0.2 % of the em removed, renamed.",
        licence,
        "https://glyphwiki.org/",
    )
    finish(font, OUT / "QinglianExt-Regular.ttf")


def standard_characters() -> set[int]:
    """The 8,105 characters of 通用规范汉字表 (2013)."""
    from pypinyin_dict.pinyin_data import kmandarin_8105

    codes = set(kmandarin_8105.pinyin_dict)
    if len(codes) != 8105:
        raise SystemExit(f"expected 8105 characters, found {len(codes)}")
    return codes


def double_bytes(encoding: str, first: int, last: int) -> set[int]:
    """The characters whose lead byte in ``encoding`` lies between ``first`` and ``last``."""
    found: set[int] = set()
    for lead in range(first, last + 1):
        for trail in range(0x40, 0xFF):
            text = bytes((lead, trail)).decode(encoding, "ignore")
            if len(text) == 1 and ord(text) > 0x2FFF:
                found.add(ord(text))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sans", type=Path)
    parser.add_argument("--serif", type=Path)
    parser.add_argument("--hanazono", type=Path)
    args = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)

    def regular(code: int) -> bool:
        return not inside(code, HANGUL)

    standard = standard_characters()
    titles = standard | double_bytes("gb2312", 0xB0, 0xF7) | double_bytes("big5", 0xA4, 0xC6)

    def heading(code: int) -> bool:
        """The bold 黑体: everything but Ext A outside 通用规范汉字表."""
        return regular(code) and (code in standard or not inside(code, EXT_A))

    def title(code: int) -> bool:
        """The bold 宋, for titles: 通用规范汉字表, GB 2312 and the common traditional forms."""
        return regular(code) and (code in titles or not inside(code, HAN))

    if args.sans:
        for folder, style, keep in (
            ("400Regular", "Regular", regular),
            ("600SemiBold", "Bold", heading),
        ):
            build_noto(next((args.sans / folder).glob("*.ttf")), "Qinglian Hei", style, keep)
    if args.serif:
        for folder, style, keep in (
            ("400Regular", "Regular", regular),
            ("700Bold", "Bold", title),
        ):
            build_noto(next((args.serif / folder).glob("*.ttf")), "Qinglian Song", style, keep)
    if args.hanazono:
        build_ext(
            args.hanazono,
            "Hanazono Font License: This font is a free software. Unlimited permission is granted "
            "to use, copy, and distribute it, with or without modification, either commercially "
            'and noncommercially. THIS FONT IS PROVIDED "AS IS" WITHOUT WARRANTY.',
        )


if __name__ == "__main__":
    main()

"""Pictures of odd pixels: colours that are seen through at every depth, faxes, damaged pages."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, TiffImagePlugin

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import photo_modes, photos
from qinglian_desktop.storage.photo_pages import pages, small_page
from qinglian_desktop.storage.photos import prepare
from tests.storage.test_photos import ORIENTATION, drawn, read, saved, several


def plain_png(depth: int, colour: int, pixel: tuple[int, ...], clear: tuple[int, ...]) -> bytes:
    """16 × 16 of one colour, in which another colour, or the same, is seen through."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    bits = "".join(f"{each:0{depth}b}" for each in pixel) * 16
    row = b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    head = struct.pack(">IIBBBBB", 16, 16, depth, colour, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"tRNS", struct.pack(f">{len(clear)}H", *clear)),
        (b"IDAT", zlib.compress(row * 16)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in parts)


@pytest.mark.parametrize("keep_original", [True, False])
@pytest.mark.parametrize(
    ("depth", "colour", "pixel", "other", "shade"),
    [
        (1, 0, (0,), (1,), (0, 0, 0)),
        (2, 0, (1,), (2,), (85, 85, 85)),
        (4, 0, (1,), (3,), (17, 17, 17)),
        (8, 0, (7,), (8,), (7, 7, 7)),
        (16, 0, (0,), (1,), (0, 0, 0)),
        (16, 0, (30000,), (30001,), (117, 117, 117)),
        (8, 2, (9, 20, 30), (9, 20, 31), (9, 20, 30)),
        (16, 2, (3000, 20000, 40000), (3000, 20000, 0), (11, 78, 156)),
        (16, 2, (18 << 8, 0, 0), (18, 0, 0), (18, 0, 0)),
    ],
)
def test_a_colour_that_is_seen_through_is_known_at_every_depth(
    depth: int,
    colour: int,
    pixel: tuple[int, ...],
    other: tuple[int, ...],
    shade: tuple[int, int, int],
    keep_original: bool,
):
    for clear, seen in ((pixel, (255, 255, 255)), (other, shade)):
        data = plain_png(depth, colour, pixel, clear)
        photo = prepare("章.png", data, keep_original=keep_original)
        (page,) = drawn(photo.data)
        assert page.convert("RGB").getpixel((5, 9)) == pytest.approx(seen, abs=1)
        small = small_page(photo.data, 8)
        assert small is not None
        assert read(small).convert("RGB").getpixel((5, 5)) == pytest.approx(seen, abs=1)


FAX = {"x_resolution": 204, "y_resolution": 102}
WIDE = Image.new("1", (60, 40), 1)


def told_by_marks(across: float, down: float) -> Image.Exif:
    marks = Image.Exif()
    marks[0x011A], marks[0x011B], marks[0x0128] = across, down, 2
    return marks


def jpeg_of_density(unit: int, across: int, down: int) -> bytes:
    data = bytearray(saved(WIDE.convert("L"), "JPEG"))
    at = data.index(b"JFIF\0") + 7
    data[at : at + 5] = struct.pack(">BHH", unit, across, down)
    return bytes(data)


@pytest.mark.parametrize("keep_original", [True, False])
@pytest.mark.parametrize(
    ("data", "size"),
    [
        (saved(WIDE, "TIFF", compression="group4", dpi=(204, 102)), (60, 80)),
        (saved(WIDE, "TIFF", resolution_unit=3, x_resolution=80, y_resolution=40), (60, 80)),
        (saved(WIDE, "TIFF", resolution_unit=1, **FAX), (60, 80)),
        (saved(WIDE, "TIFF", dpi=(100, 200)), (120, 40)),
        (saved(WIDE, "TIFF", dpi=(204, 102), tiffinfo={ORIENTATION: 6}), (80, 60)),
        (saved(WIDE.convert("RGBA"), "PNG", dpi=(204, 102)), (60, 80)),
        (saved(WIDE, "BMP", dpi=(204, 102)), (60, 80)),
        (saved(WIDE, "WEBP", exif=told_by_marks(204, 102)), (60, 80)),
        (jpeg_of_density(1, 200, 100), (60, 80)),
        (jpeg_of_density(0, 2, 1), (60, 80)),
        (saved(WIDE.convert("L"), "JPEG", exif=told_by_marks(204, 102)), (60, 80)),
        # Nothing, or what cannot be.
        (saved(WIDE, "TIFF"), (60, 40)),
        (saved(WIDE, "TIFF", dpi=(1, 300)), (60, 40)),
        (saved(WIDE, "TIFF", x_resolution=0, y_resolution=300), (60, 40)),
        (jpeg_of_density(1, 0, 0), (60, 40)),
        (jpeg_of_density(1, 65535, 1), (60, 40)),
    ],
)
def test_a_fax_keeps_its_proportions(data: bytes, size: tuple[int, int], keep_original: bool):
    photo = prepare("传真", data, keep_original=keep_original)
    (page,) = drawn(photo.data)
    assert page.size == size
    small = small_page(photo.data, 30)
    assert small is not None
    wide, high = read(small).size
    assert wide / high == pytest.approx(size[0] / size[1], rel=0.1)


def test_each_page_of_a_fax_has_its_own_resolution():
    buffer = BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(buffer, new=True) as roll:
        for said in (FAX, {"resolution_unit": 1, "x_resolution": 1, "y_resolution": 1}, {}, FAX):
            WIDE.save(roll, "TIFF", **said)
            roll.newFrame()
    assert [page.size for page in drawn(buffer.getvalue())] == [
        (60, 80),
        (60, 40),
        (60, 40),
        (60, 80),
    ]


def test_a_picture_is_not_stretched_beyond_measure(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(photo_modes, "_LONG_ENOUGH", 50)
    (page,) = drawn(saved(WIDE, "TIFF", dpi=(204, 102)))
    assert page.size == (45, 60)


@pytest.mark.parametrize("keep_original", [True, False])
@pytest.mark.parametrize(
    ("data", "which"),
    [
        (several("TIFF")[:-10], "第5页"),
        # The list of its pages is cut off with the page.
        (several("TIFF")[: len(several("TIFF")) // 2], "第3页"),
        (several("GIF")[:-20], "第5幅画面"),
        (several("PNG")[:-30], "第5幅画面"),
    ],
)
def test_a_file_whose_later_page_is_damaged_is_refused(
    data: bytes, which: str, keep_original: bool
):
    with pytest.raises(EnvironmentProblem, match=f"“签到表”的{which}读不出来") as told:
        prepare("签到表", data, keep_original=keep_original)
    assert told.value.kept == photos.UNTOUCHED


def test_of_a_damaged_file_that_was_kept_the_readable_pages_are_drawn():
    whole = several("TIFF")
    for data, count in ((whole[:-10], 4), (whole[: len(whole) // 2], 2)):
        found = pages(data)
        assert found is not None
        assert (len(found.pictures), found.is_damaged) == (count, True)
    found = pages(whole)
    assert found is not None and not found.is_damaged
    assert pages(several("GIF")[:-20]) is not None

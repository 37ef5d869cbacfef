"""What becomes of a picture: no page, depth, transparency or way of lying is lost unsaid."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import attachments, photo_pages, photos
from qinglian_desktop.storage.photo_pages import pages, small_page
from qinglian_desktop.storage.photos import is_picture, prepare

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
ORIENTATION = 0x0112


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def read(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def drawn(data: bytes) -> list[Image.Image]:
    found = pages(data)
    assert found is not None
    return [read(each) for each in found.pictures]


def several(kind: str, count: int = 5) -> bytes:
    """White, then ever darker pages."""
    shades = [Image.new("L", (80, 60), 255 - 50 * page) for page in range(count)]
    if kind in ("GIF", "WEBP"):
        shades = [each.convert("RGB") for each in shades]
    return saved(shades[0], kind, save_all=True, append_images=shades[1:])


def half_black() -> Image.Image:
    """Black above, red below, dark blue at the left: where it lies shows how it was turned."""
    image = Image.new("RGB", (60, 40), "red")
    image.paste("black", (0, 0, 60, 20))
    image.paste("blue", (0, 0, 10, 40))
    return image


@pytest.mark.parametrize(
    ("kind", "name"),
    [("TIFF", "签到.tif"), ("GIF", "动图.gif"), ("PNG", "动图.png"), ("WEBP", "动图.webp")],
)
@pytest.mark.parametrize("keep_original", [True, False])
def test_a_file_of_several_pages_is_kept_as_it_is(kind: str, name: str, keep_original: bool):
    data = several(kind)
    photo = prepare(name, data, keep_original=keep_original)
    assert (photo.data, photo.name) == (data, name)
    assert photo.media_type == f"image/{kind.lower()}"


def test_its_name_says_what_it_is():
    assert prepare("签到.jpg", several("TIFF"), keep_original=False).name == "签到.tif"


def test_paper_shows_each_page_of_a_scan_and_the_first_of_what_moves():
    scan = pages(several("TIFF"))
    assert scan is not None
    assert (len(scan.pictures), scan.count) == (5, 5)
    assert [read(each).convert("L").getpixel((9, 9)) for each in scan.pictures] == [
        pytest.approx(255 - 50 * page, abs=2) for page in range(5)
    ]
    for kind in ("GIF", "PNG", "WEBP"):
        moving = pages(several(kind))
        assert moving is not None
        assert (len(moving.pictures), moving.count) == (1, 5)


def test_of_a_roll_of_scans_it_is_known_how_many_are_left_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(photo_pages, "MOST_PAGES", 3)
    roll = pages(several("TIFF"))
    assert roll is not None
    assert (len(roll.pictures), roll.count) == (3, 5)


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (Image.new("I;16", (20, 20), 30000), 117),
        (Image.new("I;16", (20, 20), 65535), 255),
        (Image.new("I;16", (20, 20), 200), 1),
        (Image.new("I", (20, 20), 30000), 117),
        (Image.new("F", (20, 20), 0.25), 64),
        (Image.new("F", (20, 20), 100.0), 100),
        (Image.linear_gradient("L").convert("I").point(lambda value: value * 1000 - 500), None),
        (Image.linear_gradient("L").convert("F").point(lambda value: value * 1000 - 500), None),
    ],
)
@pytest.mark.parametrize("keep_original", [True, False])
def test_a_picture_of_more_than_eight_bits_keeps_its_shades(
    image: Image.Image, expected: int | None, keep_original: bool
):
    kind = "PNG" if image.mode == "I;16" else "TIFF"
    photo = prepare(f"扫描.{kind.lower()}", saved(image, kind), keep_original=keep_original)
    assert keep_original or read(photo.data).mode == "L"
    (page,) = drawn(photo.data)
    if expected is None:
        assert page.convert("L").getextrema() == (
            pytest.approx(0, abs=3),
            pytest.approx(255, abs=3),
        )
    else:
        assert page.convert("L").getpixel((9, 9)) == pytest.approx(expected, abs=1)


def clear_gif() -> bytes:
    image = Image.new("P", (60, 30), 0)
    image.putpalette([0, 0, 0, 255, 0, 0])
    image.paste(1, (30, 0, 60, 30))
    return saved(image, "GIF", transparency=0)


@pytest.mark.parametrize("keep_original", [True, False])
@pytest.mark.parametrize(
    ("name", "data", "left"),
    [
        ("签名.png", saved(Image.new("RGBA", (60, 30), (0, 0, 0, 0)), "PNG"), (255, 255, 255)),
        ("半透.png", saved(Image.new("RGBA", (60, 30), (0, 0, 0, 128)), "PNG"), (127, 127, 127)),
        ("灰.png", saved(Image.new("LA", (60, 30), (0, 0)), "PNG"), (255, 255, 255)),
        ("签名.webp", saved(Image.new("RGBA", (60, 30), (0, 0, 0, 0)), "WEBP"), (255, 255, 255)),
        ("签名.tif", saved(Image.new("RGBA", (60, 30), (0, 0, 0, 0)), "TIFF"), (255, 255, 255)),
        ("章.gif", clear_gif(), (255, 255, 255)),
        ("章.png", saved(Image.open(BytesIO(clear_gif())), "PNG"), (255, 255, 255)),
    ],
)
def test_what_is_seen_through_lies_on_white(
    name: str, data: bytes, left: tuple[int, int, int], keep_original: bool
):
    photo = prepare(name, data, keep_original=keep_original)
    (page,) = drawn(photo.data)
    assert page.mode in ("L", "RGB") and "transparency" not in page.info
    assert page.convert("RGB").getpixel((5, 9)) == pytest.approx(left, abs=2)
    small = small_page(photo.data, 72)
    assert small is not None
    assert read(small).convert("RGB").getpixel((5, 9)) == pytest.approx(left, abs=2)


def test_a_large_signature_that_is_seen_through_is_made_small_without_a_black_edge():
    image = Image.new("RGBA", (3000, 20), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (1500, 0, 3000, 20))
    (page,) = drawn(prepare("签名.png", saved(image, "PNG"), keep_original=False).data)
    edge = [page.convert("RGB").getpixel((x, 8)) for x in range(1270, 1290)]
    assert all(red > 240 for red, _, _ in edge)  # type: ignore[misc]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("keep_original", [True, False])
def test_a_photo_stands_upright_on_paper_and_in_small(
    kind: str, orientation: int, keep_original: bool
):
    turned = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    lying = half_black() if turned is None else half_black().transpose(turned)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    data = saved(lying, kind, exif=exif)
    photo = prepare(f"现场.{kind.lower()}", data, keep_original=keep_original)
    assert (photo.data == data) is keep_original
    (page,) = drawn(photo.data)
    small = small_page(photo.data, 60)
    assert small is not None
    for shown in (page, read(small)):
        assert shown.size == (60, 40)
        colours = [shown.convert("RGB").getpixel(at) for at in ((50, 8), (50, 32), (4, 20))]
        black, red, blue = colours
        assert max(black) < 90 and red[0] > 200 and blue[2] > 150 > blue[0]  # type: ignore


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "LAB"])
def test_every_colour_space_is_drawn_in_its_colours(mode: str):
    white = Image.new("RGB", (40, 30), "white")
    image = white.convert(mode) if mode != "LAB" else Image.new("LAB", (40, 30), (255, 128, 128))
    data = saved(image, "JPEG" if mode == "YCbCr" else "TIFF")
    for keep_original in (True, False):
        (page,) = drawn(prepare("图.tif", data, keep_original=keep_original).data)
        assert page.convert("RGB").getpixel((9, 9)) == pytest.approx((255, 255, 255), abs=3)


def test_a_picture_is_known_by_its_bytes():
    jpeg = saved(half_black(), "JPEG")
    photo = prepare("照片.HEIC", jpeg, keep_original=False)
    assert (photo.name, photo.media_type) == ("照片.jpg", "image/jpeg")
    assert prepare("照片.heic", jpeg, keep_original=True).data == jpeg
    assert prepare("扫描.jpg", saved(half_black(), "PNG"), keep_original=True).name == "扫描.png"
    for name in ("照片.JPG", "照片.png", "照片.heic", "照片", "照片.docx"):
        assert is_picture(name, HEIC)
        with pytest.raises(EnvironmentProblem, match="HEIC 照片"):
            prepare(name, HEIC, keep_original=True)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"])
def test_every_kind_of_picture_is_known_under_any_name(kind: str):
    data = saved(half_black(), kind)
    small = ".png" if kind == "PNG" else ".jpg"
    for name, stem in (
        ("照片", "照片"),
        ("签到.dat", "签到"),
        ("扫描.pdf", "扫描"),
        ("纪要.docx", "纪要"),
        ("签到表11.5", "签到表11.5"),
        ("签到表2026.11月", "签到表2026.11月"),
    ):
        assert is_picture(name, data)
        photo = prepare(name, data, keep_original=False)
        assert photo.name == f"{stem}{small}"
        own = prepare(name, data, keep_original=True)
        assert (own.data, own.media_type) == (data, f"image/{kind.lower()}")
        assert is_picture("", own.data) and own.name.startswith(stem)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("纪要", b"BM" + "会议纪要".encode() * 9),
        ("清单.txt", b"BM01 BM02 BM03 BM04 BM05"),
        ("纪要.pdf", b"%PDF-1.4\n%%EOF"),
        ("纪要.docx", b"PK\3\4" + bytes(50)),
        *((f"现场.{each}", b"II*\0" + bytes(90)) for each in ("NEF", "cr2", "arw", "3fr")),
    ],
)
def test_what_only_begins_like_a_picture_is_a_file(name: str, data: bytes):
    assert not is_picture(name, data)


def test_a_picture_of_another_kind_is_not_told_to_be_a_phone_s():
    avif = b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf" + bytes(200)
    assert not is_picture("图.avif", avif)
    with pytest.raises(EnvironmentProblem, match="里面不是图片"):
        prepare("图.jpg", avif, keep_original=True)
    phone = b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf" + b"avif" * 50
    assert is_picture("照片", phone)


def test_raw_pictures_of_cameras_and_drawings_are_no_photos():
    scan = several("TIFF")
    assert is_picture("扫描", scan) and is_picture("扫描.TIF", scan)
    assert not is_picture("现场.dng", scan)
    assert not is_picture("标志.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert not is_picture("图标.icns", b"icns" + bytes(9))


@pytest.mark.parametrize("name", ["标志.svg", "图标.icns", "图.psd", "图.ico", "图.jp2"])
def test_only_what_was_decoded_is_called_a_picture(name: str):
    assert attachments._media_type(name) == "application/octet-stream"
    assert attachments._media_type("签到.pdf") == "application/pdf"


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"icns" + bytes(99), HEIC, b"\xff\xd8\xff"],
)
def test_nothing_else_is_ever_decoded(data: bytes):
    assert pages(data) is None
    assert small_page(data, 72) is None


def test_a_damaged_page_is_told_and_no_bug():
    for data in (several("TIFF")[:900], saved(half_black(), "WEBP")[:60], b"BM" + bytes(60)):
        with pytest.raises(EnvironmentProblem, match="不是图片，或者已经损坏"):
            prepare("图.tif", data, keep_original=False)


def test_a_page_of_monstrous_size_is_not_drawn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(photos, "MOST_PIXELS", 1000)
    small, large = Image.new("L", (9, 9)), Image.new("L", (90, 90))
    assert pages(saved(large, "PNG")) is None
    scan = saved(small, "TIFF", save_all=True, append_images=[large.copy()])
    found = pages(scan)
    assert found is not None
    assert (len(found.pictures), found.count, found.is_damaged) == (1, 2, True)
    with pytest.raises(EnvironmentProblem, match="尺寸太大"):
        prepare("签到.tif", scan, keep_original=False)


def test_a_photo_made_fit_is_drawn_as_it_is(tmp_path: Path):
    for kind in ("JPEG", "PNG"):
        kept = prepare("图.png", saved(half_black(), kind), keep_original=False).data
        found = pages(kept)
        assert found is not None and found.pictures == (kept,)

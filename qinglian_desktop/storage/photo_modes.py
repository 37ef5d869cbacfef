"""Pictures of any depth, colour space and way of lying, as upright ones of eight bits"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")
"""What is decoded at all; the rarer a format, the worse its decoder has been looked at."""
_DEPTH_OF_16_BITS = 65535
_ORIENTATION, _X_RESOLUTION, _Y_RESOLUTION = 0x0112, 0x011A, 0x011B
_ACROSS = (5, 6, 7, 8)
"""Orientations of pictures that lie on their side."""
_MOST_OBLONG = 3
"""Times that a pixel may be longer one way; more is no scan, but a mistaken number."""
_AS_GOOD_AS_SQUARE = 0.01
_LONG_ENOUGH = 5120
_SHADES = {("1", "1"): 255, ("L", "L;2"): 85, ("L", "L;4"): 17}
"""What one step of grey becomes as fewer than eight bits are decoded."""


def has_alpha(image: Image) -> bool:
    """Whether something of the picture is to be seen through."""
    return "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info


def fit_clear_colour(image: Image) -> None:
    """Of a PNG just begun, put the colour that is seen through on the scale of what is decoded.

    Pillow leaves it on that of the file: 0 to 3 for two bits. Grey of 16 bits stays as it is.
    """
    clear: Any = image.info.get("transparency")
    tile: Any = getattr(image, "tile", None)
    if image.format != "PNG" or clear is None or not tile:
        return
    depth: Any = tile[0].args
    if isinstance(clear, tuple) and depth == "RGB;16B":
        image.info["transparency"] = tuple(each >> 8 for each in cast("tuple[int, ...]", clear))
    elif isinstance(clear, int) and (image.mode, depth) in _SHADES:
        image.info["transparency"] = clear * _SHADES[image.mode, depth]


def plain_upright(image: Image) -> Image:
    """The picture as its viewer sees it, in RGB, L, or RGBA where it can be seen through."""
    from PIL import ImageOps

    wide, high = proportion(image)
    lies_across = image.getexif().get(_ORIENTATION, 1) in _ACROSS
    upright = ImageOps.exif_transpose(_in_eight_bits(image))
    mode = "L" if upright.mode in ("1", "L") else "RGB"
    plain = upright.convert("RGBA" if has_alpha(upright) else mode)
    return _stretched(plain, high, wide) if lies_across else _stretched(plain, wide, high)


def proportion(image: Image) -> tuple[float, float]:
    """By how much to widen and to heighten the stored picture: faxes have pixels that are oblong.

    The coarser way is made finer. 1 and 1 where the file says nothing, or what cannot be.
    """
    for said in _resolutions(image):
        try:
            across, down = map(float, said)
            ratio = across / down
        except (TypeError, ValueError, ArithmeticError):
            continue
        is_square = abs(ratio - 1) < _AS_GOOD_AS_SQUARE
        if across > 0 and not is_square and 1 / _MOST_OBLONG <= ratio <= _MOST_OBLONG:
            return max(1, 1 / ratio), max(1, ratio)
    return 1, 1


def _resolutions(image: Image) -> Iterator[Any]:
    """Pixels for one length across and down, whatever the length is, wherever they are told."""
    if image.format == "TIFF":
        # Of this page; what Pillow says beside it may be of the one before.
        tags: Any = getattr(image, "tag_v2", {})
        yield tags.get(_X_RESOLUTION), tags.get(_Y_RESOLUTION)
        return
    yield from (image.info.get(each) for each in ("dpi", "aspect", "jfif_density"))
    marks = image.getexif()
    yield marks.get(_X_RESOLUTION), marks.get(_Y_RESOLUTION)


def _stretched(image: Image, wide: float, high: float) -> Image:
    """So much wider and higher; where that were huge, the other side is made smaller."""
    if wide == high:
        return image
    from PIL import Image

    long = max(image.width * wide, image.height * high)
    by = min(1, max(_LONG_ENOUGH, *image.size) / long)
    size = (max(1, round(image.width * wide * by)), max(1, round(image.height * high * by)))
    made: Any = image
    return cast("Image", made.resize(size, Image.Resampling.LANCZOS))


def on_white(image: Image) -> Image:
    """The picture laid on white paper."""
    if image.mode != "RGBA":
        return image
    from PIL import Image

    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _in_eight_bits(image: Image) -> Image:
    """Grey of more than eight bits over its whole range; Pillow itself cuts off what is above.

    16 bits go from 0 to 65535. Other whole and floating numbers have no such range, so their
    own is taken, unless it lies within 0 to 1, or 0 to 255.
    """
    if image.mode == "LAB":
        return _from_lab(image)
    if not (image.mode.startswith("I") or image.mode == "F"):
        return image
    wide = image.convert("F" if image.mode == "F" else "I")
    least, most = cast("tuple[float, float]", wide.getextrema())
    is_finite = math.isfinite(least) and math.isfinite(most)
    if image.mode != "F" and least >= 0 and most <= _DEPTH_OF_16_BITS:
        least, most = 0, _DEPTH_OF_16_BITS
    elif least >= 0 and most <= 1:
        least, most = 0, 1
    elif least >= 0 and most <= 255:
        least, most = 0, 255
    elif most == least or not is_finite:
        least, most = 0, max(most, 1) if is_finite else 1
    scale = 255 / (most - least)
    offset = 0.5 - least * scale

    def scaled(value: float) -> float:
        return value * scale + offset

    floating: Any = wide.convert("F")
    grey: Image = floating.point(scaled).convert("L")
    grey.info.update(image.info)
    clear = grey.info.pop("transparency", None)
    if exif := image.getexif():
        grey.info["exif"] = exif.tobytes()
    if isinstance(clear, int):
        grey.putalpha(_all_but(wide, clear))
    return grey


def _all_but(wide: Image, clear: int) -> Image:
    """White everywhere, black where the picture has that shade of grey."""
    from PIL import ImageMath

    def other(of: Any) -> Any:
        return (of["wide"] != clear) * 255

    math_of_images: Any = ImageMath
    return cast("Image", math_of_images.lambda_eval(other, wide=wide).convert("L"))


def _from_lab(image: Image) -> Image:
    from PIL import ImageCms

    cms: Any = ImageCms
    lab, rgb = cms.createProfile("LAB"), cms.createProfile("sRGB")
    return cast("Image", cms.profileToProfile(image, lab, rgb, outputMode="RGB"))

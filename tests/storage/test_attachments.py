"""Files are kept once each; photos are made upright, small, and tell nothing of where."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from unittest.mock import Mock

import pytest
from PIL import Image

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.values import Attached
from qinglian_desktop.storage import attachment_folder, attachments
from qinglian_desktop.storage.book import EncryptedBook
from tests.invented import EVERYTHING
from tests.storage.invented_books import event, mark, new_record
from tests.storage.test_books import complete

ORIENTATION, GPS = 0x0112, 0x8825


def picture(
    kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: object
) -> bytes:
    """A picture, red at the top and blue below."""
    image = Image.new(mode, size, "blue")
    image.paste("red", (0, 0, size[0], size[1] // 2))
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def from_a_phone() -> bytes:
    """A photo taken upright by a phone that stores it lying, with its place."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "某手机"
    exif.get_ifd(GPS)[2] = (39.0, 54.0, 15.0)
    return picture("JPEG", (600, 400), exif=exif, comment=b"secret")


def put(book: EncryptedBook, name: str, data: bytes, *, keep_original: bool = False) -> Attached:
    with book.writing() as work:
        return work.attachments.put(name, data, keep_original=keep_original)


def read(book: EncryptedBook, kept: Attached) -> bytes:
    with book.reading() as work:
        return work.attachments.read(kept.digest)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_a_file_comes_back_byte_by_byte(book: EncryptedBook) -> None:
    data = bytes(range(256)) * 5000
    kept = put(book, "扫描件.pdf", data)
    assert kept == Attached(
        "扫描件.pdf", hashlib.sha256(data).hexdigest(), "application/pdf", len(data)
    )
    assert read(book, kept) == data
    assert put(book, "无名", b"x").media_type == "application/octet-stream"
    with book.reading() as work, pytest.raises(KeyError):
        work.attachments.read("0" * 64)


def test_the_same_content_is_kept_once_under_many_names(book: EncryptedBook) -> None:
    big = b"y" * 3_000_000
    first = put(book, "甲.txt", big)
    size = book.back_up().joinpath("ledger.db").stat().st_size
    second = put(book, "乙.txt", big)
    assert first.digest == second.digest
    assert (first.name, second.name) == ("甲.txt", "乙.txt")
    assert book.back_up().joinpath("ledger.db").stat().st_size == size


def test_a_photo_is_turned_upright_and_tells_nothing_of_where(book: EncryptedBook) -> None:
    original = from_a_phone()
    assert b"Exif" in original
    kept = put(book, "现场.jpg", original)
    data = read(book, kept)
    photo = opened(data)
    assert (kept.name, kept.media_type, photo.format) == ("现场.jpg", "image/jpeg", "JPEG")
    assert photo.size == (400, 600)
    assert not photo.getexif()
    assert not any(mark in data for mark in (b"Exif", b"GPS", b"secret", "某手机".encode()))
    red, _, blue = photo.convert("RGB").getpixel((390, 300))  # type: ignore[misc]
    assert red > 200 > 60 > blue
    assert kept.digest == hashlib.sha256(data).hexdigest()


def test_a_large_photo_is_reduced_and_a_small_one_is_not_blown_up(book: EncryptedBook) -> None:
    large = opened(read(book, put(book, "大.jpg", picture("JPEG", (5200, 2600)))))
    assert large.size == (2560, 1280)
    small = opened(read(book, put(book, "小.jpg", picture("JPEG", (50, 20)))))
    assert small.size == (50, 20)


def test_the_original_is_kept_when_asked_for(book: EncryptedBook) -> None:
    original = from_a_phone()
    kept = put(book, "现场.jpg", original, keep_original=True)
    assert read(book, kept) == original


@pytest.mark.parametrize(
    ("name", "kind", "mode", "kept_name", "media_type"),
    [
        ("图.png", "PNG", "RGBA", "图.png", "image/png"),
        ("图.png", "PNG", "RGB", "图.png", "image/png"),
        ("图.bmp", "BMP", "RGB", "图.jpg", "image/jpeg"),
        ("图.gif", "GIF", "P", "图.jpg", "image/jpeg"),
        ("图.webp", "WEBP", "RGB", "图.jpg", "image/jpeg"),
        ("图.tif", "TIFF", "CMYK", "图.jpg", "image/jpeg"),
        ("图.JPEG", "JPEG", "L", "图.JPEG", "image/jpeg"),
        ("没有扩展名", "JPEG", "RGB", "没有扩展名.jpg", "image/jpeg"),
    ],
)
def test_pictures_of_all_kinds_become_jpeg_or_png(
    book: EncryptedBook, name: str, kind: str, mode: str, kept_name: str, media_type: str
) -> None:
    image = Image.new(mode, (30, 20))
    buffer = BytesIO()
    image.save(buffer, kind)
    kept = put(book, name, buffer.getvalue())
    assert (kept.name, kept.media_type) == (kept_name, media_type)
    assert opened(read(book, kept)).size == (30, 20)


def test_a_large_png_without_transparency_becomes_jpeg(book: EncryptedBook) -> None:
    noise = Image.effect_noise((1200, 1200), 90).convert("RGB")
    buffer = BytesIO()
    noise.save(buffer, "PNG")
    kept = put(book, "截图.png", buffer.getvalue())
    assert kept.name == "截图.jpg"
    assert kept.size < len(buffer.getvalue())


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("家书.jpg", "这是文字".encode(), "不是图片"),
        ("家书.png", picture("PNG")[:60], "不是图片"),
        ("家书.jpg", picture("JPEG", (500, 500))[:800], "不是图片"),
        ("照片.heic", b"\0\0\0\x18ftypheic", "HEIC"),
        ("空.txt", b"", "空的"),
    ],
)
@pytest.mark.parametrize("keep_original", [True, False])
def test_what_is_no_picture_is_refused_with_a_sentence(
    book: EncryptedBook, name: str, data: bytes, said: str, keep_original: bool
) -> None:
    with pytest.raises(EnvironmentProblem, match=said) as raised:
        put(book, name, data, keep_original=keep_original)
    assert complete(raised.value)
    assert name in raised.value.happened
    assert book.check() == []


def test_a_bomb_is_refused_before_it_is_unpacked(book: EncryptedBook) -> None:
    image = Image.new("1", (20_000, 20_000))
    buffer = BytesIO()
    image.save(buffer, "PNG")
    with pytest.raises(EnvironmentProblem, match="一亿像素"):
        put(book, "炸弹.png", buffer.getvalue())


def test_a_file_above_the_limit_is_refused(
    book: EncryptedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST", 1024 * 1024)
    fits, too_large = put(book, "正好.bin", b"x" * 1024 * 1024), b"x" * (1024 * 1024 + 1)
    with pytest.raises(EnvironmentProblem, match="超过了 1 MB") as raised:
        put(book, "大了.bin", too_large)
    assert complete(raised.value)
    with book.reading() as work:
        assert work.attachments.holds(fits.digest)
        assert not work.attachments.holds(hashlib.sha256(too_large).hexdigest())


def test_a_file_that_cannot_be_written_leaves_the_book_as_it_was(
    book: EncryptedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does the record that was to be saved with it come about: it is one transaction."""
    full = OSError(errno.ENOSPC, "full")
    with monkeypatch.context() as patched:
        patched.setattr(attachment_folder, "flush_file", Mock(side_effect=full))
        with pytest.raises(EnvironmentProblem, match="满了") as raised, book.writing() as work:
            work.records.add(EVERYTHING, new_record(event()), mark())
            work.attachments.put("说明.txt", b"text")
    assert complete(raised.value)
    with book.reading() as work:
        assert work.records.count(Query("everything")) == 0
        assert not work.attachments.holds(hashlib.sha256(b"text").hexdigest())
    assert read(book, put(book, "说明.txt", b"text")) == b"text"
    assert book.check() == []


def test_the_file_is_on_the_disk_before_the_book_knows_it(
    book: EncryptedBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[bool] = []
    flush = attachment_folder.flush_folder

    def note(folder: Path) -> None:
        flush(folder)
        with book.reading() as work:
            known.append(work.attachments.holds(hashlib.sha256(b"text").hexdigest()))

    monkeypatch.setattr(attachment_folder, "flush_folder", note)
    kept = put(book, "说明.txt", b"text")
    assert known == [False]
    assert read(book, kept) == b"text"


def put_from(book: EncryptedBook, source: Path) -> Attached:
    with book.writing() as work:
        return work.attachments.put_from(source)


def test_a_file_is_kept_from_where_it_lies(book: EncryptedBook, tmp_path: Path) -> None:
    source = tmp_path / "名单.wps"
    source.write_bytes(b"words")
    kept = put_from(book, source)
    assert (kept.name, kept.size, read(book, kept)) == ("名单.wps", 5, b"words")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "是一个文件夹"),
        (lambda path: None, "已经不在原来的地方"),
        (lambda path: path.touch(), "是空的"),
        (lambda path: path.symlink_to(path), "读不出来"),
    ],
)
def test_what_cannot_be_put_in_is_told_by_its_name(
    book: EncryptedBook, tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    source = tmp_path / "资料"
    make(source)
    with pytest.raises(EnvironmentProblem, match=f"“资料”{said}") as raised:
        put_from(book, source)
    assert complete(raised.value)


def test_a_film_is_not_read_to_be_refused(
    book: EncryptedBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "录像.mp4"
    with source.open("wb") as file:
        file.truncate(4 * 1024**3)
    monkeypatch.setattr(Path, "open", Mock(side_effect=AssertionError("it was opened")))
    with pytest.raises(EnvironmentProblem, match="有 4096 MB，超过了 50 MB"):
        put_from(book, source)


def test_a_name_shows_the_ending_that_it_has(book: EncryptedBook) -> None:
    kept = put(book, "名单\u202ecod.exe", b"x")
    assert kept.name == "名单_cod.exe"
    assert put(book, "\u2066签到\u2069.txt", b"x").name == "_签到_.txt"

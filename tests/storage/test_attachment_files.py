"""Attachments lie beside the database: encrypted, once each, durable, and tell what is wrong."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import attachment_files, attachment_folder
from qinglian_desktop.storage.attachment_files import (
    AttachmentFiles,
    DamagedAttachment,
    MissingAttachment,
)
from tests.storage.sentences import complete

KEY, OTHER = b"k" * 32, b"o" * 32
DATA = "谁也不该看见".encode() * 500
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "book"
    made.mkdir()
    return made


@pytest.fixture
def files(place: Path) -> AttachmentFiles:
    return AttachmentFiles(place, (KEY,))


def only_file(place: Path) -> Path:
    (found,) = (each for each in (place / "attachments").rglob("*") if each.is_file())
    return found


def test_a_content_comes_back_and_nobody_can_read_it(files: AttachmentFiles, place: Path) -> None:
    files.put(DIGEST, DATA)
    path = only_file(place)
    assert files.read(DIGEST) == DATA
    assert AttachmentFiles(place, (KEY,)).read(DIGEST) == DATA
    assert path == place / "attachments" / files.name(DIGEST)[:2] / files.name(DIGEST)
    assert "谁".encode() not in path.read_bytes()
    assert DIGEST not in str(path)
    assert AttachmentFiles(place, (OTHER,)).name(DIGEST) != files.name(DIGEST)
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


def test_the_same_content_is_written_once(files: AttachmentFiles, place: Path) -> None:
    files.put(DIGEST, DATA)
    before = only_file(place).stat()
    files.put(DIGEST, DATA)
    after = only_file(place).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_file_and_names_are_flushed_in_their_order(
    files: AttachmentFiles, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[tuple[str, list[str]]] = []

    def note(folder: Path) -> None:
        flushed.append((folder.name, sorted(each.name for each in folder.iterdir())))

    monkeypatch.setattr(attachment_files, "flush_folder", note)
    monkeypatch.setattr(attachment_folder, "flush_folder", note)
    files.put(DIGEST, DATA)
    name = files.name(DIGEST)
    assert flushed == [
        ("book", ["attachments"]),
        ("attachments", [name[:2]]),
        (name[:2], [name]),
    ]
    flushed.clear()
    files.put(DIGEST, DATA)
    assert flushed == [(name[:2], [name])]


def test_what_is_missing_is_told(files: AttachmentFiles) -> None:
    with pytest.raises(MissingAttachment, match="不见了") as raised:
        files.read(DIGEST)
    assert complete(raised.value)


def test_a_folder_that_is_gone_is_no_missing_attachment(
    files: AttachmentFiles, place: Path
) -> None:
    place.rmdir()
    with pytest.raises(EnvironmentProblem, match="文件夹找不到了") as raised:
        files.read(DIGEST)
    assert not isinstance(raised.value, MissingAttachment)
    with pytest.raises(EnvironmentProblem, match="文件夹找不到了"):
        files.put(DIGEST, DATA)


@pytest.mark.parametrize("length", [0, 2, 4, 15, 16, 31, 40, 1000])
def test_a_file_cut_off_is_told(files: AttachmentFiles, place: Path, length: int) -> None:
    files.put(DIGEST, DATA)
    only_file(place).write_bytes(only_file(place).read_bytes()[:length])
    with pytest.raises(DamagedAttachment, match="损坏") as raised:
        files.read(DIGEST)
    assert complete(raised.value)


@pytest.mark.parametrize("place_of_bit", [0, 5, 20, -1])
def test_a_changed_bit_is_told_and_adding_it_again_mends_it(
    files: AttachmentFiles, place: Path, place_of_bit: int
) -> None:
    files.put(DIGEST, DATA)
    data = bytearray(only_file(place).read_bytes())
    data[place_of_bit] ^= 1
    only_file(place).write_bytes(data)
    with pytest.raises(DamagedAttachment):
        files.read(DIGEST)
    files.put(DIGEST, DATA)
    assert files.read(DIGEST) == DATA


def test_a_file_under_the_name_of_another_is_not_taken_for_it(
    files: AttachmentFiles, place: Path
) -> None:
    files.put(DIGEST, DATA)
    swapped = place / "attachments" / files.name("b" * 64)[:2] / files.name("b" * 64)
    swapped.parent.mkdir(exist_ok=True)
    only_file(place).rename(swapped)
    with pytest.raises(DamagedAttachment):
        files.read("b" * 64)


def test_another_key_reads_nothing(files: AttachmentFiles, place: Path) -> None:
    files.put(DIGEST, DATA)
    other = AttachmentFiles(place, (OTHER,))
    path = place / "attachments" / other.name(DIGEST)[:2] / other.name(DIGEST)
    path.parent.mkdir(exist_ok=True)
    only_file(place).rename(path)
    with pytest.raises(DamagedAttachment):
        other.read(DIGEST)


def test_a_newer_format_is_told_as_one(files: AttachmentFiles, place: Path) -> None:
    files.put(DIGEST, DATA)
    data = bytearray(only_file(place).read_bytes())
    data[3] = 2
    only_file(place).write_bytes(data)
    with pytest.raises(EnvironmentProblem, match="更新版本"):
        files.read(DIGEST)


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "满了"), (errno.EIO, "出错"), (errno.EROFS, "只读")]
)
def test_a_disk_that_fails_is_told_and_leaves_no_scrap(
    files: AttachmentFiles,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    said: str,
) -> None:
    flush = os.fsync

    def fails(handle: int) -> None:
        if not Path(f"/proc/self/fd/{handle}").is_dir():
            raise OSError(number, "out of order")
        flush(handle)

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(EnvironmentProblem, match=said) as raised:
        files.put(DIGEST, DATA)
    assert complete(raised.value)
    assert [each for each in (place / "attachments").rglob("*") if each.is_file()] == []
    monkeypatch.undo()
    files.put(DIGEST, DATA)
    assert files.read(DIGEST) == DATA


def test_only_what_is_named_stays(files: AttachmentFiles, place: Path) -> None:
    files.put(DIGEST, DATA)
    files.put("c" * 64, b"loose")
    loose = place / "attachments" / files.name("c" * 64)[:2] / files.name("c" * 64)
    scrap = place / "attachments" / f"{loose.name}.new"
    scrap.write_bytes(b"half")
    strangers = [place / "attachments" / "照片.jpg", loose.with_name("Thumbs.db")]
    for each in strangers:
        each.write_bytes(b"theirs")
    assert files.strangers() == ["Thumbs.db", "照片.jpg"]
    files.keep_only({DIGEST})
    assert files.read(DIGEST) == DATA
    assert not loose.exists() and not scrap.exists()
    assert all(each.exists() for each in strangers)
    assert attachment_folder.names_in(place) == {files.name(DIGEST)}

"""A frozen folder that lacks a part, or has one too many, is refused; each check by a spoilt one"""

from __future__ import annotations

import json
import marshal
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from devtools import bundle_check, frozen_archive
from devtools import bundle_parts as parts
from tests.packaging.fake_elf import fake_elf

COMMIT = "1a2b3c"
BUILDER = "/home/builder/checkout"


def frozen_program(modules: dict[str, bytes]) -> bytes:
    """As PyInstaller writes it: a start program, an archive of modules, a list, a cookie."""
    body, listed = b"PYZ\0" + bytes(8), list[tuple[str, tuple[int, int, int]]]()
    for name, content in modules.items():
        packed = zlib.compress(content)
        listed.append((name, (0, len(body), len(packed))))
        body += packed
    archive = body[:8] + struct.pack("!I", len(body)) + body[12:] + marshal.dumps(listed)
    script = zlib.compress(b"the script")
    entries = b""
    for name, kind, at, content, packed in (
        (b"main\0", b"s", 0, script, 1),
        (b"PYZ.pyz\0", b"z", len(script), archive, 0),
    ):
        size = 18 + len(name)
        entries += struct.pack("!IIIIBc", size, at, len(content), 0, packed, kind) + name
    appended = script + archive + entries
    cookie = struct.pack(
        "!8sIIII64s",
        b"MEI\014\013\012\013\016",
        *(len(appended) + 88, len(script + archive), len(entries), 311, b"libpython"),
    )
    return b"start" * 100 + appended + cookie


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    folder = tmp_path / "resources"
    for name in ("fonts/a.ttf", "help/a.md", "sample/a.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


@pytest.fixture
def folder(tmp_path: Path, resources: Path) -> Path:
    """A folder in which nothing is wrong."""
    made = tmp_path / "made"
    inner = made / parts.CONTENTS
    for name in bundle_check.NEEDED_ON_LINUX:
        (inner / name).parent.mkdir(parents=True, exist_ok=True)
        (inner / name).write_bytes(fake_elf(["libc.so.6"], ["GLIBC_2.17"]))
    for file in resources.rglob("*.*"):
        to = inner / "resources" / file.relative_to(resources)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(file.read_bytes())
    (inner / "resources" / "build.json").write_text(json.dumps({"commit": COMMIT}))
    (made / parts.WINDOW).write_bytes(frozen_program({"qinglian_desktop": b"compiled"}))
    (made / parts.COMMAND).write_text("#!/bin/sh\n")
    with zipfile.ZipFile(inner / "base_library.zip", "w") as base:
        base.writestr("os.pyc", b"compiled")
    return made


@pytest.fixture(autouse=True)
def of_the_fake(resources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = bundle_check.changed_resources
    monkeypatch.setattr(
        bundle_check, "changed_resources", lambda folder, commit: real(folder, commit, resources)
    )


def said(folder: Path) -> str:
    return "\n".join(bundle_check.problems(folder, COMMIT, [BUILDER], "GLIBC_2.28"))


def test_nothing_is_wrong_with_a_whole_one(folder: Path) -> None:
    assert said(folder) == ""


@pytest.mark.parametrize(
    "lost",
    [
        "lib/PySide6/Qt/plugins/platforms/libqxcb.so",
        "lib/PySide6/Qt/translations/qtbase_zh_CN.qm",
        "lib/libxcb-cursor.so",
        "lib/resources/fonts/a.ttf",
        "lib/resources/help/a.md",
        "lib/resources/sample/a.json",
        parts.COMMAND,
    ],
)
def test_a_part_that_is_missing_is_named(folder: Path, lost: str) -> None:
    (folder / lost).unlink()
    assert Path(lost).name in said(folder)


def test_on_windows_other_parts_are_needed(folder: Path) -> None:
    (folder / f"{parts.WINDOW}.exe").touch()
    assert "qwindows.dll" in said(folder)


def test_a_changed_resource_and_another_commit_are_named(folder: Path) -> None:
    (folder / "lib/resources/help/a.md").write_text("other")
    assert "a.md" in said(folder)
    assert COMMIT in "".join(bundle_check.changed_resources(folder, COMMIT + "0"))


@pytest.mark.parametrize(
    "place",
    [
        "lib/PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "lib/PySide6/QtQml.abi3.so",
        "lib/PySide6/Qt6VirtualKeyboard.dll",
        "lib/PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "lib/qinglian_desktop/domain/a.py",
        "lib/docx/a.pyi",
    ],
)
def test_what_is_not_used_may_not_be_inside(folder: Path, place: str) -> None:
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_bytes(b"")
    assert f"不该带 {place}" in said(folder) or place in said(folder)


@pytest.mark.skipif(os.name == "nt", reason="links take rights there")
def test_a_link_is_refused(folder: Path) -> None:
    (folder / "lib" / "libqt").symlink_to("PySide6")
    assert "是链接 lib/libqt" in said(folder)


def test_a_library_that_no_row_of_the_licences_names_is_refused(folder: Path) -> None:
    (folder / "lib" / "libreadline.so.8").write_bytes(fake_elf())
    assert "许可证表里没有 libreadline.so.8" in said(folder)


def test_a_library_that_another_asks_for_must_be_there(folder: Path) -> None:
    (folder / "lib" / "libxcb-shm.so.0").write_bytes(fake_elf(["libxcb-util.so.1", "libX11.so.6"]))
    assert "没有 libxcb-util.so.1" in said(folder)
    assert "libX11" not in said(folder)


def test_a_file_for_a_newer_system_is_refused_where_that_is_said(folder: Path) -> None:
    (folder / "lib" / "libffi.so.8").write_bytes(fake_elf([], ["GLIBC_2.9", "GLIBC_2.34"]))
    assert "libffi.so.8 要用 GLIBC_2.34" in said(folder)
    assert bundle_check.too_new(folder, "") == []
    assert "GLIBC_2.34" in bundle_check.symbol_versions(folder)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_path_of_the_builder_is_found_in_a_file(folder: Path, encoding: str) -> None:
    (folder / "lib" / "data").write_bytes(b"..." + f"{BUILDER}/a.py".encode(encoding) + b"...")
    assert "路径：lib/data" in said(folder)


def test_a_path_of_the_builder_is_found_in_archives(folder: Path) -> None:
    path = BUILDER.encode()
    (folder / parts.WINDOW).write_bytes(frozen_program({"qinglian_desktop.a": path}))
    with zipfile.ZipFile(folder / "lib" / "base_library.zip", "w", zipfile.ZIP_DEFLATED) as base:
        base.writestr("os.pyc", path * 9)
    assert f"{parts.WINDOW}：qinglian_desktop.a" in said(folder)
    assert "base_library.zip：os.pyc" in said(folder)


@pytest.mark.skipif(os.name == "nt", reason="the fake is a script")
def test_a_module_that_cannot_be_imported_is_named(folder: Path, tmp_path: Path) -> None:
    program = tmp_path / "import_all"
    program.write_text("#!/bin/sh\necho 'a.b: ImportError' >&2\nexit 1\n")
    program.chmod(0o755)
    assert bundle_check.unimportable(folder, program, {}) == ["不能装入 a.b: ImportError"]
    program.write_text("#!/bin/sh\nexit 0\n")
    assert bundle_check.unimportable(folder, program, {}) == []
    assert not (folder / "import_all").exists()


@pytest.mark.skipif(os.name == "nt", reason="the fake is a script")
def test_work_that_cannot_be_done_is_named(folder: Path) -> None:
    (folder / parts.COMMAND).chmod(0o755)
    assert bundle_check.unable(folder, {}) == []
    script = 'if [ "$1" = summary ]; then echo 没有写成; exit 3; fi'
    (folder / parts.COMMAND).write_text(f"#!/bin/sh\n{script}\n")
    assert bundle_check.unable(folder, {}) == ["做不了 summary：没有写成\n"]


def test_what_was_appended_to_a_program_is_read(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(frozen_program({"a": b"1", "a.b": b"22"}))
    assert list(frozen_archive.contents(program)) == [
        ("main", b"the script"),
        ("a", b"1"),
        ("a.b", b"22"),
    ]
    program.write_bytes(program.read_bytes()[:-200] + program.read_bytes()[-88:])
    with pytest.raises(ValueError, match="program"):
        list(frozen_archive.contents(program))

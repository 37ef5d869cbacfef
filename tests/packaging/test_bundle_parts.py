"""Of what PyInstaller brings only what is used goes in; Unicode's data is of the tongue spoken."""

from __future__ import annotations

import ctypes
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from devtools import elf, icu_data
from devtools.bundle_parts import Entry, kept_data, kept_libraries, library_key

PLUGIN = "PySide6/Qt/plugins"


def library(place: str) -> Entry:
    return (place, f"/from/{place}", "BINARY")


def test_libraries_are_kept_that_modules_and_used_plugins_ask_for() -> None:
    asks = {
        "/from/QtGui.so": ["libQt6Gui.so.6", "libc.so.6"],
        f"/from/{PLUGIN}/platforms/libqxcb.so": ["libxcb-cursor.so.0", "libX11.so.6"],
        "/from/libxcb-cursor.so.0": ["libxcb-util.so.1"],
        f"/from/{PLUGIN}/platformthemes/libqgtk3.so": ["libgtk-3.so.0"],
    }
    entries = [
        ("QtGui.so", "/from/QtGui.so", "EXTENSION"),
        *(library(f"{PLUGIN}/platforms/lib{each}.so") for each in ("qxcb", "qeglfs")),
        library(f"{PLUGIN}/platformthemes/libqgtk3.so"),
        *(library(each) for each in ("libgtk-3.so.0", "libX11.so.6", "libxcb-cursor.so.0")),
        *(library(each) for each in ("libxcb-util.so.1", "libQt6Gui.so.6", "libQt6Quick.so.6")),
        library("libpython3.11.so.1.0"),
    ]
    kept = kept_libraries(entries, lambda path: asks.get(path, []))
    assert {place for place, *_ in kept} == {
        "QtGui.so",
        f"{PLUGIN}/platforms/libqxcb.so",
        "libQt6Gui.so.6",
        "libpython3.11.so.1.0",
        "libxcb-cursor.so.0",
        "libxcb-util.so.1",
    }


def test_windows_knows_libraries_in_any_capitals() -> None:
    assert library_key("PySide6/Qt6Core.dll") == library_key("QT6CORE.DLL")
    assert library_key("lib/libQt.so") != library_key("lib/libqt.so")


@pytest.mark.parametrize(
    ("place", "is_kept"),
    [
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/translations/qtbase_zh_CN.qm", True),
        ("resources/fonts/QinglianHei-Regular.ttf", True),
        ("docx/templates/default.docx", True),
        ("pypinyin/core.pyi", False),
        ("lxml/isoschematron/resources/rng/iso-schematron.rng", False),
    ],
)
def test_of_other_files_what_is_read_is_kept(place: str, is_kept: bool) -> None:
    assert bool(kept_data([(place, "/from", "DATA")])) is is_kept


def test_links_are_not_kept() -> None:
    assert kept_data([("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")]) == []


@pytest.mark.parametrize(
    ("name", "is_used"),
    [
        ("icudt73l/root.res", True),
        ("icudt73l/pool.res", True),
        ("icudt73l/coll/zh.res", True),
        ("icudt73l/coll/ucadata.icu", True),
        ("icudt73l/zh_Hans_CN.res", True),
        ("icudt73l/gb18030.cnv", True),
        ("icudt73l/nfkc.nrm", True),
        ("icudt73l/de.res", False),
        ("icudt73l/coll/ko.res", False),
        ("icudt73l/brkitr/burmesedict.dict", False),
        ("icudt73l/ibm-1047_P100-1995.cnv", False),
        ("icudt73l/unames.icu", False),
    ],
)
def test_of_unicodes_data_what_chinese_takes_is_kept(name: str, is_used: bool) -> None:
    assert icu_data.is_used(name) is is_used


@pytest.mark.skipif(sys.platform != "linux", reason="Qt brings the data for Linux alone")
def test_the_library_written_anew_is_loaded_and_holds_what_is_used(tmp_path: Path) -> None:
    found = find_spec("PySide6")
    assert found is not None and found.origin is not None
    (original,) = Path(found.origin).parent.glob("Qt/lib/libicudata.so.*")
    copy = tmp_path / "data.so"
    copy.write_bytes(original.read_bytes())
    before = icu_data.names_in(copy)
    icu_data.slim(copy)
    assert copy.stat().st_size < original.stat().st_size / 5
    assert elf.asked(copy) == elf.Asked()

    # Read as Unicode's library reads it: from the address of the symbol.
    (name,) = {each.split("/")[0] for each in before}
    start = ctypes.addressof(ctypes.c_char.in_dll(ctypes.CDLL(str(copy)), f"{name[:-1]}_dat"))
    listed = start + ctypes.c_uint16.from_address(start).value
    count = ctypes.c_uint32.from_address(listed).value
    places = (ctypes.c_uint32 * (2 * count)).from_address(listed + 4)
    names = [ctypes.string_at(listed + place).decode() for place in places[::2]]
    assert names == sorted(each for each in before if icu_data.is_used(each))
    zh = places[names.index(f"{name}/coll/zh.res") * 2 + 1]
    assert ctypes.string_at(listed + zh, 200_000) in original.read_bytes()


def test_another_library_is_not_taken_for_unicodes_data(tmp_path: Path) -> None:
    (tmp_path / "libicudata.so.73").write_bytes(b"\x7fELF" + bytes(100))
    with pytest.raises(ValueError, match="Unicode"):
        icu_data.slim(tmp_path / "libicudata.so.73")

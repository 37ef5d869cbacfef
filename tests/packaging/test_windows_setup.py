"""What NSIS is told of a frozen folder, and how a CPython for Windows is put together."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from devtools import bundle_parts, setup_exe, windows_python
from devtools.setup_exe import about, files, setup_name, write_setup
from devtools.system import SetupProblem
from devtools.windows_python import forwarded
from qinglian_desktop import VERSION


def test_files_stand_folder_by_folder_and_dollars_are_no_variables() -> None:
    names = [Path("a.exe"), Path("lib/$x.dll"), Path("lib/b.dll"), Path("lib/字/c.ttf")]
    text = files(names, "../made/清廉")
    assert text.splitlines() == [
        "!macro EACH_AT_TOP DO",
        '  !insertmacro ${DO} "a.exe"',
        '  !insertmacro ${DO} "lib"',
        "!macroend",
        "",
        "!macro INSTALL_FILES",
        '  SetOutPath "$INSTDIR"',
        '  File "../made/清廉/a.exe"',
        '  SetOutPath "$INSTDIR\\lib"',
        '  File "../made/清廉/lib/$$x.dll"',
        '  File "../made/清廉/lib/b.dll"',
        '  SetOutPath "$INSTDIR\\lib\\字"',
        '  File "../made/清廉/lib/字/c.ttf"',
        "!macroend",
    ]


def test_names_and_version_come_from_the_program() -> None:
    lines = about(1025, "icon.ico").splitlines()
    assert f'!define VERSION "{VERSION}"' in lines
    assert f'!define VERSION_OF_FOUR "{VERSION}.0"' in lines
    assert f'!define PROGRAM "{bundle_parts.WINDOW}"' in lines
    assert "!define SIZE_IN_KB 2" in lines


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "made" / "清廉"
    (folder / "lib").mkdir(parents=True)
    for name in ("lib/b.dll", "lib/a.dll", "清廉.exe"):
        (folder / name).write_bytes(b"x")
    return folder


def test_the_installer_is_made_of_sorted_files_of_one_moment(made: Path, tmp_path: Path) -> None:
    asked: list[tuple[Sequence[str], Path]] = []

    def run(command: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[str]:
        asked.append((command, cwd))
        (cwd / setup_name()).write_bytes(b"setup")
        return subprocess.CompletedProcess(command, 0, "", "")

    target = write_setup(made, tmp_path / "work", 1_700_000_000, run)
    assert target.read_bytes() == b"setup"
    ((command, cwd),) = asked
    assert command[0] == "makensis" and "-WX" in command and cwd == tmp_path / "work"
    told = (cwd / "files.nsh").read_text("utf-8")
    assert told.index("a.dll") < told.index("b.dll") < told.rindex("清廉.exe")
    assert {each.stat().st_mtime for each in made.rglob("*.*")} == {1_700_000_000}
    assert (cwd / "setup.nsi").read_text("utf-8") == setup_exe.SCRIPT.read_text("utf-8")


def test_an_installer_that_was_not_made_is_said(made: Path, tmp_path: Path) -> None:
    def run(command: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", "Error: 坏了")

    with pytest.raises(SetupProblem, match="坏了"):
        write_setup(made, tmp_path / "work", 1_700_000_000, run)


def test_every_name_that_is_given_is_used() -> None:
    script = setup_exe.SCRIPT.read_text("utf-8")
    given = {line.split()[1] for line in about(1, "i").splitlines()}
    for name in given:
        assert "${" + name + "}" in script, f"{name} is given and not used"


def test_every_name_of_the_stable_abi_leads_to_the_one_library() -> None:
    text = forwarded("EXPORT_FUNC(Py_Main)\nEXPORT_DATA(PyType_Type)\n#define EXPORT_FUNC(name)\n")
    assert text.splitlines() == [
        "LIBRARY python3.dll",
        "EXPORTS",
        "Py_Main=python311.Py_Main",
        "PyType_Type=python311.PyType_Type DATA",
    ]


def test_what_is_fetched_is_pinned() -> None:
    assert "--hash=sha256:" in windows_python.WHEEL.read_text("ascii")
    assert len(windows_python.SOURCE_SHA256) == 64

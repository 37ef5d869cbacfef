"""What goes out with the packages: licences, the bill of materials, instructions, sums."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from devtools import elf, sbom
from devtools.environment import ROOT, lock_file, platform_name
from qinglian_desktop import VERSION

LICENCE_FOLDER = "许可证"
INSTRUCTIONS = "安装说明.txt"
SUMS = "SHA256SUMS"
_TEXTS = ("licen", "copying", "notice", "authors")
_START_PROGRAM = {"pyinstaller"}
_BLOCK = 1 << 20


def gather_licences(folder: Path, packages: Path) -> None:
    """Put the licences of all that is inside into the folder.

    ``packages`` is where the libraries of Python are installed that were frozen; those of the
    system are asked of Debian's, where the folder was made on one.
    """
    to = folder / LICENCE_FOLDER
    to.mkdir(exist_ok=True)
    shutil.copyfile(ROOT / "LICENSE", to / "清廉机关台账.txt")
    shutil.copyfile(ROOT / "packaging" / "LICENCES.md", to / "部件清单.md")
    for text in sorted((ROOT / "packaging" / "licences").glob("*.txt")):
        shutil.copyfile(text, to / text.name)
    inside = {name for name, _ in sbom.locked(lock_file("run", platform_name()).read_text("utf-8"))}
    for part in sorted(packages.glob("*.dist-info")):
        name = part.name.removesuffix(".dist-info")
        if name.partition("-")[0].replace("_", "-").lower() not in inside | _START_PROGRAM:
            continue
        for text in sorted(part.rglob("*")):
            if text.is_file() and any(word in text.name.lower() for word in _TEXTS):
                shutil.copyfile(text, to / f"{name}-{text.stem}{text.suffix or '.txt'}")
    if python := python_licence():
        shutil.copyfile(python, to / "Python.txt")
    for library in sorted((folder / "lib").glob("lib*.so*")):
        if elf.is_elf(library) and (text := debian_copyright(library.name)):
            shutil.copyfile(text, to / f"{text.parent.name}.txt")


def python_licence() -> Path | None:
    """The licence of the Python that runs, wherever it was put."""
    short = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    places = (
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(sys.base_prefix) / "lib" / short / "LICENSE.txt",
        Path("/usr/share/doc") / short / "copyright",
    )
    return next((each for each in places if each.exists()), None)


def debian_copyright(library: str) -> Path | None:
    """What Debian tells of the library of this name; None where it is not Debian's."""
    if shutil.which("dpkg") is None:
        return None
    command = ["dpkg", "-S", f"*/{library}"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    package = told.partition(":")[0]
    text = Path("/usr/share/doc") / package / "copyright"
    return text if package and text.exists() else None


def write_papers(out: Path, platform: str, packages: Sequence[str]) -> None:
    """Beside the packages: the bill of materials of the platform, and the instructions."""
    bill = json.dumps(sbom.bill("run", platform), ensure_ascii=False, indent=1)
    (out / f"部件清单_{VERSION}_{platform}.cdx.json").write_text(bill + "\n", "utf-8", newline="\n")
    shutil.copyfile(ROOT / "packaging" / "LICENCES.md", out / "许可证清单.md")
    (out / INSTRUCTIONS).write_bytes(instructions(packages))


def instructions(packages: Sequence[str]) -> bytes:
    """One page for whoever installs it, as the plainest editor of Windows reads it."""
    text = (ROOT / "packaging" / "papers" / "安装说明.md").read_text("utf-8")
    listed = "\n".join(f"  {each}" for each in sorted(packages))
    text = text.replace("{version}", VERSION).replace("{packages}", listed)
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def write_sums(out: Path) -> Path:
    """The sums of all files there, in the form that `sha256sum -c` reads."""
    files = sorted(each for each in out.iterdir() if each.is_file() and each.name != SUMS)
    text = "".join(f"{digest(each)}  {each.name}\n" for each in files)
    (out / SUMS).write_text(text, "utf-8", newline="\n")
    return out / SUMS


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    summed = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            summed.update(block)
    return summed.hexdigest()

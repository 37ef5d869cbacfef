"""The .deb on a clean old system that has what Depends names and nothing else; no network.

The screen and the keys are this machine's: no library of theirs helps the program there.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from devtools import chroots, deb, deb_layout
from devtools.bundle import PACKAGES, this_commit
from devtools.checks import virtual_screen
from devtools.chroots import Chroot
from tests.installed.journey import Journey, Place
from tests.installed.judging import book_faults, paper_faults, return_faults
from tests.journeys.real_screen import Screen

OLDER = "0.0.0.1"
USER = 1000
HOME = PurePosixPath("/home/zhang")
SOCKETS = Path("/tmp/.X11-unix")
"""Where every X server of this machine is spoken to."""
WORK = chroots.WORK


def prove(pictures: Path, *, made: bool = False) -> None:
    """Raise AssertionError at the first that is not as it must be, keep the screen's picture.

    ``made`` takes the package that lies there instead of making it.
    """
    newer = _made() if made else deb.build(PACKAGES, this_commit().seconds)
    print(f"{newer}：{newer.stat().st_size / 1e6:.1f} MB")
    older = _older_than(newer)
    office = chroots.ensure("office", sorted(deb.DEPENDS))
    for name, steps in (("装新的", [newer]), ("先装旧的，再升级", [older, newer])):
        began = time.monotonic()
        there = office.copied(WORK / "installed")
        there.script(f"useradd --create-home --home-dir {HOME} --uid {USER} zhang")
        _lived_through(there, steps, pictures)
        print(f"{name}：好（{time.monotonic() - began:.0f} 秒）")


def _made() -> Path:
    file = PACKAGES / deb_layout.file_name(deb.version_of(), chroots.architecture())
    assert file.exists(), f"{file} was not made yet"
    return file


def _older_than(package: Path) -> Path:
    """The same, told to be of an earlier version."""
    tree, version = WORK / "older", deb.version_of()
    shutil.rmtree(tree, ignore_errors=True)
    subprocess.run(["dpkg-deb", "-R", str(package), str(tree)], check=True)
    for each in (f"{deb_layout.CONTROL}/control", deb_layout.INFO):
        text = (tree / each).read_text("utf-8")
        assert version in text
        (tree / each).write_text(text.replace(version, OLDER), "utf-8")
    older = WORK / package.name.replace(version, OLDER)
    deb.pack(tree, older, 0, small=False)
    return older


def _lived_through(there: Chroot, packages: Sequence[Path], pictures: Path) -> None:
    """The first installed and worked with, each other one over it, then all gone but the book."""
    home = Place(HOME, there.root / str(HOME).lstrip("/"))
    to = home.seen / "return"
    to.mkdir()
    os.chown(to, USER, USER)
    for package in packages:
        _install(there, package)
        with _started(there, home, pictures) as journey:
            journey.begin()
            if package is packages[0]:
                journey.make_book()
                journey.keep_person_and_unit()
                journey.keep_talk()
                _none(paper_faults(journey.print_talk("talk.pdf")))
                _none(return_faults(journey.write_return("return")))
                journey.lock_and_open()
            else:
                journey.open()
            book = journey.book
        _none(book_faults(book))
    there.run(["dpkg", "-r", deb_layout.APPID])
    assert not (there.root / deb_layout.PLACE).exists(), "removing it left something behind"
    _none(book_faults(book))


def _install(there: Chroot, package: Path) -> None:
    there.run(["dpkg", "-i", f"/media/{package.name}"], binds={package.parent: "/media"})


@contextmanager
def _started(there: Chroot, home: Place, pictures: Path) -> Iterator[Journey]:
    """The program as its desktop file starts it, by a user, on a screen of its own."""
    line = shlex.split(deb_layout.exec_of((there.root / deb_layout.DESKTOP).read_text("utf-8")))
    with tempfile.TemporaryDirectory() as folder, virtual_screen(Path(folder)) as display:
        assert display is not None, "there is no Xvfb"
        given = {"DISPLAY": display, "HOME": str(home.told), "LANG": "C.UTF-8"}
        binds = {SOCKETS: str(SOCKETS)}
        words = there.words(line, binds=binds, user=USER, environ=given)
        program = subprocess.Popen(words, stdin=subprocess.DEVNULL)
        picture = Path(folder) / "Xvfb_screen0"
        try:
            screen = Screen({**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})
            journey = Journey(screen, picture, home)
            yield journey
            assert program.poll() is None, "the program ended by itself"
            assert _interfaces(program.pid) == {"lo"}, "the program could have reached a network"
        except BaseException:
            pictures.mkdir(parents=True, exist_ok=True)
            (pictures / "failed.xwd").write_bytes(picture.read_bytes())
            raise
        finally:
            # As the first process of its namespace it hears nothing milder.
            for each in _children(program.pid):
                os.kill(each, signal.SIGKILL)
            program.wait(20)


def _interfaces(process: int) -> set[str]:
    """The names of the network's interfaces that a process below this one has."""
    (child,) = _children(process)
    lines = Path(f"/proc/{child}/net/dev").read_text().splitlines()[2:]
    return {line.partition(":")[0].strip() for line in lines}


def _children(process: int) -> list[int]:
    """The processes that one started; none once it has ended."""
    try:
        return [
            int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text().split()
        ]
    except FileNotFoundError:
        return []


def _none(faults: list[str]) -> None:
    assert not faults, "\n".join(faults)

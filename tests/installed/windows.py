"""The installer for Windows under wine, for somebody with a Chinese name, without a network.

The screen and the keys are this machine's. What wine cannot show: the looks of Windows itself, its
input methods, printers, a virus scanner, and whether Windows asks before it runs the installer.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath

from devtools import setup_exe, windows
from devtools.bundle import PACKAGES
from devtools.bundle_parts import COMMAND, FOLDER, WINDOW
from devtools.checks import virtual_screen
from devtools.wine import Wine, inside, on_drive
from tests.installed.journey import Journey, Place
from tests.installed.judging import book_faults, paper_faults, return_faults
from tests.journeys.real_screen import TYPED, Screen

USER = "张三"
PREFIX = Path(f"/home/{USER}/windows")
ENTRY = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{setup_exe.APP_ID}"
PROGRAMS = PureWindowsPath(rf"C:\users\{USER}\AppData\Local\Programs") / FOLDER
LINKS = (
    f"users/{USER}/Desktop/{FOLDER}.lnk",
    f"users/{USER}/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/{FOLDER}.lnk",
)
RUNNING, NEWER = 3, 5
"""Exit codes of the installer."""
LONG = PureWindowsPath("C:\\", *["很长的文件夹名" * 5] * 6)
"""With the book's own name 200 characters."""
_CALM = 2.5
"""Wine shows later than the system itself what a key has done."""
PLACES = {
    "空格": PureWindowsPath(rf"C:\users\{USER}\我的 台账"),
    "很长": PureWindowsPath(str(LONG)[:197]),
    "另一个盘": PureWindowsPath("D:\\台账"),
    "共享": PureWindowsPath(r"\\server\share\台账"),
}
MONTH = "2026-10"


def prove(pictures: Path) -> None:
    """Raise AssertionError at the first that is not as it must be, keep the screen's picture."""
    setup = PACKAGES / setup_exe.setup_name()
    if not setup.exists():
        windows.build_setup(PACKAGES)
    print(f"{setup.name}：{setup.stat().st_size / 1e6:.1f} MB")
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, virtual_screen(Path(folder)) as display:
        assert display is not None, "there is no Xvfb"
        screen = Screen({**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})
        with Wine(str(PREFIX), USER, display) as wine:
            wine.begin()
            proof = _Proof(wine, setup, screen, Path(folder) / "Xvfb_screen0", pictures)
            proof.install_and_work()
            proof.work_in_places()
            proof.uninstall()


class _Proof:
    """What is done with the installer, one after the other."""

    def __init__(
        self, wine: Wine, setup: Path, screen: Screen, picture: Path, pictures: Path
    ) -> None:
        self._wine, self._screen, self._picture, self._pictures = wine, screen, picture, pictures
        self._setup = on_drive(inside(setup))
        self._drive = wine.outside(PREFIX) / "drive_c"
        self._home = Place(PureWindowsPath("C:\\"), self._drive)

    def install_and_work(self) -> None:
        began = time.monotonic()
        assert self._install() == 0
        _told("安装", began)
        for each in LINKS:
            assert (self._drive / each).exists(), f"no {each}"
        to = self._drive / "return"
        self._wine.do(["mkdir", str(PREFIX / "drive_c" / "return")])
        began = time.monotonic()
        with self._started() as journey:
            journey.begin()
            _told("第一个窗口", began)
            self._keep_picture("first")
        self._make_book()
        with self._started() as journey:
            journey.begin()
            journey.open()
            journey.keep_person_and_unit()
            journey.keep_talk()
            self._keep_picture("talk")
            _none(paper_faults(journey.print_talk("talk.pdf")))
            _none(return_faults(journey.write_return(to.name)))
            self._keep_picture("return")
            journey.lock_and_open()
            assert self._install() == RUNNING, "installed over a program that runs"
            book = journey.book
        _none(book_faults(book))
        # Over itself, and over one that says that it is newer.
        assert self._install() == 0
        with self._started() as journey:
            journey.begin()
            journey.open()
            self._keep_picture("again")
        _none(book_faults(book))
        change = ["reg", "add", ENTRY, "/v", "DisplayVersion", "/f", "/d"]
        self._wine.run([*change, "99.0.0"])
        assert self._install() == NEWER, "installed over a newer version"
        self._wine.run([*change, "0.0.1"])
        assert self._install() == 0, "not installed over an older version"

    def _make_book(self) -> None:
        """Twice, if need be: wine sometimes leaves the first keys to the button beside."""
        for is_last in (False, True):
            try:
                with self._started() as journey:
                    journey.begin()
                    journey.make_book()
                return
            except AssertionError as wrong:
                if is_last:
                    raise
                print(f"再试一次：{wrong}", flush=True)

    def work_in_places(self) -> None:
        """The sample book, its return and a paper by the command line, wherever the book lies."""
        other = PREFIX.parent / "d"
        self._wine.do(["mkdir", "-p", str(other), str(PREFIX / "dosdevices/unc/server/share")])
        self._wine.do(["ln", "-sfn", str(other), str(PREFIX / "dosdevices/d:")])
        environ = {"QINGLIAN_PASSWORD": TYPED}
        program = str(PROGRAMS / f"{COMMAND}.exe")
        for name, place in PLACES.items():
            began = time.monotonic()
            at, to = str(place / "示例"), str(place / "报出")
            for words in (
                ["demo", "--book", at],
                ["print", "talks", "--book", at, "--period", MONTH, "--to", to],
                ["return", "--book", at, "--month", MONTH, "--to", to],
                ["check", "--book", at],
            ):
                if words[0] == "print":
                    self._wine.run(["cmd", "/c", "mkdir", to])
                done = self._wine.run([program, *words], environ)
                assert done.returncode == 0, f"{name} {words[0]}：{done.stdout}{done.stderr}"
            _told(f"{name}（{len(at)} 个字）", began)

    def uninstall(self) -> None:
        book = self._home_book()
        done = self._wine.run([str(PROGRAMS / "卸载.exe"), "/S"])
        assert done.returncode == 0, done.stderr
        there = self._drive.joinpath(*PROGRAMS.parts[1:])
        end = time.monotonic() + 60
        while there.exists():
            assert time.monotonic() < end, f"{there} is still there"
            time.sleep(0.5)
        assert not any((self._drive / each).exists() for each in LINKS)
        assert self._wine.run(["reg", "query", ENTRY]).returncode != 0
        _none(book_faults(book))
        print("卸载以后台账库还在")

    def _home_book(self) -> Path:
        return Journey(self._screen, self._picture, self._home).book

    def _install(self) -> int:
        return self._wine.run([self._setup, "/S"]).returncode

    @contextmanager
    def _started(self) -> Iterator[Journey]:
        program = self._wine.start(["wine64", str(PROGRAMS / f"{WINDOW}.exe")])
        try:
            yield Journey(self._screen, self._picture, self._home, _CALM)
            assert program.poll() is None, "the program ended by itself"
        except BaseException:
            self._keep_picture("failed")
            raise
        finally:
            self._wine.end_programs()
            program.wait(60)

    def _keep_picture(self, name: str) -> None:
        file = self._pictures / f"{name}.xwd"
        shutil.copyfile(self._picture, file)
        if shutil.which("convert"):
            subprocess.run(["convert", str(file), str(file.with_suffix(".png"))], check=False)


def _told(what: str, began: float) -> None:
    print(f"{what}：{time.monotonic() - began:.1f} 秒", flush=True)


def _none(faults: list[str]) -> None:
    assert not faults, "\n".join(faults)

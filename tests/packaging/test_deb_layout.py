"""The package is laid out as the stores want it; each way of being otherwise is found."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devtools import deb, deb_layout
from devtools.bundle_parts import COMMAND
from devtools.deb_layout import APPID, CONTROL, DESKTOP, FILES, ICONS, INFO, PLACE, Unpacked
from tests.packaging.fake_elf import fake_elf

VERSION = "0.1.0.7"
NAME = f"{APPID}_{VERSION}_amd64.deb"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files there have no modes")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    frozen = tmp_path / "frozen"
    (frozen / "lib").mkdir(parents=True)
    (frozen / COMMAND).write_text("#!/bin/sh\n")
    (frozen / COMMAND).chmod(0o777)
    library = frozen / "lib" / "libmodule.so"
    library.write_bytes(fake_elf(["libX11.so.6", "libc.so.6", "libmodule.so"]))
    library.chmod(0o600)
    tree = tmp_path / "tree"
    deb.lay_out(frozen, tree, VERSION, "amd64")
    return tree


def test_what_is_laid_out_is_as_the_stores_want_it(tree: Path) -> None:
    assert deb_layout.faults(Unpacked(tree, NAME)) == []
    assert deb.strangers(tree) == []
    told = deb_layout.fields((tree / CONTROL / "control").read_text("utf-8"))
    assert told["Depends"].startswith("libc6 (>= 2.28), ")
    assert deb_layout.exec_of((tree / DESKTOP).read_text("utf-8")) == f"/{FILES}/{COMMAND}"


def rewrite(path: str, old: str, new: str) -> Callable[[Path], object]:
    def change(tree: Path) -> None:
        text = (tree / path).read_text("utf-8")
        assert old in text
        (tree / path).write_text(text.replace(old, new), "utf-8")

    return change


def put(path: str, mode: int = 0o644) -> Callable[[Path], object]:
    def change(tree: Path) -> None:
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).touch()
        (tree / path).chmod(mode)

    return change


def without(path: str) -> Callable[[Path], object]:
    return lambda tree: (tree / path).unlink()


def more_in_info(tree: Path) -> None:
    info = json.loads((tree / INFO).read_text("utf-8"))
    (tree / INFO).write_text(json.dumps({**info, "wants": 1}), "utf-8")


THE_CONTROL = f"{CONTROL}/control"
THE_ICON = f"{ICONS}/scalable/apps/{APPID}.svg"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (without(THE_CONTROL), "control 里没有 Package"),
        (rewrite(THE_CONTROL, "Maintainer: ", "Maintained: "), "control 里没有 Maintainer"),
        (rewrite(THE_CONTROL, f"Package: {APPID}", "Package: other"), "包名"),
        (rewrite(THE_CONTROL, VERSION, "0.1.0"), "四段"),
        (rewrite(THE_CONTROL, VERSION, "0.1.0.7-1"), "四段"),
        (rewrite(THE_CONTROL, VERSION, "0.1.0.8"), "文件名"),
        (rewrite(THE_CONTROL, "amd64", "x86"), "机型"),
        (rewrite(THE_CONTROL, "libc6 (>= 2.28)", "libc6"), "libc6"),
        (put(f"{CONTROL}/postinst", 0o755), "postinst"),
        (put(f"{CONTROL}/triggers"), "triggers"),
        (without(INFO), "info 读不成"),
        (rewrite(INFO, VERSION, "0.1.0.6"), "info 的 version"),
        (rewrite(INFO, '"camera": false', '"camera": true'), "info 的 permissions"),
        (rewrite(INFO, '"arch": [', '"arch": ["arm64", '), "info 的 arch"),
        (more_in_info, "info 里多了 wants"),
        (without(DESKTOP), "桌面文件没有"),
        (rewrite(DESKTOP, "Terminal=false", "Terminal=true"), "终端"),
        (rewrite(DESKTOP, "Exec=/opt/apps", "Exec=/usr/bin"), "Exec 不在"),
        (rewrite(DESKTOP, f"/{COMMAND}\nIcon", "/other\nIcon"), "Exec 不能运行"),
        (lambda tree: (tree / FILES / COMMAND).chmod(0o644), "Exec 不能运行"),
        (without(THE_ICON), "没有图标"),
        (rewrite(DESKTOP, f"Icon={APPID}", "Icon=app"), "没有图标"),
        (put("usr/bin/qinglian", 0o755), "usr/bin/qinglian"),
        (put("opt/apps/other/files/x"), "opt/apps/other"),
        (put(f"{PLACE}/README"), f"{PLACE}/README"),
        (put(f"{FILES}/lib/sudo", 0o4755), "权限不对"),
        (put(f"{FILES}/lib/anybody", 0o666), "权限不对"),
        (put(f"{FILES}/lib/nobody", 0o200), "权限不对"),
        (lambda tree: (tree / FILES / "link").symlink_to("/etc"), "是链接"),
        (lambda tree: os.mkfifo(tree / FILES / "pipe"), "不是文件"),
    ],
)
def test_another_layout_is_found(tree: Path, spoil: Callable[[Path], object], said: str) -> None:
    spoil(tree)
    assert any(said in each for each in deb_layout.faults(Unpacked(tree, NAME)))


def test_the_name_of_the_file_counts(tree: Path) -> None:
    (wrong,) = deb_layout.faults(Unpacked(tree, "清廉机关台账.deb"))
    assert "文件名" in wrong


def test_a_library_that_depends_does_not_bring_is_found(tree: Path) -> None:
    (tree / FILES / "lib" / "other.so").write_bytes(fake_elf(["libwayland-client.so.0"]))
    (wrong,) = deb.strangers(tree)
    assert "other.so 要 libwayland-client.so.0" in wrong

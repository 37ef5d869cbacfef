"""Packages have the same bytes whenever they are made of the same; what goes with them is true."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from devtools import bundle, portable, release_papers
from devtools.system import SetupProblem
from qinglian_desktop import VERSION
from qinglian_desktop.own_place import PORTABLE

MOMENT = 1_700_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "清廉机关台账"
    (made / "lib" / "b").mkdir(parents=True)
    (made / "lib" / "b" / "数.txt").write_text("b")
    (made / "lib" / "a.so").write_text("a")
    (made / "program").write_text("#!/bin/sh\n")
    (made / "program").chmod(0o755)
    return made


def test_the_same_files_give_the_same_archive(folder: Path, tmp_path: Path) -> None:
    portable.archive(folder, tmp_path / "1.zip", MOMENT)
    other = tmp_path / "other" / folder.name
    shutil.copytree(folder, other)
    (other / "program").touch()
    portable.archive(other, tmp_path / "2.zip", MOMENT)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert list(tmp_path.glob("*.part")) == []


def test_an_archive_is_sorted_and_keeps_what_may_be_run(folder: Path, tmp_path: Path) -> None:
    portable.mark_portable(folder)
    portable.archive(folder, tmp_path / "1.zip", MOMENT)
    with zipfile.ZipFile(tmp_path / "1.zip") as packed:
        entries = {each.filename: each for each in packed.infolist()}
    assert list(entries) == sorted(entries)
    assert f"清廉机关台账/{PORTABLE}" in entries
    assert entries["清廉机关台账/program"].external_attr >> 16 == 0o100755
    assert entries["清廉机关台账/lib/b/数.txt"].external_attr >> 16 == 0o100644
    assert {each.date_time for each in entries.values()} == {time.gmtime(MOMENT)[:6]}


def test_sums_are_of_all_files_and_can_be_checked(tmp_path: Path) -> None:
    (tmp_path / "包.zip").write_bytes(b"zip")
    (tmp_path / "a.txt").write_bytes(b"text")
    release_papers.write_sums(tmp_path)
    told = release_papers.write_sums(tmp_path).read_text("utf-8")
    digests = [hashlib.sha256(each).hexdigest() for each in (b"text", b"zip")]
    assert told == f"{digests[0]}  a.txt\n{digests[1]}  包.zip\n"


def test_the_instructions_name_the_version_and_the_packages() -> None:
    text = release_papers.instructions(["b.zip", "a.deb"]).decode("utf-8-sig")
    assert VERSION in text
    assert "  a.deb\r\n  b.zip\r\n" in text
    assert "{" not in text
    # One page, printed by the plainest editor.
    assert len(text.splitlines()) <= 55


def test_licences_are_gathered_from_all_that_is_inside(tmp_path: Path) -> None:
    part = tmp_path / "packages" / "lxml-6.dist-info"
    (part / "licenses").mkdir(parents=True)
    (part / "licenses" / "LICENSE.txt").write_text("of lxml")
    (part / "METADATA").write_text("not a licence")
    tool = tmp_path / "packages" / "setuptools-84.dist-info"
    tool.mkdir()
    (tool / "LICENSE").write_text("of a tool that is not inside")
    (tmp_path / "made").mkdir()
    release_papers.gather_licences(tmp_path / "made", tmp_path / "packages")
    told = {each.name for each in (tmp_path / "made" / "许可证").iterdir()}
    assert {"清廉机关台账.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "lxml-6-LICENSE.txt"} <= told
    assert not any("METADATA" in each or "setuptools" in each for each in told)


def test_only_what_can_be_made_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundle, "PACKAGES", tmp_path)
    made: list[str] = []

    def make() -> Path:
        made.append("portable")
        (tmp_path / "a.zip").write_bytes(b"zip")
        return tmp_path / "a.zip"

    monkeypatch.setattr(bundle, "MAKERS", {"portable": make})
    with pytest.raises(SetupProblem, match="rpm"):
        bundle.build(["rpm"])
    assert bundle.build(["portable"]) == 0
    assert bundle.build([]) == 0
    assert made == ["portable"] * 2
    assert "a.zip" in (tmp_path / release_papers.SUMS).read_text("utf-8")
    assert "  a.zip" in (tmp_path / release_papers.INSTRUCTIONS).read_text("utf-8-sig")


def test_a_folder_that_is_not_whole_is_no_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bundle.environment, "ensure", lambda *_: tmp_path / "python")
    monkeypatch.setattr(bundle, "packages_of", lambda _: tmp_path)
    monkeypatch.setattr(bundle, "this_commit", lambda: bundle.Commit("1a2b", "2026-11-27", MOMENT))
    monkeypatch.setattr(bundle, "freeze", lambda *_: tmp_path)
    monkeypatch.setattr(bundle.bundle_check, "unimportable", lambda *_: [])
    monkeypatch.setattr(bundle.bundle_check, "unable", lambda *_: [])
    with pytest.raises(SetupProblem, match=r"缺少 .*libqxcb\.so"):
        bundle.freeze_here()


def test_the_commit_is_the_one_of_the_checkout() -> None:
    if shutil.which("git") is None or not (bundle.ROOT / ".git").exists():
        with pytest.raises((SetupProblem, FileNotFoundError)):
            bundle.this_commit()
        return
    command = ["git", "-C", str(bundle.ROOT), "rev-parse", "HEAD"]
    head = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    commit = bundle.this_commit()
    assert commit.name == head
    assert commit.date.count("-") == 2
    assert commit.seconds > MOMENT

"""Of what lies on a stick only a newer installer for this PC is taken, and only whole."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from qinglian_desktop.application.installers import (
    SUMS_FILE,
    TAKEN_TO,
    Installer,
    InstallerKind,
    find_installers,
    installer_of,
    newest_for,
    own_kind,
    own_platform,
    take_checked,
    version_order,
)
from qinglian_desktop.application.ports import no_progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem

SETUP, DEB, PORTABLE = InstallerKind.SETUP, InstallerKind.DEB, InstallerKind.PORTABLE
DEB_NAME = "cn.example.qinglian-desktop_0.2.0.0_amd64.deb"


def put(stick: Path, name: str, said: str | None = None) -> Path:
    """An installer on a stick, with its sum beside it, or another that is ``said``."""
    stick.mkdir(exist_ok=True)
    data = name.encode() * 9
    (stick / name).write_bytes(data)
    with (stick / SUMS_FILE).open("a", encoding="utf-8") as sums:
        sums.write(f"{said or hashlib.sha256(data).hexdigest()}  {name}\n")
    return stick / name


@pytest.mark.parametrize(
    ("name", "kind", "version", "of"),
    [
        ("清廉机关台账_0.2.0_setup.exe", SETUP, "0.2.0", "windows-x86_64"),
        (DEB_NAME, DEB, "0.2.0.0", "linux-x86_64"),
        ("cn.example.qinglian-desktop_1.10.0.3_arm64.deb", DEB, "1.10.0.3", "linux-aarch64"),
        ("清廉机关台账_0.2.0_便携版_linux-x86_64.zip", PORTABLE, "0.2.0", "linux-x86_64"),
    ],
)
def test_an_installer_is_known_by_its_name(
    name: str, kind: InstallerKind, version: str, of: str
) -> None:
    assert installer_of(Path(name)) == Installer(Path(name), kind, version, of)


@pytest.mark.parametrize(
    "name",
    [
        "setup.exe",
        "清廉机关台账_新_setup.exe",
        "wps_1.0.0.0_amd64.deb",
        "清廉机关台账.zip",
        SUMS_FILE,
    ],
)
def test_other_files_are_none(name: str) -> None:
    assert installer_of(Path(name)) is None


def test_they_are_found_on_the_stick_and_in_its_folders(tmp_path: Path) -> None:
    one = put(tmp_path / "U盘", DEB_NAME)
    two = put(tmp_path / "U盘" / "清廉 0.3", DEB_NAME.replace("0.2.0.0", "0.3.0.0"))
    put(tmp_path / "U盘" / "$RECYCLE.BIN", DEB_NAME.replace("0.2.0.0", "0.9.0.0"))
    found = find_installers([tmp_path / "U盘", tmp_path / "拔掉了"])
    assert [each.path for each in found] == [one, two]
    assert newest_for(found, "0.1.0", DEB, "linux-x86_64").path == two


@pytest.mark.parametrize(
    ("names", "own", "said"),
    [
        ([], "0.1.0", "没有找到"),
        ([DEB_NAME], "0.2.0", "就是这一版"),
        ([DEB_NAME], "0.10.0", "0.10.0 版更新"),
        (["清廉机关台账_0.2.0_setup.exe"], "0.1.0", "Windows"),
        (["cn.example.qinglian-desktop_0.2.0.0_arm64.deb"], "0.1.0", "飞腾、鲲鹏"),
        (["清廉机关台账_0.2.0_便携版_linux-x86_64.zip"], "0.1.0", "便携版"),
    ],
)
def test_what_is_none_for_this_pc_is_refused_in_a_sentence(
    names: list[str], own: str, said: str
) -> None:
    found = [made for each in names if (made := installer_of(Path(each))) is not None]
    assert len(found) == len(names)
    with pytest.raises(EnvironmentProblem) as refused:
        newest_for(found, own, DEB, "linux-x86_64")
    assert said in refused.value.sentence
    assert "台账库没有动" in refused.value.sentence


def test_versions_are_compared_by_their_numbers() -> None:
    ordered = ["0.1.0", "0.2", "0.9.1", "0.10.0", "1.0.0.1"]
    assert sorted(reversed(ordered), key=version_order) == ordered
    assert version_order("0.1.0") == version_order("0.1.0.0")


def test_a_whole_one_is_taken_over_and_what_was_taken_before_goes(tmp_path: Path) -> None:
    made = installer_of(put(tmp_path / "U盘", DEB_NAME))
    assert made is not None
    before = tmp_path / "own" / TAKEN_TO / "旧的.deb"
    before.parent.mkdir(parents=True)
    before.touch()
    told: list[int] = []
    taken = take_checked(made, tmp_path / "own", lambda done, total: told.append(done) or True)
    assert taken == before.parent / DEB_NAME and taken.read_bytes() == made.path.read_bytes()
    assert list(before.parent.iterdir()) == [taken]
    assert told == [made.path.stat().st_size]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.write_bytes(file.read_bytes()[:-1]), "对不上"),
        (lambda file: (file.parent / SUMS_FILE).unlink(), "旁边没有校验文件"),
        (lambda file: (file.parent / SUMS_FILE).write_text("", "utf-8"), "里没有写"),
        (lambda file: (file.parent / SUMS_FILE).write_bytes(b"\xff\x00" * 99), "里没有写"),
        (lambda file: file.unlink(), "U盘可能已经拔出"),
    ],
    ids=["cut off", "no sums", "empty sums", "broken sums", "gone"],
)
def test_what_is_not_whole_is_refused_and_leaves_nothing(
    tmp_path: Path, spoil: object, said: str
) -> None:
    made = installer_of(put(tmp_path / "U盘", DEB_NAME))
    assert made is not None and callable(spoil)
    spoil(made.path)
    with pytest.raises(EnvironmentProblem) as refused:
        take_checked(made, tmp_path / "own", no_progress)
    assert said in refused.value.sentence
    assert not any(each.is_file() for each in (tmp_path / "own").rglob("*"))


def test_it_can_be_given_up(tmp_path: Path) -> None:
    made = installer_of(put(tmp_path / "U盘", DEB_NAME))
    assert made is not None
    with pytest.raises(Cancelled):
        take_checked(made, tmp_path / "own", lambda done, total: False)
    assert list((tmp_path / "own" / TAKEN_TO).iterdir()) == []


def test_this_pc_is_one_that_installers_are_made_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("platform.machine", lambda: "AMD64")
    assert (own_platform(), own_kind(is_portable=False)) == ("windows-x86_64", SETUP)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    assert (own_platform(), own_kind(is_portable=False)) == ("linux-aarch64", DEB)
    assert own_kind(is_portable=True) is PORTABLE

"""The lock files install the same pinned program everywhere and name nothing of the builder."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from devtools import locks
from devtools.environment import LOCKS, PLATFORMS, ROOT, Kind, lock_file

PINNED = re.compile(r"^([a-z0-9-]+)==([^\s;]+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")

each_platform = pytest.mark.parametrize("platform", sorted(PLATFORMS.values()))
each_lock = pytest.mark.parametrize("lock", sorted(LOCKS.glob("*.txt")), ids=lambda p: p.stem)


def pins(lock: Path) -> dict[str, str]:
    found = (PINNED.match(line) for line in lock.read_text("utf-8").splitlines())
    return {match[1]: match[2] for match in found if match}


def wanted(requirements: list[str], platform: str) -> dict[str, str]:
    """Name → version of the direct dependencies that count on the platform."""
    result: dict[str, str] = {}
    for requirement in requirements:
        pin, _, marker = (part.strip() for part in requirement.partition(";"))
        on_arm = platform.endswith("aarch64")
        if marker and ("== 'aarch64'" in marker) is not on_arm:
            continue
        name, version = pin.split("==")
        result[name.partition("[")[0].lower()] = version
    return result


def project() -> dict[str, list[str]]:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = content["dependency-groups"]
    return {
        "run": content["project"]["dependencies"],
        "dev": [each for each in groups["dev"] if isinstance(each, str)],
        "province": groups["province"],
        "build": groups["build"],
    }


def test_there_is_a_lock_of_each_kind_for_each_platform() -> None:
    kinds: tuple[Kind, ...] = ("run", "dev", "province", "build")
    expected = {lock_file(kind, platform) for kind in kinds for platform in PLATFORMS.values()}
    assert set(LOCKS.glob("*.txt")) == expected


@each_lock
def test_a_lock_holds_pins_and_hashes_and_nothing_else(lock: Path) -> None:
    header, *lines = lock.read_text("utf-8").splitlines()
    assert header + "\n" == locks.HEADER
    strangers = [line for line in lines if not (PINNED.match(line) or HASH.match(line))]
    assert strangers == []


@each_platform
def test_what_pyproject_pins_is_what_is_locked(platform: str) -> None:
    of_kinds: tuple[Kind, ...] = ("run", "dev", "province", "build")
    for kind in of_kinds:
        asked = wanted(project()[kind], platform)
        assert asked.items() <= pins(lock_file(kind, platform)).items()


@each_platform
def test_the_dev_lock_contains_the_others(platform: str) -> None:
    run, dev, province = (pins(lock_file(kind, platform)) for kind in ("run", "dev", "province"))
    assert run.items() <= province.items() <= dev.items()


@each_platform
def test_what_is_frozen_is_what_is_tested(platform: str) -> None:
    run, build = (pins(lock_file(kind, platform)) for kind in ("run", "build"))
    assert run.items() <= build.items()


@each_platform
def test_what_only_a_province_installs_is_told_in_the_licences(platform: str) -> None:
    table = (ROOT / "packaging" / "LICENCES.md").read_text("utf-8")
    run, province = pins(lock_file("run", platform)), pins(lock_file("province", platform))
    only = {name: province[name] for name in province.keys() - run.keys()}
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+?) \|", table, re.MULTILINE))
    assert set(only) >= {"psycopg", "psycopg-binary"}
    assert only.items() <= rows.items()


@each_platform
def test_every_shipped_part_stands_in_the_licence_table(platform: str) -> None:
    table = (ROOT / "packaging" / "LICENCES.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+?) \|", table, re.MULTILINE))
    shipped = pins(lock_file("run", platform))
    assert set(rows) >= set(shipped)
    assert {n: rows[n] for n, version in shipped.items() if version not in rows[n]} == {}


def test_uv_is_given_the_main_index_but_no_local_ones() -> None:
    settings = {
        "index-url": "https://mirror.example/simple",
        "cert": "/etc/ssl/ca.crt",
        "extra-index-url": "file:///somewhere/simple",
        "find-links": "/somewhere/wheels",
    }
    assert locks.index_settings(settings) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "SSL_CERT_FILE": "/etc/ssl/ca.crt",
    }


def test_the_run_lock_is_held_to_the_versions_of_the_dev_lock() -> None:
    arguments = locks.compile_arguments("run", "linux-x86_64")
    assert "packaging/locks/dev-linux-x86_64.txt" in arguments
    assert "--generate-hashes" in arguments

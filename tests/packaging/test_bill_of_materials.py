"""The bill of materials names what the locks install; the list of advisories what they pinned."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from devtools import advisories, sbom
from devtools.environment import LOCKS, PLATFORMS, ROOT, Kind, lock_file

HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
SPDX = re.compile(r"[A-Za-z0-9.-]+( (AND|OR) [A-Za-z0-9.-]+)*")
ADVISORIES = ROOT / "packaging" / "ADVISORIES.md"

each_bill = pytest.mark.parametrize("platform", sorted(PLATFORMS.values()))
each_kind = pytest.mark.parametrize("kind", sbom.SHIPPED)


@each_kind
@each_bill
def test_every_locked_part_and_hash_is_billed(kind: Kind, platform: str) -> None:
    components = sbom.bill(kind, platform)["components"]
    assert isinstance(components, list)
    lock = lock_file(kind, platform).read_text("utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock, re.MULTILINE)
    assert [(each["name"], each["version"]) for each in components] == pinned
    billed = [
        each["content"]
        for component in components
        for reference in component["externalReferences"]
        for each in reference["hashes"]
    ]
    assert billed == HASH.findall(lock)


def licences(component: dict[str, object]) -> list[str]:
    found: list[str] = []
    for each in component["licenses"]:  # pyright: ignore[reportGeneralTypeIssues]
        assert isinstance(each, dict)
        found.append(each.get("expression") or each["license"].get("id") or each["license"]["name"])
    return found


def test_licences_are_those_of_the_table_in_the_words_of_spdx() -> None:
    components = sbom.bill("province", "windows-x86_64")["components"]
    assert isinstance(components, list)
    of = {each["name"]: each for each in components}
    assert [licences(each) for each in components if not SPDX.fullmatch(licences(each)[0])] == []
    assert licences(of["cryptography"]) == ["Apache-2.0 OR BSD-3-Clause"]
    assert licences(of["greenlet"]) == ["MIT AND PSF-2.0"]
    assert licences(of["pyside6-addons"]) == ["LGPL-3.0-only"]
    within = {each["name"]: licences(each) for each in of["sqlcipher3"]["components"]}
    assert within == {
        "SQLCipher": ["BSD-3-Clause"],
        "SQLite": ["公有领域"],
        "OpenSSL": ["Apache-2.0"],
    }
    assert [each["name"] for each in of["lxml"]["components"]] == ["libxml2", "libxslt"]


def test_bills_are_written_as_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sbom, "ROOT", tmp_path)
    monkeypatch.setattr(sbom, "OUT", tmp_path / "sbom")
    monkeypatch.setattr(sbom, "bill", lambda *of: {"of": of})
    assert sbom.sbom([]) == 0
    written = {each.name: json.loads(each.read_text("utf-8")) for each in sbom.OUT.iterdir()}
    assert len(written) == len(sbom.SHIPPED) * len(PLATFORMS)
    assert written["run-linux-x86_64.cdx.json"] == {"of": ["run", "linux-x86_64"]}


def test_every_lock_is_asked_about_and_silence_is_no_answer() -> None:
    arguments = advisories.audit_arguments()
    assert {each for each in arguments if each.endswith(".txt")} == {
        str(each) for each in LOCKS.glob("*.txt")
    }
    assert "--strict" in arguments


def test_the_dated_list_is_of_what_is_locked_now() -> None:
    """Whoever locks other versions has to look again, or say that nobody has."""
    told = ADVISORIES.read_text("utf-8")
    asked = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+?) \|", told, re.MULTILINE))
    pinned: dict[str, set[str]] = {}
    for lock in LOCKS.glob("*.txt"):
        for name, version in sbom.locked(lock.read_text("utf-8")):
            pinned.setdefault(name, set()).add(version)
    assert {name: set(versions.split("、")) for name, versions in asked.items()} == pinned
    (day,) = re.findall(r"^查的日期：(\d{4}-\d\d-\d\d)", told, re.MULTILINE)
    assert date.fromisoformat(day)

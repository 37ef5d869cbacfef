"""The bill of materials of what is shipped: CycloneDX 1.6, made from locks and licence table."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence

from devtools.environment import PLATFORMS, ROOT, Kind, lock_file

LICENCES = ROOT / "packaging" / "LICENCES.md"
OUT = ROOT / "out" / "sbom"
SHIPPED: tuple[Kind, ...] = ("run", "province")
"""The desktop, and what only who collects into a server installs besides."""
_PIN = re.compile(r"^([a-z0-9-]+)==([^\s;]+)")
_HASH = re.compile(r"^ +--hash=sha256:([0-9a-f]{64})")
_ROW = re.compile(r"^\| ([a-z0-9-]+) \| .+? \| (.+?) \|$", re.MULTILINE)
_SPDX = {"PostgreSQL 许可证": "PostgreSQL", "OpenLDAP 许可证": "OLDAP-2.8"}
"""Identifiers of licences that the table calls by other names."""
_ID = re.compile(r"[A-Za-z0-9.-]+")
_FAMILIES = {"BSD"}
"""Looks like an identifier of SPDX and is none."""

Part = dict[str, object]


def sbom(arguments: Sequence[str]) -> int:
    """Write one for each lock that is shipped."""
    OUT.mkdir(parents=True, exist_ok=True)
    for kind in SHIPPED:
        for platform in PLATFORMS.values():
            target = OUT / f"{kind}-{platform}.cdx.json"
            text = json.dumps(bill(kind, platform), ensure_ascii=False, indent=1)
            target.write_text(text + "\n", "utf-8", newline="\n")
            print(f"已写 {target.relative_to(ROOT).as_posix()}")
    return 0


def bill(kind: Kind, platform: str) -> Part:
    """The program and every part that the lock installs, with its hashes and licence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    licences = dict(_ROW.findall(LICENCES.read_text("utf-8")))
    pins = locked(lock_file(kind, platform).read_text("utf-8"))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": project["name"],
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
            },
            "properties": [{"name": "platform", "value": platform}],
        },
        "components": [
            _component(name, version, hashes, licences[name])
            for (name, version), hashes in pins.items()
        ],
    }


def locked(text: str) -> dict[tuple[str, str], list[str]]:
    """What a lock pins: (name, version) with the SHA-256 of every file that may be installed."""
    pins: dict[tuple[str, str], list[str]] = {}
    hashes: list[str] = []
    for line in text.splitlines():
        if pin := _PIN.match(line):
            hashes = pins[pin[1], pin[2]] = []
        elif found := _HASH.match(line):
            hashes.append(found[1])
    return pins


def _component(name: str, version: str, hashes: Sequence[str], licence: str) -> Part:
    purl = f"pkg:pypi/{name}@{version}"
    own, _, rest = licence.partition("；")
    component: Part = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": _licences(own.removesuffix("，见下")),
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{name}/{version}/",
                "hashes": [{"alg": "SHA-256", "content": each} for each in hashes],
            }
        ],
    }
    if within := _within(rest):
        component["components"] = within
    return component


def _within(words: str) -> list[Part]:
    """What the files of a part bring along, as the table lists it."""
    _, _, listed = words.partition("内含")
    found: list[Part] = []
    for each in listed.split("；")[0].split("，") if "：" in listed else []:
        names, _, licence = each.strip().partition("：")
        for name in names.split("、"):
            found.append({"type": "library", "name": name.strip(), "licenses": _licences(licence)})
    return found


def _licences(words: str) -> list[Part]:
    """As an identifier or expression of SPDX where there is one, else by name."""
    words = _SPDX.get(words.strip(), words.strip())
    expression = words.replace(" 或 ", " OR ").replace(" 与 ", " AND ")
    if expression != words:
        return [{"expression": expression}]
    is_id = _ID.fullmatch(words) is not None and words not in _FAMILIES
    return [{"license": {"id": words} if is_id else {"name": words}}]

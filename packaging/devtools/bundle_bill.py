"""The bill of materials of one frozen folder: what the lock installs, Python, libraries in C."""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path
from typing import cast

from devtools import bundle_parts, sbom
from devtools.bundle_check import LICENCES, library_rows, part_of


def bill_of(folder: Path, name: str) -> sbom.Part:
    """CycloneDX of a folder for the platform of this name.

    Libraries that belong to no package of Python stand in it one by one, each with its sum and
    with the licence that the table names for it.
    """
    bill = sbom.bill("run", name)
    components = list(cast("list[sbom.Part]", bill["components"]))
    rows = library_rows(LICENCES)
    own = [file for file in sorted((folder / bundle_parts.CONTENTS).glob("*")) if file.is_file()]
    for file in own:
        if row := rows.get(part_of(Path(file.name))):
            components.append(_library(file, row.part, row.licence))
    components.append(
        {
            "type": "application",
            "bom-ref": "cpython",
            "name": "CPython",
            "version": platform.python_version(),
            "licenses": [{"license": {"id": "PSF-2.0"}}],
        }
    )
    return {**bill, "components": components}


def _library(file: Path, part: str, licence: str) -> sbom.Part:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return {
        "type": "library",
        "bom-ref": file.name,
        "name": file.name,
        "description": part,
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"license": {"name": licence}}],
    }

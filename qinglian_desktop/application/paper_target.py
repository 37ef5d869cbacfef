"""Where pages are written: into a file, or into memory"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TypeAlias

PaperTarget: TypeAlias = Path | BytesIO
"""The file of exactly this path; or what would be in it, so that a talk leaves no scrap."""

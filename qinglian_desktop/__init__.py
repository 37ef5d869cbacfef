"""清廉机关台账: an offline record desk for party-branch secretaries."""

from pathlib import Path

VERSION = "0.1.0"
RESOURCES = Path(__file__).resolve().parents[1] / "resources"
"""The files that come with the program: fonts, icons, help, templates, the sample."""

"""What is fixed about the sample book, wherever it is made.

Imports nothing: ``dev.py`` reads it before any library is there.
"""

from __future__ import annotations

SAMPLE_PASSWORD = "qinglian2026"
"""Public on purpose: the sample book holds invented people only."""
SAMPLE_YEAR = 2026
"""The year of its records, unless another is asked for."""

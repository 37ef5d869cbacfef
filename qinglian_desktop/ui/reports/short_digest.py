"""The 校验码: enough of a digest to compare by eye"""

from __future__ import annotations

SHOWN_OF_DIGEST = 8
"""Signs of the digest that a person compares."""


def short_digest(digest: str) -> str:
    """The 校验码 of a digest."""
    return digest[:SHOWN_OF_DIGEST]

"""Where 署名 and 成文日期 stand on a document with a seal (GB/T 9704-2012, 7.3.5.1)"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qinglian_desktop.domain.signature import Signature

SIGNS = 28
"""In a line."""
DAY_FROM_RIGHT = 4
"""Signs between the day and the right edge of the text."""
BLANK_LINES = 2
"""Above the name: the seal, about four lines high, comes within a line of the text."""
WITH_IT = 2
"""Lines of text that stand on one page with the signature, at the least."""


def signature_lines(
    signature: Signature, width: Callable[[str], float]
) -> Iterator[tuple[str, float]]:
    """The name, if there is one, and the day, each with the signs from it to the right edge.

    ``width`` measures in signs. The name stands above the day with its middle above that of the
    day, but never beyond the edge.
    """
    day = signature.written_day
    if signature.name:
        middle = DAY_FROM_RIGHT + width(day) / 2
        yield signature.name, max(middle - width(signature.name) / 2, 0.0)
    yield day, float(DAY_FROM_RIGHT)

"""What the cells of a list are sorted by, as one sees them."""

from __future__ import annotations

from qinglian_desktop.domain.field_types import (
    Choice,
    Day,
    FieldType,
    Moment,
    Month,
    Name,
    PersonRef,
    Span,
)
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.storage.spelling import pinyin_order


def in_order(kind: FieldType | None, content: CellValue) -> tuple[object, ...]:
    """What a shown cell is sorted by: words of a list in its order, then nothing; else text.

    A word in the place of a day (长期坚持) stands where no day does.
    """
    if isinstance(kind, Choice):
        places = {word: place for place, word in enumerate(kind.options)}
        return (places.get(str(content), len(places)) if content is not None else 99,)
    if isinstance(kind, Day) and isinstance(content, str):
        return (False, None)
    if isinstance(content, str) and not isinstance(kind, Month | Moment | Span | None):
        content = pinyin_order(content, is_name=isinstance(kind, Name | PersonRef))
    return (content is not None, content)

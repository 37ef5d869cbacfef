"""What lies over the cells of a sheet in parts of its own: pictures, shapes, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from openpyxl.utils import get_column_letter

from qinglian_desktop.documents.returns.shown.elements import (
    all_within,
    child,
    cut_short,
    local_name,
    text_within,
)

_LAID = {
    "pic": "图片",
    "graphicFrame": "图表",
    "sp": "图形",
    "cxnSp": "线条",
    "grpSp": "图形",
    "contentPart": "墨迹",
}
_OLD_KIND = re.compile(rb"<(?:\w+:)?ObjectType|ObjectType=[\"'](\w+)[\"']")


def of_drawing(root: Element) -> Iterator[str]:
    """What a drawing lays over the cells, each with the cell at its upper left."""
    for anchor in all_within(root, "twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
        kind = next((_LAID[local_name(each)] for each in all_within(anchor, *_LAID)), "图形")
        corner = child(anchor, "from")
        place = {local_name(each): each.text for each in corner} if corner is not None else {}
        column, row = int(place.get("col") or 0), int(place.get("row") or 0)
        yield f"{get_column_letter(column + 1)}{row + 1}处放了{kind}"


def of_comments(root: Element) -> Iterator[str]:
    """What comments say, each with its cell."""
    for each in all_within(root, "comment", "threadedComment"):
        yield f"{each.get('ref', '')}有批注“{cut_short(text_within(each))}”"


def of_old_drawing(data: bytes) -> Iterator[str]:
    """What the older kind of drawing has beside the boxes of comments."""
    kinds = [found[1] for found in _OLD_KIND.finditer(data)]
    if any(kind and kind != b"Note" for kind in kinds) or data.count(b"<v:shape ") > len(kinds):
        yield "放了按钮、文字框一类的东西"

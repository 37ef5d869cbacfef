"""Elements of a workbook's XML by their plain names: two standards have two namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_TRUE = {"1", "true", "on"}


def local_name(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name; None where there is none."""
    if element is None:
        return None
    return next((each for each in element if local_name(each) == name), None)


def children(element: Element | None, name: str) -> list[Element]:
    """What stands in the first child of a name."""
    found = child(element, name)
    return [] if found is None else list(found)


def all_within(element: Element, *names: str) -> Iterator[Element]:
    """All that have one of the names, however deep."""
    return (each for each in element.iter() if local_name(each) in names)


def number_of(words: str | None, usual: float) -> float:
    """An attribute's number; what is usual where it has none."""
    try:
        return float(words) if words else usual
    except ValueError:
        return usual


def is_on(element: Element, name: str) -> bool:
    """Whether an attribute says yes; without it, it does not."""
    return element.get(name, "0") in _TRUE


def text_within(element: Element) -> str:
    """What stands in it and below, as one text."""
    return "".join(element.itertext())

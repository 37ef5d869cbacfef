"""Elements of a workbook's XML by their plain names: two standards have two namespaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

_TRUE = {"1", "true", "on"}
_OF_WORKBOOKS = {
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
}


def local_name(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def namespace(element: Element) -> str:
    """What stands before the name, with its braces."""
    return element.tag[: element.tag.rfind("}") + 1]


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name in the same namespace; None where there is none."""
    if element is None:
        return None
    named = f"{namespace(element)}{name}"
    return next((each for each in element if each.tag == named), None)


def children(element: Element | None, name: str) -> list[Element]:
    """What stands in the first child of a name."""
    found = child(element, name)
    return [] if found is None else list(found)


def all_within(element: Element, *names: str) -> Iterator[Element]:
    """All that have one of the names, however deep."""
    return (each for each in element.iter() if local_name(each) in names)


def is_one(root: Element, repeated: Collection[str] = ()) -> bool:
    """Whether every program finds the same in a part of a workbook.

    Each name stands once below the root, but for those that may be ``repeated``. What is of
    another namespace stands there, too, and holds nothing that is of the workbook's: some
    programs pass it over, and others look for names alone. What later versions add is left out.
    """
    space = namespace(root)
    if space not in _OF_WORKBOOKS:
        return False
    names = Counter(each.tag for each in root if each.tag.startswith(space))
    if any(many > 1 and tag[len(space) :] not in repeated for tag, many in names.items()):
        return False
    left = list(root)
    at_top = len(left)
    for place, each in enumerate(left):
        if each.tag.startswith(space):
            if each.tag != f"{space}extLst":
                left.extend(each)
        elif place >= at_top or any(inner.tag.startswith(space) for inner in each.iter()):
            return False
    return True


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


def cut_short(words: str) -> str:
    """As much of a text as a sentence has room for."""
    line = " ".join(words.split())
    return line if len(line) <= 30 else f"{line[:28]}……"

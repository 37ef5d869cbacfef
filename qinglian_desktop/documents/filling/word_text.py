"""The words of a paragraph of Word, piece by piece: labels, and the blanks beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from qinglian_desktop.documents.filling.form_package import XmlNode

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _TAB, _LINE_END, _CONTROL = (f"{W}{each}" for each in ("t", "tab", "br", "sdt"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINES = re.compile(r"[_＿]{2,}")
_WIDE = re.compile(r"[ \u3000\u00a0\t]{2,}|\u3000|\t")
_ASKS = ("：", ":")
_ASKS_AT_END = re.compile(r"[：:][ \u3000\u00a0]*(?=\n|$)")
_NOT_YET_SAID = "\u3000\u3000"
"""What stands for the words of a control that says no more than where to click."""


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A label or a blank of a paragraph, from where to where in its text."""

    start: int
    end: int
    text: str
    is_blank: bool


class ParagraphText:
    """The text of a paragraph, whichever runs it is cut into."""

    def __init__(self, node: XmlNode) -> None:
        self.node = node
        self._texts = list(_texts(node))
        self.text = "".join(_said(each) for each in self._texts)

    def pieces(self) -> list[WordPiece]:
        """Labels and blanks in turn; a text that asks (姓名：) ends with a blank of no length."""
        found: list[WordPiece] = []
        at = 0
        for start, end in self._blanks():
            if start > at:
                found.append(WordPiece(at, start, self.text[at:start], False))
            found.append(WordPiece(start, end, self.text[start:end], True))
            at = end
        if at < len(self.text):
            found.append(WordPiece(at, len(self.text), self.text[at:], False))
        return found

    def write(self, start: int, end: int, words: str) -> None:
        """Put words in the place of a part of the text, as that part looks."""
        at, is_put = 0, False
        for node in self._texts:
            said = _said(node)
            first, last = max(start - at, 0), min(end - at, len(said))
            is_inside = first < last
            at += len(said)
            if node.tag != _TEXT:
                if is_inside:
                    # A tab or line end, in whose place the words are put.
                    if not is_put:
                        node.addnext(_text_like(node, words))
                        is_put = True
                    _remove(node)
                continue
            here = is_inside or (start == end and 0 <= start - at + len(said) <= len(said))
            if here and not is_put:
                _set(node, f"{said[:first]}{words}{said[max(first, last) :]}")
                is_put = True
            elif is_inside:
                _set(node, f"{said[:first]}{said[last:]}")
        if not is_put:
            self.node.append(_run_like(self.node, words))

    def _blanks(self) -> Iterator[tuple[int, int]]:
        lined = [(found.start(), found.end()) for found in _LINES.finditer(self.text)]
        lined += [
            (found.start(), found.end())
            for found in _WIDE.finditer(self.text)
            if self._is_to_fill(found.start(), found.end())
        ]
        filled = {end for _, end in lined}
        lined += [
            (found.start() + 1, found.end())
            for found in _ASKS_AT_END.finditer(self.text)
            if found.end() not in filled
        ]
        last = 0
        for start, end in sorted(lined):
            if start >= last:
                last = end
                yield start, end

    def _is_to_fill(self, start: int, end: int) -> bool:
        """Blanks behind 姓名：, and blanks that are underlined."""
        before = self.text[:start]
        return before.endswith(_ASKS) or (bool(before.strip()) and self._is_lined(start, end))

    def _is_lined(self, start: int, end: int) -> bool:
        at = 0
        for node in self._texts:
            length = len(_said(node))
            if at < end and start < at + length:
                run = node.getparent()
                lined = run.find(f"{W}rPr/{W}u") if run is not None else None
                return lined is not None and lined.get(f"{W}val") != "none"
            at += length
        return False


def own_paragraphs(cell: XmlNode) -> list[XmlNode]:
    """The paragraphs that stand right in a cell, none of a table within it."""
    return list(unwrapped(cell, f"{W}p"))


def unwrapped(node: XmlNode, *tags: str) -> Iterator[XmlNode]:
    """What stands in an element, be it in a content control of its own, or of several."""
    for each in node:
        if each.tag in tags:
            yield each
        elif each.tag == _CONTROL:
            content = each.find(f"{W}sdtContent")
            if content is not None:
                yield from unwrapped(content, *tags)


def write_lines(cell: XmlNode, words: str) -> None:
    """Let a cell say just this, a paragraph a line, as its first paragraph looks."""
    first, *others = own_paragraphs(cell) or [_paragraph_in(cell)]
    for each in others:
        _remove(each)
    lines = words.split("\n")
    paragraph = ParagraphText(first)
    paragraph.write(0, len(paragraph.text), lines[0])
    last = first
    for line in lines[1:]:
        added = deepcopy(first)
        again = ParagraphText(added)
        again.write(0, len(again.text), line)
        last.addnext(added)
        last = added


def _texts(node: XmlNode) -> Iterator[XmlNode]:
    """Every text of a paragraph in order, tab and line end; none of fields, pictures and what was
    struck out."""
    for each in node:
        if each.tag in (f"{W}r", f"{W}hyperlink", f"{W}ins", f"{W}smartTag"):
            yield from _texts(each)
        elif each.tag == _CONTROL:
            content = each.find(f"{W}sdtContent")
            if content is not None:
                yield from _texts(content)
        elif each.tag in (_TEXT, _TAB) or (each.tag == _LINE_END and not each.get(f"{W}type")):
            yield each


def _said(node: XmlNode) -> str:
    if node.tag != _TEXT:
        return "\t" if node.tag == _TAB else "\n"
    return node.text or "" if _to_click(node) is None else _NOT_YET_SAID


def _to_click(node: XmlNode) -> XmlNode | None:
    """The mark of the control around a text that its words only say where to click."""
    control = node.getparent()
    while control is not None and control.tag != _CONTROL:
        control = control.getparent()
    return None if control is None else control.find(f"{W}sdtPr/{W}showingPlcHdr")


def _set(node: XmlNode, words: str) -> None:
    """Words into a text; its line ends become those of Word."""
    if (mark := _to_click(node)) is not None:
        looks = node.find(f"../{W}rPr/{W}rStyle")
        for each in (mark, looks):
            if each is not None:
                _remove(each)
    first, *others = words.split("\n")
    node.text = first
    node.set(_SPACE, "preserve")
    last = node
    for each in others:
        line_end = node.makeelement(_LINE_END, {})
        last.addnext(line_end)
        last = _text_like(node, each)
        line_end.addnext(last)


def _text_like(node: XmlNode, words: str) -> XmlNode:
    """A text of its own for the run of another."""
    text = node.makeelement(_TEXT, {})
    _set(text, words)
    return text


def _paragraph_in(cell: XmlNode) -> XmlNode:
    """A paragraph made in a cell that has none."""
    made = cell.makeelement(f"{W}p", {})
    cell.append(made)
    return made


def _remove(node: XmlNode) -> None:
    above = node.getparent()
    assert above is not None
    above.remove(node)


def _run_like(paragraph: XmlNode, words: str) -> XmlNode:
    """A run that looks as the last one does, or as the end of the paragraph."""
    runs = [each for each in paragraph.iter(f"{W}r")]
    looks = runs[-1].find(f"{W}rPr") if runs else paragraph.find(f"{W}pPr/{W}rPr")
    run = paragraph.makeelement(f"{W}r", {})
    if looks is not None:
        run.append(deepcopy(looks))
    run.append(_text_like(paragraph, words))
    return run

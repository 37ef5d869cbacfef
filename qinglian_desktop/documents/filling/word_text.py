"""The words of a paragraph of Word, piece by piece: labels, and the blanks beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from qinglian_desktop.documents.filling.form_package import XmlNode

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINES = re.compile(r"[_＿]{2,}")
_WIDE = re.compile(r"[ \u3000\u00a0]{2,}|\u3000")
_ASKS = ("：", ":")
_NOT_A_RUN_OF_TEXT = frozenset((f"{W}fldChar", f"{W}instrText", f"{W}drawing", f"{W}object"))


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
            here = first < last or (start == end and 0 <= start - at <= len(said))
            if here and not is_put:
                _set(node, f"{said[:first]}{words}{said[max(first, last) :]}")
                is_put = True
            elif first < last:
                _set(node, f"{said[:first]}{said[last:]}")
            at += len(said)
        if not is_put:
            self.node.append(_run_like(self.node, words))

    def _blanks(self) -> Iterator[tuple[int, int]]:
        lined = [(found.start(), found.end()) for found in _LINES.finditer(self.text)]
        lined += [
            (found.start(), found.end())
            for found in _WIDE.finditer(self.text)
            if self._is_to_fill(found.start(), found.end())
        ]
        if self.text.rstrip().endswith(_ASKS) and not any(
            end == len(self.text) for _, end in lined
        ):
            lined.append((len(self.text.rstrip()), len(self.text)))
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
    return [each for each in cell if each.tag == f"{W}p"]


def write_lines(cell: XmlNode, words: str) -> None:
    """Let a cell say just this, a paragraph a line, as its first paragraph looks."""
    first, *others = own_paragraphs(cell)
    for each in others:
        cell.remove(each)
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
    """Every text of a paragraph in order; none of fields, pictures and what was struck out."""
    for each in node:
        if each.tag in (f"{W}r", f"{W}hyperlink", f"{W}ins", f"{W}smartTag"):
            yield from _texts(each)
        elif each.tag in (f"{W}sdt",):
            content = each.find(f"{W}sdtContent")
            if content is not None:
                yield from _texts(content)
        elif each.tag == f"{W}t":
            yield each


def _said(node: XmlNode) -> str:
    return node.text or ""


def _set(node: XmlNode, words: str) -> None:
    """Words into a text; its line ends become those of Word."""
    first, *others = words.split("\n")
    node.text = first
    node.set(_SPACE, "preserve")
    last = node
    for each in others:
        line_end = node.makeelement(f"{W}br", {})
        text = node.makeelement(f"{W}t", {_SPACE: "preserve"})
        text.text = each
        last.addnext(line_end)
        line_end.addnext(text)
        last = text


def _run_like(paragraph: XmlNode, words: str) -> XmlNode:
    """A run that looks as the last one does, or as the end of the paragraph."""
    runs = [each for each in paragraph.iter(f"{W}r")]
    looks = runs[-1].find(f"{W}rPr") if runs else paragraph.find(f"{W}pPr/{W}rPr")
    run = paragraph.makeelement(f"{W}r", {})
    if looks is not None:
        run.append(deepcopy(looks))
    text = paragraph.makeelement(f"{W}t", {})
    run.append(text)
    _set(text, words)
    return run

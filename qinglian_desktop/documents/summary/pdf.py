"""The summary as PDF, set as GB/T 9704-2012 sets an official document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qinglian_desktop.application.document_ports import FontUsed, SummaryText
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.pdf import pdf_canvas
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet
from qinglian_desktop.documents.paper.text import Line, set_text
from qinglian_desktop.documents.summary.signing import (
    BLANK_LINES,
    SIGNS,
    WITH_IT,
    signature_lines,
)
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.summary import Kind, Paragraph, spaced, summary_title

_LEFT, _TOP = 28 * MM, 37 * MM
_WIDTH, _HEIGHT = 156 * MM, 225 * MM
_LINES = 22
_PITCH = _HEIGHT / _LINES
_BODY = _WIDTH / SIGNS
"""28 signs in 156 mm; 三号 proper (16 pt) would leave room for 27."""
_TITLE = 22.0
_FOOT = 14.0
_BELOW = 7 * MM
_MIDDLE = 0.37
"""Of a digit, and of the strokes beside it, above the baseline, in em."""
_PARTS = {
    Kind.TITLE: ("标题", "小标宋"),
    Kind.ADDRESS: ("主送", "仿宋"),
    Kind.HEAD: ("一级标题", "黑体"),
    Kind.SUBHEAD: ("二级标题", "楷体"),
    Kind.TEXT: ("正文", "仿宋"),
}
"""What each part is called, and the typeface that it wants."""
_OURS = {
    "QinglianSong-Regular": "自带的宋体",
    "QinglianSong-Bold": "自带的宋体（粗）",
    "QinglianHei-Regular": "自带的黑体",
    "QinglianExt-Regular": "自带的宋体",
}
_CALLED = {
    "simfang": "仿宋",
    "simhei": "黑体",
    "simkai": "楷体",
    "fs_gb2312": "仿宋_GB2312",
    "仿宋_gb2312": "仿宋_GB2312",
    "simfang_gb2312": "仿宋_GB2312",
    "楷体_gb2312": "楷体_GB2312",
    "simkai_gb2312": "楷体_GB2312",
    "fzxbsjw": "方正小标宋简体",
    "fzxbsjw--gb1-0": "方正小标宋简体",
    "方正小标宋_gbk": "方正小标宋_GBK",
    "fzxbsk": "方正小标宋_GBK",
}
"""The names of fonts by those of their files, in lower case."""
_ROLES = {
    Kind.TITLE: Role.TITLE,
    Kind.ADDRESS: Role.BODY,
    Kind.HEAD: Role.LABEL,
    Kind.SUBHEAD: Role.REMARK,
    Kind.TEXT: Role.BODY,
}


def write_pdf(text: SummaryText, target: Path, fonts: Fonts) -> tuple[FontUsed, ...]:
    """Write the pages of a summary; gives the fonts in which they are set."""
    canvas = pdf_canvas(target, A4, summary_title(text.paragraphs), text.unit_name, fonts)
    for sheet in summary_sheets(text.paragraphs, fonts, text.signature):
        sheet.put_on(canvas)
        canvas.showPage()
    canvas.save()
    kinds = {each.kind for each in text.paragraphs}
    return tuple(_font_used(kind, fonts) for kind in Kind if kind in kinds)


class _Set(NamedTuple):
    """A line of a page, or a blank one; ``holds_next`` keeps it on one page with the next."""

    kind: Kind
    line: Line
    holds_next: bool = False


_BLANK = Line("", 0.0)


def summary_sheets(
    paragraphs: Sequence[Paragraph], fonts: Fonts, signature: Signature | None = None
) -> list[Sheet]:
    """The pages, numbered outside: odd ones right, even ones left."""
    sheets = [Sheet()]
    used = 0
    for block in _blocks(_all_set(paragraphs, fonts, signature)):
        if used + len(block) > _LINES and used:
            sheets.append(Sheet())
            used = 0
        for each in block:
            if used == _LINES:
                sheets.append(Sheet())
                used = 0
            _write(sheets[-1], each, used, fonts)
            used += 1
    for number, sheet in enumerate(sheets, 1):
        _say_number(sheet, number, fonts)
    return sheets


def _all_set(
    paragraphs: Sequence[Paragraph], fonts: Fonts, signature: Signature | None
) -> list[_Set]:
    """Every line of the document: no head stands last on a page, nor a signature alone."""
    found: list[_Set] = []
    for paragraph, blank_follows in spaced(paragraphs):
        holds = paragraph.kind is not Kind.TEXT
        found += [_Set(paragraph.kind, line, holds) for line in _lines(paragraph, fonts)]
        found += [_Set(paragraph.kind, _BLANK, holds)] * blank_follows
    if signature is not None:
        with_it = found[-WITH_IT:]
        found[-WITH_IT:] = [each._replace(holds_next=True) for each in with_it]
        found += [_Set(Kind.TEXT, _BLANK, holds_next=True)] * BLANK_LINES
        found += [_Set(Kind.TEXT, line, holds_next=True) for line in _signed(signature, fonts)]
    return found


def _blocks(lines: Iterable[_Set]) -> Iterator[list[_Set]]:
    """Lines that stand on one page."""
    block: list[_Set] = []
    for each in lines:
        block.append(each)
        if not each.holds_next:
            yield block
            block = []
    yield block


def _signed(signature: Signature, fonts: Fonts) -> Iterator[Line]:
    body = fonts[Role.BODY]
    for words, right in signature_lines(signature, lambda text: body.width(text, 1.0)):
        for line in set_text(body, _BODY, words, _WIDTH):
            indent = max(_WIDTH - line.width - right * _BODY, 0.0)
            yield line._replace(indent=indent, stretch=0.0)


def _lines(paragraph: Paragraph, fonts: Fonts) -> list[Line]:
    typeface = fonts[_ROLES[paragraph.kind]]
    if paragraph.kind is Kind.TITLE:
        lines = set_text(typeface, _TITLE, paragraph.text, _WIDTH)
        # Lines of about one length, instead of a last one of two signs.
        even = typeface.width(paragraph.text, _TITLE) / len(lines) + _TITLE
        return set_text(typeface, _TITLE, paragraph.text, min(even, _WIDTH))
    indent = 0.0 if paragraph.kind is Kind.ADDRESS else 2 * _BODY
    return set_text(typeface, _BODY, paragraph.text, _WIDTH, indent=indent)


def _write(sheet: Sheet, each: _Set, place: int, fonts: Fonts) -> None:
    kind, line, _ = each
    top = A4[1] - _TOP - place * _PITCH
    size = _TITLE if kind is Kind.TITLE else _BODY
    left = _LEFT + (_WIDTH - line.width) / 2 if kind is Kind.TITLE else _LEFT
    sheet.write(left, top, _PITCH, line, fonts[_ROLES[kind]], size)


def _say_number(sheet: Sheet, number: int, fonts: Fonts) -> None:
    """— 1 —, its strokes 7 mm below the text, and one sign in from the outer edge."""
    y = A4[1] - _TOP - _HEIGHT - _BELOW - _MIDDLE * _FOOT
    words = f"— {number} —"
    if number % 2:
        sheet.say(_LEFT + _WIDTH - _FOOT, y, words, fonts[Role.NUMBER], _FOOT, "right")
    else:
        sheet.say(_LEFT + _FOOT, y, words, fonts[Role.NUMBER], _FOOT)


def _font_used(kind: Kind, fonts: Fonts) -> FontUsed:
    """The font of a kind: the PC's own, or ours, which is a 黑体 but no 仿宋, 楷体 or 小标宋."""
    part, wanted = _PARTS[kind]
    name = fonts[_ROLES[kind]].file.stem
    own = _CALLED.get(name.lower(), name)
    if name not in _OURS:
        return FontUsed(part, wanted, own)
    return FontUsed(part, wanted, _OURS[name], is_stand_in=wanted not in _OURS[name])

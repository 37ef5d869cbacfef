"""The styles of records and lists in Word: the typefaces of paper, under names that users read."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument

from qinglian_desktop.documents.word.paragraphs import ParagraphStyle, give_styles
from qinglian_desktop.documents.word.typefaces import offer_other_fonts
from qinglian_desktop.documents.word.word_files import new_document

TITLE_FONT, LABEL_FONT, BODY_FONT, REMARK_FONT = (
    "方正小标宋简体",
    "黑体",
    "仿宋_GB2312",
    "楷体_GB2312",
)
LABEL, SMALL, SMALL_LABEL = "表格栏目", "表格小字", "表格小栏目"
ABOVE, BELOW, NOTE, PICTURE, CAPTION, TINY = "填报行", "表下行", "表注", "照片", "照片说明", "表间"
BODY_SIZE, BODY_LEADING, SMALL_LEADING = 12.0, 19.0, 16.0


def dressed_document(size: float, small: float, above: ParagraphStyle) -> WordDocument:
    """An empty document for tables whose text is of ``size``, inner ones and feet of ``small``.

    ``above`` is the line between the title and the table.
    """
    document = new_document()
    leading = BODY_LEADING if size == BODY_SIZE else 1.4 * size
    own = (
        ("Normal", ParagraphStyle("Normal", BODY_FONT, size, leading)),
        ("Title", ParagraphStyle("Title", TITLE_FONT, 20, 30, "center")),
        ("Header", ParagraphStyle("Header", BODY_FONT, small, 20, tabs=above.tabs, edge=2)),
        ("Footer", ParagraphStyle("Footer", BODY_FONT, small, 14, "center")),
    )
    give_styles(document, own, (above, *_new_styles(size, leading, small)))
    offer_other_fonts(document)
    return document


def _new_styles(size: float, leading: float, small: float) -> Sequence[ParagraphStyle]:
    close = leading - 2 if size == BODY_SIZE else leading
    return (
        ParagraphStyle(LABEL, LABEL_FONT, size, close, "center"),
        ParagraphStyle(SMALL, BODY_FONT, small, SMALL_LEADING),
        ParagraphStyle(SMALL_LABEL, LABEL_FONT, small, SMALL_LEADING, "center"),
        ParagraphStyle(BELOW, BODY_FONT, 11, 22, edge=2),
        ParagraphStyle(NOTE, REMARK_FONT, small, 20, edge=2),
        ParagraphStyle(PICTURE, BODY_FONT, small, 0, "center"),
        ParagraphStyle(CAPTION, REMARK_FONT, small, SMALL_LEADING, "center"),
        ParagraphStyle(TINY, BODY_FONT, 1, 0.7),
    )

"""An earlier version and the record of now in two columns, what differs marked by a word"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from qinglian_desktop.application.versions import Compared
from qinglian_desktop.domain.then_and_now import ThenAndNow, unlike
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

DIFFERS, SAME_ALL_THE_SAME = "不同", "不同，恢复也不变"
_NOTHING = "（没有填）"
_LABEL, _MARK, _SAID = 15, 9, 38
"""Of a hundred parts of the width."""
_FIRST = "first"
"""The anchor of the first line that differs."""


class VersionView(QWidget):
    """Read only; words can be copied out of it. What heads the columns stays when it scrolls."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.text = text = QTextBrowser()
        text.setObjectName("then_and_now")
        text.setAccessibleName("那时的样子和现在对照")
        text.setFrameShape(QFrame.Shape.NoFrame)
        text.setOpenLinks(False)
        text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        text.document().setDocumentMargin(0)
        self._then, self._now = label("", "head"), label("现在", "head")
        parts = label("项目", "muted"), self._then, self._now
        heads = row(*parts, spacing=0)
        pad = theme.px(SPACE + 4)
        heads.setContentsMargins(pad, theme.px(4), pad + theme.px(SPACE), theme.px(2))
        for at, (part, wide) in enumerate(zip(parts, (_LABEL + _MARK, _SAID, _SAID), strict=True)):
            heads.setStretch(at, wide)
            # As wide as its share, whatever it says.
            part.setMinimumWidth(1)
        self.setLayout(column(heads, text, spacing=0))

    def show_compared(self, seen: Compared) -> None:
        """Show them, from the first line that differs on."""
        then = f"{seen.version.called} 的样子"
        self.show_lines((then, "现在"), seen.lines, seen.stays, seen.gone)

    def show_lines(
        self,
        heads: tuple[str, str],
        lines: Sequence[ThenAndNow],
        stays: Collection[str] = (),
        gone: Sequence[str] = (),
    ) -> None:
        """The same of any two, each under its head; ``stays`` and ``gone`` as of ``Compared``."""
        for part, words in zip((self._then, self._now), heads, strict=True):
            part.setText(words)
        self.text.setHtml(self._page(lines, stays, gone))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.scrollToAnchor(_FIRST)

    def _page(
        self, compared: Sequence[ThenAndNow], stays: Collection[str], gone: Sequence[str]
    ) -> str:
        colours, pad = self._theme.colours, self._theme.px(SPACE / 2 + 1)
        lines: list[str] = []
        is_first = True
        for each in compared:
            if each.heading:
                lines.append(
                    f"<tr><td colspan='4' style='color:{colours.muted}'><b>"
                    f"{escape(each.heading)}</b></td></tr>"
                )
            lines.append(self._line(each, each.key in stays, each.differs and is_first))
            is_first = is_first and not each.differs
        lines += [self._gone(gone)] if gone else []
        return f"<table width='100%' cellspacing='0' cellpadding='{pad}'>{''.join(lines)}</table>"

    def _line(self, each: ThenAndNow, stays: bool, is_first: bool) -> str:
        mark = "" if not each.differs else SAME_ALL_THE_SAME if stays else DIFFERS
        ground = f" bgcolor='{self._theme.colours.warn_soft}'" if each.differs else ""
        then, now = _marked(each) if each.differs else (_plain(each.then), _plain(each.now))
        note = f"<br/><i>（{escape(each.note)}）</i>" if each.note else ""
        anchor = f"<a name='{_FIRST}'></a>" if is_first else ""
        return (
            f"<tr{ground}><td width='{_LABEL}%'>{anchor}{escape(each.label)}</td>"
            f"<td width='{_MARK}%'><b>{mark}</b></td><td width='{_SAID}%'>{then}</td>"
            f"<td width='{_SAID}%'>{now}{note}</td></tr>"
        )

    def _gone(self, gone: Sequence[str]) -> str:
        said = "；".join(filter(None, gone))
        return (
            f"<tr><td>现在的表上没有的项目</td><td></td><td>{_plain(said)}</td>"
            "<td>（恢复时不带过来）</td></tr>"
        )


def _marked(each: ThenAndNow) -> tuple[str, str]:
    """Both, underlined from the first sign that differs to the last, where much is the same."""
    if not each.then or not each.now:
        return _plain(each.then), _plain(each.now)
    before, end_then, end_now = unlike(each.then, each.now)
    return _underlined(each.then, before, end_then), _underlined(each.now, before, end_now)


def _underlined(text: str, start: int, end: int) -> str:
    inside = _html(text[start:end])
    marked = f"<b><u>{inside}</u></b>" if inside else ""
    return f"{_html(text[:start])}{marked}{_html(text[end:])}"


def _plain(text: str) -> str:
    return _html(text) if text else _NOTHING


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br/>")

"""签到表 on A4: names in groups, lines to sign in, and blank ones down to the last page's end."""

from __future__ import annotations

from collections.abc import Iterator

from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.flow import flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.form import draw_table
from qinglian_desktop.documents.paper.sheet import A4, MM, Sheet, number_pages
from qinglian_desktop.documents.paper.text import set_text
from qinglian_desktop.domain.guest_list import Group, Guest
from qinglian_desktop.domain.sign_in import COLUMNS, SignInSheet, how_many_words

ROW = 10 * MM
"""The height of a line: what a name written with a pen needs, and a little more."""
FEWEST_BLANK = 4
"""Lines for those who are not on the list."""
_LEFT = 25 * MM
_WIDTH = A4[0] - 2 * _LEFT
_TOP, _BOTTOM, _FOOT = 26 * MM, 22 * MM, 12 * MM
_SHARES = (0.09, 0.18, 0.27, 0.28, 0.18)
_TITLE, _TITLE_HEIGHT = 22.0, 40.0
_FACT, _FACT_HEIGHT = 14.0, 20.0
_BODY = 12.0
_SMALL = 10.5
_HEAD_HEIGHT = 9 * MM
_GROUP_HEIGHT = 8 * MM
_END = 9 * MM
"""Below the table: how many came, to be filled in by hand, and who made the sheet."""
_PAD = 3.0


def sign_in_pages(sheet: SignInSheet, unit_name: str, fonts: Fonts) -> list[Sheet]:
    """The pages of a sheet; every one has the head of the table."""
    return _Printer(sheet, unit_name, fonts).pages()


class _Printer:
    def __init__(self, sheet: SignInSheet, unit_name: str, fonts: Fonts) -> None:
        self._sheet = sheet
        self._unit_name = unit_name
        self._fonts = fonts
        self._body = Style(fonts[Role.BODY], _BODY, _BODY * 1.3, "center")
        self._title = set_text(fonts[Role.TITLE], _TITLE, sheet.title, _WIDTH)
        self._facts = [
            line
            for label, text in sheet.facts
            for line in set_text(fonts[Role.BODY], _FACT, f"{label}：{text}", _WIDTH)
        ]
        self._head = self._heads()

    def pages(self) -> list[Sheet]:
        above = len(self._title) * _TITLE_HEIGHT + len(self._facts) * _FACT_HEIGHT + 6.0
        room = A4[1] - _TOP - _BOTTOM - _END
        bands = [self._head, *self._bands()]
        pages = flow(bands, room - above, room)
        spare = (room - above if len(pages) == 1 else room) - sum(h for _, h in pages[-1])
        # A line more for whoever comes, as long as there is room for one.
        pages[-1] += [(self._row(None, Guest("")), ROW) for _ in range(int(spare // ROW))]
        sheets: list[Sheet] = []
        for number, page in enumerate(pages):
            made = Sheet()
            top = A4[1] - _TOP
            if not number:
                self._say_head(made, top)
                top -= above
            bottom = draw_table(made, page, _LEFT, _WIDTH, top)
            self._say_end(made, bottom, is_last=number == len(pages) - 1)
            sheets.append(made)
        number_pages(sheets, self._fonts, A4[0] / 2, _FOOT)
        return sheets

    def _say_head(self, made: Sheet, top: float) -> None:
        for line in self._title:
            title = self._fonts[Role.TITLE]
            made.write(_LEFT + (_WIDTH - line.width) / 2, top, _TITLE_HEIGHT, line, title, _TITLE)
            top -= _TITLE_HEIGHT
        for line in self._facts:
            made.write(_LEFT, top, _FACT_HEIGHT, line, self._fonts[Role.BODY], _FACT)
            top -= _FACT_HEIGHT

    def _say_end(self, made: Sheet, bottom: float, *, is_last: bool) -> None:
        body, y = self._fonts[Role.BODY], bottom - _END + 8
        day = self._sheet.made_on
        made_on = f"{day.year}年{day.month}月{day.day}日制"
        right = _LEFT + _WIDTH
        made.say(right, y, f"{self._unit_name}　{made_on}".strip("　"), body, _SMALL, "right")
        if is_last:
            made.say(_LEFT, y, how_many_words(self._sheet), body, _SMALL)

    def _heads(self) -> Band:
        style = Style(self._fonts[Role.LABEL], _BODY, _BODY * 1.3, "center")
        return Band(self._cells(COLUMNS, style), _HEAD_HEIGHT, shaded=True, with_next=True)

    def _bands(self) -> Iterator[Band]:
        number = 0
        groups = self._sheet.groups
        for place, group in enumerate(groups):
            yield self._group(group)
            for each in group.people:
                number += 1
                yield self._row(number, each)
            if place == len(groups) - 1:
                for _ in range(FEWEST_BLANK):
                    yield self._row(None, Guest(""))

    def _group(self, group: Group) -> Band:
        style = Style(self._fonts[Role.REMARK], _BODY, _BODY * 1.3)
        count = f"（{len(group.people)}人）" if group.people else ""
        lines = set_text(style.typeface, _BODY, f"{group.label}{count}", _WIDTH - 16)
        cell = Cell(_LEFT, _WIDTH, lines, style, 8.0)
        return Band([cell], _GROUP_HEIGHT, with_next=True, head=self._head)

    def _row(self, number: int | None, guest: Guest) -> Band:
        said = ("" if number is None else str(number), guest.name, guest.post, "", guest.remark)
        return Band(self._cells(said, self._body), ROW, head=self._head)

    def _cells(self, said: tuple[str, ...], style: Style) -> list[Cell]:
        cells: list[Cell] = []
        left = _LEFT
        for text, share in zip(said, _SHARES, strict=True):
            width = share * _WIDTH
            lines = set_text(style.typeface, style.size, text, width - 2 * _PAD) if text else ()
            cells.append(Cell(left, width, lines, style, _PAD))
            left += width
        return cells

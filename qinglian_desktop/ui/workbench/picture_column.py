"""The year's pictures below each other, read when they are looked at, and a way to print them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.pictures import PictureReading, blank_words
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.look.parts import column, frame, label
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.workbench.picture_view import PictureView


class PictureColumn(Fresh, QScrollArea):
    """Pictures of one year; those that hold nothing are named at the end.

    Tab comes to them from ``before``.
    """

    def __init__(self, session: Session, before: QWidget) -> None:
        super().__init__()
        self._session = session
        self._before = before
        self._year = session.desk.clock().year
        self._inner = QWidget()
        self._inner.setObjectName("canvas")
        self._inner_layout = QVBoxLayout(self._inner)
        self._inner_layout.setContentsMargins(0, 0, 0, 0)
        self._inner_layout.setSpacing(SPACE)
        self._inner_layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setObjectName("pictures")
        self.setAccessibleName("图")
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._say("正在读取…")
        self.keep_fresh(session)

    @property
    def views(self) -> list[PictureView]:
        """The pictures that hold something, in the order of the report."""
        return self._inner.findChildren(PictureView)

    @property
    def year(self) -> int:
        """The year shown."""
        return self._year

    def show_year(self, year: int) -> None:
        """Show the pictures of a year."""
        self._year = year
        self.refresh()

    def concerns(self, changed: Changed) -> bool:
        """Pictures are of records."""
        return bool(changed.ledgers)

    def read(self) -> None:
        """Read the year, on another thread."""
        pictures, year = self._session.desk.pictures, self._year
        self._session.read(self, lambda _: pictures.of_year(year), self._show, latest="year")

    def print_pages(self) -> None:
        """A preview of the year's pictures on A4."""
        from qinglian_desktop.ui.dialogs.print_preview import PrintPreview

        pictures, year = self._session.desk.pictures, self._year
        title = f"{year}年台账图"
        PrintPreview(
            self._session,
            title,
            lambda _: pictures.preview(year),
            f"{title}.pdf",
            self,
            much_of=(),
        ).open()

    def _show(self, readings: list[PictureReading]) -> None:
        clear(self._inner_layout)
        for reading in readings:
            if not reading.is_blank:
                self._inner_layout.addWidget(self._card(reading))
        if all(reading.is_blank for reading in readings):
            self._say(f"{self._year}年还没有数可画。记下活动以后，这里会画成图。")
        elif words := blank_words(readings):
            self._inner_layout.addWidget(label(words, "muted", wrap=True))
        # New widgets are the last of the window otherwise.
        for before, after in pairwise((self._before, *self.views)):
            QWidget.setTabOrder(before, after)

    def _card(self, reading: PictureReading) -> QFrame:
        view = PictureView(reading, self._session.theme)
        view.bar_chosen.connect(
            lambda place: self._session.go(self._session.desk.pictures.behind(reading, place))
        )
        inner = column(view)
        side = self._session.theme.px(12)
        inner.setContentsMargins(side, side, side, self._session.theme.px(6))
        return frame("card", inner)

    def _say(self, words: str) -> None:
        said = label(words, "muted", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._inner_layout.addWidget(said)

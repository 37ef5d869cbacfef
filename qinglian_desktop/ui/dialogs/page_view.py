"""Pages below each other, as wide as the view or as large as the user wants them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from qinglian_desktop.ui.look.theme import SPACE, Theme

ZOOM_STEP = 1.25
LARGEST, SMALLEST = 4.0, 0.25


class PageView(QPdfView):
    """The pages of a document that is given to it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setPageSpacing(theme.px(SPACE))
        self.setAccessibleName("打印预览的页面")
        # A page as wide as the view is lower beside a scroll bar, and needs none: a bar that
        # comes and goes would do so for ever, and the window stand still.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def larger(self) -> None:
        """One step."""
        self._zoom(ZOOM_STEP)

    def smaller(self) -> None:
        """One step."""
        self._zoom(1 / ZOOM_STEP)

    def fit(self) -> None:
        """As wide as the view."""
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _zoom(self, by: float) -> None:
        factor = self._factor() * by
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(max(SMALLEST, min(LARGEST, factor)))

    def _factor(self) -> float:
        """How large the pages are shown now, also where they follow the window's width."""
        document = self.document()
        if self.zoomMode() is QPdfView.ZoomMode.Custom or not document.pageCount():
            return self.zoomFactor()
        natural = document.pagePointSize(0).width() * self.logicalDpiX() / 72
        margins = self.documentMargins()
        return (self.viewport().width() - margins.left() - margins.right()) / natural

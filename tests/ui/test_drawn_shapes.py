"""Shapes of a drawing on the screen: in the colours of the window, where they are told to be."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.drawing import Anchor, Panel, Polygon, Polyline, Shape, Tone, Words
from qinglian_desktop.ui.look.drawn_shapes import draw_shape
from qinglian_desktop.ui.look.palette import LIGHT
from qinglian_desktop.ui.look.theme import Theme


def painted(theme: Theme, *shapes: Shape) -> QImage:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for shape in shapes:
        draw_shape(painter, shape, theme)
    painter.end()
    return image


def test_a_panel_has_its_ground_and_its_outline(qtbot: QtBot, theme: Theme) -> None:
    image = painted(theme, Panel(10, 10, 60, 40, Tone.LOW, Tone.INK, thick=2))
    assert image.pixelColor(40, 30) == QColor(LIGHT.yellow)
    assert image.pixelColor(10, 30) == QColor(LIGHT.ink)
    assert image.pixelColor(80, 30) == QColor("white")


def test_a_panel_without_ground_shows_what_is_below(qtbot: QtBot, theme: Theme) -> None:
    image = painted(theme, Panel(10, 10, 60, 40, None, Tone.INK, radius=10, dashed=True))
    assert image.pixelColor(40, 30) == QColor("white")


def test_a_polygon_is_filled_and_a_line_has_a_head(qtbot: QtBot, theme: Theme) -> None:
    image = painted(
        theme,
        Polygon(((0, 0), (50, 0), (0, 50)), Tone.HIGH, None),
        Polyline(((80, 0), (80, 90)), thick=1, arrow=20),
    )
    assert image.pixelColor(10, 10) == QColor(LIGHT.bad)
    assert image.pixelColor(45, 45) == QColor("white")
    assert image.pixelColor(77, 75) == QColor(LIGHT.ink)
    assert image.pixelColor(77, 40) == QColor("white")


def test_words_stand_in_the_middle_of_their_place(qtbot: QtBot, theme: Theme) -> None:
    image = painted(theme, Words(50, 60, "中中", 20.5, Anchor.MIDDLE))
    inked = [
        x for x in range(100) if any(image.pixelColor(x, y).lightness() < 128 for y in range(100))
    ]
    assert abs((inked[0] + inked[-1]) / 2 - 50) <= 2
    assert 34 <= inked[-1] - inked[0] <= 42

"""Who works in the book, in the header beside the key to it, as far as there is room"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.ui.look.theme import Theme

_ROOM = 880
"""Pixels at 100 % that the header needs for a name; it takes so many of them at most."""
_WIDEST = 112
_STYLE = Qt.ToolButtonStyle


def keeper_words(keeper: Keeper, name: str) -> str:
    """A name of theirs, with what is theirs to do where that is not everything."""
    return name if keeper.role is KeeperRole.ALL else f"{name} · {keeper.role.value}"


class KeeperTool(QToolButton):
    """The name of the keeper, and behind it their password and whoever else keeps the book."""

    def __init__(self, theme: Theme, keeper: Keeper) -> None:
        super().__init__()
        self._theme = theme
        self._keeper = keeper
        sees = "" if keeper.sees_confidential else "，不看谈话和体检"
        who = f"使用人：{keeper.name}（{keeper.role.value}{sees}）"
        self.setToolTip(f"{who}。修改密码，换一个恢复码，管使用人")
        self.setAccessibleName(self.toolTip())

    def fit(self, width: int) -> None:
        """Show the name, or the key alone, in a header so wide."""
        theme, fits = self._theme, width >= self._theme.px(_ROOM)
        self.setToolButtonStyle(
            _STYLE.ToolButtonTextBesideIcon if fits else _STYLE.ToolButtonIconOnly
        )
        cut = Qt.TextElideMode.ElideRight
        name = self.fontMetrics().elidedText(self._keeper.name, cut, theme.px(_WIDEST))
        # A blank, as Qt sets the words close to the key.
        self.setText(f" {keeper_words(self._keeper, name)}".replace("&", "&&"))

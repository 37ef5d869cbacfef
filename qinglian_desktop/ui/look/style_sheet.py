"""The style sheet, written once over the tokens of the theme."""

from __future__ import annotations

from collections.abc import Callable

from qinglian_desktop.ui.look.palette import Colours


def style_sheet(c: Colours, px: Callable[[float], int]) -> str:
    """Qt style sheet for a palette, with lengths scaled by ``px``.

    Roles are dynamic properties: ``kind`` of a QPushButton is primary, quiet or link; of a
    QLabel title, head, muted, error, warning or badge; of a QFrame card, panel or banner.
    """
    return f"""
    QMainWindow, QDialog, QWidget#page {{ background: {c.ground}; }}
    QToolTip {{ background: {c.paper}; color: {c.ink}; border: 1px solid {c.border};
        padding: {px(4)}px {px(8)}px; }}

    QLabel[kind="title"] {{ font-size: {px(22)}px; font-weight: 600; }}
    QLabel[kind="head"] {{ font-size: {px(17)}px; font-weight: 600; }}
    QLabel[kind="muted"] {{ color: {c.muted}; font-size: {px(13)}px; }}
    QLabel[kind="error"] {{ color: {c.bad}; font-size: {px(13)}px; }}
    QLabel[kind="warning"] {{ color: {c.warn}; font-size: {px(13)}px; }}
    QLabel[kind="required"] {{ color: {c.bad}; }}

    QFrame[kind="card"], QFrame[kind="panel"] {{ background: {c.paper};
        border: 1px solid {c.hairline}; border-radius: {px(6)}px; }}
    QFrame[kind="header"] {{ background: {c.paper}; border: none;
        border-bottom: 1px solid {c.hairline}; }}
    QFrame[kind="banner"] {{ background: {c.warn_soft}; border: none;
        border-radius: {px(4)}px; }}
    QFrame[kind="banner"][tone="bad"] {{ background: {c.bad_soft}; }}
    QFrame[kind="banner"][tone="good"] {{ background: {c.good_soft}; }}
    QFrame[kind="banner"][tone="plain"] {{ background: {c.accent_soft}; }}
    QFrame[kind="rule"] {{ background: {c.hairline}; border: none; max-height: 1px; }}

    QPushButton, QToolButton {{ background: {c.paper}; border: 1px solid {c.border};
        border-radius: {px(4)}px; padding: {px(5)}px {px(14)}px; min-height: {px(22)}px;
        outline: none; }}
    QPushButton:hover, QToolButton:hover {{ background: {c.accent_soft};
        border-color: {c.accent}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {c.hairline}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent};
        padding: {px(5) - 1}px {px(14) - 1}px; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {c.border};
        border-color: {c.hairline}; }}
    QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent};
        border: 1px solid {c.accent}; font-weight: 600; }}
    QPushButton[kind="primary"]:hover {{ background: {c.accent_hover}; }}
    QPushButton[kind="primary"]:pressed {{ background: {c.accent_pressed}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {c.ink}; }}
    QPushButton[kind="primary"]:disabled {{ background: {c.hairline}; color: {c.muted};
        border-color: {c.hairline}; }}
    QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent;
        border: 1px solid transparent; padding: {px(5)}px {px(10)}px; }}
    QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{
        background: {c.accent_soft}; }}
    QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{
        border: 1px solid {c.accent}; padding: {px(5)}px {px(10)}px; }}
    QToolButton[kind="beside"] {{ background: transparent; border: 1px solid transparent;
        padding: {px(5)}px; }}
    QToolButton[kind="beside"]:hover {{ background: {c.accent_soft}; }}
    QPushButton[kind="link"] {{ background: transparent; border: none; color: {c.accent};
        padding: {px(2)}px 0; text-align: left; }}
    QPushButton[kind="link"][tone="bad"] {{ color: {c.bad}; }}
    QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
    QPushButton[kind="link"]:focus {{ border-bottom: 2px solid {c.accent}; }}
    QPushButton[kind="state"] {{ background: transparent; border: none; color: {c.muted};
        padding: {px(2)}px 0; text-align: left; }}
    QPushButton[kind="state"]:hover {{ color: {c.accent}; }}
    QPushButton[kind="state"]:focus {{ color: {c.accent}; border-bottom: 2px solid {c.accent}; }}
    QPushButton[kind="switch"] {{ border-radius: 0; border-right-width: 0;
        padding: {px(5)}px {px(12)}px; }}
    QPushButton[kind="switch"][last="true"] {{ border-right-width: 1px; }}
    QPushButton[kind="switch"]:checked {{ background: {c.accent_soft}; color: {c.accent};
        font-weight: 600; }}
    QPushButton[kind="chip"] {{ padding: {px(3)}px {px(10)}px; color: {c.muted};
        text-decoration: line-through; border-style: dashed; }}
    QPushButton[kind="chip"]:checked {{ background: {c.accent_soft}; color: {c.ink};
        text-decoration: none; border: 1px solid {c.accent_soft}; }}
    QPushButton[kind="gap"] {{ padding: {px(3)}px {px(10)}px; color: {c.ink};
        background: {c.paper}; border: 1px solid {c.border}; border-radius: {px(4)}px; }}
    QPushButton[kind="gap"]:checked {{ background: {c.accent_soft}; border-color: {c.accent};
        font-weight: bold; }}
    QPushButton[kind="gap"]:focus {{ border: 2px solid {c.accent}; }}
    QPushButton[kind="chip"]:focus {{ border: 1px solid {c.accent};
        padding: {px(3)}px {px(10)}px; }}
    QToolButton::menu-indicator {{ image: none; }}

    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit {{
        background: {c.paper}; border: 1px solid {c.border}; border-radius: {px(4)}px;
        padding: {px(5)}px {px(8)}px; selection-background-color: {c.accent};
        selection-color: {c.on_accent}; }}
    QLineEdit, QComboBox, QSpinBox {{ min-height: {px(22)}px; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
        border: 2px solid {c.accent}; padding: {px(5) - 1}px {px(8) - 1}px; }}
    QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"],
    QFrame[problem="true"] {{ border: 1px solid {c.bad}; }}
    QLineEdit[problem="true"]:focus, QPlainTextEdit[problem="true"]:focus,
    QComboBox[problem="true"]:focus {{ border: 2px solid {c.bad}; }}
    QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QLineEdit:read-only {{
        background: {c.ground}; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox::drop-down {{ border: none; width: {px(26)}px; }}
    QComboBox::down-arrow {{ image: url(ql:{c.arrow}.svg); width: {px(16)}px;
        height: {px(16)}px; }}
    QComboBox QAbstractItemView, QListView#completer {{ background: {c.paper};
        border: 1px solid {c.border}; outline: none; padding: {px(2)}px; }}
    QComboBox QAbstractItemView::item, QListView#completer::item {{ min-height: {px(30)}px;
        padding: 0 {px(6)}px; }}
    QFileDialog QToolButton {{ padding: {px(2)}px {px(4)}px; min-width: {px(20)}px; }}
    QFileDialog QListView::item, QFileDialog QTreeView::item {{ padding: {px(3)}px {px(6)}px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QCheckBox, QRadioButton {{ spacing: {px(8)}px; min-height: {px(24)}px;
        border: 2px solid transparent; border-radius: {px(4)}px; padding: 0 {px(3)}px; }}
    QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
        width: {px(14)}px; height: {px(14)}px;
        border: 1px solid {c.muted}; background: {c.paper}; }}
    QCheckBox::indicator, QAbstractItemView::indicator {{ border-radius: {px(3)}px; }}
    QRadioButton::indicator {{ border-radius: {px(14) // 2 + 1}px; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
        background: {c.accent}; border-color: {c.accent}; image: url(ql:{c.tick}.svg); }}
    QAbstractItemView::indicator:indeterminate {{ background: {c.accent_soft}; }}
    QRadioButton::indicator:checked {{ border: {px(5)}px solid {c.accent};
        width: {px(14) - 2 * px(5) + 2}px; height: {px(14) - 2 * px(5) + 2}px; }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled,
        QAbstractItemView::indicator:disabled {{
        background: {c.ground}; border-color: {c.border}; }}
    QCheckBox::indicator:checked:disabled, QAbstractItemView::indicator:checked:disabled {{
        background: {c.muted}; border-color: {c.muted};
        image: url(ql:{c.tick}.svg); }}
    QRadioButton::indicator:checked:disabled {{ border-color: {c.muted}; background: {c.paper}; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}

    QTabWidget::pane {{ border: none; border-top: 1px solid {c.hairline}; }}
    QTabBar {{ background: {c.paper}; }}
    QTabBar::tab {{ background: transparent; padding: {px(9)}px {min(px(13), 15)}px;
        border-bottom: 3px solid transparent; color: {c.muted}; }}
    QTabBar::tab:selected {{ color: {c.accent}; border-bottom-color: {c.accent};
        font-weight: 600; }}
    QTabBar::tab:hover {{ background: {c.ground}; }}
    QTabBar::tab:focus {{ color: {c.ink}; }}
    QTabBar::scroller {{ width: {px(30)}px; }}
    QTabBar QToolButton {{ padding: 0; border-radius: 0; }}
    QTabBar QToolButton::left-arrow {{ width: {px(16)}px; height: {px(16)}px;
        image: url(ql:{c.arrow.replace("down", "left")}.svg); }}
    QTabBar QToolButton::right-arrow {{ width: {px(16)}px; height: {px(16)}px;
        image: url(ql:{c.arrow.replace("down", "right")}.svg); }}

    QListWidget#side {{ background: transparent; border: none;
        border-right: 1px solid {c.hairline}; outline: none; }}
    QListWidget#side::item {{ padding: {px(9)}px {px(14)}px; border-left: 3px solid transparent; }}
    QListWidget#side::item:selected {{ background: {c.accent_soft}; color: {c.accent};
        border-left-color: {c.accent}; }}

    QTableView, QListView, QTreeView, QTableWidget, QListWidget {{ background: {c.paper};
        border: 1px solid {c.hairline}; border-radius: {px(4)}px; outline: none;
        gridline-color: {c.hairline}; selection-background-color: {c.accent_soft};
        selection-color: {c.ink}; }}
    QHeaderView::section {{ background: {c.ground}; color: {c.muted}; border: none;
        border-bottom: 1px solid {c.border}; padding: {px(6)}px {px(8)}px; font-weight: 600;
        font-size: {px(13)}px; }}
    QTreeView#keepers::item {{ padding: {px(3)}px {px(5)}px; }}
    QHeaderView {{ background: {c.ground}; font-size: {px(15)}px; }}
    QTableCornerButton::section {{ background: {c.ground}; border: none; }}

    QScrollArea {{ background: transparent; border: none; }}
    QScrollArea > QWidget > QWidget#canvas {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
    QScrollBar::handle {{ background: {c.border}; border-radius: {px(4)}px; margin: 2px;
        min-height: {px(28)}px; min-width: {px(28)}px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QSplitter::handle {{ background: {c.hairline}; }}
    QSplitter::handle:hover {{ background: {c.accent}; }}
    QStatusBar {{ background: {c.paper}; border-top: 1px solid {c.hairline}; }}
    QStatusBar::item {{ border: none; }}
    QProgressBar {{ border: 1px solid {c.hairline}; border-radius: {px(4)}px;
        background: {c.ground}; text-align: center; min-height: {px(18)}px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: {px(3)}px; }}
    QMenu {{ background: {c.paper}; border: 1px solid {c.border}; padding: {px(4)}px; }}
    QMenu::item {{ padding: {px(6)}px {px(24)}px; border-radius: {px(3)}px; }}
    QMenu::item:selected {{ background: {c.accent_soft}; }}
    QMenu::separator {{ height: 1px; background: {c.hairline}; margin: {px(4)}px; }}
    QCalendarWidget QWidget {{ background: {c.paper}; }}
    QCalendarWidget QTableView {{ border: none; }}
    """

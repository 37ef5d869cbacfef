"""What can be done by a key: its words, keys and icon, declared once for window, tips and help"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from qinglian_desktop.domain.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Action:
    """``keys`` are spelled as Qt spells them; any of them will do.

    ``called`` is what people call them, where that is not the first of them; ``icon`` is that of
    the buttons made from the action.
    """

    label: str
    keys: tuple[str, ...]
    called: str = ""
    icon: str = ""

    @property
    def shown(self) -> str:
        """The keys as tips and help name them."""
        return self.called or self.keys[0]


_PLUS, _MINUS = "Ctrl + 加号", "Ctrl + 减号"

_DIGITS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
TABS = Action("到第一至第十个页签", tuple(f"Alt+{n}" for n in _DIGITS), "Alt+1 … Alt+9、Alt+0")
SEARCH = Action("在全部台账里查找", ("Ctrl+F",))
LARGER = Action("字放大", ("Ctrl++", "Ctrl+="), _PLUS)
SMALLER = Action("字缩小", ("Ctrl+-",), _MINUS)
USUAL_SIZE = Action("恢复原来大小", ("Ctrl+0",))
UNDO = Action("撤销刚才的一步：保存、作废或恢复", ("Ctrl+Z",))
REDO = Action("重做撤销的一步", ("Ctrl+Y", "Ctrl+Shift+Z"), "Ctrl+Y")
LOCK = Action("锁上台账库，离开座位时用", ("Ctrl+L",))
HELP = Action("这一页的帮助，在那里可以查找全部帮助", ("F1",))

NEW = Action("新增", ("Ctrl+N",))
NEXT_RECORD = Action("上一条、下一条", ("Up", "Down"), "↑ ↓")
OPEN = Action("打开选中的记录", ("Return",), "Enter")
PASTE_ROWS = Action("导入从 WPS 或 Excel 复制的单元格", ("Ctrl+V",))
COPY_ROWS = Action("复制选中的行，可以粘贴到 WPS 或 Excel", ("Ctrl+C",))
PRINT = Action("打印", ("Ctrl+P",), icon="print")

NEXT_FIELD = Action("到下一栏", ("Return",), "Enter")
FIELDS = Action("后一栏、前一栏", ("Tab", "Shift+Tab"), "Tab、Shift+Tab")
SAVE = Action("保存", ("Ctrl+S",), icon="save")
SAVE_AND_NEW = Action("保存并新增", ("Ctrl+Return",), "Ctrl+Enter")
REMOVE_ROW = Action("删去这一行，可以撤销", ("Ctrl+Del",), "Ctrl+Delete")
READY_TEXTS = Action("套用范文", ("Alt+Down",), "Alt+↓")
PASTE_FILES = Action("在附件栏里贴进截图或复制的文件", ("Ctrl+V",))
COPY_NAMES = Action("复制名单", ("Ctrl+C",), icon="copy")
GRADE = Action("定级向导", ("F6",))
PASS_ON = Action("办理下一环节", ("F9",))
CLOSE = Action("关上，没有保存的内容存成草稿", ("Escape",), "Esc")

SAVE_PDF = Action("另存为PDF", ("Ctrl+S",))
SAVE_WORD = Action("存为Word", ("Ctrl+Shift+S",))
ZOOM_IN = Action("放大", ("Ctrl++", "Ctrl+="), _PLUS)
ZOOM_OUT = Action("缩小", ("Ctrl+-",), _MINUS)
CLOSE_PREVIEW = Action("停止打印，或关上预览", ("Escape",), "Esc")

NEXT_STEP = Action("下一步", ("Return",), "Enter")
JUMP = Action("退回或转到哪一步；在空的一行按 > 也行", ("F8",))
ADD_BRANCH = Action("加分支", ("Ctrl+Return",), "Ctrl+Enter")
INTO_BRANCH = Action("放进上一步的分支", ("Tab",))
OUT_OF_BRANCH = Action("移出分支", ("Shift+Tab",))
SWAP_LABELS = Action("对调两个分支的条件（是和否）", ("F6",))
STEP_UP = Action("上移，连同分支", ("Alt+Up",), "Alt+↑")
STEP_DOWN = Action("下移，连同分支", ("Alt+Down",), "Alt+↓")
STEP_KINDS = Action(
    "起止、办理、判断、材料", tuple(f"Ctrl+{n}" for n in _DIGITS[:4]), "Ctrl+1 … Ctrl+4"
)
STEP_WORDS = Action("重写这一行", ("F2",))
STEP_DETAILS = Action("岗位、时限、材料、阶段", ("F4",))
SAME_POST = Action("岗位同上一步", ("Ctrl+D",))
STEP_RISK = Action("▲ 登记这一步的风险点", ("F7",))
PASTE_STEPS = Action("粘贴成步骤", ("Ctrl+V",))
DROP_STEP = Action("删除这一行，可以撤销", ("Del", "Ctrl+Del"), "Delete")

BY_PLACE: dict[str, tuple[Action, ...]] = {
    "到处都能用": (TABS, SEARCH, LARGER, SMALLER, USUAL_SIZE, UNDO, REDO, LOCK, HELP),
    "列表": (NEW, NEXT_RECORD, OPEN, COPY_ROWS, PASTE_ROWS, PRINT),
    "填表": (
        NEXT_FIELD,
        FIELDS,
        REMOVE_ROW,
        PASTE_FILES,
        SAVE,
        SAVE_AND_NEW,
        READY_TEXTS,
        COPY_NAMES,
        GRADE,
        PASS_ON,
        CLOSE,
    ),
    "画流程图": (
        NEXT_STEP,
        ADD_BRANCH,
        INTO_BRANCH,
        OUT_OF_BRANCH,
        JUMP,
        SWAP_LABELS,
        STEP_UP,
        STEP_DOWN,
        STEP_KINDS,
        STEP_WORDS,
        STEP_DETAILS,
        SAME_POST,
        STEP_RISK,
        PASTE_STEPS,
        DROP_STEP,
    ),
    "打印预览": (PRINT, SAVE_PDF, SAVE_WORD, ZOOM_IN, ZOOM_OUT, CLOSE_PREVIEW),
}
"""As the page 键盘一览 of the help lists them; a test compares both."""


def adding(ledger: Ledger) -> str:
    """What the button says that begins a record; a unit's one is there or is yet to be told."""
    return f"{NEW.label if ledger.unit is None else '登记'}{ledger.noun}"


def bind(widget: QWidget, action: Action, slot: Callable[[], object]) -> None:
    """Let each of the action's keys do it while the widget's window is in front."""
    for keys in action.keys:
        _shortcut(widget, keys, slot)


def bind_within(widget: QWidget, action: Action, slot: Callable[[], object]) -> None:
    """Let each of the action's keys do it while the keyboard is within the widget."""
    for keys in action.keys:
        made = _shortcut(widget, keys, slot)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _shortcut(widget: QWidget, keys: str, slot: Callable[[], object]) -> QShortcut:
    """What hangs below a field is put away first: else it would go on taking what is typed.

    Qt asks shortcuts before a list that is open. For Escape that was all that was wanted.
    """

    def act() -> None:
        hanging = QApplication.activePopupWidget()
        if hanging is not None:
            hanging.close()
        if hanging is None or keys not in CLOSE.keys:
            slot()

    made = QShortcut(QKeySequence(keys), widget)
    made.activated.connect(act)
    return made

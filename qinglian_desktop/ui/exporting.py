"""The export that is under way, and what is told of it at its end"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from qinglian_desktop.ui.long_work import LongWork
from qinglian_desktop.ui.look.message_box import message_box
from qinglian_desktop.ui.operations import Operations

if TYPE_CHECKING:
    from qinglian_desktop.application.copies import Exported
    from qinglian_desktop.application.ports import Progress

UNDER_WAY = "已经在导出了，请等它做完，或者在窗口底下点“取消”。"


class Exports(LongWork):
    """``done`` carries what was exported, and whether it is sealed."""

    done = Signal(object, bool)

    def __init__(self, operations: Operations) -> None:
        stopped = "导出已经停下，没有留下半份。台账库没有受影响。"
        super().__init__(operations, "正在导出…", stopped)

    def start(self, work: Callable[[Progress], Exported], *, is_sealed: bool) -> None:
        """Export now; nothing happens while another one is under way."""

        def told(made: Exported) -> None:
            self.said.emit(f"已导出：{made.path.name}")
            self.done.emit(made, is_sealed)

        self.begin(work, told, self.failed.emit)

    def write(self, work: Callable[[Progress], str]) -> None:
        """Write one file now, unless something is being exported; ``work`` gives what to say."""
        if self.job is not None:
            self.said.emit(UNDER_WAY)
        else:
            self.begin(work, self.said.emit, self.failed.emit)


def exported_box(made: Exported, is_sealed: bool, over: QWidget | None) -> QMessageBox:
    """Says where it is, how much it is, and what to do with it; still to be opened."""
    from qinglian_desktop.application.exporting import lost_words

    box = message_box(over, "导出全部", f"导出好了：{made.records} 条记录，{made.files} 个附件。")
    box.setObjectName("exported")
    where = made.path.parent.name or str(made.path.parent)
    lines = [f"放在“{where}”里，名字是“{made.path.name}”。"]
    if is_sealed:
        lines.append(
            "已经读回来核对过。要用的时候，在打开台账库的窗口点“打开别的或新建”，再点“导入”，"
            "输入刚才设的密码。密码请另外记好，没有它谁也打不开。"
        )
    else:
        lines.append(
            "这一份没有加密，谁拿到都能看。交给接手的人以后，请把U盘和电脑上用不着的删掉。"
        )
    if made.lost:
        lines.append(lost_words(made))
    box.setInformativeText("\n".join(lines))
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    return box

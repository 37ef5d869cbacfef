"""A new recovery code, shown once: copied by hand, printed or kept on a stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from qinglian_desktop.ui.doorway.doorway import with_room_above
from qinglian_desktop.ui.doorway.recent_books import documents_folder
from qinglian_desktop.ui.look.file_dialogs import ask_where
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, frame, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.operations import Operations

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


FIRST = "抄好、收妥以后，先勾上左边的“我已抄好并收妥”。"


class CodeSheet(QWidget):
    """``confirmed`` comes when the user says that the code is written down and put away."""

    confirmed = Signal()

    def __init__(self, theme: Theme, operations: Operations, step: str) -> None:
        """``step`` is what the button says that goes on from here."""
        super().__init__()
        self._operations = operations
        self._book_name = ""
        self._signs = ""
        self._code = label("", "title", wrap=True)
        self._code.setObjectName("recovery_code")
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown = row(self._code, margins=theme.px(2 * SPACE))
        box = frame("banner", shown)
        box.setProperty("tone", "plain")
        printing = button("打印", self._on_print_wanted, "", "print", theme)
        saving = button("保存到U盘…", self._on_save_wanted, "", "usb", theme)
        self._is_kept = QCheckBox("我已抄好并收妥")
        self._is_kept.setObjectName("code_kept")
        self._go = button(step, self.confirmed.emit, "primary")
        self._go.setObjectName("begin")
        self._go.setEnabled(False)
        self._go.setToolTip(FIRST)
        self._is_kept.toggled.connect(self._on_kept_toggled)
        self.setFocusProxy(self._is_kept)
        self.notice = Notice(theme)
        hint = label(
            "抄在纸上锁进柜子，或打印出来，或存到U盘；不要和这台电脑放在一起。", "muted", wrap=True
        )
        self.setLayout(
            column(
                box,
                hint,
                row(printing, saving, 1),
                self.notice,
                with_room_above(theme, row(self._is_kept, 1, self._go)),
                spacing=theme.px(SPACE),
            )
        )

    def show_code(self, code: str, book_name: str) -> None:
        """Show the code of a book."""
        self._signs = code
        self._code.setText(in_two_lines(code))
        self._code.setAccessibleName(f"恢复码 {code}")
        self._book_name = book_name
        self._is_kept.setChecked(False)
        self._is_kept.setFocus()

    def remind(self) -> None:
        """Say why the window should not be closed yet."""
        self.notice.say(
            "恢复码还没有确认收妥，关掉以后就再也看不到了。确实不要，请再关一次窗口。", "warn"
        )

    def save_to(self, target: Path) -> None:
        """Keep the sheet as a text file."""
        from qinglian_desktop.application.saving_as import save_as

        data = self._sheet().replace("\n", "\r\n").encode("utf-8-sig")
        kept = f"已保存为“{target.name}”。请把U盘收好，不要和电脑放在一起。"
        self.notice.hide()
        self._operations.read(
            self,
            lambda _: save_as(target, data),
            lambda _: self.notice.say(kept, "good"),
            self.notice.tell,
        )

    def print_to(self, printer: QPrinter) -> None:
        """Print the sheet."""
        sheet = QTextDocument()
        sheet.setPlainText(self._sheet())
        font = self.font()
        font.setPointSize(14)
        sheet.setDefaultFont(font)
        sheet.print_(printer)
        self.notice.say("已送往打印机。请核对纸上的码与屏幕上的一样，再收好。", "good")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from the tick, once it is there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go.click()
        else:
            super().keyPressEvent(event)

    def _on_kept_toggled(self, is_kept: bool) -> None:
        self._go.setEnabled(is_kept)
        self._go.setToolTip("" if is_kept else FIRST)

    def _sheet(self) -> str:
        return (
            f"清廉机关台账 恢复码\n\n台账库：{self._book_name}\n恢复码：{self._signs}\n\n"
            "忘记密码时，在打开台账库的窗口点“忘记密码”，输入恢复码。\n"
            "请妥善保管，不要和电脑放在一起，不要拍照发送。\n"
        )

    def _on_print_wanted(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("恢复码")
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_to(printer))
        QDialog.open(dialog)

    def _on_save_wanted(self) -> None:
        start = documents_folder() / f"恢复码_{self._book_name}.txt"
        ask_where(self, "把恢复码保存到U盘", start, "文本文件 (*.txt)", self.save_to)


def in_two_lines(code: str) -> str:
    """Groups of signs, half of them below the others: easier to copy than one long line."""
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    return "\n".join("  ".join(line) for line in (groups[:half], groups[half:]) if line)

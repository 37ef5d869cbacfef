"""What goes onto the stick beside the workbook, and whether that asks for a password"""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from qinglian_desktop.application.handing_in import Wish
from qinglian_desktop.ui.doorway.passwords import SecretLine
from qinglian_desktop.ui.look.parts import column, label
from qinglian_desktop.ui.session import Session


class HandInChoice(QWidget):
    """The PDF is remembered for the next month; the password is forgotten once it is used."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        theme = session.theme
        self.pdf = QCheckBox("同时写盖章用的PDF")
        self.pdf.setObjectName("with_pdf")
        self.pdf.setToolTip("封面、汇总和更正说明，和打印出来的一样")
        self.pdf.setChecked(session.desk.preferences.wants_pdf())
        self.locks = QCheckBox("给Excel加打开密码")
        self.locks.setObjectName("with_password")
        self.locks.setToolTip("用 Excel 或 WPS 打开时要输入这个密码")
        self.line = SecretLine(theme, "打开Excel的密码")
        self.line.setObjectName("return_password")
        self._said = label("密码哪里也不保存，请另外告诉收件的人。", "muted", wrap=True)
        self.setLayout(column(self.pdf, self.locks, self.line, self._said, spacing=theme.px(2)))
        self.locks.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    @property
    def lacks_password(self) -> bool:
        """Whether a password is wanted and none is typed."""
        return self.locks.isChecked() and not self.line.text()

    def wish(self, medium: str) -> Wish:
        """What is wanted on a stick or in a folder that is called so."""
        password = self.line.text() if self.locks.isChecked() else ""
        return Wish(self.pdf.isChecked(), password, medium)

    def forget(self) -> None:
        """The password was used: the next one is asked for anew."""
        self.locks.setChecked(False)

    def _on_toggled(self, wanted: bool) -> None:
        self.line.clear()
        for each in (self.line, self._said):
            each.setVisible(wanted)
        if wanted:
            self.line.setFocus()

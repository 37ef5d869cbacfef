"""导出全部: sealed or to be read by anybody, where to, and the password of what is sealed."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from qinglian_desktop.ui.dialogs.password_again import ask_again
from qinglian_desktop.ui.dialogs.target_choice import TargetChoice
from qinglian_desktop.ui.doorway.passwords import NewPassword
from qinglian_desktop.ui.exporting import UNDER_WAY
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.radio_group import RadioGroup
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

_SEALED = (
    "加密的一份",
    "一个文件，记录、照片、草稿和设置都在里面，要用密码打开。换电脑、留底都用它，可以再导入。",
)
_READABLE = (
    "可以直接看的一份",
    "一个文件夹，每本台账一个表格，照片按编号放好。交接、或者以后不用这个程序时用它。",
)


class ExportAll(FittingDialog):
    """Closes as soon as the export has begun; the foot of the window shows how far it is."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("导出全部", parent)
        self.setObjectName("export_all")
        theme = session.theme
        self._session = session
        self.kinds = RadioGroup(self)
        kinds = row(spacing=theme.px(2 * SPACE))
        for place, (words, sentence) in enumerate((_SEALED, _READABLE)):
            made = QRadioButton(words)
            made.setAccessibleDescription(sentence)
            self.kinds.addButton(made, place)
            said = label(sentence, "muted", wrap=True)
            kinds.addLayout(column(made, said, 1, spacing=theme.px(2)), 1)
        self.kinds.button(0).setChecked(True)
        self.kinds.idToggled.connect(lambda: self._show_kind())
        self.target = TargetChoice(session, "选择导出到哪里")
        self.password = NewPassword(theme, "导出用的密码")
        self.password.submitted.connect(self.export)
        self._warning = Notice(theme)
        self.aware = QCheckBox("我知道这一份不加密")
        self.aware.setObjectName("aware")
        self.notice = Notice(theme)
        self._export = button("导出", self.export, "primary")
        self._export.setObjectName("export")
        self._export.setAutoDefault(False)
        cancel = button("取消", self.reject)
        cancel.setAutoDefault(False)
        # Side by side: in large type one below the other would be higher than an office screen.
        below = row(spacing=theme.px(2 * SPACE))
        below.addLayout(column(self.aware, self.password, 1), 1)
        below.addLayout(column(self.target, 1), 1)
        self.setLayout(
            column(
                kinds,
                self._warning,
                below,
                self.notice,
                row(1, cancel, self._export),
                spacing=theme.px(SPACE),
                margins=theme.px(2 * SPACE),
            )
        )
        room = self.screen().availableGeometry().width() - 60
        self.setFixedWidth(min(theme.px(800), room))
        self.target.shown.connect(self.fit)
        self.target.refresh()
        self._show_kind()

    @property
    def is_sealed(self) -> bool:
        """Whether the encrypted kind is chosen."""
        return self.kinds.checkedId() == 0

    def export(self) -> None:
        """Begin, if all that is needed was given."""
        self.notice.hide()
        exporting, exports = self._session.desk.exporting, self._session.exporting
        if exports.job is not None:
            self._say(UNDER_WAY)
        elif self.is_sealed and not self.password.accepts():
            self.fit()
        elif not self.is_sealed and not self.aware.isChecked():
            self._say("请先看看红字的提醒，勾上“我知道这一份不加密”。")
            self.aware.setFocus()
        elif (folder := self.target.chosen or self.target.choose_folder()) is None:
            self._say("请先选好导出到哪里。")
        else:
            password, is_sealed = self.password.text, self.is_sealed

            def begin() -> None:
                exports.start(
                    (lambda progress: exporting.archive(folder, password, progress))
                    if is_sealed
                    else (lambda progress: exporting.readable(folder, progress)),
                    is_sealed=is_sealed,
                )
                self.accept()

            ask_again(self._session, self, self._session.desk.catalogue, begin)

    def _say(self, words: str) -> None:
        self.notice.say(words, "warn")
        self.fit()

    def _show_kind(self) -> None:
        is_sealed = self.is_sealed
        self.notice.hide()
        self.password.setVisible(is_sealed)
        self.aware.setVisible(not is_sealed)
        if is_sealed:
            self._warning.say(
                "这个密码只管这一份，和台账库的密码可以不一样。忘了就打不开，恢复码也不行，请记好。",
                "warn",
            )
        else:
            self._warning.say(
                "这一份不加密：谈话内容、照片，谁拿到U盘都能看。只在交接或者确实需要时用，用完删掉。",
                "bad",
            )
        self.fit()

"""What to do first in an empty book: big, few, and each a button."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from qinglian_desktop.application.places import ToImport, ToNew, ToScope
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.look.parts import button, column, frame, label, row
from qinglian_desktop.ui.look.theme import SPACE, mark
from qinglian_desktop.ui.session import Session


class FirstSteps(QWidget):
    """登记人员, then 登记单位 that names some of them, then the first record of any ledger."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        catalogue = session.desk.catalogue
        self._unit, self._roster = catalogue.unit, catalogue.roster
        self._unit_button = self._button(self._unit, "begin_unit")
        self._people_button = self._button(self._roster, "begin_people")
        self._import_button = button("从表格导入…", self._on_import_wanted)
        self._import_button.setObjectName("import_people")
        if self._roster is None:
            self._import_button.hide()
        self._then = label("", "muted", wrap=True)
        followers = [each.label for each in catalogue if each.in_return][:3]
        self._then.setText(
            f"这两步做完，就可以在上面的各个页签里记{'、'.join(followers)}等台账了。"
        )
        self._scope = button("选本单位记哪些台账…", lambda: self._session.go(ToScope()), "quiet")
        self._scope.setObjectName("choose_scope")
        intro = label("开始使用：先做两件事", "title")
        steps = column(
            intro,
            self._step(
                "1",
                "活动和谈话的名单都从花名册里选；有现成的名单就从表格导入，"
                "没有就先登记书记和几个人，以后再补。",
                self._import_button,
                self._people_button,
            ),
            self._step("2", "月报封面和打印的表格要用到单位名称、书记是谁。", self._unit_button),
            self._then,
            row(self._scope, 1),
            1,
            spacing=SPACE * 2,
            margins=SPACE * 3,
        )
        outer = column(frame("card", steps))
        self.setLayout(outer)

    def show_done(self, *, has_unit: bool, has_people: bool) -> None:
        """Say which of the steps are done; the next one is the primary button."""
        self._import_button.setEnabled(not has_people)
        for made, ledger, is_done, is_next in (
            (self._people_button, self._roster, has_people, not has_people),
            (self._unit_button, self._unit, has_unit, has_people and not has_unit),
        ):
            if ledger is not None:
                made.setText(f"✓ 已登记{ledger.noun}" if is_done else f"登记{ledger.noun}")
            made.setEnabled(not is_done)
            mark(made, "kind", "primary" if is_next else "")

    def _button(self, ledger: Ledger | None, name: str) -> QPushButton:
        made = button(
            f"登记{ledger.noun}" if ledger else "",
            lambda: self._session.go(ToNew(ledger.key, {})) if ledger else None,
        )
        made.setObjectName(name)
        if ledger is None:
            made.hide()
        return made

    def _on_import_wanted(self) -> None:
        if self._roster is not None:
            self._session.go(ToImport(self._roster.key))

    def _step(self, number: str, why: str, *buttons: QPushButton) -> QFrame:
        words = label(why, "head", wrap=True)
        line = row(label(number, "title"), words, *buttons, spacing=SPACE * 2, margins=SPACE * 2)
        line.setStretch(1, 1)
        return frame("panel", line)

"""What is to be known before something is put up in public; what can be mended leads there"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.application.public_set import PublicRemark

_REMARK = int(Qt.ItemDataRole.UserRole)


class PublishRemarks(QListWidget):
    """``chosen`` carries a ToRecord, where what was clicked is to be changed."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("remarks")
        self.setAccessibleName("公开前要留意的")
        self.setWordWrap(True)
        self.itemClicked.connect(self._on_clicked)

    def show_remarks(self, remarks: Sequence[PublicRemark]) -> None:
        """Show these, or that there are none."""
        self.clear()
        for remark in remarks:
            item = QListWidgetItem(f"{remark.words}{'（点这里去改）' if remark.ledger else ''}")
            item.setData(_REMARK, remark)
            self.addItem(item)
        if not remarks:
            self.addItem("没有要留意的。")

    def _on_clicked(self, item: QListWidgetItem) -> None:
        remark = item.data(_REMARK)
        if isinstance(remark, PublicRemark) and remark.ledger:
            self.chosen.emit(ToRecord(remark.ledger, remark.record_id))

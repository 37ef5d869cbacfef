"""A chart that leaves the window: looked at and printed, kept as PDF or Word, or as a picture"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.chart_papers import chart_head, picture_files
from qinglian_desktop.application.charts import OutgoingChart
from qinglian_desktop.application.owned_charts import ChartOf
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.flow.ways_out import OUTLINED
from qinglian_desktop.ui.look.file_dialogs import (
    ask_to_replace,
    ask_where,
    begin_there,
    begins_at,
)
from qinglian_desktop.ui.session import Session

_PICTURES = {".png": "图片 (*.png)", ".svg": "矢量图 (*.svg)"}
_PURPOSE = "charts"
SMALL = "这张图印出来字会小于 6.5 磅，看不清：请改用 A3 或横向的纸，或者改成单列。"
TURNED = "这张图照选的纸张印，字会小于 6.5 磅，已经改为横竖另一个方向。"


class ChartsOut:
    """What is kept goes out: whoever asks saves what was drawn before."""

    def __init__(self, session: Session, ledger: Ledger) -> None:
        self._session = session
        self._ledger = ledger

    def out(self, record: Record, how: str, over: QWidget) -> None:
        """Print it, or keep it as a picture whose name ends so."""
        if (of := self._session.desk.hanging.of(self._ledger, record)) is None:
            return

        def told(outgoing: OutgoingChart) -> None:
            self._tell(outgoing)
            if how != "print":
                self._picture(of, how, outgoing.pages, over)

        charts = self._session.desk.charts
        self._session.read(over, lambda _: charts.outgoing(of), told)
        if how == "print":
            self._print(of, over)

    def _print(self, of: ChartOf, over: QWidget) -> None:
        from qinglian_desktop.ui.dialogs.print_preview import PrintPreview

        charts, title = self._session.desk.charts, chart_head(of).title
        PrintPreview(
            self._session,
            title,
            lambda _: charts.pdf(of),
            f"{title}.pdf",
            over,
            to_word=lambda target, _: charts.draw(of, target),
            much_of=(),
        ).open()

    def _picture(self, of: ChartOf, how: str, pages: int, over: QWidget) -> None:
        charts, title = self._session.desk.charts, chart_head(of).title
        is_outlined, end = how == OUTLINED, Path(how).suffix or how

        def write(target: Path) -> None:
            begin_there(_PURPOSE, target)
            self._session.change(
                over,
                lambda _: charts.draw(of, target, is_outlined=is_outlined),
                self._say,
                is_long=True,
            )

        def chosen(target: Path) -> None:
            # Of several pages the dialog did not ask about the files that are written.
            others = [each for each in picture_files(target, pages) if each != target]
            ask_to_replace(over, others, lambda: write(target))

        proposed = begins_at(_PURPOSE) / f"{title}{end}"
        ask_where(over, "存为图片", proposed, _PICTURES[end], chosen)

    def _tell(self, outgoing: OutgoingChart) -> None:
        size = SMALL if outgoing.is_small else TURNED if outgoing.is_turned else ""
        if said := f"{size}{outgoing.left_out}":
            self._session.said.emit(said)

    def _say(self, written: list[Path]) -> None:
        names = "、".join(path.name for path in written)
        self._session.said.emit(f"已存为 {names}，在 {written[0].parent}。")

"""Other ways to look at a ledger: one view for each kind of lens.

``view`` is what each of them is. The lenses, each with its model: ``month_grid`` and
``month_grid_model``, ``matrix`` and ``matrix_model``, ``coverage`` and ``coverage_model``,
``stages`` and ``stages_model``, ``timeline`` and ``timeline_model``, ``row_list`` and
``row_list_model``, ``linked`` and ``linked_model``, ``along_chart`` and ``along_model``.

Parts of them: ``timeline_painting``, ``trend_line``, ``word_header``, ``legend``,
``empty_card``, ``drawn_table``; of maps ``map_view`` with ``map_bar``, ``map_painting`` and
``moves_model``.
"""

from __future__ import annotations

from typing import assert_never

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import (
    AlongChart,
    Coverage,
    Lens,
    Linked,
    Matrix,
    MonthGrid,
    RowList,
    Stages,
    Timeline,
)
from qinglian_desktop.ui.lenses.view import LensView
from qinglian_desktop.ui.session import Session


def lens_view(session: Session, ledger: Ledger, lens: Lens) -> LensView:
    """The view that shows a ledger through this lens; its module is loaded with the first one."""
    match lens:
        case MonthGrid():
            from qinglian_desktop.ui.lenses.month_grid import MonthGridView

            return MonthGridView(session, ledger, lens)
        case Matrix():
            from qinglian_desktop.ui.lenses.matrix import MatrixView

            return MatrixView(session, ledger, lens)
        case AlongChart():
            from qinglian_desktop.ui.lenses.along_chart import AlongChartView

            return AlongChartView(session, ledger, lens)
        case Coverage():
            from qinglian_desktop.ui.lenses.coverage import CoverageView

            return CoverageView(session, ledger, lens)
        case Stages():
            from qinglian_desktop.ui.lenses.stages import StagesView

            return StagesView(session, ledger, lens)
        case Timeline():
            from qinglian_desktop.ui.lenses.timeline import TimelineView

            return TimelineView(session, ledger, lens)
        case RowList():
            from qinglian_desktop.ui.lenses.row_list import RowListView

            return RowListView(session, ledger, lens)
        case Linked():
            from qinglian_desktop.ui.lenses.linked import LinkedView

            return LinkedView(session, ledger, lens)
        case _:
            assert_never(lens)

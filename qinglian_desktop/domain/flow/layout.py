"""The layout as a whole: boxes into cells, lines through channels, all in points.

Places follow from the order of the rows and from what a person pinned, never from time or chance.
"""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.domain.flow.coordinates import LaidOut, located
from qinglian_desktop.domain.flow.graph import Graph
from qinglian_desktop.domain.flow.placing import cells_of
from qinglian_desktop.domain.flow.rooms import Sizes
from qinglian_desktop.domain.flow.routing import routed
from qinglian_desktop.domain.flow.tracks import tracked
from qinglian_desktop.domain.flow.ways import ways_of


def layout_of(graph: Graph, sizes: Sizes, lane_widths: Sequence[float] = ()) -> LaidOut:
    """A graph whose boxes and labels have these sizes; lanes are at least so wide."""
    ways = ways_of(graph)
    found = cells_of(graph, ways)
    return located(graph, found, tracked(routed(graph, ways, found), found), sizes, lane_widths)

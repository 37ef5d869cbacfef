"""Boxes and lines between them, as the layout wants them: no meaning, only order and size."""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.domain.flow.chart import ANYWHERE, AUTOMATIC, Placing, Route, StepKind


@dataclass(frozen=True, slots=True)
class Node:
    """One box. ``order`` counts from 0 in the order of the rows; ``depth`` is how deep in branches.

    ``lane`` is the place of its lane, -1 without lanes.
    """

    id: str
    order: int
    depth: int
    kind: StepKind
    lane: int = -1
    placing: Placing = ANYWHERE


@dataclass(frozen=True, slots=True)
class Edge:
    """One line; ``id`` is that of the step, branch or extra line that it comes from.

    ``back`` leads to an earlier row. ``forks``: one of several ways out of its source that are
    branches, not its next row.
    """

    id: str
    source: str
    target: str
    label: str = ""
    back: bool = False
    forks: bool = False
    route: Route = AUTOMATIC


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in order, and edges in the order of their sources."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lanes: tuple[str, ...] = ()
